//! Two subjects are found to be one, or that is undone (C-02.b). Nothing moves: reading goes over
//! all of them, so a merge is undone without a trace in the records.

use store::Tx;
use vocabulary::{Position, SubjectId};

use super::working::Working;
use crate::{ArchiveError, Subject, queries};

pub(super) fn merge(
    tx: &mut Tx,
    working: &mut Working,
    member: SubjectId,
    into: SubjectId,
) -> Result<(), ArchiveError> {
    if member == into {
        return Ok(());
    }
    part(tx, working, member)?;
    let Some(Some(old)) = working.subjects.get(&member).map(|work| work.subject.clone()) else {
        return Ok(());
    };
    if let Some(target) = working.subjects.get_mut(&into) {
        target.subject.get_or_insert(Subject::bare(into, old.kind));
    }
    if let Some(subject) = working.subjects.get_mut(&member).and_then(|w| w.subject.as_mut()) {
        subject.merged_into = Some(into);
    }
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

pub(super) fn part(
    tx: &mut Tx,
    working: &mut Working,
    member: SubjectId,
) -> Result<(), ArchiveError> {
    let subject = working.subjects.get_mut(&member).and_then(|work| work.subject.as_mut());
    match subject.and_then(|subject| subject.merged_into.take()) {
        Some(into) => queries::subjects::part(tx, into, member),
        None => Ok(()),
    }
}
