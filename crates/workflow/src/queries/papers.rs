//! Papers of cases: names and contents are sealed.

use store::{Row, StoreError, Tx, Value};
use vocabulary::Date;

use super::cases::{Key, NEVER, date};

const INSERT: &str = "insert into workflow_papers (subject_id, number, place, position, document,
    media_type, bytes, sha256, given_on, name, content)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
const OF: &str = "select place, document, media_type, bytes, sha256, given_on, name
    from workflow_papers where subject_id = $1 and number = $2 order by place";
const CONTENT: &str = "select content from workflow_papers
    where subject_id = $1 and number = $2 and place = $3";
const LAST: &str = "select count(*) from workflow_papers where subject_id = $1 and number = $2";

/// A paper as the table has it.
#[derive(Clone, Debug)]
pub(crate) struct Kept {
    pub(crate) place: u64,
    pub(crate) document: String,
    pub(crate) media_type: String,
    pub(crate) bytes: u64,
    pub(crate) sha256: String,
    pub(crate) given_on: Date,
    pub(crate) name: String,
    /// Empty in lists.
    pub(crate) content: String,
}

/// Writes a paper.
pub(crate) fn insert(
    tx: &mut Tx,
    key: Key<'_>,
    paper: &Kept,
    position: u64,
) -> Result<(), StoreError> {
    let params: Vec<Value> = vec![
        key.subject(),
        key.number(),
        paper.place.into(),
        position.into(),
        (&paper.document).into(),
        (&paper.media_type).into(),
        paper.bytes.into(),
        (&paper.sha256).into(),
        paper.given_on.to_string().into(),
        (&paper.name).into(),
        (&paper.content).into(),
    ];
    tx.execute(INSERT, &params).map(drop)
}

/// The papers of a case without their contents.
pub(crate) fn of(tx: &mut Tx, key: Key<'_>) -> Result<Vec<Kept>, StoreError> {
    let paper = |row: &Row| {
        Ok(Kept {
            place: row.count(0)?,
            document: row.text(1)?.to_owned(),
            media_type: row.text(2)?.to_owned(),
            bytes: row.count(3)?,
            sha256: row.text(4)?.to_owned(),
            given_on: date(row, 5)?.unwrap_or(NEVER),
            name: row.text(6)?.to_owned(),
            content: String::new(),
        })
    };
    tx.query(OF, &[key.subject(), key.number()])?.iter().map(paper).collect()
}

/// The sealed content of a paper.
pub(crate) fn content(tx: &mut Tx, key: Key<'_>, place: u64) -> Result<Option<String>, StoreError> {
    let row = tx.query_one(CONTENT, &[key.subject(), key.number(), place.into()])?;
    row.map(|row| Ok(row.text(0)?.to_owned())).transpose()
}

/// How many papers a case has.
pub(crate) fn count(tx: &mut Tx, key: Key<'_>) -> Result<u64, StoreError> {
    tx.query_one(LAST, &[key.subject(), key.number()])?.map_or(Ok(0), |row| row.count(0))
}
