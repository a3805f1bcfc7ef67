//! The body of a fact was destroyed by order of law: what was derived from it goes too, wherever it
//! stands.

use std::collections::BTreeSet;

use ledger::Reader;
use store::Tx;
use vocabulary::{Position, SubjectId};

use super::{
    ArchiveFollower,
    event::{self, Cause},
    merged,
    working::Working,
};
use crate::{ArchiveError, Digest, Subject, queries};

/// Makes the subject anew from the facts that are left, as a rebuild would: names, relations,
/// standing, lists and search then hold nothing that came from the erased body.
/// `gone` is the record's address, if whoever follows what is public must be told.
pub(super) fn erase(
    tx: &mut Tx,
    follower: &ArchiveFollower,
    working: &mut Working,
    cause: &Cause,
    position: Position,
    gone: Option<Digest>,
) -> Result<(), ArchiveError> {
    let mut facts = facts_of(tx, cause.subject)?;
    if facts.contains(&position) {
        let told = told_besides(tx, cause.subject, &facts)?;
        let before = records_of(tx, cause.subject)?;
        facts.remove(&position);
        merged::forget(tx, working, position)?;
        again(tx, follower, working, cause.subject, facts)?;
        working.flush(tx, follower)?;
        let after = records_of(tx, cause.subject)?;
        // What is erased now is told by `gone`, or never was public.
        let stays = |((_, digest), _): &queries::changes::Changed| {
            !before.contains(digest) || after.contains(digest)
        };
        let told: Vec<_> = told.into_iter().filter(stays).collect();
        queries::changes::put_later(tx, &told)?;
    }
    working.touch(cause);
    if let Some(gone) = gone {
        queries::changes::put(tx, &[((cause.subject, gone), cause.position)])?;
    }
    Ok(())
}

/// Every fact that left something in the archive of a subject.
fn facts_of(tx: &mut Tx, subject: SubjectId) -> Result<BTreeSet<Position>, ArchiveError> {
    let versions = queries::records::every_of_subject(tx, subject)?;
    let mut facts: BTreeSet<Position> =
        versions.iter().flat_map(|record| [record.version, record.position]).collect();
    facts.extend(queries::records::sources(tx, subject)?.iter().map(|source| source.position));
    let restored = queries::records::restored(tx, subject)?;
    facts.extend(restored.values().flatten().map(|(_, position)| *position));
    Ok(facts)
}

/// The digests of a subject's records.
fn records_of(tx: &mut Tx, subject: SubjectId) -> Result<BTreeSet<Digest>, ArchiveError> {
    let versions = queries::records::every_of_subject(tx, subject)?;
    Ok(versions.into_iter().map(|record| record.digest).collect())
}

/// What followers of the public were told of earlier deletions and of merges: changes made by none
/// of the facts of the records.
fn told_besides(
    tx: &mut Tx,
    subject: SubjectId,
    facts: &BTreeSet<Position>,
) -> Result<Vec<queries::changes::Changed>, ArchiveError> {
    let mut changes = queries::changes::of_subject(tx, subject)?;
    changes.retain(|(_, position)| !facts.contains(position));
    Ok(changes)
}

fn again(
    tx: &mut Tx,
    follower: &ArchiveFollower,
    working: &mut Working,
    subject: SubjectId,
    facts: BTreeSet<Position>,
) -> Result<(), ArchiveError> {
    let versions = queries::records::every_of_subject(tx, subject)?;
    for stood in versions.iter().filter(|record| record.known_until.is_none()) {
        working.recount(follower, Some(stood), None);
    }
    queries::traces::clear(tx, subject)?;
    let stored = working.subjects.get(&subject).and_then(|work| work.stored.clone());
    let has_members = !queries::subjects::members(tx, subject)?.is_empty();
    // Others were merged into it: it stands, whatever is known of itself.
    let bare = stored.as_ref().filter(|_| has_members);
    let bare = bare.map(|stored| Subject::bare(subject, stored.kind));
    // So does one to which a change of code leads.
    let merges = queries::merges::of_member(tx, subject)?;
    let led = merges.iter().any(|merge| merge.parted.is_none() && merge.digest.is_some());
    let led = stored
        .as_ref()
        .filter(|_| led)
        .map(|stored| Subject { code: stored.code.clone(), ..Subject::bare(subject, stored.kind) });
    working.begin_again(subject, led.or(bare));
    working.replaying = true;
    for position in facts {
        let fact = Reader::facts_in(tx, position, 1)?.pop();
        if let Some(fact) = fact.filter(|fact| fact.position == position)
            && let Some(event) = event::parse(&fact)?
        {
            follower.one(tx, working, event)?;
        }
    }
    working.replaying = false;
    if working.subjects.get(&subject).is_none_or(|work| work.subject.is_none()) {
        queries::merges::drop_all(tx, subject)?;
    }
    let Some(into) = stored.and_then(|stored| stored.merged_into) else { return Ok(()) };
    match working.subjects.get_mut(&subject).and_then(|work| work.subject.as_mut()) {
        Some(left) => left.merged_into = Some(into),
        None => leave(tx, working, subject, into)?,
    }
    Ok(())
}

/// A subject that is known no more leaves the one it was merged into; which goes too, if nothing
/// else was known of it.
fn leave(
    tx: &mut Tx,
    working: &mut Working,
    subject: SubjectId,
    into: SubjectId,
) -> Result<(), ArchiveError> {
    queries::subjects::part(tx, into, subject)?;
    let records = queries::records::every_of_subject(tx, into)?;
    if !records.is_empty() || !queries::subjects::members(tx, into)?.is_empty() {
        return Ok(());
    }
    working.load_subjects(tx, vec![into])?;
    let left = working.subjects.get_mut(&into).and_then(|work| work.subject.take());
    match left.and_then(|left| left.merged_into) {
        Some(further) => leave(tx, working, into, further),
        None => Ok(()),
    }
}
