//! Signing in: the same answer and the same work, whoever knocks.

use ledger::Scribe;
use serde_json::json;
use vocabulary::{DocumentType, FactKind, PersonId, SubjectId, Timestamp};

use super::{Accounts, Inner, invite::PATIENCE, invite::login_of};
use crate::{
    AccountError, Origin, Pending, SignIn, State, Token,
    error::Refused,
    queries::{accounts, accounts::Account, holders, sessions, sessions::Session},
    secret,
};

impl Accounts {
    /// Begins a session by login, or number of a document for subjects, and password.
    ///
    /// Unknown logins, wrong passwords and accounts that do not work are told apart by nobody
    /// outside; the fact says which it was.
    pub fn sign_in(
        &self,
        login: &str,
        password: &str,
        from: &Origin,
    ) -> Result<SignIn, AccountError> {
        let inner = &self.0;
        let found = inner.find_login(login)?;
        let good = inner.is_password(found.as_ref(), password)?;
        let known = found.map(|account| (account.id, account.password));
        let (from, fresh) = (from.clone(), secret::fresh(&*inner.entropy));
        let opened = self.transact(move |inner, scribe| {
            let Some((id, tried)) = known else {
                inner.refuse_sign_in(scribe, None, "unknown", &from)?;
                return Ok(None);
            };
            let mut account = inner.account(scribe, &id)?;
            // Changed between the look at the hash and now: the password must be given again.
            let good = good && account.password == tried;
            if let Some(why) = inner.count_attempt(scribe, &mut account, good)? {
                inner.refuse_sign_in(scribe, Some(&account), why, &from)?;
                return Ok(None);
            }
            inner.admit(scribe, account, fresh, &from).map(Some)
        })?;
        opened.ok_or_else(|| self.0.turned_away().into())
    }
}

impl Inner {
    /// The account of a login or of a document's number.
    fn find_login(&self, text: &str) -> Result<Option<Account>, AccountError> {
        let login = login_of(text);
        let persons = self.persons_of(text);
        self.db.read(|tx| {
            if let Some(login) = &login {
                return accounts::by_login(tx, login).map_err(AccountError::from);
            }
            for person in persons {
                if let Some(id) = holders::account_of(tx, person)? {
                    return accounts::find(tx, &id).map_err(AccountError::from);
                }
            }
            Ok(None)
        })
    }

    /// Whose number a text may be: the same digits are another person's on another document.
    fn persons_of(&self, text: &str) -> Vec<SubjectId> {
        let read = |document| PersonId::parse(document, text).ok();
        let mut persons: Vec<SubjectId> = Vec::new();
        for person in DocumentType::ALL.into_iter().filter_map(read) {
            let id = self.site_key.subject_id(person.identifier());
            if !persons.contains(&id) {
                persons.push(id);
            }
        }
        persons
    }

