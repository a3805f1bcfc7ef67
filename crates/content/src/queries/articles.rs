//! One article: its state, its revisions, its steps.

use store::{Row, StoreError, Tx, Value};
use vocabulary::{Actor, Date, Position, Timestamp};

use crate::model::{Language, State, StepView, Text};

const INSERT: &str = "insert into content_articles (number, site, shelf, language, state, revision,
    writer, title, was_public, changed_at, position)
    values ($1, $2, $3, $4, 'draft', 0, '', '', 0, $5, $1)";
const SELECT: &str = "select number, site, shelf, language, state, revision, writer, title,
    public_revision, public_from, public_until, public_position, was_public, changed_at
    from content_articles where number = $1";
const REVISE: &str = "update content_articles set state = 'draft', revision = $2, writer = $3,
    title = $4 where number = $1";
const STATE: &str = "update content_articles set state = $2 where number = $1";
const PUBLISH: &str = "update content_articles set state = $2, public_revision = $3,
    public_from = $4, public_until = $5, public_position = $6, was_public = 1 where number = $1";
const CLOSE: &str = "update content_articles set state = $2, public_revision = null,
    public_position = null where number = $1";
const TOUCH: &str = "update content_articles set changed_at = $2, position = $3 where number = $1";
const ADD_REVISION: &str = "insert into content_revisions (number, revision, title, summary, body,
    source, evidence, agency, writer, written_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
    on conflict (number, revision) do nothing";
const REVISION: &str = "select title, summary, body, source, evidence, agency
    from content_revisions where number = $1 and revision = $2";
const WRITERS: &str = "select distinct writer from content_revisions
    where number = $1 and revision > $2 order by writer";
const ADD_STEP: &str = "insert into content_steps (number, position, at, step, revision, agency,
    account, note) values ($1, $2, $3, $4, $5, $6, $7, $8)";
const STEPS: &str = "select at, step, revision, agency, account, note, position from content_steps
    where number = $1 order by position";

/// An article as the table has it.
#[derive(Clone, Debug)]
pub(crate) struct Article {
    pub(crate) site: String,
    pub(crate) column: String,
    pub(crate) language: Language,
    pub(crate) state: State,
    pub(crate) revision: u64,
    pub(crate) writer: String,
    pub(crate) title: String,
    pub(crate) public: Option<Public>,
    pub(crate) was_public: bool,
    pub(crate) changed_at: Timestamp,
}

/// Which revision is public, and when.
#[derive(Clone, Debug)]
pub(crate) struct Public {
    pub(crate) revision: u64,
    pub(crate) from: Date,
    pub(crate) until: Option<Date>,
    pub(crate) position: u64,
}

/// A column that does not hold what this room writes.
fn odd(column: usize, wanted: &'static str) -> StoreError {
    StoreError::Column { column, wanted, found: "something else" }
}

fn day(row: &Row, column: usize) -> Result<Option<Date>, StoreError> {
    let text = row.opt_text(column)?;
    text.map(|text| text.parse().map_err(|_| odd(column, "a date"))).transpose()
}

/// Language and state in two columns.
pub(crate) fn kinds(
    row: &Row,
    (language, state): (usize, usize),
) -> Result<(Language, State), StoreError> {
    Ok((
        Language::parse(row.text(language)?).ok_or_else(|| odd(language, "a language"))?,
        State::parse(row.text(state)?).ok_or_else(|| odd(state, "a state"))?,
    ))
}

/// Microseconds since 1970.
pub(crate) fn instant(row: &Row, column: usize) -> Result<Timestamp, StoreError> {
    Timestamp::from_microsecond(row.int(column)?).map_err(|_| odd(column, "an instant"))
}

fn article(row: &Row) -> Result<Article, StoreError> {
    let (language, state) = kinds(row, (3, 4))?;
    let public = match row.opt_int(8)? {
        None => None,
        Some(_) => Some(Public {
            revision: row.count(8)?,
            from: day(row, 9)?.ok_or_else(|| odd(9, "a date"))?,
            until: day(row, 10)?,
            position: row.count(11)?,
        }),
    };
    Ok(Article {
        site: row.text(1)?.to_owned(),
        column: row.text(2)?.to_owned(),
        language,
        state,
        revision: row.count(5)?,
        writer: row.text(6)?.to_owned(),
        title: row.text(7)?.to_owned(),
        public,
        was_public: row.int(12)? != 0,
        changed_at: instant(row, 13)?,
    })
}

/// The article of a number.
pub(crate) fn find(tx: &mut Tx, number: u64) -> Result<Option<Article>, StoreError> {
    tx.query_one(SELECT, &[number.into()])?.as_ref().map(article).transpose()
}

