//! Lists of articles: what is public on a shelf, what is there to do, what must be watched.

use store::{Row, StoreError, Tx, Value};
use vocabulary::Date;

use super::articles::{instant, kinds, text};
use crate::model::{ArticleLine, Language, QueueFilter, State, Text};

const SHELF: &str = "select a.number, a.language, a.state, r.title, r.summary, r.body, r.source,
    r.evidence, r.agency, a.public_from, a.public_until, a.public_position
    from content_articles a join content_revisions r
    on r.number = a.number and r.revision = a.public_revision
    where a.site = $1 and a.shelf = $2 and ($3 = '' or a.language = $3)
    and a.public_position < $4 and a.public_from <= $5
    and (a.public_until is null or a.public_until >= $5)
    order by a.public_position desc limit $6";
const QUEUE: &str = "select number, site, shelf, language, state, title, writer, revision,
    public_revision, changed_at, position from content_articles
    where position < $1 and ($2 = '' or site = $2) and ($3 = '' or state = $3)
    and ($4 = '' or writer = $4) and ($5 = '' or writer <> $5)
    order by position desc limit $6";
const COUNT: &str = "select state, count(*) from content_articles
    where ($1 = '' or site = $1) group by state";
const WATCHED: &str = "select a.number, a.language, a.state, r.title, r.summary, r.body, r.source,
    r.evidence, a.site, a.shelf from content_articles a join content_revisions r
    on r.number = a.number and r.revision = a.public_revision
    where a.number > $1 order by a.number limit $2";

/// A line of a shelf before it becomes a view.
pub(crate) struct Shelved {
    pub(crate) number: u64,
    pub(crate) language: Language,
    pub(crate) text: Text,
    pub(crate) agency: String,
    pub(crate) from: Date,
    pub(crate) until: Option<Date>,
    pub(crate) position: u64,
}

/// What is public in a column on a day, newest first.
pub(crate) fn shelf(
    tx: &mut Tx,
    (site, column, language): (&str, &str, Option<Language>),
    today: Date,
    (before, limit): (Option<u64>, usize),
) -> Result<Vec<Shelved>, StoreError> {
    let params: Vec<Value> = vec![
        site.into(),
        column.into(),
        language.map_or("", Language::as_str).into(),
        before.unwrap_or(u64::MAX).into(),
        today.to_string().into(),
        limit.into(),
    ];
    tx.query(SHELF, &params)?.iter().map(shelved).collect()
}

fn shelved(row: &Row) -> Result<Shelved, StoreError> {
    let odd = |column| StoreError::Column { column, wanted: "a date", found: "text" };
    let day = |column: usize, text: &str| text.parse::<Date>().map_err(|_| odd(column));
    Ok(Shelved {
        number: row.count(0)?,
        language: kinds(row, (1, 2))?.0,
        text: text(row, 3)?,
        agency: row.text(8)?.to_owned(),
        from: day(9, row.text(9)?)?,
        until: row.opt_text(10)?.map(|text| day(10, text)).transpose()?,
        position: row.count(11)?,
    })
}

/// The list of the desk, latest change first, each with the position to go on from.
pub(crate) fn queue(
    tx: &mut Tx,
    filter: &QueueFilter,
    (before, limit): (Option<u64>, usize),
) -> Result<Vec<(ArticleLine, u64)>, StoreError> {
    let given = |text: &Option<String>| Value::from(text.as_deref().unwrap_or_default());
    let params: Vec<Value> = vec![
        before.unwrap_or(u64::MAX).into(),
        given(&filter.site),
        filter.state.map_or("", State::as_str).into(),
        given(&filter.by),
        given(&filter.not_by),
        limit.into(),
    ];
    tx.query(QUEUE, &params)?.iter().map(line).collect()
}

fn line(row: &Row) -> Result<(ArticleLine, u64), StoreError> {
    let (language, state) = kinds(row, (3, 4))?;
    let line = ArticleLine {
        number: row.count(0)?,
        site: row.text(1)?.to_owned(),
        column: row.text(2)?.to_owned(),
        language,
        state,
        title: row.text(5)?.to_owned(),
        writer: row.text(6)?.to_owned(),
        revision: row.count(7)?,
        is_public: row.opt_int(8)?.is_some(),
        changed_at: instant(row, 9)?,
    };
    Ok((line, row.count(10)?))
}

/// How many articles of a site (of all, if empty) stand in each state.
pub(crate) fn counts(tx: &mut Tx, site: &str) -> Result<Vec<(String, u64)>, StoreError> {
    let rows = tx.query(COUNT, &[site.into()])?;
    rows.iter().map(|row| Ok((row.text(0)?.to_owned(), row.count(1)?))).collect()
}

/// A public article: number, site and column, text.
pub(crate) type Watched = (u64, (String, String), Text);

/// The next public articles after a number, to be watched.
pub(crate) fn watched(tx: &mut Tx, after: u64, limit: usize) -> Result<Vec<Watched>, StoreError> {
    let rows = tx.query(WATCHED, &[after.into(), limit.into()])?;
    let place = |row: &Row| Ok::<_, StoreError>((row.text(8)?.to_owned(), row.text(9)?.to_owned()));
    rows.iter().map(|row| Ok((row.count(0)?, place(row)?, text(row, 3)?))).collect()
}
