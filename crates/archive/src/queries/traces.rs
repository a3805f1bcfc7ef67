//! What the archive holds of one subject, table by table: counted, and cleared.

use std::collections::BTreeMap;

use store::Tx;
use vocabulary::SubjectId;

use crate::{ArchiveError, standing};

/// The places of copies, how to count those of a subject, and how to clear them.
const PLACES: [(&str, &str, &str); 8] = [
    (
        "records",
        "select count(*) from archive_records where subject_id = $1",
        "delete from archive_records where subject_id = $1",
    ),
    (
        "names and search",
        "select count(*) from archive_names where subject_id = $1",
        "delete from archive_names where subject_id = $1",
    ),
    (
        "strange names",
        "select count(*) from archive_strangers where subject_id = $1",
        "delete from archive_strangers where subject_id = $1",
    ),
    (
        "relations",
        "select count(*) from archive_relations where subject_id = $1",
        "delete from archive_relations where subject_id = $1",
    ),
    (
        "public lists",
        "select count(*) from archive_public where subject_id = $1",
        "delete from archive_public where subject_id = $1",
    ),
    (
        "further sources",
        "select count(*) from archive_provenance where subject_id = $1",
        "delete from archive_provenance where subject_id = $1",
    ),
    (
        "restorations",
        "select count(*) from archive_restorations where subject_id = $1",
        "delete from archive_restorations where subject_id = $1",
    ),
    (
        "changes",
        "select count(*) from archive_changes where subject_id = $1",
        "delete from archive_changes where subject_id = $1",
    ),
];
const STANDING: &str = "select summary from archive_standing where subject_id = $1";
const SUBJECT: &str = "select count(*) from archive_subjects where subject_id = $1";

/// Rows of a subject by place; of the standing its entries.
pub(crate) fn count(
    tx: &mut Tx,
    subject: SubjectId,
) -> Result<BTreeMap<&'static str, u64>, ArchiveError> {
    let mut counts = BTreeMap::new();
    let key = [subject.0.into()];
    for (place, select, _) in PLACES {
        let row = tx.query_one(select, &key)?;
        counts.insert(place, row.map_or(Ok(0), |row| row.count(0))?);
    }
    let summary = tx.query_one(STANDING, &key)?;
    let entries = match &summary {
        Some(row) => standing::read(row.text(0)?)?.len() as u64,
        None => 0,
    };
    counts.insert("standing", entries);
    let row = tx.query_one(SUBJECT, &key)?;
    counts.insert("subjects", row.map_or(Ok(0), |row| row.count(0))?);
    Ok(counts)
}

/// Clears everything but the subject's own row and its standing, which are written anew.
pub(crate) fn clear(tx: &mut Tx, subject: SubjectId) -> Result<(), ArchiveError> {
    for (_, _, delete) in PLACES {
        tx.execute(delete, &[subject.0.into()])?;
    }
    Ok(())
}
