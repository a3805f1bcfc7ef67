//! Reports that were issued.

use store::{Row, StoreError, Tx, Value};
use vocabulary::{Date, Position, SubjectId, Timestamp};

use crate::ReportCount;

const INSERT: &str =
    "insert into report_issues (subject_id, number, position, template, holds, asker,
      organisation, actor, channel, purpose, matter_number, consent, lookup, issued_at, issued_on,
      valid_until, digest, printed, erased)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
    on conflict (subject_id, number) do nothing";
const BY_NUMBER: &str = "select subject_id, number, position, template, holds, asker, organisation,
      actor, channel, purpose, matter_number, consent, lookup, issued_at, issued_on, valid_until,
      digest, printed, erased
    from report_issues where number = $1 order by position limit 1";
const OF_SUBJECT: &str =
    "select subject_id, number, position, template, holds, asker, organisation,
      actor, channel, purpose, matter_number, consent, lookup, issued_at, issued_on, valid_until,
      digest, printed, erased
    from report_issues where subject_id = $1 order by position desc";
const REGISTER: &str = "select subject_id, number, position, template, holds, asker, organisation,
      actor, channel, purpose, matter_number, consent, lookup, issued_at, issued_on, valid_until,
      digest, printed, erased
    from report_issues
    where issued_on >= $1 and issued_on <= $2 and ($3 = '' or organisation = $3)
      and ($4 = '' or template = $4) and ($5 = '' or number = $5)
    order by position desc limit $6";
const FORGET: &str = "delete from report_issues where subject_id = $1 and position = $2";
const COUNT: &str = "select channel, organisation, purpose, count(*), count(lookup)
    from report_issues where issued_on >= $1 and issued_on <= $2
    group by channel, organisation, purpose order by channel, organisation, purpose";
const EMPTY: &str = "delete from report_issues";

/// A report as the table has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Issue {
    pub(crate) subject: SubjectId,
    pub(crate) number: String,
    pub(crate) position: Position,
    pub(crate) template: String,
    pub(crate) holds: String,
    pub(crate) asker: String,
    pub(crate) organisation: String,
    pub(crate) actor: String,
    pub(crate) channel: String,
    pub(crate) purpose: String,
    pub(crate) matter_number: Option<String>,
    pub(crate) consent: Option<String>,
    pub(crate) lookup: Option<u64>,
    pub(crate) issued_at: Timestamp,
    pub(crate) issued_on: Date,
    pub(crate) valid_until: Date,
    pub(crate) digest: String,
    pub(crate) printed: Option<String>,
    pub(crate) erased: bool,
}

/// What narrows the register; empty means all.
#[derive(Clone, Debug, Default)]
pub(crate) struct Narrow {
    pub(crate) from: Option<Date>,
    pub(crate) until: Option<Date>,
    pub(crate) organisation: String,
    pub(crate) template: String,
    pub(crate) number: String,
}

pub(crate) fn insert(tx: &mut Tx, issue: &Issue) -> Result<(), StoreError> {
    let params: [Value; 19] = [
        issue.subject.0.into(),
        (&issue.number).into(),
        issue.position.0.into(),
        (&issue.template).into(),
        (&issue.holds).into(),
        (&issue.asker).into(),
        (&issue.organisation).into(),
        (&issue.actor).into(),
        (&issue.channel).into(),
        (&issue.purpose).into(),
        issue.matter_number.as_deref().into(),
        issue.consent.as_deref().into(),
        issue.lookup.into(),
        issue.issued_at.as_microsecond().into(),
        issue.issued_on.to_string().into(),
        issue.valid_until.to_string().into(),
        (&issue.digest).into(),
        issue.printed.as_deref().into(),
        issue.erased.into(),
    ];
    tx.execute(INSERT, &params).map(drop)
}

/// The report of a number.
pub(crate) fn by_number(tx: &mut Tx, number: &str) -> Result<Option<Issue>, StoreError> {
    tx.query_one(BY_NUMBER, &[number.into()])?.as_ref().map(issue).transpose()
}

