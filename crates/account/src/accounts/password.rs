//! Changing one's own password.

use serde_json::json;
use vocabulary::FactKind;

use super::{Accounts, Inner};
use crate::{
    AccountError, Signed, State,
    error::Refused,
    password as words,
    queries::{accounts, passwords},
};

impl Accounts {
    /// Changes the password of whoever is signed in. The old one is asked for; wrong ones count.
    /// Other sessions of the account end.
    pub fn change_password(
        &self,
        signed: &Signed,
        old: &str,
        new: &str,
    ) -> Result<(), AccountError> {
        let inner = &self.0;
        let id = signed.who.account().to_owned();
        let account = inner.db.glance(|tx| accounts::find(tx, &id))?;
        let good = inner.is_password(account.as_ref(), old)?;
        let weighed = if good {
            let login = account.as_ref().and_then(|account| account.login.as_deref());
            words::weigh(new, login, &inner.rules())?;
            inner.refuse_remembered(&id, new)?;
            let hash = words::hash(new, inner.cost, &*inner.entropy)?;
            Some(inner.seal("password", &id, &hash))
        } else {
            None
        };
        let session = signed.session.clone();
        let done = self.transact(move |inner, scribe| {
            let mut account = inner.account_in(scribe, &id)?;
            if account.state(scribe.now()) == State::Held {
                return Ok(false);
            }
            let Some(sealed) = weighed else {
                inner.count_attempt(scribe, &mut account, false)?;
                return Ok(false);
            };
            let now = scribe.now();
            account.password = Some(sealed.clone());
            account.password_at = Some(now);
            accounts::save(scribe.tx(), &account)?;
            passwords::insert(scribe.tx(), &id, now, &sealed)?;
            let subject = inner.person(scribe, &account)?;
            let body = json!({ "account": id, "what": "password" });
            let actor = inner.itself(&account);
            scribe.append(inner.draft(FactKind::AccountChanged, actor.clone(), subject, &body));
            inner.end_sessions(scribe, &account, &session, (&actor, "password"))?;
            Ok(true)
        })?;
        if done {
            return Ok(());
        }
        Err(Refused::identity("原密码不正确", "请重新输入原密码；多次不正确账号会停用一段时间")
            .into())
    }
}

impl Inner {
    /// Refuses one of the last passwords of an account.
    pub(super) fn refuse_remembered(&self, id: &str, new: &str) -> Result<(), AccountError> {
        let remembered = self.rules().remembered;
        let last = self.db.glance(|tx| passwords::last(tx, id, remembered.into()))?;
        for sealed in last {
            if words::verify(new, &self.unseal("password", id, &sealed)?)? {
                return Err(Refused::identity(
                    "这个密码最近用过",
                    format!("请换一个与最近 {remembered} 次都不同的密码"),
                )
                .into());
            }
        }
        Ok(())
    }
}
