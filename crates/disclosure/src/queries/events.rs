//! Facts about a subject that are neither records nor looks.

use store::{StoreError, Tx, Value};
use vocabulary::{FactKind, Position, SubjectId, Timestamp};

use super::columns::instant;

const INSERT: &str = "insert into disclosure_events (subject_id, position, at, kind)
    values ($1, $2, $3, $4)";
const OF_SUBJECT: &str = "select position, at, kind from disclosure_events
    where subject_id = $1 and position < $2 order by position desc limit $3";
const EMPTY: &str = "delete from disclosure_events";

/// One of them.
pub(crate) struct Event {
    pub(crate) subject: SubjectId,
    pub(crate) position: Position,
    pub(crate) at: Timestamp,
    pub(crate) kind: FactKind,
}

pub(crate) fn insert(tx: &mut Tx, events: &[Event]) -> Result<(), StoreError> {
    let rows: Vec<Vec<Value>> = events
        .iter()
        .map(|event| {
            vec![
                event.subject.0.into(),
                event.position.0.into(),
                event.at.as_microsecond().into(),
                event.kind.as_str().into(),
            ]
        })
        .collect();
    tx.execute_each(INSERT, &rows).map(|_| ())
}

/// Those of a subject before a position, newest first.
pub(crate) fn of_subject(
    tx: &mut Tx,
    subject: SubjectId,
    before: Position,
    limit: u32,
) -> Result<Vec<Event>, StoreError> {
    let rows = tx.query(OF_SUBJECT, &[subject.0.into(), before.0.into(), limit.into()])?;
    let event = |row: &store::Row| {
        let Some(kind) = FactKind::parse(row.text(2)?) else { return Ok(None) };
        let (position, at) = (Position(row.count(0)?), instant(row, 1)?);
        Ok(Some(Event { subject, position, at, kind }))
    };
    rows.iter().filter_map(|row| event(row).transpose()).collect()
}

/// Forgets all, before they are read anew from the facts.
pub(crate) fn empty(tx: &mut Tx) -> Result<(), StoreError> {
    tx.execute(EMPTY, &[]).map(|_| ())
}