    /// Counts a right or wrong password. Gives why nobody may come in, if so.
    pub(super) fn count_attempt(
        &self,
        scribe: &mut Scribe,
        account: &mut Account,
        good: bool,
    ) -> Result<Option<&'static str>, AccountError> {
        let now = scribe.now();
        match account.state(now) {
            State::Active => {}
            state => return Ok(Some(state.as_str())),
        }
        if good {
            return Ok(None);
        }
        let rules = self.rules();
        account.failures += 1;
        let full = account.failures >= u32::from(rules.attempts);
        if full {
            account.failures = 0;
            account.held_until = Some(now.checked_add(rules.rest).unwrap_or(Timestamp::MAX));
        }
        accounts::save(scribe.tx(), account)?;
        if full {
            sessions::remove_pending(scribe.tx(), &account.id)?;
        }
        Ok(Some(if full { "wrong-and-held" } else { "wrong" }))
    }

    /// Opens a session, or the wait for the second factor.
    fn admit(
        &self,
        scribe: &mut Scribe,
        mut account: Account,
        fresh: String,
        from: &Origin,
    ) -> Result<SignIn, AccountError> {
        if account.totp.is_none() {
            account.failures = 0;
            return self.open_session(scribe, account, fresh, from, "password").map(SignIn::Opened);
        }
        let now = scribe.now();
        let until = now + PATIENCE;
        let session = Session {
            id: secret::fresh_id(&*self.entropy),
            account: account.id,
            pending: true,
            opened_at: now,
            seen_at: now,
            until,
            mandate: None,
        };
        sessions::forget(scribe.tx(), now)?;
        sessions::insert(scribe.tx(), &secret::digest(&fresh), &session)?;
        Ok(SignIn::Second(Pending { secret: fresh, until }))
    }

    /// Opens a session under a new secret.
    pub(super) fn open_session(
        &self,
        scribe: &mut Scribe,
        mut account: Account,
        fresh: String,
        from: &Origin,
        by: &str,
    ) -> Result<Token, AccountError> {
        let now = scribe.now();
        let until = now + self.rules().stay(account.is_staff()).longest;
        let session = Session {
            id: secret::fresh_id(&*self.entropy),
            account: account.id.clone(),
            pending: false,
            opened_at: now,
            seen_at: now,
            until,
            mandate: None,
        };
        sessions::forget(scribe.tx(), now)?;
        sessions::insert(scribe.tx(), &secret::digest(&fresh), &session)?;
        account.signed_in_at = Some(now);
        accounts::save(scribe.tx(), &account)?;
        let body = json!({
            "account": account.id, "session": session.id, "by": by,
            "network": network(&from.address), "agent": family(&from.agent),
        });
        let subject = self.person(scribe, &account)?;
        let actor = self.itself(&account);
        scribe.append(self.draft(FactKind::SessionOpened, actor, subject, &body));
        Ok(Token { secret: fresh, until })
    }

    /// Somebody could not come in: the fact says why, the answer does not.
    pub(super) fn refuse_sign_in(
        &self,
        scribe: &mut Scribe,
        account: Option<&Account>,
        why: &str,
        from: &Origin,
    ) -> Result<(), AccountError> {
        let id = account.map(|account| account.id.as_str());
        let body = json!({
            "account": id, "why": why, "network": network(&from.address),
            "agent": family(&from.agent),
        });
        let subject = match account {
            Some(account) => self.person(scribe, account)?,
            None => None,
        };
        let actor = vocabulary::Actor::new("platform", "door");
        scribe.append(self.draft(FactKind::SessionRefused, actor, subject, &body));
        Ok(())
    }

    /// What everybody is told who could not come in.
    pub(super) fn turned_away(&self) -> Refused {
        let rules = self.rules();
        Refused::identity(
            "没有登录：用户名、密码不正确，或账号现在不能使用",
            format!(
                "请核对后再试；连续 {} 次不正确，账号停用 {} 分钟。忘记密码请联系系统管理员，个人请到办事窗口",
                rules.attempts,
                rules.rest.as_mins()
            ),
        )
    }
}

/// The network an address belongs to: enough to see where from, too little to tell who.
pub(super) fn network(address: &str) -> String {
    match address.parse::<std::net::IpAddr>() {
        Ok(std::net::IpAddr::V4(v4)) => {
            let [a, b, c, _] = v4.octets();
            format!("{a}.{b}.{c}.0/24")
        }
        Ok(std::net::IpAddr::V6(v6)) => {
            let [a, b, c, ..] = v6.segments();
            format!("{a:x}:{b:x}:{c:x}::/48")
        }
        Err(_) => "unknown".to_owned(),
    }
}

/// The browser's family, not its fingerprint.
fn family(agent: &str) -> &'static str {
    const FAMILIES: [(&str, &str); 5] = [
        ("MicroMessenger", "wechat"),
        ("Edg/", "edge"),
        ("Firefox/", "firefox"),
        ("Chrome/", "chrome"),
        ("Safari/", "safari"),
    ];
    let known = FAMILIES.iter().find(|(mark, _)| agent.contains(mark));
    known.map_or("other", |(_, family)| family)
}
