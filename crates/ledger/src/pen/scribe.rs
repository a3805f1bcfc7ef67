//! What a job of the pen writes with.

use jiff::Timestamp;
use serde_json::{Value, json};
use store::Tx;
use vocabulary::{Draft, Entropy, FactKind, Position};

use crate::{LedgerError, Reader, envelope, packing, queries};

/// A draft with its salt, packed envelope and digest: all that can be made before it has its place.
pub(crate) struct Sealed {
    pub(crate) draft: Draft,
    pub(crate) salt: [u8; envelope::SALT],
    pub(crate) packed: Vec<u8>,
    pub(crate) digest: [u8; 32],
}

impl Sealed {
    pub(super) fn all(drafts: Vec<Draft>, entropy: &dyn Entropy) -> Result<Vec<Self>, LedgerError> {
        drafts.into_iter().map(|draft| Self::one(draft, entropy)).collect()
    }

    fn one(draft: Draft, entropy: &dyn Entropy) -> Result<Self, LedgerError> {
        let mut salt = [0; envelope::SALT];
        entropy.fill(&mut salt);
        let envelope = envelope::text(&draft)?;
        let digest = envelope::digest(&salt, &envelope);
        Ok(Self { draft, salt, packed: packing::pack(&envelope), digest })
    }
}

/// Facts that end a record.
const ENDS: [FactKind; 3] =
    [FactKind::RecordWithdrawn, FactKind::RepairGranted, FactKind::RecordExpired];

/// The record of an erasure with what the erased fact had ended.
fn with_end(record: Draft, kind: FactKind, erased: Option<String>) -> Draft {
    let parsed = |text: &str| serde_json::from_str::<Value>(text).ok();
    let Some(erased) = erased.as_deref().and_then(parsed) else { return record };
    let Some(Value::Object(mut body)) = parsed(&record.body) else { return record };
    // Why it expired is a word of the archive; why it was withdrawn may name people.
    let reason = erased.get("reason").filter(|_| kind == FactKind::RecordExpired);
    let ended = json!({ "digest": erased.get("digest"), "kind": kind.as_str(), "reason": reason });
    body.insert("ended".to_owned(), ended);
    Draft { body: Value::Object(body).to_string(), ..record }
}

/// The hand of one job inside the pen's transaction.
pub struct Scribe<'p> {
    tx: &'p mut Tx,
    entropy: &'p dyn Entropy,
    now: Timestamp,
    next: u64,
    written: Vec<Sealed>,
    fault: Option<LedgerError>,
}

impl<'p> Scribe<'p> {
    pub(super) fn new(tx: &'p mut Tx, entropy: &'p dyn Entropy, now: Timestamp, next: u64) -> Self {
        Self { tx, entropy, now, next, written: Vec::new(), fault: None }
    }

    /// The transaction, for the room's own tables.
    pub fn tx(&mut self) -> &mut Tx {
        self.tx
    }

    /// The instant of every fact of this transaction.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// Appends a draft. A body that is not JSON fails the job when it ends.
    pub fn append(&mut self, draft: Draft) -> Position {
        let position = Position(self.next);
        match Sealed::one(draft, self.entropy) {
            Ok(sealed) => {
                self.written.push(sealed);
                self.next += 1;
            }
            Err(error) => self.fault = Some(self.fault.take().unwrap_or(error)),
        }
        position
    }

    /// Destroys the body and the salt of a fact of the draft's subject, and appends the draft, a
    /// `body.erased` that names the position and the order. Every proof still holds. If the fact had
    /// ended a record, the draft's `ended` says which one and how: what was ended stays so (H-29).
    pub fn erase(&mut self, position: Position, record: Draft) -> Result<Position, LedgerError> {
        let owner = record.subject.unwrap_or(queries::facts::NOBODY);
        let kind = queries::facts::kind(self.tx, position)?;
        let kind = kind.as_deref().and_then(FactKind::parse);
        if kind == Some(FactKind::BodyErased) {
            return Err(LedgerError::ErasureStays { position });
        }
        let record = match kind.filter(|kind| ENDS.contains(kind)) {
            Some(kind) => with_end(record, kind, Reader::body(self.tx, owner, position)?),
            None => record,
        };
        if !queries::facts::erase(self.tx, owner, position)? {
            return Err(LedgerError::NoFact { position });
        }
        Ok(self.append(record))
    }

    pub(super) fn finish(self) -> Result<Vec<Sealed>, LedgerError> {
        self.fault.map_or(Ok(self.written), Err)
    }
}
