//! Signing in through the city's unified login (统一身份认证).

use std::sync::Arc;

use ledger::Scribe;
use vocabulary::Actor;

use super::{Accounts, Inner, invite::login_of};
use crate::{
    AccountError, Origin, State, Token, UnifiedLogin, VerifiedIdentity,
    error::Refused,
    oidc::Settings,
    queries::{accounts, accounts::Account},
    secret,
};

impl Accounts {
    /// A client of the city's unified login, which sends people back to `redirect`.
    pub fn unified_login(
        &self,
        settings: Settings,
        redirect: String,
    ) -> Result<UnifiedLogin, AccountError> {
        let Inner { vault, clock, entropy, .. } = &*self.0;
        let times = (Arc::clone(clock), Arc::clone(entropy));
        UnifiedLogin::new(settings, redirect, Arc::clone(vault), times)
    }

    /// Opens a session for somebody whom the unified login has identified: staff by their login, if
    /// the account is approved; any other person of age by the number of his document, for whom an
    /// account is opened the first time (H-14).
    pub fn sign_in_as(
        &self,
        identity: &VerifiedIdentity,
        from: &Origin,
    ) -> Result<Token, AccountError> {
        let login = identity.login.as_deref().and_then(login_of);
        let number = identity.number.as_deref();
        let person = number.map(|number| self.0.identify(&identity.name, number));
        let (from, issuer) = (from.clone(), identity.issuer.clone());
        let fresh = secret::fresh(&*self.0.entropy);
        let opened = self.transact(move |inner, scribe| {
            let staff = match &login {
                Some(login) => accounts::by_login(scribe.tx(), login)?,
                None => None,
            };
            let account = match (staff, person) {
                (Some(account), _) => account,
                (None, None) => {
                    inner.refuse_sign_in(scribe, None, "unified-unknown", &from)?;
                    return Ok(Err(unknown()));
                }
                (None, Some(Err(refused))) => {
                    inner.refuse_sign_in(scribe, None, "unified-refused", &from)?;
                    return Ok(Err(refused));
                }
                (None, Some(Ok(identified))) => {
                    match inner.account_of(scribe, identified.person)? {
                        Some(account) => account,
                        None => {
                            let actor = Actor::new("platform", "unified login");
                            inner.open_holder(scribe, &identified, (actor, &issuer))?
                        }
                    }
                }
            };
            inner.admit_unified(scribe, account, fresh, &from)
        })?;
        opened.map_err(AccountError::from)
    }
}

impl Inner {
    fn admit_unified(
        &self,
        scribe: &mut Scribe,
        account: Account,
        fresh: String,
        from: &Origin,
    ) -> Result<Result<Token, Refused>, AccountError> {
        let state = account.state(scribe.now());
        // A password tried in vain does not bar the way that needs none.
        if !matches!(state, State::Active | State::Held | State::Invited) {
            self.refuse_sign_in(scribe, Some(&account), state.as_str(), from)?;
            return Ok(Err(unknown()));
        }
        self.open_session(scribe, account, fresh, from, "unified-login").map(Ok)
    }
}

fn unknown() -> Refused {
    Refused::identity(
        "统一身份认证通过了，但这里没有可以使用的账号",
        "工作人员请联系系统管理员开设账号；个人请在统一身份认证完成实名",
    )
}
