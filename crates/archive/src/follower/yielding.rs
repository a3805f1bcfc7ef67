//! An entry of a red list gives way at once to a serious entry of the same subject (C-10.f), however
//! the two came in. It comes back only if that entry is withdrawn: it never should have been.

use policy::model::list::ListKind;
use store::Tx;
use vocabulary::{Date, SubjectId};

use super::{ArchiveFollower, event::Cause, working::Working};
use crate::{ArchiveError, AsOf, Digest, Entry, Record, RecordState, queries, standing};

/// Whether a serious entry stands that has not passed its last day.
pub(super) fn has_serious(follower: &ArchiveFollower, entries: &[Entry], day: Date) -> bool {
    entries.iter().any(|entry| {
        follower.shape(&entry.item).list == Some(ListKind::Serious)
            && entry.until_on.is_none_or(|until| day <= until)
    })
}

/// After a serious entry was filed: the subject's red entries give way.
pub(super) fn give_way(
    tx: &mut Tx,
    follower: &ArchiveFollower,
    working: &mut Working,
    cause: &Cause,
) -> Result<(), ArchiveError> {
    let serious = follower.shape(&cause.item).list == Some(ListKind::Serious);
    let stands = |working: &Working| {
        let work = working.subjects.get(&cause.subject);
        work.is_some_and(|work| has_serious(follower, &work.entries, cause.day))
    };
    if !serious || !stands(working) {
        return Ok(());
    }
    for digest in red(tx, follower, working, cause.subject, RecordState::is_active)? {
        let Some(record) = working.records.get_mut(&(cause.subject, digest)) else { continue };
        let Some(current) = record.current().cloned() else { continue };
        let disputed = current.disputed || current.state == RecordState::InObjection;
        record.follow_with(turned(current, cause, RecordState::Yielded, disputed));
        if let Some(work) = working.subjects.get_mut(&cause.subject) {
            let before = work.entries.len();
            standing::remove(&mut work.entries, &digest.to_hex());
            work.entries_changed |= work.entries.len() != before;
        }
    }
    Ok(())
}

/// After a serious entry was withdrawn: what gave way to it stands again, unless another stands.
pub(super) fn come_back(
    tx: &mut Tx,
    follower: &ArchiveFollower,
    working: &mut Working,
    cause: &Cause,
    digest: Digest,
) -> Result<(), ArchiveError> {
    let withdrawn = |record: &Record| {
        record.state == RecordState::Withdrawn
            && record.version == cause.position
            && follower.shape(&record.item).list == Some(ListKind::Serious)
    };
    let turned_now = working.records.get(&(cause.subject, digest)).and_then(|work| work.current());
    if !turned_now.is_some_and(withdrawn) {
        return Ok(());
    }
    let work = working.subjects.get(&cause.subject);
    if work.is_some_and(|work| has_serious(follower, &work.entries, cause.day)) {
        return Ok(());
    }
    let yielded = |state: RecordState| state == RecordState::Yielded;
    for digest in red(tx, follower, working, cause.subject, yielded)? {
        let Some(record) = working.records.get_mut(&(cause.subject, digest)) else { continue };
        let Some(current) = record.current().cloned() else { continue };
        let state = if current.disputed { RecordState::InObjection } else { RecordState::Valid };
        let next = turned(current, cause, state, false);
        record.follow_with(next.clone());
        let shape = follower.shape(&next.item);
        if !shape.checked {
            continue;
        }
        let content = crate::content::contents(tx, &[&next])?.pop().flatten();
        if let Some((content, work)) = content.zip(working.subjects.get_mut(&cause.subject)) {
            let entry = super::filed::entry(shape, &next, &content.filing, digest.to_hex());
            work.keep(shape, entry);
        }
    }
    Ok(())
}

/// The red entries of a subject in a state, at hand to be turned.
fn red(
    tx: &mut Tx,
    follower: &ArchiveFollower,
    working: &mut Working,
    subject: SubjectId,
    state: impl Fn(RecordState) -> bool,
) -> Result<Vec<Digest>, ArchiveError> {
    working.flush(tx, follower)?;
    let records = queries::records::of_subject(tx, subject, AsOf::default())?;
    let red = |record: &&Record| {
        follower.shape(&record.item).list == Some(ListKind::Red) && state(record.state)
    };
    let digests: Vec<Digest> = records.iter().filter(red).map(|record| record.digest).collect();
    for digest in &digests {
        working.reload(tx, subject, Some(*digest))?;
    }
    Ok(digests)
}

fn turned(current: Record, cause: &Cause, state: RecordState, disputed: bool) -> Record {
    Record {
        state,
        disputed,
        version: cause.position,
        known_from: cause.at,
        known_until: None,
        ..current
    }
}