/// The reports about a subject, the newest first.
pub(crate) fn of_subject(tx: &mut Tx, subject: SubjectId) -> Result<Vec<Issue>, StoreError> {
    tx.query(OF_SUBJECT, &[subject.0.into()])?.iter().map(issue).collect()
}

/// The register, the newest first.
pub(crate) fn register(tx: &mut Tx, narrow: &Narrow, limit: u32) -> Result<Vec<Issue>, StoreError> {
    let (first, last) = days(narrow.from, narrow.until);
    let (organisation, template) = (narrow.organisation.as_str(), narrow.template.as_str());
    let number = narrow.number.as_str();
    let params = [
        first.into(),
        last.into(),
        organisation.into(),
        template.into(),
        number.into(),
        limit.into(),
    ];
    tx.query(REGISTER, &params)?.iter().map(issue).collect()
}

/// Takes a report out whose fact was destroyed.
pub(crate) fn forget(
    tx: &mut Tx,
    subject: SubjectId,
    position: Position,
) -> Result<(), StoreError> {
    tx.execute(FORGET, &[subject.0.into(), position.0.into()]).map(drop)
}

/// Reports by channel, organisation and purpose between two days.
pub(crate) fn count(
    tx: &mut Tx,
    (from, until): (Date, Date),
) -> Result<Vec<ReportCount>, StoreError> {
    let (first, last) = days(Some(from), Some(until));
    let line = |row: &Row| {
        Ok(ReportCount {
            channel: row.text(0)?.to_owned(),
            organisation: row.text(1)?.to_owned(),
            purpose: row.text(2)?.to_owned(),
            reports: row.count(3)?,
            registered: row.count(4)?,
        })
    };
    tx.query(COUNT, &[first.into(), last.into()])?.iter().map(line).collect()
}

/// Before a replay.
pub(crate) fn empty(tx: &mut Tx) -> Result<(), StoreError> {
    tx.execute(EMPTY, &[]).map(drop)
}

/// Dates are compared as text.
fn days(from: Option<Date>, until: Option<Date>) -> (String, String) {
    let text = |day: Option<Date>, open: &str| day.map_or(open.to_owned(), |day| day.to_string());
    (text(from, "0000-01-01"), text(until, "9999-12-31"))
}

/// A column that does not hold what this room writes.
pub(crate) fn odd(column: usize, wanted: &'static str) -> StoreError {
    StoreError::Column { column, wanted, found: "something else" }
}

/// Microseconds since 1970.
pub(crate) fn instant(row: &Row, column: usize) -> Result<Timestamp, StoreError> {
    Timestamp::from_microsecond(row.int(column)?).map_err(|_| odd(column, "an instant"))
}

/// A text that may be missing.
pub(crate) fn perhaps(row: &Row, column: usize) -> Result<Option<String>, StoreError> {
    Ok(row.opt_text(column)?.map(str::to_owned))
}

fn issue(row: &Row) -> Result<Issue, StoreError> {
    let text = |column: usize| row.text(column).map(str::to_owned);
    let day = |column: usize| row.text(column)?.parse().map_err(|_| odd(column, "a date"));
    Ok(Issue {
        subject: SubjectId::from_slice(row.bytes(0)?).ok_or_else(|| odd(0, "a subject"))?,
        number: text(1)?,
        position: Position(row.count(2)?),
        template: text(3)?,
        holds: text(4)?,
        asker: text(5)?,
        organisation: text(6)?,
        actor: text(7)?,
        channel: text(8)?,
        purpose: text(9)?,
        matter_number: perhaps(row, 10)?,
        consent: perhaps(row, 11)?,
        lookup: row.opt_int(12)?.map(|_| row.count(12)).transpose()?,
        issued_at: instant(row, 13)?,
        issued_on: day(14)?,
        valid_until: day(15)?,
        digest: text(16)?,
        printed: perhaps(row, 17)?,
        erased: row.int(18)? != 0,
    })
}
