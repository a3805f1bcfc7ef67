//! Versions of records, their further sources, and cleansings that were undone.

use std::collections::HashMap;

use store::{Row, Tx, Value};
use vocabulary::{Position, SubjectId, Timestamp};

use super::columns::{
    date, digest, instant, of_date, of_instant, opt_date, position, stored, subject, text,
};
use crate::{ArchiveError, AsOf, Digest, Record, RecordState, Source, model::Publication};

const CURRENT: &str = "select subject_id, digest, version, position, item, state, decided_on,
      from_on, until_on, class, published, public_until, shared_until, repairable_from, source,
      recogniser, known_from, known_until, disputed
    from archive_records where subject_id = $1 and digest = $2 and known_until is null";
const VERSIONS: &str = "select subject_id, digest, version, position, item, state, decided_on,
      from_on, until_on, class, published, public_until, shared_until, repairable_from, source,
      recogniser, known_from, known_until, disputed
    from archive_records where subject_id = $1 and digest = $2 order by version";
const OF_SUBJECT: &str = "select subject_id, digest, version, position, item, state, decided_on,
      from_on, until_on, class, published, public_until, shared_until, repairable_from, source,
      recogniser, known_from, known_until, disputed
    from archive_records where subject_id = $1 and known_until is null
    order by decided_on desc, digest";
const OF_SUBJECT_AT: &str = "select subject_id, digest, version, position, item, state, decided_on,
      from_on, until_on, class, published, public_until, shared_until, repairable_from, source,
      recogniser, known_from, known_until, disputed
    from archive_records where subject_id = $1 and known_from <= $2
      and (known_until is null or known_until > $2)
    order by decided_on desc, digest";
const EVERY_OF_SUBJECT: &str = "select subject_id, digest, version, position, item, state,
      decided_on, from_on, until_on, class, published, public_until, shared_until,
      repairable_from, source, recogniser, known_from, known_until, disputed
    from archive_records where subject_id = $1 order by decided_on desc, digest, version desc";
const INSERT: &str = "insert into archive_records (subject_id, digest, version, position, item,
      state, decided_on, from_on, until_on, class, published, public_until, shared_until,
      repairable_from, source, recogniser, known_from, known_until, disputed)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)";
const CLOSE: &str = "update archive_records set known_until = $4
    where subject_id = $1 and digest = $2 and version = $3";
const JOIN: &str = "insert into archive_provenance (subject_id, digest, source, position)
    values ($1, $2, $3, $4)";
const SOURCES: &str = "select subject_id, digest, source, position from archive_provenance
    where subject_id = $1 order by digest, position";
const RESTORE: &str = "insert into archive_restorations (subject_id, digest, field, position)
    values ($1, $2, $3, $4)";
const RESTORED: &str = "select digest, field, position from archive_restorations
    where subject_id = $1 order by position";

/// The present versions of records, in the order asked for.
pub(crate) fn current(
    tx: &mut Tx,
    keys: &[(SubjectId, Digest)],
) -> Result<Vec<Option<Record>>, ArchiveError> {
    let keys: Vec<Vec<Value>> = keys.iter().map(|(s, d)| vec![s.0.into(), d.0.into()]).collect();
    let found = tx.query_each(CURRENT, &keys)?;
    found.iter().map(|rows| rows.first().map(record).transpose()).collect()
}

/// Every version of one record, the first first.
pub(crate) fn versions(
    tx: &mut Tx,
    subject: SubjectId,
    digest: Digest,
) -> Result<Vec<Record>, ArchiveError> {
    tx.query(VERSIONS, &[subject.0.into(), digest.0.into()])?.iter().map(record).collect()
}

/// The records of a subject as known at an instant, newest first; dates in force are not applied.
pub(crate) fn of_subject(
    tx: &mut Tx,
    subject: SubjectId,
    as_of: AsOf,
) -> Result<Vec<Record>, ArchiveError> {
    let rows = match as_of.known_at {
        None => tx.query(OF_SUBJECT, &[subject.0.into()])?,
        Some(at) => tx.query(OF_SUBJECT_AT, &[subject.0.into(), of_instant(at)])?,
    };
    rows.iter().map(record).collect()
}

/// Every version of every record of a subject.
pub(crate) fn every_of_subject(
    tx: &mut Tx,
    subject: SubjectId,
) -> Result<Vec<Record>, ArchiveError> {
    tx.query(EVERY_OF_SUBJECT, &[subject.0.into()])?.iter().map(record).collect()
}

