//! Certificates that cases issued, by their number.

use store::{Row, StoreError, Tx};
use vocabulary::Date;

use super::cases::{NEVER, date};

const ISSUE: &str = "insert into workflow_certificates (certificate, number, position, process, unit,
    holder, fields, issued_on, until_on, revoked_on) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
    on conflict (certificate) do nothing";
const REVOKE: &str = "update workflow_certificates set revoked_on = $2
    where number = $1 and revoked_on = $3";
const FIND: &str = "select certificate, number, position, process, unit, holder, fields, issued_on,
    until_on, revoked_on from workflow_certificates where certificate = $1";
const OF_CASE: &str =
    "select certificate, number, position, process, unit, holder, fields, issued_on,
    until_on, revoked_on from workflow_certificates where number = $1 order by position";

/// A certificate as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Issued {
    pub(crate) certificate: String,
    /// The case that issued it.
    pub(crate) number: String,
    /// The fact that did.
    pub(crate) position: u64,
    pub(crate) process: String,
    pub(crate) unit: String,
    /// The holder's name, masked.
    pub(crate) holder: String,
    /// Values by field, JSON.
    pub(crate) fields: String,
    pub(crate) issued_on: Date,
    pub(crate) until_on: Option<Date>,
    pub(crate) revoked_on: Option<Date>,
}

/// Keeps a certificate.
pub(crate) fn issue(tx: &mut Tx, issued: &Issued) -> Result<(), StoreError> {
    let params = [
        (&issued.certificate).into(),
        (&issued.number).into(),
        issued.position.into(),
        (&issued.process).into(),
        (&issued.unit).into(),
        (&issued.holder).into(),
        (&issued.fields).into(),
        issued.issued_on.to_string().into(),
        issued.until_on.unwrap_or(NEVER).to_string().into(),
        NEVER.to_string().into(),
    ];
    tx.execute(ISSUE, &params).map(drop)
}

/// Lets the certificates of a case hold no more.
pub(crate) fn revoke(tx: &mut Tx, number: &str, on: Date) -> Result<(), StoreError> {
    tx.execute(REVOKE, &[number.into(), on.to_string().into(), NEVER.to_string().into()]).map(drop)
}

/// The certificate of a number.
pub(crate) fn find(tx: &mut Tx, certificate: &str) -> Result<Option<Issued>, StoreError> {
    tx.query_one(FIND, &[certificate.into()])?.as_ref().map(one).transpose()
}

/// Those that a case issued, the oldest first.
pub(crate) fn of_case(tx: &mut Tx, number: &str) -> Result<Vec<Issued>, StoreError> {
    tx.query(OF_CASE, &[number.into()])?.iter().map(one).collect()
}

fn one(row: &Row) -> Result<Issued, StoreError> {
    let text = |column: usize| row.text(column).map(str::to_owned);
    Ok(Issued {
        certificate: text(0)?,
        number: text(1)?,
        position: row.count(2)?,
        process: text(3)?,
        unit: text(4)?,
        holder: text(5)?,
        fields: text(6)?,
        issued_on: date(row, 7)?.unwrap_or(NEVER),
        until_on: date(row, 8)?,
        revoked_on: date(row, 9)?,
    })
}
