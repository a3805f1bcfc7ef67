//! The access register.

use store::{StoreError, Tx, Value};
use vocabulary::{Position, SubjectId, Timestamp};

const INSERT: &str = "insert into disclosure_lookups (subject_id, position, at, kind)
    values ($1, $2, $3, $4)";
const OF_SUBJECT: &str = "select position, at, kind from disclosure_lookups
    where subject_id = $1 and position < $2 order by position desc limit $3";

/// How somebody looked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LookKind {
    File,
    Check,
    Refused,
}

impl LookKind {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Check => "check",
            Self::Refused => "refused",
        }
    }
}

/// One look at a subject's data.
pub(crate) struct Look {
    pub(crate) subject: SubjectId,
    pub(crate) position: Position,
    pub(crate) at: Timestamp,
    pub(crate) kind: LookKind,
}

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
            ]
        })
        .collect();
    tx.execute_each(INSERT, &rows)?;
    Ok(())
}

/// Looks at a subject before a position, newest first: position, instant (microseconds), kind.
pub(crate) fn of_subject(
    tx: &mut Tx,
    subject: SubjectId,
    before: Position,
    limit: u32,
) -> Result<Vec<(Position, i64, String)>, StoreError> {
    tx.query(OF_SUBJECT, &[subject.0.into(), before.0.into(), limit.into()])?
        .iter()
        .map(|row| Ok((Position(row.count(0)?), row.int(1)?, row.text(2)?.to_owned())))
        .collect()
}
