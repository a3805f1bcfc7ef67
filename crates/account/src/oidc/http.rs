//! Speaking to the provider: TLS, ten seconds, no redirects, no more than a mebibyte.

use std::time::Duration;

use openidconnect::{HttpRequest, HttpResponse};
use ureq::tls::{Certificate, PemItem, RootCerts, TlsConfig, parse_pem};

use super::{Settings, failed, settings::is_private};
use crate::AccountError;

const PATIENCE: Duration = Duration::from_secs(10);
const LARGEST: u64 = 1 << 20;

/// Why nothing came back.
#[derive(Debug, thiserror::Error)]
pub(super) enum HttpError {
    /// The other side was not reached, or said too much.
    #[error(transparent)]
    Ureq(#[from] ureq::Error),
    /// An address in the clear.
    #[error("{0} is not https")]
    Clear(String),
}

/// The client, which trusts the authority of the settings or the public ones.
pub(super) fn agent(settings: &Settings) -> Result<ureq::Agent, AccountError> {
    let mut tls = TlsConfig::builder();
    if let Some(pem) = &settings.authority {
        let mut roots: Vec<Certificate<'static>> = Vec::new();
        for item in parse_pem(pem) {
            if let PemItem::Certificate(root) = item.map_err(|error| failed(&error))? {
                roots.push(root);
            }
        }
        if roots.is_empty() {
            return Err(failed("the file of the authority holds no certificate"));
        }
        tls = tls.root_certs(RootCerts::from(roots));
    }
    let config = ureq::Agent::config_builder()
        .tls_config(tls.build())
        .timeout_global(Some(PATIENCE))
        .max_redirects(0)
        .http_status_as_error(false)
        .proxy(None)
        .user_agent("probity")
        .build();
    Ok(config.into())
}

/// Sends a request and reads the answer. The provider's own description names the addresses, so
/// each of them is looked at.
pub(super) fn send(agent: &ureq::Agent, request: HttpRequest) -> Result<HttpResponse, HttpError> {
    let target = request.uri().to_string();
    if !is_private(&target) {
        return Err(HttpError::Clear(target));
    }
    let (head, mut body) = agent.run(request)?.into_parts();
    let bytes = body.with_config().limit(LARGEST).read_to_vec()?;
    Ok(HttpResponse::from_parts(head, bytes))
}
