//! Subjects, their standing, and those that were found to be one.

use std::collections::HashMap;

use store::{Row, Tx, Value};
use vocabulary::SubjectId;

use super::columns::{kind, kind_text, of_date, opt_date, opt_subject, subject, text};
use crate::{ArchiveError, Subject};

/// Subject, summary of its standing, and whether others were merged into it: one point read. Not a
/// join: SQLite would plan a left join anew for every parameter.
const WITH_STANDING: &str = "select s.subject_id, s.kind, s.name, s.named, s.code, s.state,
      s.registered_on, s.exited_on, s.division, s.merged_into,
      (select t.summary from archive_standing t where t.subject_id = s.subject_id),
      exists (select 1 from archive_members m where m.subject_id = s.subject_id)
    from archive_subjects s where s.subject_id = $1";
const PUT: &str = "insert into archive_subjects (subject_id, kind, name, named, code, state,
      registered_on, exited_on, division, merged_into)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
    on conflict (subject_id) do update set kind = excluded.kind, name = excluded.name,
      named = excluded.named, code = excluded.code, state = excluded.state,
      registered_on = excluded.registered_on, exited_on = excluded.exited_on,
      division = excluded.division, merged_into = excluded.merged_into";
const DROP: &str = "delete from archive_subjects where subject_id = $1";
const PUT_STANDING: &str = "insert into archive_standing (subject_id, summary) values ($1, $2)
    on conflict (subject_id) do update set summary = excluded.summary";
const DROP_STANDING: &str = "delete from archive_standing where subject_id = $1";
const BY_CODE: &str =
    "select subject_id from archive_subjects where code = $1 order by subject_id limit 1";
const MEMBERS: &str =
    "select member_id from archive_members where subject_id = $1 order by member_id";
const JOIN: &str = "insert into archive_members (subject_id, member_id) values ($1, $2)
    on conflict (subject_id, member_id) do nothing";
const PART: &str = "delete from archive_members where subject_id = $1 and member_id = $2";

/// A subject with its standing as stored.
pub(crate) struct Kept {
    pub(crate) subject: Subject,
    pub(crate) summary: Option<String>,
    pub(crate) has_members: bool,
}

pub(crate) fn with_standing(
    tx: &mut Tx,
    subjects: &[SubjectId],
) -> Result<Vec<Option<Kept>>, ArchiveError> {
    if let [one] = subjects {
        let row = tx.query_one(WITH_STANDING, &[one.0.into()])?;
        return Ok(vec![row.as_ref().map(kept).transpose()?]);
    }
    let keys: Vec<Vec<Value>> = subjects.iter().map(|id| vec![id.0.into()]).collect();
    let found = tx.query_each(WITH_STANDING, &keys)?;
    found.iter().map(|rows| rows.first().map(kept).transpose()).collect()
}

fn kept(row: &Row) -> Result<Kept, ArchiveError> {
    let subject = Subject {
        id: subject(row, 0)?,
        kind: kind(row, 1)?,
        name: text(row, 2)?,
        registered_name: row.opt_text(3)? == Some("registered"),
        code: text(row, 4)?,
        state: text(row, 5)?,
        registered_on: opt_date(row, 6)?,
        exited_on: opt_date(row, 7)?,
        division: text(row, 8)?,
        merged_into: opt_subject(row, 9)?,
    };
    let has_members = row.int(11)? != 0;
    Ok(Kept { subject, summary: text(row, 10)?, has_members })
}

pub(crate) fn put(tx: &mut Tx, subjects: &[&Subject]) -> Result<(), ArchiveError> {
    let rows: Vec<Vec<Value>> = subjects
        .iter()
        .map(|subject| {
            let named = subject
                .name
                .as_ref()
                .map(|_| if subject.registered_name { "registered" } else { "filed" });
            vec![
                subject.id.0.into(),
                kind_text(subject.kind).into(),
                subject.name.as_ref().into(),
                named.into(),
                subject.code.as_ref().into(),
                subject.state.as_ref().into(),
                of_date(subject.registered_on),
                of_date(subject.exited_on),
                subject.division.as_ref().into(),
                subject.merged_into.map(|into| into.0).into(),
            ]
        })
        .collect();
    tx.execute_each(PUT, &rows)?;
    Ok(())
}

pub(crate) fn drop(tx: &mut Tx, subject: SubjectId) -> Result<(), ArchiveError> {
    tx.execute(DROP, &[subject.0.into()])?;
    Ok(())
}

/// Writes summaries; those that are none are deleted.
pub(crate) fn put_standings(
    tx: &mut Tx,
    summaries: Vec<(SubjectId, Option<String>)>,
) -> Result<(), ArchiveError> {
    let (mut written, mut dropped) = (Vec::new(), Vec::new());
    for (subject, summary) in summaries {
        match summary {
            Some(summary) => written.push(vec![Value::from(subject.0), summary.into()]),
            None => dropped.push(vec![Value::from(subject.0)]),
        }
    }
    tx.execute_each(PUT_STANDING, &written)?;
    tx.execute_each(DROP_STANDING, &dropped)?;
    Ok(())
}

pub(crate) fn members(tx: &mut Tx, id: SubjectId) -> Result<Vec<SubjectId>, ArchiveError> {
    tx.query(MEMBERS, &[id.0.into()])?.iter().map(|row| subject(row, 0)).collect()
}

pub(crate) fn join(tx: &mut Tx, into: SubjectId, member: SubjectId) -> Result<(), ArchiveError> {
    tx.execute(JOIN, &[into.0.into(), member.0.into()])?;
    Ok(())
}

pub(crate) fn part(tx: &mut Tx, into: SubjectId, member: SubjectId) -> Result<(), ArchiveError> {
    tx.execute(PART, &[into.0.into(), member.0.into()])?;
    Ok(())
}

/// Who bears a code.
pub(crate) fn by_code(tx: &mut Tx, code: &str) -> Result<Option<SubjectId>, ArchiveError> {
    let rows = tx.query(BY_CODE, &[code.into()])?;
    rows.first().map(|row| subject(row, 0)).transpose()
}

/// Subjects by their ids; unknown ones are left out.
pub(crate) fn by_id(
    tx: &mut Tx,
    subjects: &[SubjectId],
) -> Result<HashMap<SubjectId, Subject>, ArchiveError> {
    let found = with_standing(tx, subjects)?;
    Ok(found.into_iter().flatten().map(|kept| (kept.subject.id, kept.subject)).collect())
}
