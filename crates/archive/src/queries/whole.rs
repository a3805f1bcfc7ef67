//! All tables of the archive at once: emptied before a rebuild, read through for a fingerprint.

use store::{Row, Tx};

use crate::ArchiveError;

/// The tables, how to empty them, and how to read every column in the order of the key.
const TABLES: [(&str, &str, &str); 14] = [
    (
        "archive_changes",
        "delete from archive_changes",
        "select subject_id, digest, position from archive_changes order by subject_id, digest",
    ),
    (
        "archive_members",
        "delete from archive_members",
        "select subject_id, member_id from archive_members order by subject_id, member_id",
    ),
    (
        "archive_merges",
        "delete from archive_merges",
        "select subject_id, position, into_id, digest, parted from archive_merges
         order by subject_id, position",
    ),
    (
        "archive_named",
        "delete from archive_named",
        "select subject_id, position from archive_named order by subject_id",
    ),
    (
        "archive_names",
        "delete from archive_names",
        "select subject_id, name, present, from_on, until_on from archive_names
         order by subject_id, name",
    ),
    (
        "archive_provenance",
        "delete from archive_provenance",
        "select subject_id, digest, source, position from archive_provenance
         order by subject_id, digest, position",
    ),
    (
        "archive_public",
        "delete from archive_public",
        "select subject_id, digest, item, decided_on, position, public_until, division, authority
         from archive_public order by subject_id, digest",
    ),
    (
        "archive_records",
        "delete from archive_records",
        "select subject_id, digest, version, position, item, state, decided_on, from_on, until_on,
           class, published, public_until, shared_until, repairable_from, source, recogniser,
           known_from, known_until, disputed
         from archive_records order by subject_id, digest, version",
    ),
    (
        "archive_relations",
        "delete from archive_relations",
        "select subject_id, role, position, name, code, from_on, until_on, other_id, place, digest
         from archive_relations order by subject_id, role, position",
    ),
    (
        "archive_restorations",
        "delete from archive_restorations",
        "select subject_id, digest, field, position from archive_restorations
         order by subject_id, digest, position",
    ),
    (
        "archive_standing",
        "delete from archive_standing",
        "select subject_id, summary from archive_standing order by subject_id",
    ),
    (
        "archive_strangers",
        "delete from archive_strangers",
        "select subject_id, name, position, source from archive_strangers
         order by subject_id, name",
    ),
    (
        "archive_subjects",
        "delete from archive_subjects",
        "select subject_id, kind, name, named, code, state, registered_on, exited_on, division,
           merged_into
         from archive_subjects order by subject_id",
    ),
    (
        "archive_totals",
        "delete from archive_totals",
        "select what, count from archive_totals order by what",
    ),
];

/// Empties every table.
pub(crate) fn empty(tx: &mut Tx) -> Result<(), ArchiveError> {
    for (_, delete, _) in TABLES {
        tx.execute(delete, &[])?;
    }
    Ok(())
}

/// Calls `each` with every row of every table, in the order of their keys.
pub(crate) fn every_row(
    tx: &mut Tx,
    mut each: impl FnMut(&'static str, &Row),
) -> Result<(), ArchiveError> {
    for (table, _, select) in TABLES {
        tx.stream(select, &[], |row| {
            each(table, row);
            Ok::<_, ArchiveError>(())
        })?;
    }
    Ok(())
}