fn record(row: &Row) -> Result<Record, ArchiveError> {
    let state = row.text(5)?;
    let published = row.int(10)?;
    Ok(Record {
        subject: subject(row, 0)?,
        digest: digest(row, 1)?,
        version: position(row, 2)?,
        position: position(row, 3)?,
        item: row.text(4)?.to_owned(),
        state: RecordState::parse(state).ok_or_else(|| stored("state", state))?,
        decided_on: date(row, 6)?,
        from_on: opt_date(row, 7)?,
        until_on: opt_date(row, 8)?,
        class: row.text(9)?.to_owned(),
        publication: Publication::of_number(published)
            .ok_or_else(|| stored("published", published))?,
        public_until: opt_date(row, 11)?,
        shared_until: opt_date(row, 12)?,
        repairable_from: opt_date(row, 13)?,
        source: row.text(14)?.to_owned(),
        recogniser: text(row, 15)?,
        known_from: instant(row, 16)?,
        known_until: row.opt_int(17)?.map(|_| instant(row, 17)).transpose()?,
        disputed: row.int(18)? != 0,
    })
}

pub(crate) fn insert(tx: &mut Tx, records: &[&Record]) -> Result<(), ArchiveError> {
    let rows: Vec<Vec<Value>> = records
        .iter()
        .map(|record| {
            vec![
                record.subject.0.into(),
                record.digest.0.into(),
                record.version.0.into(),
                record.position.0.into(),
                record.item.as_str().into(),
                record.state.as_str().into(),
                record.decided_on.to_string().into(),
                of_date(record.from_on),
                of_date(record.until_on),
                record.class.as_str().into(),
                record.publication.number().into(),
                of_date(record.public_until),
                of_date(record.shared_until),
                of_date(record.repairable_from),
                record.source.as_str().into(),
                record.recogniser.as_ref().into(),
                of_instant(record.known_from),
                record.known_until.map(Timestamp::as_microsecond).into(),
                record.disputed.into(),
            ]
        })
        .collect();
    tx.execute_each(INSERT, &rows)?;
    Ok(())
}

/// Ends versions that stood.
pub(crate) fn close(tx: &mut Tx, records: &[&Record]) -> Result<(), ArchiveError> {
    let rows: Vec<Vec<Value>> = records
        .iter()
        .map(|record| {
            vec![
                record.subject.0.into(),
                record.digest.0.into(),
                record.version.0.into(),
                record.known_until.map(Timestamp::as_microsecond).into(),
            ]
        })
        .collect();
    tx.execute_each(CLOSE, &rows)?;
    Ok(())
}

pub(crate) fn join(tx: &mut Tx, sources: &[Source]) -> Result<(), ArchiveError> {
    let rows: Vec<Vec<Value>> = sources
        .iter()
        .map(|source| {
            vec![
                source.subject.0.into(),
                source.digest.0.into(),
                source.source.as_str().into(),
                source.position.0.into(),
            ]
        })
        .collect();
    tx.execute_each(JOIN, &rows)?;
    Ok(())
}

/// The further sources of a subject's records.
pub(crate) fn sources(tx: &mut Tx, of: SubjectId) -> Result<Vec<Source>, ArchiveError> {
    tx.query(SOURCES, &[of.0.into()])?
        .iter()
        .map(|row| {
            Ok(Source {
                subject: subject(row, 0)?,
                digest: digest(row, 1)?,
                source: row.text(2)?.to_owned(),
                position: position(row, 3)?,
            })
        })
        .collect()
}

pub(crate) fn restore(
    tx: &mut Tx,
    subject: SubjectId,
    digest: Digest,
    field: &str,
    at: Position,
) -> Result<(), ArchiveError> {
    tx.execute(RESTORE, &[subject.0.into(), digest.0.into(), field.into(), at.0.into()])?;
    Ok(())
}

/// Fields whose cleansing was undone, by record, with the fact that undid it.
pub(crate) fn restored(
    tx: &mut Tx,
    of: SubjectId,
) -> Result<HashMap<Digest, Vec<(String, Position)>>, ArchiveError> {
    let mut by_record: HashMap<Digest, Vec<(String, Position)>> = HashMap::new();
    for row in tx.query(RESTORED, &[of.0.into()])? {
        let undone = (row.text(1)?.to_owned(), position(&row, 2)?);
        by_record.entry(digest(&row, 0)?).or_default().push(undone);
    }
    Ok(by_record)
}
