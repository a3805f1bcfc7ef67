//! The access register.

use store::{Row, StoreError, Tx, Value};
use vocabulary::{Position, SubjectId, Timestamp};

use super::columns::{instant, opt_count, opt_text, subject};

const INSERT: &str = "insert into disclosure_lookups (subject_id, position, at, kind, organisation,
      actor, purpose, channel)
    values ($1, $2, $3, $4, $5, $6, $7, $8)";
const OF_SUBJECT: &str = "select subject_id, position, at, kind, organisation, actor, channel,
      questioned, reviewed
    from disclosure_lookups
    where subject_id = $1 and position < $2 order by position desc limit $3";
const ONE: &str = "select subject_id, position, at, kind, organisation, actor, channel, questioned,
      reviewed
    from disclosure_lookups where subject_id = $1 and position = $2";
const QUESTION: &str = "update disclosure_lookups set questioned = $3
    where subject_id = $1 and position = $2 and questioned is null";
const REVIEW: &str = "update disclosure_lookups set reviewed = $3
    where subject_id = $1 and position = $2";
const ALL: &str = "select subject_id, position, at, kind, organisation, actor, channel, questioned,
      reviewed
    from disclosure_lookups
    where at >= $1 and at < $2 and (at < $3 or at = $3 and position < $4)
      and ($5 = '' or actor = $5 or actor like '%/' || $5) and ($6 = '' or kind = $6)
    order by at desc, position desc limit $7";
const OF_ORGANISATION: &str = "select subject_id, position, at, kind, organisation, actor, channel,
      questioned, reviewed
    from disclosure_lookups
    where organisation = $8
      and at >= $1 and at < $2 and (at < $3 or at = $3 and position < $4)
      and ($5 = '' or actor = $5 or actor like '%/' || $5) and ($6 = '' or kind = $6)
    order by at desc, position desc limit $7";
const OF_ONE: &str = "select subject_id, position, at, kind, organisation, actor, channel,
      questioned, reviewed
    from disclosure_lookups
    where subject_id = $8
      and at >= $1 and at < $2 and (at < $3 or at = $3 and position < $4)
      and ($5 = '' or actor = $5 or actor like '%/' || $5) and ($6 = '' or kind = $6)
      and ($9 = '' or organisation = $9) and ($10 = 0 or questioned is not null)
    order by position desc limit $7";
const QUESTIONED: &str = "select subject_id, position, at, kind, organisation, actor, channel,
      questioned, reviewed
    from disclosure_lookups
    where questioned is not null
      and at >= $1 and at < $2 and (at < $3 or at = $3 and position < $4)
      and ($5 = '' or actor = $5 or actor like '%/' || $5) and ($6 = '' or kind = $6)
      and ($8 = '' or organisation = $8)
    order by at desc, position desc limit $7";
const BETWEEN: &str = "select position, at from disclosure_lookups
    where at >= $1 and at < $2 and kind in ('file', 'check', 'export')";
const EMPTY: &str = "delete from disclosure_lookups";

/// How somebody looked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LookKind {
    File,
    Check,
    Refused,
    Register,
    Export,
}

impl LookKind {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Check => "check",
            Self::Refused => "refused",
            Self::Register => "register",
            Self::Export => "export",
        }
    }
}

/// One look at a subject's data.
pub(crate) struct Look {
    pub(crate) subject: SubjectId,
    pub(crate) position: Position,
    pub(crate) at: Timestamp,
    pub(crate) kind: LookKind,
    pub(crate) organisation: String,
    pub(crate) actor: String,
    pub(crate) purpose: String,
    pub(crate) channel: String,
}

/// One look as it stands in the register.
#[derive(Clone, Debug)]
pub(crate) struct Registered {
    pub(crate) subject: SubjectId,
    pub(crate) position: Position,
    pub(crate) at: Timestamp,
    pub(crate) kind: String,
    pub(crate) organisation: Option<String>,
    pub(crate) actor: Option<String>,
    pub(crate) channel: Option<String>,
    pub(crate) questioned: Option<Position>,
    pub(crate) reviewed: Option<Position>,
}

/// Whose looks are about nobody in particular.
pub(crate) const NOBODY: SubjectId = SubjectId([0; 16]);

pub(crate) fn insert(tx: &mut Tx, looks: &[Look]) -> Result<(), StoreError> {
    if looks.is_empty() {
        return Ok(());
    }
    let rows: Vec<Vec<Value>> = looks
        .iter()
        .map(|look| {
            vec![
                look.subject.0.into(),
                look.position.0.into(),
                look.at.as_microsecond().into(),
                look.kind.as_str().into(),
                look.organisation.as_str().into(),
                look.actor.as_str().into(),
                look.purpose.as_str().into(),
                look.channel.as_str().into(),
            ]
        })
        .collect();
    tx.execute_each(INSERT, &rows)?;
    Ok(())
}

