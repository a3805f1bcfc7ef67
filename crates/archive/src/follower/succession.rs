//! Codes change, names change, organisations are absorbed and split (主体承继与代码变更).
//!
//! Under another code it is the same subject: merged, until the record is taken back. Whoever was
//! absorbed or split is another one: linked, never merged.

use policy::model::catalog::RelationKind;
use store::Tx;
use vocabulary::{SubjectId, SubjectKind};

use super::{ArchiveFollower, event::Cause, merged, working::Working};
use crate::{ArchiveError, Digest, Filing, Subject, queries, read, shape::Shape};

/// What a change of code is called.
const CODE: &str = "代码变更";
/// What a change of name is called.
const NAMES: [&str; 2] = ["名称变更", "更名"];
/// Words of changes by which another subject came before.
const FOLLOWS: [&str; 2] = ["合并", "分立"];

/// Whether another subject came before this one.
pub(super) fn follows(shape: &Shape, filing: &Filing) -> bool {
    let change = change(shape, filing);
    FOLLOWS.iter().any(|word| change.contains(word))
}

fn change<'f>(shape: &Shape, filing: &'f Filing) -> &'f str {
    shape.change_kind.as_deref().and_then(|name| filing.fields.get(name)).unwrap_or_default()
}

/// Does what a record of succession says, if this filing is one.
pub(super) fn follow(
    tx: &mut Tx,
    follower: &ArchiveFollower,
    working: &mut Working,
    cause: &Cause,
    filing: &Filing,
) -> Result<(), ArchiveError> {
    let shape = follower.shape(&cause.item);
    let Some(digest) = Digest::from_hex(&filing.digest) else { return Ok(()) };
    if shape.relation != Some(RelationKind::Succession) || filing.kind == SubjectKind::Person {
        return Ok(());
    }
    let record = working.records.get(&(cause.subject, digest)).and_then(|work| work.current());
    let active = record.is_some_and(|record| record.state.is_active());
    let change = change(shape, filing);
    // A correction may name another code than before.
    let old = filing.link(&shape.related_code).filter(|_| active && change.contains(CODE));
    part_of(tx, follower, working, (cause, digest), old)?;
    if let Some(old) = old {
        let code = shape.related_code.as_deref().and_then(|name| filing.fields.get(name));
        return join(tx, follower, working, (cause, digest), (old, code));
    }
    if active && NAMES.iter().any(|word| change.contains(word)) {
        let former = shape.former_name.as_deref().and_then(|name| filing.fields.get(name));
        if let (Some(former), Some(work)) = (former, working.subjects.get_mut(&cause.subject)) {
            work.renamed(tx, cause, (former, filing.name.as_deref()), filing.decided_on)?;
        }
    }
    Ok(())
}

/// The record was taken back, or is shown no more: who was merged by it stands alone again.
pub(super) fn end(
    tx: &mut Tx,
    follower: &ArchiveFollower,
    working: &mut Working,
    cause: &Cause,
    digest: Digest,
) -> Result<(), ArchiveError> {
    part_of(tx, follower, working, (cause, digest), None)
}

/// Parts whoever was merged by a record, but for one.
fn part_of(
    tx: &mut Tx,
    follower: &ArchiveFollower,
    working: &mut Working,
    (cause, digest): (&Cause, Digest),
    but: Option<SubjectId>,
) -> Result<(), ArchiveError> {
    if working.replaying {
        return Ok(());
    }
    for merge in queries::merges::by_record(tx, cause.subject, digest)? {
        if Some(merge.member) != but {
            working.flush(tx, follower)?;
            working.load_subjects(tx, vec![merge.member])?;
            merged::part(tx, working, merge.member, cause.position)?;
            working.touch(cause);
            merged::tell(tx, merge.member, cause.position)?;
        }
    }
    Ok(())
}

fn join(
    tx: &mut Tx,
    follower: &ArchiveFollower,
    working: &mut Working,
    (cause, digest): (&Cause, Digest),
    (old, code): (SubjectId, Option<&str>),
) -> Result<(), ArchiveError> {
    if working.replaying || old == cause.subject {
        return Ok(());
    }
    working.flush(tx, follower)?;
    working.load_subjects(tx, vec![old])?;
    let into = working.subjects.get(&cause.subject).and_then(|work| work.subject.clone());
    let (Some(into), Some(work)) = (into, working.subjects.get_mut(&old)) else { return Ok(()) };
    // Records may still come under the old code: it leads to the new one from now on.
    let member = work.subject.get_or_insert_with(|| Subject {
        code: code.map(str::to_owned),
        ..Subject::bare(old, into.kind)
    });
    if member.merged_into == Some(cause.subject) || member.kind == SubjectKind::Person {
        return Ok(());
    }
    // A circle would lead nowhere: what was learnt last holds.
    if read::whole(tx, cause.subject)?.is_some_and(|whole| whole.subject.id == old) {
        merged::part(tx, working, cause.subject, cause.position)?;
    }
    merged::merge(tx, working, (old, cause.subject), (cause.position, Some(digest)))?;
    working.touch(cause);
    merged::tell(tx, old, cause.position)
}
