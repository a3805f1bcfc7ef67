//! A subject's life in the order of dates (C-05.a).

use serde::Serialize;
use vocabulary::{Date, clock::date_in_china};

use crate::{Digest, Record, RecordState, Subject};

/// What happened on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum EventKind {
    /// The subject was registered.
    Entered,
    /// Something was decided about it: the item says what.
    Decided,
    /// What was decided ended by its own date.
    Ended,
    /// A record was withdrawn by its source.
    Withdrawn,
    /// A record was repaired.
    Repaired,
    /// A record passed the end of its disclosure.
    Expired,
    /// The subject ceased to exist.
    Exited,
}

/// One event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The day.
    pub on: Date,
    /// What happened.
    pub kind: EventKind,
    /// The record concerned.
    pub record: Option<Digest>,
}

/// The events of a subject and the records given, oldest first. The records are those that the
/// reader may see, in their present versions: what is not among them leaves no trace here.
pub fn timeline(subject: &Subject, records: &[Record], today: Date) -> Vec<Event> {
    let mut events = Vec::with_capacity(records.len() + 2);
    let mut put = |on, kind, record| events.push(Event { on, kind, record });
    if let Some(on) = subject.registered_on {
        put(on, EventKind::Entered, None);
    }
    for record in records {
        let digest = Some(record.digest);
        put(record.decided_on, EventKind::Decided, digest);
        let turned = match record.state {
            RecordState::Withdrawn => Some(EventKind::Withdrawn),
            RecordState::Repaired => Some(EventKind::Repaired),
            RecordState::Expired | RecordState::Yielded => Some(EventKind::Expired),
            RecordState::Valid | RecordState::InObjection | RecordState::AfterExit => None,
        };
        if let Some(kind) = turned {
            put(date_in_china(record.known_from), kind, digest);
        } else if let Some(until) = record.until_on.filter(|until| *until < today) {
            put(until, EventKind::Ended, digest);
        }
    }
    if let Some(on) = subject.exited_on {
        put(on, EventKind::Exited, None);
    }
    events.sort_by_key(|event| (event.on, event.kind, event.record));
    events
}
