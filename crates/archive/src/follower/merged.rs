//! Two subjects are found to be one, or that is undone (C-02.b). Nothing moves: reading goes over
//! all of them, so a merge is undone without a trace in the records.

use store::Tx;
use vocabulary::{Position, SubjectId};

use super::working::Working;
use crate::{ArchiveError, Digest, Merge, Subject, queries};

/// Merges a member into another subject, by the fact at a position, and by a record of that other
/// one if registration says so.
pub(super) fn merge(
    tx: &mut Tx,
    working: &mut Working,
    (member, into): (SubjectId, SubjectId),
    (position, digest): (Position, Option<Digest>),
) -> Result<(), ArchiveError> {
    if member == into {
        return Ok(());
    }
    part(tx, working, member, position)?;
    let Some(Some(old)) = working.subjects.get(&member).map(|work| work.subject.clone()) else {
        return Ok(());
    };
    if let Some(target) = working.subjects.get_mut(&into) {
        target.subject.get_or_insert(Subject::bare(into, old.kind));
    }
    if let Some(subject) = working.subjects.get_mut(&member).and_then(|w| w.subject.as_mut()) {
        subject.merged_into = Some(into);
    }
    queries::merges::put(tx, &Merge { member, position, into, digest, parted: None })?;
    queries::subjects::join(tx, into, member)
}

/// Followers of what is public learn that the records of a subject, and of those merged into it,
/// stand under another one from now on.
pub(super) fn tell(tx: &mut Tx, subject: SubjectId, at: Position) -> Result<(), ArchiveError> {
    let mut ids = vec![subject];
    let mut next = 0;
    while let Some(id) = ids.get(next).copied() {
        queries::changes::bump_all(tx, id, at)?;
        for member in queries::subjects::members(tx, id)? {
            if !ids.contains(&member) {
                ids.push(member);
            }
        }
        next += 1;
    }
    Ok(())
}

/// Makes a member a subject of its own again, by the fact at a position.
pub(super) fn part(
    tx: &mut Tx,
    working: &mut Working,
    member: SubjectId,
    at: Position,
) -> Result<(), ArchiveError> {
    let subject = working.subjects.get_mut(&member).and_then(|work| work.subject.as_mut());
    let Some(into) = subject.and_then(|subject| subject.merged_into.take()) else {
        return Ok(());
    };
    queries::merges::part(tx, member, at)?;
    queries::subjects::part(tx, into, member)
}

/// The fact at a position was destroyed: what it had merged is parted, and what it had parted is one
/// again, as if it had never been.
pub(super) fn forget(
    tx: &mut Tx,
    working: &mut Working,
    position: Position,
) -> Result<(), ArchiveError> {
    for merge in queries::merges::at(tx, position)? {
        queries::merges::drop(tx, &merge)?;
        if merge.parted.is_some() {
            continue;
        }
        working.load_subjects(tx, vec![merge.member])?;
        queries::subjects::part(tx, merge.into, merge.member)?;
        let known = !queries::records::every_of_subject(tx, merge.member)?.is_empty()
            || !queries::subjects::members(tx, merge.member)?.is_empty();
        let Some(work) = working.subjects.get_mut(&merge.member) else { continue };
        if known {
            if let Some(subject) = &mut work.subject {
                subject.merged_into = None;
            }
        } else {
            work.subject = None;
        }
    }
    Ok(())
}
