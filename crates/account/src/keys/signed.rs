//! What must come with a key that is bound: its client certificate, or an SM2 signature over each
//! request (GB/T 32918.2 with SM3).

use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use jiff::SignedDuration;
use sm2::dsa::{Signature, VerifyingKey, signature::Verifier as _};
use sm3::{Digest, Sm3};
use vocabulary::Timestamp;

use super::{KeyHolder, Keys};
use crate::{AccountError, error::Refused, queries::keys, secret};

/// Default distinguishing identifier (GM/T 0009).
const DISTINGUISHING_ID: &str = "1234567812345678";
/// How far the clocks may be apart; for twice as long a mark is remembered.
const WINDOW: SignedDuration = SignedDuration::from_mins(5);

/// A request as it was signed.
#[derive(Clone, Copy, Debug)]
pub struct SignedRequest<'r> {
    /// `GET`, `POST` …
    pub method: &'r str,
    /// Path and query as sent.
    pub target: &'r str,
    /// Seconds since 1970, as sent.
    pub at: &'r str,
    /// A mark that is never used twice: 16 to 64 letters and digits.
    pub nonce: &'r str,
    /// The body.
    pub body: &'r [u8],
    /// r ‖ s in Base64.
    pub signature: &'r str,
}

impl SignedRequest<'_> {
    /// The text under the signature.
    pub fn text(&self) -> String {
        let body = hex::encode(Sm3::digest(self.body));
        let Self { method, target, at, nonce, .. } = self;
        format!("probity-request-v1\n{method}\n{target}\n{at}\n{nonce}\n{body}\n")
    }
}

impl KeyHolder {
    /// Whether the client certificate that came (SHA-256, hexadecimal) is the one the key is bound to.
    pub fn fits_certificate(&self, presented: Option<&str>) -> bool {
        match (&self.certificate, presented) {
            (None, _) => true,
            (Some(bound), Some(presented)) => {
                secret::same(bound, &presented.to_ascii_lowercase().replace(':', ""))
            }
            (Some(_), None) => false,
        }
    }
}

impl Keys {
    /// Refuses a request whose key demands a signature that is missing, wrong, old or used before.
    pub fn verify(
        &self,
        holder: &KeyHolder,
        request: Option<&SignedRequest>,
    ) -> Result<(), AccountError> {
        let Some(public_key) = &holder.public_key else { return Ok(()) };
        let refuse = |reason: &str| {
            Refused::identity(reason, "请按接口说明用登记的 SM2 私钥对每个请求签名，并核对系统时间")
        };
        let Some(request) = request else { return Err(refuse("请求没有签名").into()) };
        let now = self.clock.now();
        let at = request.at.parse().ok().and_then(|second| Timestamp::from_second(second).ok());
        if at.is_none_or(|at| now.duration_since(at).abs() > WINDOW) {
            return Err(refuse("签名时间与平台时间相差太多").into());
        }
        let marks = (16..=64).contains(&request.nonce.len())
            && request.nonce.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if !marks || !verifies(public_key, request) {
            return Err(refuse("签名不正确").into());
        }
        let times = (now, now + WINDOW * 2);
        let mark = (holder.id.as_str(), request.nonce);
        if !self.db.write(|tx| keys::take_nonce(tx, mark, times))? {
            return Err(refuse("这个签名已经用过").into());
        }
        Ok(())
    }
}

fn verifies(public_key: &str, request: &SignedRequest) -> bool {
    let signature = BASE64.decode(request.signature).ok();
    let signature = signature.and_then(|bytes| Signature::from_slice(&bytes).ok());
    match (verifying_key(public_key), signature) {
        (Some(key), Some(signature)) => key.verify(request.text().as_bytes(), &signature).is_ok(),
        _ => false,
    }
}

/// The SM2 key of 65 bytes in Base64.
pub(super) fn verifying_key(text: &str) -> Option<VerifyingKey> {
    let bytes = BASE64.decode(text).ok()?;
    VerifyingKey::from_sec1_bytes(DISTINGUISHING_ID, &bytes).ok()
}
