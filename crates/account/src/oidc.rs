//! A city's unified login (统一身份认证), by OpenID Connect: authorisation code with PKCE, state and
//! nonce. Nothing is kept here between the two steps; the browser carries it, sealed.

mod carry;
mod claims;
mod http;
mod settings;

use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Utc};
use jiff::SignedDuration;
use openidconnect::{
    AuthorizationCode, ClientId, ClientSecret, CsrfToken, IssuerUrl, Nonce, OAuth2TokenResponse,
    PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, Scope, TokenResponse,
    core::{CoreAuthenticationFlow, CoreGenderClaim, CoreProviderMetadata},
};
use store::Vault;
use vocabulary::{Clock, Entropy, Timestamp};

use crate::{AccountError, VerifiedIdentity, error::Refused, secret};
use carry::Carried;
use claims::{Answer, Claims, Client, Extra};
pub use settings::{ClaimNames, Settings};

/// For how long what the provider says about itself is believed.
const BELIEVED: SignedDuration = SignedDuration::from_hours(1);
/// After how long it is asked again if a signature does not verify: it may have new keys.
const AGAIN: SignedDuration = SignedDuration::from_secs(60);
/// How long somebody may take at the provider.
const PATIENCE: SignedDuration = SignedDuration::from_mins(10);

/// The unified login of a city; cheap to clone.
#[derive(Clone)]
pub struct UnifiedLogin(Arc<Inner>);

struct Inner {
    settings: Settings,
    redirect: String,
    vault: Arc<Vault>,
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
    agent: ureq::Agent,
    provider: Mutex<Option<(Timestamp, CoreProviderMetadata)>>,
}

/// Names the provider, and none of our secrets.
impl std::fmt::Debug for UnifiedLogin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "UnifiedLogin({})", self.0.settings.issuer)
    }
}

/// Where to send the browser, and what it carries.
#[derive(Clone, Debug)]
pub struct Start {
    /// The provider's address.
    pub url: String,
    /// What the browser brings back in a cookie.
    pub cookie: String,
}

impl UnifiedLogin {
    /// A client of the provider of `settings`; it comes back to `redirect`, an address of ours.
    pub fn new(
        settings: Settings,
        redirect: String,
        vault: Arc<Vault>,
        (clock, entropy): (Arc<dyn Clock>, Arc<dyn Entropy>),
    ) -> Result<Self, AccountError> {
        let agent = http::agent(&settings)?;
        let provider = Mutex::default();
        Ok(Self(Arc::new(Inner { settings, redirect, vault, clock, entropy, agent, provider })))
    }

    /// What the button says: the provider's name in Chinese and English.
    pub fn title(&self) -> (&str, &str) {
        (&self.0.settings.title.zh, &self.0.settings.title.en)
    }

    /// Begins: `next` is where the person wanted to go.
    pub fn start(&self, next: &str) -> Result<Start, AccountError> {
        let inner = &self.0;
        let client = inner.client(&inner.metadata(BELIEVED)?)?;
        let fresh = || secret::fresh(&*inner.entropy);
        let carried = Carried {
            state: fresh(),
            nonce: fresh(),
            verifier: fresh(),
            next: next.to_owned(),
            until: (inner.clock.now() + PATIENCE).as_second(),
        };
        let verifier = PkceCodeVerifier::new(carried.verifier.clone());
        let (state, nonce) = (carried.state.clone(), carried.nonce.clone());
        let scopes = inner.settings.scopes.iter().map(|scope| Scope::new(scope.clone()));
        let (url, _, _) = client
            .authorize_url(
                CoreAuthenticationFlow::AuthorizationCode,
                || CsrfToken::new(state),
                || Nonce::new(nonce),
            )
            .add_scopes(scopes)
            .set_pkce_challenge(PkceCodeChallenge::from_code_verifier_sha256(&verifier))
            .url();
        let cookie = carried.seal(&inner.vault, &*inner.entropy);
        Ok(Start { url: url.to_string(), cookie })
    }

