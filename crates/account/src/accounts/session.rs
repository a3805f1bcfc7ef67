//! Sessions: who is behind a cookie, for whom he acts, and when that ends.

use jiff::SignedDuration;
use ledger::Scribe;
use serde_json::json;
use store::Tx;
use vocabulary::{FactKind, SubjectId, Timestamp};

use super::{Accounts, Inner};
use crate::{
    AccountError, Holder, Mandate, Signed, Staff, State, Who,
    error::Refused,
    queries::{accounts, accounts::Account, holders, mandates, sessions, sessions::Session},
    secret,
};

/// How exactly the idle clock is kept: a session is written to once in this time at most, so that it
/// may end by so much earlier than the law allows, never later.
pub(super) const COARSE: SignedDuration = SignedDuration::from_secs(60);

impl Accounts {
    /// Who is signed in under a secret; none if the session has ended, has run out, or its account
    /// no longer works. Being asked counts as doing something.
    pub fn session(&self, token: &str) -> Result<Option<Signed>, AccountError> {
        let (inner, hash) = (&self.0, secret::digest(token));
        let now = inner.clock.now();
        let found = inner.db.read(|tx| inner.found_session(tx, &hash, now))?;
        let Some((session, who, must_change)) = found else { return Ok(None) };
        if now.duration_since(session.seen_at) >= COARSE {
            inner.db.write(|tx| sessions::touch(tx, &hash, now))?;
        }
        Ok(Some(Signed {
            session: session.id,
            csrf: secret::csrf(token),
            who,
            opened_at: session.opened_at,
            must_change,
        }))
    }

    /// Ends a session; nothing happens if there is none.
    pub fn sign_out(&self, token: &str) -> Result<(), AccountError> {
        let hash = secret::digest(token);
        self.transact(move |inner, scribe| {
            let Some(session) = sessions::find(scribe.tx(), &hash)? else { return Ok(()) };
            sessions::remove(scribe.tx(), &hash)?;
            if session.pending {
                return Ok(());
            }
            let account = inner.account(scribe, &session.account)?;
            let subject = inner.person(scribe, &account)?;
            let body = json!({
                "account": account.id, "session": session.id, "why": "signed-out",
            });
            let actor = inner.itself(&account);
            scribe.append(inner.draft(FactKind::SessionEnded, actor, subject, &body));
            Ok(())
        })
    }

    /// Lets a subject act for an organisation of one of its mandates, or for itself again.
    pub fn act_for(&self, token: &str, organisation: Option<&str>) -> Result<(), AccountError> {
        let (inner, hash) = (&self.0, secret::digest(token));
        let Some(signed) = self.session(token)? else {
            return Err(Refused::identity("没有登录，或登录已经超时", "请重新登录").into());
        };
        let Who::Holder(holder) = signed.who else {
            return Err(Refused::beyond("工作人员不代表主体办事", "请用本人的账号登录").into());
        };
        let number = match organisation {
            None => None,
            Some(code) => {
                let mandate = holder.mandates.iter().find(|mandate| mandate.code == code);
                let mandate = mandate.ok_or_else(|| {
                    Refused::beyond(
                        "没有代表这个单位的有效授权",
                        "请由单位的法定代表人授权，或到办事窗口核验法定代表人身份",
                    )
                })?;
                Some(mandate.number.clone())
            }
        };
        inner.db.write(|tx| sessions::act_under(tx, &hash, number.as_deref()))?;
        Ok(())
    }
}

impl Inner {
    fn found_session(
        &self,
        tx: &mut Tx,
        hash: &[u8; 32],
        now: Timestamp,
    ) -> Result<Option<(Session, Who, bool)>, AccountError> {
        let Some(session) = sessions::find(tx, hash)?.filter(|found| !found.pending) else {
            return Ok(None);
        };
        let Some(account) = accounts::find(tx, &session.account)? else { return Ok(None) };
        let rules = self.rules();
        let idle = rules.stay(account.is_staff()).idle;
        let standing = now < session.until
            && now.duration_since(session.seen_at) < idle
            && stays(&account, now);
        if !standing {
            return Ok(None);
        }
        let old = |at: Timestamp| now.duration_since(at) > rules.rotate;
        let must_change = account.is_staff() && account.password_at.is_some_and(old);
        let who = self.who(tx, &account, session.mandate.as_deref())?;
        Ok(who.map(|who| (session, who, must_change)))
    }

    /// Who stands behind an account.
    pub(super) fn who(
        &self,
        tx: &mut Tx,
        account: &Account,
        mandate: Option<&str>,
    ) -> Result<Option<Who>, AccountError> {
        let name = self.unseal("name", &account.id, &account.name)?;
        if account.is_staff() {
            return Ok(Some(Who::Staff(Staff {
                account: account.id.clone(),
                login: account.login.clone().unwrap_or_default(),
                name,
                agency: account.agency.clone().unwrap_or_default(),
                division: account.division.clone(),
                role: account.role.clone().unwrap_or_default(),
            })));
        }
        let Some(person) = holders::person_of(tx, &account.id)? else { return Ok(None) };
        let mandates = self.mandates_of(tx, person)?;
        let acting = mandates.iter().find(|paper| Some(paper.number.as_str()) == mandate);
        let (acting, acting_name, acting_code) = match acting {
            Some(paper) => (paper.organisation, paper.name.clone(), Some(paper.code.clone())),
            None => (person, name.clone(), None),
        };
        let account = account.id.clone();
        Ok(Some(Who::Holder(Holder {
            account,
            name,
            person,
            acting,
            acting_name,
            acting_code,
            mandates,
        })))
    }

    /// The mandates of a person that stand today.
    pub(super) fn mandates_of(
        &self,
        tx: &mut Tx,
        person: SubjectId,
    ) -> Result<Vec<Mandate>, AccountError> {
        let today = self.clock.today().to_string();
        let papers = mandates::of_person(tx, person, &today)?;
        Ok(papers.iter().filter_map(super::mandate::mandate).collect())
    }

    /// The account behind a session that stands, for a change in the pen's transaction.
    pub(super) fn account_in(
        &self,
        scribe: &mut Scribe,
        id: &str,
    ) -> Result<Account, AccountError> {
        let now = scribe.now();
        let account = self.account(scribe, id)?;
        if stays(&account, now) {
            return Ok(account);
        }
        Err(Refused::identity("账号现在不能使用", "请联系系统管理员").into())
    }
}

/// Whether who is signed in stays so. Wrong passwords typed elsewhere put nobody out.
fn stays(account: &Account, now: Timestamp) -> bool {
    match account.state(now) {
        State::Active | State::Held => true,
        // Signed in through the city's unified login, without a password here.
        State::Invited => account.signed_in_at.is_some(),
        State::Proposed | State::Locked | State::Ended => false,
    }
}
