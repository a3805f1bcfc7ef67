//! What becomes of a record without new content: withdrawn, repaired, expired, disputed, joined.

use super::{
    ArchiveFollower,
    event::{Cause, Turn},
    working::Working,
};
use crate::{Digest, Record, RecordState, Source, filing::Joining, model::Publication, standing};

/// A further source sent the same record (C-03.c).
pub(super) fn join(working: &mut Working, cause: &Cause, joining: Joining) {
    if let Some(digest) = Digest::from_hex(&joining.digest) {
        let (subject, position) = (cause.subject, cause.position);
        working.sources.push(Source { subject, digest, source: joining.source, position });
    }
}

/// Makes the version that a turn leads to. A turn of a record that is not known, or that no
/// longer can be turned so, changes nothing.
pub(super) fn turn(
    follower: &ArchiveFollower,
    working: &mut Working,
    cause: &Cause,
    digest: Digest,
    turn: Turn,
) {
    let Some(record) = working.records.get_mut(&(cause.subject, digest)) else { return };
    let Some(next) = record.current().and_then(|current| turned(current, turn)) else { return };
    let next = Record { version: cause.position, known_from: cause.at, known_until: None, ..next };
    let (state, checked) = (next.state, follower.shape(&next.item).checked);
    record.follow_with(next);
    let Some(work) = working.subjects.get_mut(&cause.subject).filter(|_| checked) else {
        return;
    };
    let key = digest.to_hex();
    if !state.is_active() {
        let before = work.entries.len();
        standing::remove(&mut work.entries, &key);
        work.entries_changed |= work.entries.len() != before;
    } else if let Some(entry) = work.entries.iter_mut().find(|entry| entry.digest == key) {
        let disputed = state == RecordState::InObjection;
        work.entries_changed |= entry.in_objection != disputed;
        entry.in_objection = disputed;
    }
}

fn turned(current: &Record, turn: Turn) -> Option<Record> {
    use RecordState::{Expired, InObjection, Repaired, Valid, Withdrawn};
    // An open objection outlasts the force of the record: its subject may dispute whatever it sees
    // (H-09).
    let open = current.disputed || current.state == InObjection;
    let next = |state| Some(Record { state, disputed: open, ..current.clone() });
    match (turn, current.state) {
        // What its source took back stays so, and so does what was repaired: only a withdrawal,
        // which says that it never should have been, may still follow.
        (Turn::Withdrawn, Withdrawn) | (Turn::Repaired, Withdrawn | Repaired) => None,
        (Turn::Withdrawn, _) => next(Withdrawn),
        (Turn::Repaired, _) => next(Repaired),
        (Turn::DisclosureEnded, Valid | InObjection) => next(Expired),
        (Turn::PublicationEnded, Valid | InObjection) => (current.publication
            == Publication::Public)
            .then(|| Record { publication: Publication::Ended, ..current.clone() }),
        (Turn::Disputed(true), Valid) => Some(Record { state: InObjection, ..current.clone() }),
        (Turn::Disputed(false), InObjection) => Some(Record { state: Valid, ..current.clone() }),
        (Turn::Disputed(opened), state) if !state.is_active() && opened != current.disputed => {
            Some(Record { disputed: opened, ..current.clone() })
        }
        (Turn::DisclosureEnded | Turn::PublicationEnded | Turn::Disputed(_), _) => None,
    }
}
