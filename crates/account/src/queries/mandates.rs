//! SQL over `account_mandates`: who may act for an organisation.

use store::{Row, StoreError, Tx};
use vocabulary::{SubjectId, Timestamp};

use super::accounts::instant;

/// One row; the name of the person is sealed.
#[derive(Clone, Debug)]
pub(crate) struct Paper {
    pub(crate) organisation: SubjectId,
    pub(crate) number: String,
    pub(crate) person: SubjectId,
    pub(crate) person_name: String,
    pub(crate) code: String,
    pub(crate) name: String,
    pub(crate) capacity: String,
    pub(crate) granted_by: String,
    pub(crate) granted_at: Timestamp,
    /// Last day, `YYYY-MM-DD`.
    pub(crate) until: Option<String>,
    pub(crate) ended_at: Option<Timestamp>,
}

pub(crate) fn insert(tx: &mut Tx, paper: &Paper) -> Result<(), StoreError> {
    tx.execute(
        "insert into account_mandates (subject_id, number, person, person_name, code, name, capacity,
           granted_by, granted_at, until_on, ended_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        &[
            paper.organisation.0.into(),
            (&paper.number).into(),
            paper.person.0.into(),
            (&paper.person_name).into(),
            (&paper.code).into(),
            (&paper.name).into(),
            (&paper.capacity).into(),
            (&paper.granted_by).into(),
            paper.granted_at.as_microsecond().into(),
            paper.until.clone().into(),
            paper.ended_at.map(Timestamp::as_microsecond).into(),
        ],
    )?;
    Ok(())
}

/// Mandates of a person that stand on a day.
pub(crate) fn of_person(
    tx: &mut Tx,
    person: SubjectId,
    today: &str,
) -> Result<Vec<Paper>, StoreError> {
    tx.query(
        "select subject_id, number, person, person_name, code, name, capacity, granted_by, granted_at,
           until_on, ended_at
         from account_mandates
         where person = $1 and ended_at is null and (until_on is null or until_on >= $2)
         order by code, number",
        &[person.0.into(), today.into()],
    )?
    .iter()
    .map(paper)
    .collect()
}

/// Every mandate of an organisation, the newest first.
pub(crate) fn of_organisation(
    tx: &mut Tx,
    organisation: SubjectId,
) -> Result<Vec<Paper>, StoreError> {
    tx.query(
        "select subject_id, number, person, person_name, code, name, capacity, granted_by, granted_at,
           until_on, ended_at
         from account_mandates where subject_id = $1 order by granted_at desc, number",
        &[organisation.0.into()],
    )?
    .iter()
    .map(paper)
    .collect()
}

pub(crate) fn end(
    tx: &mut Tx,
    organisation: SubjectId,
    number: &str,
    now: Timestamp,
) -> Result<u64, StoreError> {
    tx.execute(
        "update account_mandates set ended_at = $3
         where subject_id = $1 and number = $2 and ended_at is null",
        &[organisation.0.into(), number.into(), now.as_microsecond().into()],
    )
}

fn paper(row: &Row) -> Result<Paper, StoreError> {
    let subject = |column: usize| {
        Ok::<_, StoreError>(SubjectId::from_slice(row.bytes(column)?).unwrap_or(SubjectId([0; 16])))
    };
    Ok(Paper {
        organisation: subject(0)?,
        number: row.text(1)?.to_owned(),
        person: subject(2)?,
        person_name: row.text(3)?.to_owned(),
        code: row.text(4)?.to_owned(),
        name: row.text(5)?.to_owned(),
        capacity: row.text(6)?.to_owned(),
        granted_by: row.text(7)?.to_owned(),
        granted_at: instant(row.int(8)?),
        until: row.opt_text(9)?.map(str::to_owned),
        ended_at: row.opt_int(10)?.map(instant),
    })
}