/// Looks at a subject before a position, newest first.
pub(crate) fn of_subject(
    tx: &mut Tx,
    subject: SubjectId,
    before: Position,
    limit: u32,
) -> Result<Vec<Registered>, StoreError> {
    let rows = tx.query(OF_SUBJECT, &[subject.0.into(), before.0.into(), limit.into()])?;
    rows.iter().map(registered).collect()
}

/// One look at one of these subjects, who are one.
pub(crate) fn one(
    tx: &mut Tx,
    subjects: &[SubjectId],
    position: Position,
) -> Result<Option<Registered>, StoreError> {
    for subject in subjects {
        if let Some(row) = tx.query_one(ONE, &[subject.0.into(), position.0.into()])? {
            return registered(&row).map(Some);
        }
    }
    Ok(None)
}

/// Notes that the subject asked about a look.
pub(crate) fn question(
    tx: &mut Tx,
    (subject, position): (SubjectId, Position),
    by: Position,
) -> Result<(), StoreError> {
    tx.execute(QUESTION, &[subject.0.into(), position.0.into(), by.0.into()]).map(|_| ())
}

/// Notes that looks were reviewed.
pub(crate) fn review(
    tx: &mut Tx,
    looks: &[(SubjectId, Position)],
    by: Position,
) -> Result<(), StoreError> {
    let rows: Vec<Vec<Value>> = looks
        .iter()
        .map(|(subject, position)| vec![subject.0.into(), position.0.into(), by.0.into()])
        .collect();
    tx.execute_each(REVIEW, &rows).map(|_| ())
}

/// What of the register is wanted: instants in microseconds, the end and the mark exclusive.
pub(crate) struct Wanted<'a> {
    pub(crate) from: i64,
    pub(crate) end: i64,
    pub(crate) before: (i64, Position),
    pub(crate) organisation: Option<&'a str>,
    pub(crate) actor: &'a str,
    pub(crate) kind: &'a str,
    pub(crate) subject: Option<SubjectId>,
    pub(crate) questioned: bool,
    pub(crate) limit: u32,
}

/// Looks, newest first.
pub(crate) fn search(tx: &mut Tx, wanted: &Wanted<'_>) -> Result<Vec<Registered>, StoreError> {
    let mut params: Vec<Value> = vec![
        wanted.from.into(),
        wanted.end.into(),
        wanted.before.0.into(),
        wanted.before.1.0.into(),
        wanted.actor.into(),
        wanted.kind.into(),
        wanted.limit.into(),
    ];
    let sql = match (wanted.subject, wanted.questioned, wanted.organisation) {
        (Some(subject), questioned, organisation) => {
            let organisation = organisation.unwrap_or_default();
            params.extend([subject.0.into(), organisation.into(), questioned.into()]);
            OF_ONE
        }
        (None, true, organisation) => {
            params.push(organisation.unwrap_or_default().into());
            QUESTIONED
        }
        (None, false, Some(organisation)) => {
            params.push(organisation.into());
            OF_ORGANISATION
        }
        (None, false, None) => ALL,
    };
    tx.query(sql, &params)?.iter().map(registered).collect()
}

/// Positions and instants of all looks between two instants, in flat memory.
pub(crate) fn between(
    tx: &mut Tx,
    from: i64,
    end: i64,
    mut each: impl FnMut(u64, i64),
) -> Result<(), StoreError> {
    tx.stream(BETWEEN, &[from.into(), end.into()], |row| {
        each(row.count(0)?, row.int(1)?);
        Ok::<_, StoreError>(())
    })
}

/// Forgets all, before they are read anew from the facts.
pub(crate) fn empty(tx: &mut Tx) -> Result<(), StoreError> {
    tx.execute(EMPTY, &[]).map(|_| ())
}

fn registered(row: &Row) -> Result<Registered, StoreError> {
    Ok(Registered {
        subject: subject(row, 0)?,
        position: Position(row.count(1)?),
        at: instant(row, 2)?,
        kind: row.text(3)?.to_owned(),
        organisation: opt_text(row, 4)?,
        actor: opt_text(row, 5)?,
        channel: opt_text(row, 6)?,
        questioned: opt_count(row, 7)?.map(Position),
        reviewed: opt_count(row, 8)?.map(Position),
    })
}
