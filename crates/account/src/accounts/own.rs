//! One's own account: where one is signed in, and the second factor one chooses oneself.

use serde_json::json;
use vocabulary::FactKind;

use super::{Accounts, Inner, session::COARSE};
use crate::{
    AccountError, OwnAccount, OwnSession, Signed, TotpSecret,
    error::Refused,
    queries::{accounts, accounts::Account, sessions},
    totp,
};

impl Accounts {
    /// What stands about the account of whoever is signed in.
    pub fn own(&self, signed: &Signed) -> Result<OwnAccount, AccountError> {
        let id = signed.who.account();
        let (account, open) = self.0.db.glance(|tx| {
            let account = accounts::find(tx, id)?;
            Ok::<_, AccountError>((account, sessions::open_of(tx, id)?))
        })?;
        let account = account.ok_or_else(gone)?;
        let (now, idle) = (self.0.clock.now(), self.0.rules().stay(account.is_staff()).idle);
        let stands = |session: &sessions::Session| {
            now < session.until && now.duration_since(session.seen_at) < idle + COARSE
        };
        let line = |session: sessions::Session| OwnSession {
            opened_at: session.opened_at,
            seen_at: session.seen_at,
            current: session.id == signed.session,
        };
        Ok(OwnAccount {
            second_factor: account.totp.is_some(),
            needs_second: self.0.needs_second(&account),
            password_at: account.password_at,
            sessions: open.into_iter().filter(stands).map(line).collect(),
        })
    }

    /// Ends every session of the account but this one.
    pub fn end_other_sessions(&self, signed: &Signed) -> Result<(), AccountError> {
        let (id, kept) = (signed.who.account().to_owned(), signed.session.clone());
        self.transact(move |inner, scribe| {
            let account = inner.account_in(scribe, &id)?;
            let actor = inner.itself(&account);
            inner.end_sessions(scribe, &account, &kept, (&actor, "ended-by-holder"))
        })
    }

    /// A second factor to be stored in an authenticator; it counts once [`Accounts::bind_second`]
    /// has seen a code of it. Nothing is kept until then.
    pub fn new_second(&self, signed: &Signed) -> TotpSecret {
        let base32 = totp::to_base32(&totp::fresh(&*self.0.entropy));
        TotpSecret { uri: totp::uri("Probity 明信", signed.who.name(), &base32), base32 }
    }

    /// Takes a second factor into use, or another one instead. The password is asked for; wrong
    /// ones count. Other sessions end.
    pub fn bind_second(
        &self,
        signed: &Signed,
        (password, base32, code): (&str, &str, &str),
    ) -> Result<(), AccountError> {
        let now = self.0.clock.now();
        let Some(step) = totp::step_of(base32, code, now, 0) else {
            return Err(Refused::identity(
                "动态口令不正确",
                "请核对手机时间，输入验证器上当前的六位数字",
            )
            .into());
        };
        let base32 = base32.to_owned();
        self.rewrite(signed, password, "second-factor", move |inner, account| {
            account.totp = Some(inner.seal("second", &account.id, &base32));
            account.totp_step = step;
            Ok(())
        })
    }

    /// Does without the second factor again, where the role does not demand it.
    pub fn drop_second(&self, signed: &Signed, password: &str) -> Result<(), AccountError> {
        self.rewrite(signed, password, "no-second-factor", |inner, account| {
            if inner.needs_second(account) {
                let why = "这个角色必须使用动态口令";
                return Err(Refused::identity(why, "更换手机请重新绑定").into());
            }
            account.totp = None;
            account.totp_step = 0;
            Ok(())
        })
    }

    /// Changes one's own account after the password was given.
    fn rewrite(
        &self,
        signed: &Signed,
        password: &str,
        what: &'static str,
        change: impl FnOnce(&Inner, &mut Account) -> Result<(), AccountError> + Send + 'static,
    ) -> Result<(), AccountError> {
        let id = signed.who.account().to_owned();
        let known = self.0.db.glance(|tx| accounts::find(tx, &id))?;
        let good = self.0.is_password(known.as_ref(), password)?;
        let session = signed.session.clone();
        let done = self.transact(move |inner, scribe| {
            let mut account = inner.account_in(scribe, &id)?;
            if !good {
                inner.count_attempt(scribe, &mut account, false)?;
                return Ok(false);
            }
            change(inner, &mut account)?;
            accounts::save(scribe.tx(), &account)?;
            let subject = inner.person(scribe, &account)?;
            let body = json!({ "account": id, "what": what });
            let actor = inner.itself(&account);
            scribe.append(inner.draft(FactKind::AccountChanged, actor.clone(), subject, &body));
            inner.end_sessions(scribe, &account, &session, (&actor, what))?;
            Ok(true)
        })?;
        if done {
            return Ok(());
        }
        Err(Refused::identity("密码不正确", "请重新输入密码；多次不正确账号会停用一段时间").into())
    }
}

impl Inner {
    fn needs_second(&self, account: &Account) -> bool {
        self.role_of(account).is_some_and(|role| role.second_factor)
    }
}

fn gone() -> Refused {
    Refused::identity("账号现在不能使用", "请重新登录")
}
