//! Keys that are bound: to a client certificate, or to an SM2 key that signs each request.

use account::{KeyHolder, SignedRequest};
use axum::{
    body::{Body, to_bytes},
    extract::Request,
    http::{HeaderMap, HeaderValue, header},
};

use crate::{WebError, listen::tls::Certificate, site::Site};

/// The key, for callers whose gateway takes `Authorization` for itself.
const KEY: &str = "x-probity-key";
/// The client certificate, as the proxy that ended its connection tells: SHA-256, hexadecimal.
const CERTIFICATE: &str = "x-client-certificate";
/// Seconds since 1970 when the request was signed.
const AT: &str = "x-probity-timestamp";
/// A mark that is used once.
const NONCE: &str = "x-probity-nonce";
/// r ‖ s in Base64.
const SIGNATURE: &str = "x-probity-signature";
/// The largest body of a signed request: it is held in memory until the signature is verified.
const LARGEST: usize = 16 << 20;

/// Refuses a request that lacks what its key is bound to; gives the request back to be answered.
pub(crate) async fn check(
    site: &Site,
    holder: &KeyHolder,
    request: Request,
) -> Result<Request, WebError> {
    let presented = certificate(site, &request);
    if !holder.fits_certificate(presented.as_deref()) {
        return Err(WebError::Unauthorised);
    }
    if holder.public_key.is_none() {
        return Ok(request);
    }
    let (parts, body) = request.into_parts();
    let body =
        to_bytes(body, LARGEST).await.map_err(|_| WebError::TooLarge { limit: LARGEST as u64 })?;
    let text = |name: &str| {
        let value = parts.headers.get(name).and_then(|value| value.to_str().ok());
        value.map(str::to_owned)
    };
    let sent = text(AT).zip(text(NONCE)).zip(text(SIGNATURE));
    let target = parts.uri.path_and_query().map_or("/", |target| target.as_str()).to_owned();
    let (method, signed, holder) = (parts.method.to_string(), body.clone(), holder.clone());
    site.ask(move |site| {
        let request = sent.as_ref().map(|((at, nonce), signature)| SignedRequest {
            method: &method,
            target: &target,
            at,
            nonce,
            body: &signed,
            signature,
        });
        Ok(site.keys.verify(&holder, request.as_ref())?)
    })
    .await?;
    Ok(Request::from_parts(parts, Body::from(body)))
}

/// The certificate that the client proved to hold here, or to a proxy of ours; anybody else could
/// say anything.
fn certificate(site: &Site, request: &Request) -> Option<String> {
    if let Some(Certificate(proved)) = request.extensions().get::<Certificate>() {
        return Some(proved.clone());
    }
    let told = request.headers().get(CERTIFICATE).filter(|_| site.config.behind_proxy);
    told.and_then(|value| value.to_str().ok()).map(str::to_owned)
}

/// The key of a request: `Authorization: Bearer …`, or `X-Probity-Key: …`.
pub(crate) fn bearer(headers: &HeaderMap) -> Option<String> {
    let text = |value: &HeaderValue| value.to_str().unwrap_or_default().to_owned();
    let key = match headers.get(header::AUTHORIZATION) {
        Some(value) => text(value).strip_prefix("Bearer ").unwrap_or_default().to_owned(),
        None => text(headers.get(KEY)?),
    };
    Some(key.trim().to_owned())
}
