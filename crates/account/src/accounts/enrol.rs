//! Using a one-time link: a password of one's own, then the second factor.

use ledger::Scribe;
use serde_json::json;
use vocabulary::FactKind;

use super::{Accounts, Inner};
use crate::{
    AccountError, Enrolment, Invited, TotpSecret,
    error::Refused,
    password as words,
    queries::{accounts, accounts::Account, invitations, passwords},
    secret, totp,
};

impl Accounts {
    /// What a link is for; none if it does not stand.
    pub fn invitation(&self, token: &str) -> Result<Option<Invited>, AccountError> {
        let (inner, now) = (&self.0, self.0.clock.now());
        let hash = secret::digest(token);
        let found = inner.db.read(|tx| {
            let Some((id, expires_at)) = invitations::open(tx, &hash, now)? else {
                return Ok(None);
            };
            Ok::<_, AccountError>(accounts::find(tx, &id)?.map(|account| (account, expires_at)))
        })?;
        let Some((account, expires_at)) = found else { return Ok(None) };
        Ok(Some(Invited {
            staff: account.is_staff(),
            name: inner.unseal("name", &account.id, &account.name)?,
            confirming: account.password.is_some(),
            login: account.login,
            role: account.role,
            expires_at,
        }))
    }

    /// Sets the password of an account by its link. Where a second factor is needed it is shown now,
    /// once, and the link stands until [`Accounts::confirm`].
    pub fn accept(&self, token: &str, password: &str) -> Result<Enrolment, AccountError> {
        let inner = &self.0;
        let account = inner.linked(token)?;
        let rules = inner.rules();
        words::weigh(password, account.login.as_deref(), &rules)?;
        inner.refuse_remembered(&account.id, password)?;
        let hash = words::hash(password, inner.cost, &*inner.entropy)?;
        let sealed = inner.seal("password", &account.id, &hash);
        let second = inner.role_of(&account).is_some_and(|role| role.second_factor);
        let fresh = second.then(|| totp::fresh(&*inner.entropy));
        let base32 = fresh.map(|secret| totp::to_base32(&secret));
        let enrolment = Enrolment {
            totp: base32.clone().map(|base32| {
                let login = account.login.as_deref().unwrap_or_default();
                TotpSecret { uri: totp::uri("Probity 明信", login, &base32), base32 }
            }),
        };
        let token = token.to_owned();
        self.transact(move |inner, scribe| {
            let mut account = inner.linked_in(scribe, &token)?;
            let now = scribe.now();
            account.password = Some(sealed.clone());
            account.password_at = Some(now);
            account.totp = base32.map(|base32| inner.seal("second", &account.id, &base32));
            account.totp_step = 0;
            passwords::insert(scribe.tx(), &account.id, now, &sealed)?;
            if !second {
                inner.enrolled(scribe, &mut account)?;
            }
            accounts::save(scribe.tx(), &account)?;
            Ok(())
        })?;
        Ok(enrolment)
    }

    /// Shows that the second factor works: the link is used up and, once its role is approved, the
    /// account works.
    pub fn confirm(&self, token: &str, code: &str) -> Result<(), AccountError> {
        let (token, code) = (token.to_owned(), code.to_owned());
        let good = self.transact(move |inner, scribe| {
            let mut account = inner.linked_in(scribe, &token)?;
            if !inner.take_code(&mut account, &code, scribe.now())? {
                account.failures += 1;
                // Whoever has the link may try a few codes, not all of them.
                if account.failures >= u32::from(inner.rules().attempts) {
                    account.totp = None;
                    account.password = None;
                    account.failures = 0;
                }
                accounts::save(scribe.tx(), &account)?;
                return Ok(false);
            }
            inner.enrolled(scribe, &mut account)?;
            accounts::save(scribe.tx(), &account)?;
            Ok(true)
        })?;
        if good {
            return Ok(());
        }
        Err(Refused::identity(
            "动态口令不正确",
            "请核对手机时间，输入验证器上当前的六位数字；多次不正确要重新设置密码",
        )
        .into())
    }
}

impl Inner {
    /// The account of a link that stands.
    fn linked(&self, token: &str) -> Result<Account, AccountError> {
        let (hash, now) = (secret::digest(token), self.clock.now());
        let account = self.db.read(|tx| {
            let Some((id, _)) = invitations::open(tx, &hash, now)? else { return Ok(None) };
            accounts::find(tx, &id).map_err(AccountError::from)
        })?;
        account.ok_or_else(|| spent().into())
    }

    fn linked_in(&self, scribe: &mut Scribe, token: &str) -> Result<Account, AccountError> {
        let now = scribe.now();
        let open = invitations::open(scribe.tx(), &secret::digest(token), now)?;
        let Some((id, _)) = open else { return Err(spent().into()) };
        self.account(scribe, &id)
    }

    /// The account is entered; what its link was for is done.
    fn enrolled(&self, scribe: &mut Scribe, account: &mut Account) -> Result<(), AccountError> {
        let now = scribe.now();
        account.enrolled_at = Some(now);
        account.failures = 0;
        account.held_until = None;
        invitations::use_up(scribe.tx(), &account.id, now)?;
        let subject = self.person(scribe, account)?;
        let body = json!({
            "account": account.id, "what": "enrolled", "second_factor": account.totp.is_some(),
        });
        let actor = self.itself(account);
        scribe.append(self.draft(FactKind::AccountChanged, actor, subject, &body));
        Ok(())
    }

    /// Takes a one-time code, if it is right and its step was not used.
    pub(super) fn take_code(
        &self,
        account: &mut Account,
        code: &str,
        now: vocabulary::Timestamp,
    ) -> Result<bool, AccountError> {
        let Some(sealed) = &account.totp else { return Ok(false) };
        let base32 = self.unseal("second", &account.id, sealed)?;
        match totp::step_of(&base32, code, now, account.totp_step) {
            Some(step) => {
                account.totp_step = step;
                Ok(true)
            }
            None => Ok(false),
        }
    }
}

fn spent() -> Refused {
    Refused::identity(
        "链接不存在、已经用过或已经过期",
        "请联系发给您链接的人员，重新领取一次性链接",
    )
}
