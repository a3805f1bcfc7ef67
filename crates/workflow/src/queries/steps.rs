//! The steps of objections; their notes are sealed.

use store::{Row, StoreError, Tx, Value};
use vocabulary::{Actor, Position, SubjectId, Timestamp};

const INSERT: &str = "insert into workflow_steps (subject_id, number, position, at, step, agency,
    account, note) values ($1, $2, $3, $4, $5, $6, $7, $8)";
const OF: &str = "select at, step, agency, account, note, position from workflow_steps
    where subject_id = $1 and number = $2 order by position";

/// A step as the table has it.
pub(crate) struct Step {
    pub(crate) at: Timestamp,
    pub(crate) step: String,
    pub(crate) agency: String,
    pub(crate) account: String,
    pub(crate) note: String,
    pub(crate) position: u64,
}

/// Remembers a step by its fact.
pub(crate) fn insert(
    tx: &mut Tx,
    (subject, number): (SubjectId, &str),
    (step, note): (&str, &str),
    by: &Actor,
    (position, at): (Position, Timestamp),
) -> Result<(), StoreError> {
    let params: Vec<Value> = vec![
        subject.0.into(),
        number.into(),
        position.0.into(),
        at.as_microsecond().into(),
        step.into(),
        (&by.agency).into(),
        (&by.by).into(),
        note.into(),
    ];
    tx.execute(INSERT, &params).map(drop)
}

/// The steps of an objection, the first first.
pub(crate) fn of(
    tx: &mut Tx,
    (subject, number): (SubjectId, &str),
) -> Result<Vec<Step>, StoreError> {
    let rows = tx.query(OF, &[subject.0.into(), number.into()])?;
    let step = |row: &Row| {
        let at = Timestamp::from_microsecond(row.int(0)?);
        let odd = || StoreError::Column { column: 0, wanted: "an instant", found: "an integer" };
        Ok(Step {
            at: at.map_err(|_| odd())?,
            step: row.text(1)?.to_owned(),
            agency: row.text(2)?.to_owned(),
            account: row.text(3)?.to_owned(),
            note: row.text(4)?.to_owned(),
            position: row.count(5)?,
        })
    };
    rows.iter().map(step).collect()
}
