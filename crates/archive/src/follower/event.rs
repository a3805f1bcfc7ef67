//! Facts as the archive understands them.

use serde::de::DeserializeOwned;
use vocabulary::{Date, Fact, FactKind, Position, SubjectId, Timestamp, clock::date_in_china};

use crate::{
    ArchiveError, Digest,
    filing::{Ending, Erasure, Filing, Joining, Merging, Objection, Restoration},
};

/// What happened, to whom, by which fact.
pub(super) struct Event {
    pub(super) cause: Cause,
    pub(super) act: Act,
}

/// The fact behind an event.
pub(super) struct Cause {
    pub(super) subject: SubjectId,
    pub(super) item: String,
    pub(super) position: Position,
    pub(super) at: Timestamp,
    /// The day of the fact in Asia/Shanghai: "today" of every decision about it.
    pub(super) day: Date,
}

/// What to do.
pub(super) enum Act {
    File(Box<Filing>),
    Join(Joining),
    Turn { digest: Digest, turn: Turn },
    Restore { digest: Digest, field: String },
    Merge { into: SubjectId },
    Part,
    Erase { position: Position, gone: Option<Digest>, ended: Option<(Digest, Turn)> },
}

/// What becomes of a record without new content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    Withdrawn,
    Repaired,
    DisclosureEnded,
    PublicationEnded,
    Disputed(bool),
}

/// The event of a fact; none for facts that the archive does not keep.
pub(super) fn parse(fact: &Fact) -> Result<Option<Event>, ArchiveError> {
    use FactKind::*;
    let digest = |text: &str| {
        Digest::from_hex(text).ok_or_else(|| ArchiveError::Body {
            position: fact.position,
            reason: format!("`{text}` is no digest"),
        })
    };
    let act = match fact.draft.kind {
        RecordFiled | RecordCorrected => Act::File(Box::new(body(fact)?)),
        RecordJoined => Act::Join(body(fact)?),
        RecordWithdrawn | RepairGranted | RecordExpired => {
            let ending: Ending = body(fact)?;
            let turn = turn_of(fact.draft.kind, ending.reason.as_deref());
            Act::Turn { digest: digest(&ending.digest)?, turn }
        }
        ObjectionMarked => {
            let objection: Objection = body(fact)?;
            let turn = Turn::Disputed(objection.open);
            Act::Turn { digest: digest(&objection.digest)?, turn }
        }
        RecordRestored => {
            let restoration: Restoration = body(fact)?;
            Act::Restore { digest: digest(&restoration.digest)?, field: restoration.field }
        }
        SubjectMerged => {
            let merging: Merging = body(fact)?;
            let into = SubjectId::from_hex(&merging.into).ok_or_else(|| ArchiveError::Body {
                position: fact.position,
                reason: format!("`{}` is no subject", merging.into),
            })?;
            Act::Merge { into }
        }
        SubjectParted => Act::Part,
        BodyErased if fact.draft.subject.is_some() => {
            let erasure: Erasure = body(fact)?;
            let gone = erasure.gone.as_deref().map(digest).transpose()?;
            let ended = match &erasure.ended {
                Some(ended) => {
                    let kind = vocabulary::FactKind::parse(&ended.kind).unwrap_or(RecordWithdrawn);
                    let turn = turn_of(kind, ended.reason.as_deref());
                    Some((digest(&ended.digest)?, turn))
                }
                None => None,
            };
            Act::Erase { position: Position(erasure.position), gone, ended }
        }
        _ => return Ok(None),
    };
    Ok(Some(Event { cause: cause(fact)?, act }))
}

/// How a fact of an end turns its record.
fn turn_of(kind: FactKind, reason: Option<&str>) -> Turn {
    match kind {
        FactKind::RecordWithdrawn => Turn::Withdrawn,
        FactKind::RepairGranted => Turn::Repaired,
        _ if reason == Some(crate::expire::PUBLICATION_ENDED) => Turn::PublicationEnded,
        _ => Turn::DisclosureEnded,
    }
}

fn body<T: DeserializeOwned>(fact: &Fact) -> Result<T, ArchiveError> {
    serde_json::from_str(&fact.draft.body)
        .map_err(|error| ArchiveError::Body { position: fact.position, reason: error.to_string() })
}

fn cause(fact: &Fact) -> Result<Cause, ArchiveError> {
    let position = fact.position;
    let subject =
        fact.draft.subject.ok_or(ArchiveError::Incomplete { position, what: "subject" })?;
    let item = fact.draft.item.clone().unwrap_or_default();
    let filed = matches!(fact.draft.kind, FactKind::RecordFiled | FactKind::RecordCorrected);
    if filed && item.is_empty() {
        return Err(ArchiveError::Incomplete { position, what: "catalog item" });
    }
    Ok(Cause { subject, item, position, at: fact.at, day: date_in_china(fact.at) })
}
