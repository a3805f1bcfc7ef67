//! The second factor.

use super::Accounts;
use crate::{
    AccountError, Origin, Token,
    error::Refused,
    queries::{accounts, sessions},
    secret,
};

impl Accounts {
    /// Opens the session that waits for a one-time code. Wrong codes count like wrong passwords; no
    /// code is taken twice.
    pub fn second(&self, pending: &str, code: &str, from: &Origin) -> Result<Token, AccountError> {
        let (hash, code, from) = (secret::digest(pending), code.to_owned(), from.clone());
        let fresh = secret::fresh(&*self.0.entropy);
        let opened = self.transact(move |inner, scribe| {
            let now = scribe.now();
            let waiting = sessions::find(scribe.tx(), &hash)?;
            let Some(waiting) = waiting.filter(|found| found.pending && now < found.until) else {
                inner.refuse_sign_in(scribe, None, "second-too-late", &from)?;
                return Ok(None);
            };
            let mut account = inner.account(scribe, &waiting.account)?;
            let good = inner.take_code(&mut account, &code, now)?;
            if let Some(why) = inner.count_attempt(scribe, &mut account, good)? {
                inner.refuse_sign_in(scribe, Some(&account), why, &from)?;
                return Ok(None);
            }
            account.failures = 0;
            accounts::save(scribe.tx(), &account)?;
            sessions::remove(scribe.tx(), &hash)?;
            inner.open_session(scribe, account, fresh, &from, "second-factor").map(Some)
        })?;
        opened.ok_or_else(|| {
            Refused::identity(
                "没有登录：动态口令不正确、已经用过，或等待太久",
                "请等验证器显示新的六位数字再试；超过五分钟请重新输入密码",
            )
            .into()
        })
    }
}
