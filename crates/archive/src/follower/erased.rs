//! The body of a fact was destroyed by order of law: what was derived from it goes too.

use store::Tx;
use vocabulary::{Position, SubjectId, SubjectKind};

use super::{
    ArchiveFollower,
    event::Cause,
    working::{RecordWork, Working},
};
use crate::{ArchiveError, AsOf, Digest, Record, content, queries, standing};

/// Forgets the versions with that content. The version before, if there is one, stands again.
/// `gone` is the record's address, if whoever follows what is public must be told.
pub(super) fn erase(
    tx: &mut Tx,
    follower: &ArchiveFollower,
    working: &mut Working,
    cause: &Cause,
    position: Position,
    gone: Option<Digest>,
) -> Result<(), ArchiveError> {
    if let Some(gone) = gone {
        queries::changes::put(tx, &[((cause.subject, gone), cause.position)])?;
    }
    let every = queries::records::every_of_subject(tx, cause.subject)?;
    let Some(found) = every.iter().find(|record| record.position == position) else {
        return Ok(());
    };
    let digest = found.digest;
    let was = queries::records::current(tx, &[(cause.subject, digest)])?.pop().flatten();
    queries::records::erase(tx, cause.subject, digest, position)?;
    if gone.is_none() && !working.is_person(cause.subject) {
        followed_again(tx, (cause.subject, digest))?;
    }
    let now = queries::records::current(tx, &[(cause.subject, digest)])?.pop().flatten();
    working.recount(follower, was.as_ref(), now.as_ref());
    queries::public::drop(tx, &[(cause.subject, digest)])?;
    if let Some(now) = now.as_ref().filter(|record| follower.is_listed(record)) {
        queries::public::put(tx, &[(now, working.place(cause.subject))])?;
    }
    working.reload(tx, cause.subject, Some(digest))?;
    if let Some(work) = working.subjects.get_mut(&cause.subject) {
        standing::remove(&mut work.entries, &digest.to_hex());
        work.entries_changed = true;
    }
    if let Some(now) = now {
        follower.stand_again(tx, working, &now)?;
    }
    let left = queries::records::of_subject(tx, cause.subject, AsOf::default())?;
    let Some(work) = working.subjects.get_mut(&cause.subject) else { return Ok(()) };
    let person = work.subject.as_ref().is_some_and(|s| s.kind == SubjectKind::Person);
    if left.is_empty() && person {
        work.subject = None;
    }
    Ok(())
}

/// What the versions that are left make of the record's place among the changes.
fn followed_again(tx: &mut Tx, key: (SubjectId, Digest)) -> Result<(), ArchiveError> {
    let new = queries::records::versions(tx, key.0, key.1)?;
    let left = RecordWork { new, ..RecordWork::default() };
    let restored = queries::records::restored(tx, key.0)?.remove(&key.1).unwrap_or_default();
    let restored = restored.into_iter().map(|(_, at)| at).max();
    match left.changed() {
        Some(at) => queries::changes::put(tx, &[(key, restored.map_or(at, |r| r.max(at)))]),
        None => queries::changes::drop(tx, key),
    }
}

impl ArchiveFollower {
    fn stand_again(
        &self,
        tx: &mut Tx,
        working: &mut Working,
        record: &Record,
    ) -> Result<(), ArchiveError> {
        if let Some(content) = content::contents(tx, &[record])?.pop().flatten()
            && let Some(work) = working.subjects.get_mut(&record.subject)
            && self.shape(&record.item).checked
        {
            work.keep(
                self.shape(&record.item),
                super::filed::entry(
                    self.shape(&record.item),
                    record,
                    &content.filing,
                    record.digest.to_hex(),
                ),
            );
        }
        Ok(())
    }
}