    /// Ends: who the provider says it is, and where the person wanted to go.
    pub fn finish(
        &self,
        code: &str,
        state: &str,
        cookie: &str,
    ) -> Result<(VerifiedIdentity, String), AccountError> {
        let inner = &self.0;
        let now = inner.clock.now().as_second();
        let carried = Carried::open(cookie, &inner.vault)
            .filter(|carried| secret::same(&carried.state, state) && now < carried.until)
            .ok_or_else(not_ours)?;
        let metadata = inner.metadata(BELIEVED)?;
        let answer = inner
            .client(&metadata)?
            .exchange_code(AuthorizationCode::new(code.to_owned()))
            .map_err(|error| failed(&error))?
            .set_pkce_verifier(PkceCodeVerifier::new(carried.verifier.clone()))
            .request(&|request| http::send(&inner.agent, request))
            .map_err(|error| failed(&error))?;
        let nonce = Nonce::new(carried.nonce.clone());
        let claims = match inner.verify(&metadata, &answer, &nonce) {
            Ok(claims) => claims,
            // The provider may sign with new keys; then it tells so when asked again.
            Err(_) => inner.verify(&inner.metadata(AGAIN)?, &answer, &nonce)?,
        };
        Ok((claims.identity(&inner.settings), carried.next))
    }
}

impl Inner {
    /// What the provider says about itself, at most so old.
    fn metadata(&self, oldest: SignedDuration) -> Result<CoreProviderMetadata, AccountError> {
        let now = self.clock.now();
        let known = self.provider.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((at, metadata)) = known
            && now.duration_since(at).abs() < oldest
        {
            return Ok(metadata);
        }
        let issuer = IssuerUrl::new(self.settings.issuer.clone()).map_err(failed)?;
        let send = |request| http::send(&self.agent, request);
        let metadata =
            CoreProviderMetadata::discover(&issuer, &send).map_err(|error| failed(&error))?;
        let mut known = self.provider.lock().unwrap_or_else(PoisonError::into_inner);
        *known = Some((now, metadata.clone()));
        Ok(metadata)
    }

    fn client(&self, metadata: &CoreProviderMetadata) -> Result<Client, AccountError> {
        let redirect = RedirectUrl::new(self.redirect.clone()).map_err(failed)?;
        let id = ClientId::new(self.settings.client_id.clone());
        let secret = ClientSecret::new(self.settings.secret.clone());
        let client = claims::client(metadata, id, secret);
        Ok(client.set_redirect_uri(redirect))
    }

    /// The claims of an answer whose signature, issuer, audience, end and nonce hold; completed by
    /// the userinfo endpoint where the token itself does not tell all.
    fn verify(
        &self,
        metadata: &CoreProviderMetadata,
        answer: &Answer,
        nonce: &Nonce,
    ) -> Result<Claims, AccountError> {
        let client = self.client(metadata)?;
        let now = self.clock.now();
        let now = move || DateTime::<Utc>::from_timestamp(now.as_second(), 0).unwrap_or_default();
        let token = answer.id_token().ok_or_else(|| failed("there is no ID token"))?;
        let verifier = client.id_token_verifier().set_time_fn(now);
        let told = token.claims(&verifier, nonce).map_err(|error| failed(&error))?;
        let mut claims = Claims::new(metadata.issuer().to_string(), told)?;
        if claims.lack(&self.settings) && metadata.userinfo_endpoint().is_some() {
            let subject = Some(told.subject().clone());
            let more = client
                .user_info(answer.access_token().to_owned(), subject)
                .map_err(|error| failed(&error))?
                .request::<Extra, CoreGenderClaim, _>(&|request| http::send(&self.agent, request))
                .map_err(|error| failed(&error))?;
            claims.add(&more)?;
        }
        Ok(claims)
    }
}

/// The provider does not answer as it should. Its words go to the log, never to a page.
fn failed(what: impl std::fmt::Display) -> AccountError {
    AccountError::Provider { reason: what.to_string() }
}

fn not_ours() -> Refused {
    Refused::identity("这次统一身份认证不是从这里开始的，或已经超时", "请回到登录页重新开始")
}
