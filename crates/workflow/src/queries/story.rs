//! The steps of cases; notes are sealed.

use store::{Row, StoreError, Tx, Value};
use vocabulary::{Actor, Timestamp};

use super::cases::{Key, odd};

const INSERT: &str =
    "insert into workflow_story (subject_id, number, position, at, step, what, state,
    agency, account, note) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
const OF: &str = "select at, step, what, state, agency, account, note, position from workflow_story
    where subject_id = $1 and number = $2 order by position";

/// A step as the table has it.
#[derive(Clone, Debug)]
pub(crate) struct Step {
    pub(crate) at: Timestamp,
    pub(crate) step: String,
    pub(crate) what: String,
    pub(crate) state: String,
    pub(crate) agency: String,
    pub(crate) account: String,
    pub(crate) note: String,
    pub(crate) position: u64,
}

/// Remembers a step.
pub(crate) fn insert(tx: &mut Tx, key: Key<'_>, step: &Step) -> Result<(), StoreError> {
    let params: Vec<Value> = vec![
        key.subject(),
        key.number(),
        step.position.into(),
        step.at.as_microsecond().into(),
        (&step.step).into(),
        (&step.what).into(),
        (&step.state).into(),
        (&step.agency).into(),
        (&step.account).into(),
        (&step.note).into(),
    ];
    tx.execute(INSERT, &params).map(drop)
}

impl Step {
    /// A step by somebody.
    pub(crate) fn by(actor: &Actor, at: Timestamp, position: u64) -> Self {
        Self {
            at,
            position,
            step: String::new(),
            what: String::new(),
            state: String::new(),
            agency: actor.agency.clone(),
            account: actor.by.clone(),
            note: String::new(),
        }
    }
}

/// The steps of a case, the first first.
pub(crate) fn of(tx: &mut Tx, key: Key<'_>) -> Result<Vec<Step>, StoreError> {
    let step = |row: &Row| {
        let at = Timestamp::from_microsecond(row.int(0)?).map_err(|_| odd(0, "an instant"))?;
        Ok(Step {
            at,
            step: row.text(1)?.to_owned(),
            what: row.text(2)?.to_owned(),
            state: row.text(3)?.to_owned(),
            agency: row.text(4)?.to_owned(),
            account: row.text(5)?.to_owned(),
            note: row.text(6)?.to_owned(),
            position: row.count(7)?,
        })
    };
    tx.query(OF, &[key.subject(), key.number()])?.iter().map(step).collect()
}
