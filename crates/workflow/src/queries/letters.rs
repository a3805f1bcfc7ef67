//! Letters and messages of cases; headings and texts are sealed.

use store::{Row, StoreError, Tx, Value};
use vocabulary::{Date, Fact, Timestamp};

use super::cases::{Key, NEVER, date, odd};
use crate::facts::Written;

const INSERT: &str =
    "insert into workflow_letters (subject_id, number, place, position, at, notice,
    formal, recipient, sender, written_on, title, content)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
const OF: &str = "select place, position, at, notice, formal, recipient, sender, written_on, title,
    content from workflow_letters where subject_id = $1 and number = $2 order by place";
const COUNT: &str = "select count(*) from workflow_letters where subject_id = $1 and number = $2";

/// A letter as the table has it.
#[derive(Clone, Debug)]
pub(crate) struct Sent {
    pub(crate) written: Written,
    pub(crate) on: Date,
    pub(crate) at: Timestamp,
    pub(crate) position: u64,
}

/// Writes a letter.
pub(crate) fn insert(
    tx: &mut Tx,
    key: Key<'_>,
    (written, on): (&Written, Date),
    fact: &Fact,
) -> Result<(), StoreError> {
    let params: Vec<Value> = vec![
        key.subject(),
        key.number(),
        written.place.into(),
        fact.position.0.into(),
        fact.at.as_microsecond().into(),
        (&written.notice).into(),
        written.formal.into(),
        (&written.to).into(),
        (&written.from).into(),
        on.to_string().into(),
        (&written.title).into(),
        (&written.text).into(),
    ];
    tx.execute(INSERT, &params).map(drop)
}

/// The letters of a case, the first first.
pub(crate) fn of(tx: &mut Tx, key: Key<'_>) -> Result<Vec<Sent>, StoreError> {
    let sent = |row: &Row| {
        Ok(Sent {
            position: row.count(1)?,
            at: Timestamp::from_microsecond(row.int(2)?).map_err(|_| odd(2, "an instant"))?,
            on: date(row, 7)?.unwrap_or(NEVER),
            written: Written {
                place: row.count(0)?,
                notice: row.text(3)?.to_owned(),
                formal: row.int(4)? != 0,
                to: row.text(5)?.to_owned(),
                from: row.text(6)?.to_owned(),
                title: row.text(8)?.to_owned(),
                text: row.text(9)?.to_owned(),
            },
        })
    };
    tx.query(OF, &[key.subject(), key.number()])?.iter().map(sent).collect()
}

/// How many letters a case has.
pub(crate) fn count(tx: &mut Tx, key: Key<'_>) -> Result<u64, StoreError> {
    tx.query_one(COUNT, &[key.subject(), key.number()])?.map_or(Ok(0), |row| row.count(0))
}
