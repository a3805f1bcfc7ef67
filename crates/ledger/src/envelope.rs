//! The form in which a fact is stored and hashed.
//!
//! `envelope` is the JSON object of actor, subject, item, policy and body, keys in this order and
//! without white space. `digest` is SHA-256(salt ‖ envelope). The leaf `entry` is the text
//! `<kind> <microseconds since 1970> <digest in hex>`: it tells nothing about the body, so a body
//! and its salt can be destroyed and every proof still holds.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};
use vocabulary::{Actor, Draft, FactKind, Position, SubjectId};

use crate::LedgerError;

/// Random bytes before an envelope: nobody can guess a body from its digest.
pub const SALT: usize = 16;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Envelope<'e> {
    actor: Actor,
    subject: Option<String>,
    item: Option<String>,
    policy: String,
    #[serde(borrow)]
    body: &'e RawValue,
}

/// The envelope of a draft.
pub fn text(draft: &Draft) -> Result<String, LedgerError> {
    let refused = |reason: String| LedgerError::Body { kind: draft.kind, reason };
    let body: &RawValue =
        serde_json::from_str(&draft.body).map_err(|error| refused(error.to_string()))?;
    if body.get().len() != draft.body.len() {
        return Err(refused("white space around the value".to_owned()));
    }
    let envelope = Borrowed {
        actor: &draft.actor,
        subject: draft.subject.map(SubjectId::to_hex),
        item: draft.item.as_deref(),
        policy: &draft.policy,
        body,
    };
    serde_json::to_string(&envelope).map_err(|error| refused(error.to_string()))
}

/// As `Envelope`, for writing without a copy.
#[derive(Serialize)]
struct Borrowed<'e> {
    actor: &'e Actor,
    subject: Option<String>,
    item: Option<&'e str>,
    policy: &'e str,
    body: &'e RawValue,
}

/// The draft in an envelope.
pub fn draft(kind: FactKind, text: &str, position: Position) -> Result<Draft, LedgerError> {
    let broken = |reason: String| LedgerError::Fact { position, reason };
    let envelope: Envelope =
        serde_json::from_str(text).map_err(|error| broken(error.to_string()))?;
    let subject = match &envelope.subject {
        Some(hex) => {
            Some(SubjectId::from_hex(hex).ok_or_else(|| broken(format!("`{hex}` is no subject")))?)
        }
        None => None,
    };
    Ok(Draft {
        kind,
        subject,
        actor: envelope.actor,
        item: envelope.item,
        policy: envelope.policy,
        body: envelope.body.get().to_owned(),
    })
}

/// SHA-256(salt ‖ envelope).
pub fn digest(salt: &[u8], envelope: &str) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(salt);
    hash.update(envelope.as_bytes());
    hash.finalize().into()
}

/// The text that the log holds for a fact.
pub fn entry(kind: &str, at: Timestamp, digest: &[u8]) -> String {
    format!("{kind} {} {}", at.as_microsecond(), hex::encode(digest))
}

/// The digest that an entry holds.
pub fn entry_digest(entry: &str) -> Option<[u8; 32]> {
    let mut digest = [0; 32];
    let hex = entry.rsplit(' ').next()?;
    hex::decode_to_slice(hex, &mut digest).ok()?;
    Some(digest)
}

/// The body in an envelope.
pub fn body(text: &str, position: Position) -> Result<String, LedgerError> {
    let envelope: Envelope = serde_json::from_str(text)
        .map_err(|error| LedgerError::Fact { position, reason: error.to_string() })?;
    Ok(envelope.body.get().to_owned())
}
