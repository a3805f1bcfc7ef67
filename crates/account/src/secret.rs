//! Secrets that are handed out once, and the digests by which they are known again.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};
use vocabulary::Entropy;

/// 256 bits nobody can foresee, as text for links and cookies.
pub(crate) fn fresh(entropy: &dyn Entropy) -> String {
    let mut bytes = [0; 32];
    entropy.fill(&mut bytes);
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Sixteen hexadecimal digits nobody can foresee: ids of accounts, sessions, keys.
pub(crate) fn fresh_id(entropy: &dyn Entropy) -> String {
    let mut bytes = [0; 8];
    entropy.fill(&mut bytes);
    hex::encode(bytes)
}

/// What a table keeps of a secret. The secrets are random, so no salt is needed.
pub(crate) fn digest(secret: &str) -> [u8; 32] {
    Sha256::digest(secret.as_bytes()).into()
}

/// The value forms carry: known only to whoever holds the session's secret.
pub(crate) fn csrf(secret: &str) -> String {
    let mut hash = Sha256::new();
    hash.update(b"probity form\0");
    hash.update(secret.as_bytes());
    URL_SAFE_NO_PAD.encode(hash.finalize())
}

/// Whether two texts are equal, in a time that does not tell where they differ.
pub fn same(left: &str, right: &str) -> bool {
    let differing = left.bytes().zip(right.bytes()).fold(0, |sum, (a, b)| sum | (a ^ b));
    left.len() == right.len() && differing == 0
}
