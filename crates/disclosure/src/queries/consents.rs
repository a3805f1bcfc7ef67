//! Consents, as they stand beside their facts.

use store::{Row, StoreError, Tx};
use vocabulary::{Date, Position, SubjectId, Timestamp};

use super::columns::{date, instant, joined, opt_instant, parts, subject};

const INSERT: &str = "insert into disclosure_consents (subject_id, position, kind, edition,
      recipient, purpose, items, given_at, until_on)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
const WITHDRAW: &str = "update disclosure_consents set withdrawn = $3, withdrawn_at = $4
    where subject_id = $1 and position = $2 and withdrawn is null";
const ONE: &str = "select subject_id, position, kind, edition, recipient, purpose, items, given_at,
      until_on, withdrawn_at
    from disclosure_consents where subject_id = $1 and position = $2";
const OF_SUBJECT: &str = "select subject_id, position, kind, edition, recipient, purpose, items,
      given_at, until_on, withdrawn_at
    from disclosure_consents where subject_id = $1 order by position desc";
const TO: &str = "select subject_id, position, kind, edition, recipient, purpose, items, given_at,
      until_on, withdrawn_at
    from disclosure_consents where recipient = $1 and position < $2
    order by position desc limit $3";
const EMPTY: &str = "delete from disclosure_consents";

/// One consent.
#[derive(Clone, Debug)]
pub(crate) struct Consent {
    pub(crate) subject: SubjectId,
    pub(crate) position: Position,
    pub(crate) kind: String,
    pub(crate) edition: Date,
    pub(crate) recipient: String,
    pub(crate) purpose: String,
    pub(crate) items: Vec<String>,
    pub(crate) given_at: Timestamp,
    pub(crate) until_on: Date,
    pub(crate) withdrawn_at: Option<Timestamp>,
}

pub(crate) fn insert(tx: &mut Tx, consent: &Consent) -> Result<(), StoreError> {
    tx.execute(
        INSERT,
        &[
            consent.subject.0.into(),
            consent.position.0.into(),
            consent.kind.as_str().into(),
            consent.edition.to_string().into(),
            consent.recipient.as_str().into(),
            consent.purpose.as_str().into(),
            joined(&consent.items).into(),
            consent.given_at.as_microsecond().into(),
            consent.until_on.to_string().into(),
        ],
    )?;
    Ok(())
}

/// Ends a consent; says whether it had not been withdrawn before.
pub(crate) fn withdraw(
    tx: &mut Tx,
    (subject, position): (SubjectId, Position),
    by: Position,
    at: Timestamp,
) -> Result<bool, StoreError> {
    let at = at.as_microsecond().into();
    let done = tx.execute(WITHDRAW, &[subject.0.into(), position.0.into(), by.0.into(), at])?;
    Ok(done > 0)
}

/// The consent given by a fact of one of these subjects, who are one.
pub(crate) fn one(
    tx: &mut Tx,
    subjects: &[SubjectId],
    position: Position,
) -> Result<Option<Consent>, StoreError> {
    for subject in subjects {
        if let Some(row) = tx.query_one(ONE, &[subject.0.into(), position.0.into()])? {
            return consent(&row).map(Some);
        }
    }
    Ok(None)
}

/// Every consent of a subject, the newest first.
pub(crate) fn of_subject(tx: &mut Tx, subject: SubjectId) -> Result<Vec<Consent>, StoreError> {
    tx.query(OF_SUBJECT, &[subject.0.into()])?.iter().map(consent).collect()
}

/// Consents given to an organisation before a position, the newest first.
pub(crate) fn to(
    tx: &mut Tx,
    recipient: &str,
    before: Position,
    limit: u32,
) -> Result<Vec<Consent>, StoreError> {
    let rows = tx.query(TO, &[recipient.into(), before.0.into(), limit.into()])?;
    rows.iter().map(consent).collect()
}

/// Forgets all, before they are read anew from the facts.
pub(crate) fn empty(tx: &mut Tx) -> Result<(), StoreError> {
    tx.execute(EMPTY, &[]).map(|_| ())
}

fn consent(row: &Row) -> Result<Consent, StoreError> {
    Ok(Consent {
        subject: subject(row, 0)?,
        position: Position(row.count(1)?),
        kind: row.text(2)?.to_owned(),
        edition: date(row, 3)?,
        recipient: row.text(4)?.to_owned(),
        purpose: row.text(5)?.to_owned(),
        items: parts(row.text(6)?).map(str::to_owned).collect(),
        given_at: instant(row, 7)?,
        until_on: date(row, 8)?,
        withdrawn_at: opt_instant(row, 9)?,
    })
}