/// Opens an article that has no revision yet.
pub(crate) fn insert(
    tx: &mut Tx,
    number: u64,
    (site, column, language): (&str, &str, &str),
    at: Timestamp,
) -> Result<(), StoreError> {
    let at = at.as_microsecond();
    let params = [number.into(), site.into(), column.into(), language.into(), at.into()];
    tx.execute(INSERT, &params).map(drop)
}

/// Adds a revision; it is a draft.
pub(crate) fn revise(
    tx: &mut Tx,
    (number, revision): (u64, u64),
    text: &Text,
    by: &Actor,
    at: Timestamp,
) -> Result<(), StoreError> {
    let params: Vec<Value> = vec![
        number.into(),
        revision.into(),
        (&text.title).into(),
        (&text.summary).into(),
        (&text.body).into(),
        (&text.source).into(),
        (&text.evidence).into(),
        (&by.agency).into(),
        (&by.by).into(),
        at.as_microsecond().into(),
    ];
    tx.execute(ADD_REVISION, &params)?;
    let params = [number.into(), revision.into(), (&by.by).into(), (&text.title).into()];
    tx.execute(REVISE, &params).map(drop)
}

/// Puts the latest revision into a state; what is public stays so.
pub(crate) fn set_state(tx: &mut Tx, number: u64, state: State) -> Result<(), StoreError> {
    tx.execute(STATE, &[number.into(), state.as_str().into()]).map(drop)
}

/// Makes a revision public; the latest one may be another that is still being written.
pub(crate) fn publish(
    tx: &mut Tx,
    number: u64,
    state: State,
    public: &Public,
) -> Result<(), StoreError> {
    let params = [
        number.into(),
        state.as_str().into(),
        public.revision.into(),
        public.from.to_string().into(),
        public.until.map(|until| until.to_string()).into(),
        public.position.into(),
    ];
    tx.execute(PUBLISH, &params).map(drop)
}

/// Takes an article from the public.
pub(crate) fn close(tx: &mut Tx, number: u64, state: State) -> Result<(), StoreError> {
    tx.execute(CLOSE, &[number.into(), state.as_str().into()]).map(drop)
}

/// A step to remember.
pub(crate) struct Step<'a> {
    pub(crate) number: u64,
    pub(crate) revision: u64,
    pub(crate) step: &'a str,
    pub(crate) by: &'a Actor,
    pub(crate) note: &'a str,
}

/// Remembers a step, by the fact that made it.
pub(crate) fn step(
    tx: &mut Tx,
    step: &Step<'_>,
    (position, at): (Position, Timestamp),
) -> Result<(), StoreError> {
    let params: Vec<Value> = vec![
        step.number.into(),
        position.0.into(),
        at.as_microsecond().into(),
        step.step.into(),
        step.revision.into(),
        (&step.by.agency).into(),
        (&step.by.by).into(),
        step.note.into(),
    ];
    tx.execute(ADD_STEP, &params)?;
    let params = [step.number.into(), at.as_microsecond().into(), position.0.into()];
    tx.execute(TOUCH, &params).map(drop)
}

/// What a revision says, and the agency of its writer.
pub(crate) fn revision(
    tx: &mut Tx,
    number: u64,
    revision: u64,
) -> Result<Option<(Text, String)>, StoreError> {
    let row = tx.query_one(REVISION, &[number.into(), revision.into()])?;
    row.as_ref().map(|row| Ok((text(row, 0)?, row.text(5)?.to_owned()))).transpose()
}

/// Five columns of a text, from `first` on.
pub(crate) fn text(row: &Row, first: usize) -> Result<Text, StoreError> {
    Ok(Text {
        title: row.text(first)?.to_owned(),
        summary: row.text(first + 1)?.to_owned(),
        body: row.text(first + 2)?.to_owned(),
        source: row.text(first + 3)?.to_owned(),
        evidence: row.text(first + 4)?.to_owned(),
    })
}

/// Who wrote a revision after `reviewed`.
pub(crate) fn writers(tx: &mut Tx, number: u64, reviewed: u64) -> Result<Vec<String>, StoreError> {
    let rows = tx.query(WRITERS, &[number.into(), reviewed.into()])?;
    rows.iter().map(|row| Ok(row.text(0)?.to_owned())).collect()
}

/// Every step, the first first.
pub(crate) fn steps(tx: &mut Tx, number: u64) -> Result<Vec<StepView>, StoreError> {
    let rows = tx.query(STEPS, &[number.into()])?;
    let view = |row: &Row| {
        Ok(StepView {
            at: instant(row, 0)?,
            step: row.text(1)?.to_owned(),
            revision: row.count(2)?,
            agency: row.text(3)?.to_owned(),
            by: row.text(4)?.to_owned(),
            note: row.text(5)?.to_owned(),
            position: row.count(6)?,
        })
    };
    rows.iter().map(view).collect()
}
