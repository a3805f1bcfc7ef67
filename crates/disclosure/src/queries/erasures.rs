//! Certificates of deletions.

use store::{Row, StoreError, Tx};
use vocabulary::{Position, SubjectId, Timestamp};

use super::columns::{instant, joined, parts};
use crate::Cleared;

const INSERT: &str = "insert into disclosure_erasures (subject_id, position, at, digest, item,
      ordered, actor, approver, erased, recorded, cleared)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
const OF_SUBJECT: &str = "select position, at, digest, item, ordered, actor, approver, erased,
      recorded, cleared
    from disclosure_erasures where subject_id = $1 order by position desc";
const CLEAR: &str = "update disclosure_erasures set cleared = $3
    where subject_id = $1 and position = $2";

/// One certificate.
#[derive(Clone, Debug)]
pub(crate) struct Erasure {
    pub(crate) subject: SubjectId,
    pub(crate) position: Position,
    pub(crate) at: Timestamp,
    pub(crate) digest: [u8; 16],
    pub(crate) item: String,
    pub(crate) order: String,
    pub(crate) actor: String,
    pub(crate) approver: String,
    pub(crate) erased: Vec<u64>,
    pub(crate) recorded: Vec<u64>,
    pub(crate) cleared: Vec<Cleared>,
}

pub(crate) fn insert(tx: &mut Tx, erasure: &Erasure) -> Result<(), StoreError> {
    tx.execute(
        INSERT,
        &[
            erasure.subject.0.into(),
            erasure.position.0.into(),
            erasure.at.as_microsecond().into(),
            erasure.digest.into(),
            erasure.item.as_str().into(),
            erasure.order.as_str().into(),
            erasure.actor.as_str().into(),
            erasure.approver.as_str().into(),
            joined(&erasure.erased).into(),
            joined(&erasure.recorded).into(),
            cleared_text(&erasure.cleared).into(),
        ],
    )?;
    Ok(())
}

/// Writes what was cleared, once it is known.
pub(crate) fn clear(
    tx: &mut Tx,
    (subject, position): (SubjectId, Position),
    cleared: &[Cleared],
) -> Result<(), StoreError> {
    let params = [subject.0.into(), position.0.into(), cleared_text(cleared).into()];
    tx.execute(CLEAR, &params).map(|_| ())
}

fn cleared_text(cleared: &[Cleared]) -> String {
    joined(cleared.iter().map(|one| format!("{}={}", one.place, one.rows)))
}

/// The certificates of a subject, the newest first.
pub(crate) fn of_subject(tx: &mut Tx, subject: SubjectId) -> Result<Vec<Erasure>, StoreError> {
    let rows = tx.query(OF_SUBJECT, &[subject.0.into()])?;
    rows.iter().map(|row| erasure(row, subject)).collect()
}

fn erasure(row: &Row, subject: SubjectId) -> Result<Erasure, StoreError> {
    let numbers = |column| {
        let found: Vec<u64> = parts(row.text(column)?).filter_map(|one| one.parse().ok()).collect();
        Ok::<_, StoreError>(found)
    };
    let cleared = |part: &str| {
        let (place, rows) = part.split_once('=')?;
        Some(Cleared { place: place.to_owned(), rows: rows.parse().ok()? })
    };
    let wrong = StoreError::Column { column: 2, wanted: "a digest", found: "something else" };
    Ok(Erasure {
        subject,
        position: Position(row.count(0)?),
        at: instant(row, 1)?,
        digest: row.bytes(2)?.try_into().map_err(|_| wrong)?,
        item: row.text(3)?.to_owned(),
        order: row.text(4)?.to_owned(),
        actor: row.text(5)?.to_owned(),
        approver: row.text(6)?.to_owned(),
        erased: numbers(7)?,
        recorded: numbers(8)?,
        cleared: parts(row.text(9)?).filter_map(cleared).collect(),
    })
}
