//! Records past the end of their publication or of all disclosure.

use store::{Row, Tx, Value};
use vocabulary::{Date, SubjectId};

use super::columns::{digest, subject};
use crate::{ArchiveError, Digest};

const DISCLOSURE_ENDED: &str = "select subject_id, digest, item from archive_records
    where shared_until is not null and known_until is null
      and state in ('valid', 'in-objection') and shared_until < $1
      and (subject_id > $2 or subject_id = $2 and digest > $3)
    order by subject_id, digest limit $4";
const PUBLICATION_ENDED: &str = "select subject_id, digest, item from archive_public
    where public_until is not null and public_until < $1
      and (subject_id > $2 or subject_id = $2 and digest > $3)
    order by subject_id, digest limit $4";

/// A record that is due, and its item.
pub(crate) type Due = (SubjectId, Digest, String);

pub(crate) fn disclosure_ended(
    tx: &mut Tx,
    today: Date,
    after: (SubjectId, Digest),
    limit: u32,
) -> Result<Vec<Due>, ArchiveError> {
    tx.query(DISCLOSURE_ENDED, &params(today, after, limit))?.iter().map(due).collect()
}

pub(crate) fn publication_ended(
    tx: &mut Tx,
    today: Date,
    after: (SubjectId, Digest),
    limit: u32,
) -> Result<Vec<Due>, ArchiveError> {
    tx.query(PUBLICATION_ENDED, &params(today, after, limit))?.iter().map(due).collect()
}

fn params(today: Date, (subject, digest): (SubjectId, Digest), limit: u32) -> [Value; 4] {
    [today.to_string().into(), subject.0.into(), digest.0.into(), limit.into()]
}

fn due(row: &Row) -> Result<Due, ArchiveError> {
    Ok((subject(row, 0)?, digest(row, 1)?, row.text(2)?.to_owned()))
}
