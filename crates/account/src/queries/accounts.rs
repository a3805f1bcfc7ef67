//! SQL over `account_accounts`.

use store::{Row, StoreError, Tx, Value};
use vocabulary::Timestamp;

/// One row: everything there is about an account, names and secrets sealed.
#[derive(Clone, Debug)]
pub(crate) struct Account {
    pub(crate) id: String,
    /// `staff` or `subject`.
    pub(crate) holder: String,
    pub(crate) login: Option<String>,
    pub(crate) name: String,
    pub(crate) agency: Option<String>,
    pub(crate) division: Option<String>,
    pub(crate) role: Option<String>,
    pub(crate) proposed_by: String,
    pub(crate) proposed_at: Timestamp,
    pub(crate) approved_by: Option<String>,
    pub(crate) approved_at: Option<Timestamp>,
    pub(crate) password: Option<String>,
    pub(crate) password_at: Option<Timestamp>,
    pub(crate) totp: Option<String>,
    pub(crate) totp_step: i64,
    pub(crate) enrolled_at: Option<Timestamp>,
    pub(crate) failures: u32,
    pub(crate) held_until: Option<Timestamp>,
    pub(crate) locked_at: Option<Timestamp>,
    pub(crate) ended_at: Option<Timestamp>,
    pub(crate) signed_in_at: Option<Timestamp>,
}

const FIND: &str =
    "select id, holder, login, name, agency, division, role, proposed_by, proposed_at,
      approved_by, approved_at, password, password_at, totp, totp_step, enrolled_at, failures,
      held_until, locked_at, ended_at, signed_in_at
    from account_accounts where id = $1";
const BY_LOGIN: &str = "select id, holder, login, name, agency, division, role, proposed_by,
      proposed_at, approved_by, approved_at, password, password_at, totp, totp_step, enrolled_at,
      failures, held_until, locked_at, ended_at, signed_in_at
    from account_accounts where login = $1";
const PAGE: &str =
    "select id, holder, login, name, agency, division, role, proposed_by, proposed_at,
      approved_by, approved_at, password, password_at, totp, totp_step, enrolled_at, failures,
      held_until, locked_at, ended_at, signed_in_at
    from account_accounts where id > $1 order by id limit $2";
const INSERT: &str =
    "insert into account_accounts (id, holder, login, name, agency, division, role,
      proposed_by, proposed_at, approved_by, approved_at, password, password_at, totp, totp_step,
      enrolled_at, failures, held_until, locked_at, ended_at, signed_in_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
      $20, $21)";
const SAVE: &str = "update account_accounts set holder = $2, login = $3, name = $4, agency = $5,
      division = $6, role = $7, proposed_by = $8, proposed_at = $9, approved_by = $10,
      approved_at = $11, password = $12, password_at = $13, totp = $14, totp_step = $15,
      enrolled_at = $16, failures = $17, held_until = $18, locked_at = $19, ended_at = $20,
      signed_in_at = $21
    where id = $1";

pub(crate) fn find(tx: &mut Tx, id: &str) -> Result<Option<Account>, StoreError> {
    tx.query_one(FIND, &[id.into()])?.as_ref().map(account).transpose()
}

pub(crate) fn by_login(tx: &mut Tx, login: &str) -> Result<Option<Account>, StoreError> {
    tx.query_one(BY_LOGIN, &[login.into()])?.as_ref().map(account).transpose()
}

/// Accounts by id, after one.
pub(crate) fn page(tx: &mut Tx, after: &str, limit: u32) -> Result<Vec<Account>, StoreError> {
    tx.query(PAGE, &[after.into(), limit.into()])?.iter().map(account).collect()
}

pub(crate) fn insert(tx: &mut Tx, account: &Account) -> Result<(), StoreError> {
    tx.execute(INSERT, &values(account)).map(|_| ())
}

/// Writes a row as it now is. Only the pen's transactions do, one after the other.
pub(crate) fn save(tx: &mut Tx, account: &Account) -> Result<(), StoreError> {
    tx.execute(SAVE, &values(account)).map(|_| ())
}

pub(crate) fn count(tx: &mut Tx) -> Result<u64, StoreError> {
    let row = tx.query_one("select count(*) from account_accounts", &[])?;
    row.map_or(Ok(0), |row| row.count(0))
}

/// The accounts of a role that stand: approved, enrolled, neither locked nor ended.
pub(crate) fn standing_with_role(tx: &mut Tx, role: &str) -> Result<Vec<String>, StoreError> {
    tx.query(
        "select id from account_accounts where role = $1 and approved_at is not null
           and enrolled_at is not null and locked_at is null and ended_at is null",
        &[role.into()],
    )?
    .iter()
    .map(|row| row.text(0).map(str::to_owned))
    .collect()
}

fn values(account: &Account) -> Vec<Value> {
    let at = |instant: Option<Timestamp>| Value::from(instant.map(Timestamp::as_microsecond));
    vec![
        (&account.id).into(),
        (&account.holder).into(),
        account.login.clone().into(),
        (&account.name).into(),
        account.agency.clone().into(),
        account.division.clone().into(),
        account.role.clone().into(),
        (&account.proposed_by).into(),
        account.proposed_at.as_microsecond().into(),
        account.approved_by.clone().into(),
        at(account.approved_at),
        account.password.clone().into(),
        at(account.password_at),
        account.totp.clone().into(),
        account.totp_step.into(),
        at(account.enrolled_at),
        account.failures.into(),
        at(account.held_until),
        at(account.locked_at),
        at(account.ended_at),
        at(account.signed_in_at),
    ]
}

fn account(row: &Row) -> Result<Account, StoreError> {
    let text = |column: usize| Ok::<_, StoreError>(row.opt_text(column)?.map(str::to_owned));
    let at = |column: usize| Ok::<_, StoreError>(row.opt_int(column)?.map(instant));
    Ok(Account {
        id: row.text(0)?.to_owned(),
        holder: row.text(1)?.to_owned(),
        login: text(2)?,
        name: row.text(3)?.to_owned(),
        agency: text(4)?,
        division: text(5)?,
        role: text(6)?,
        proposed_by: row.text(7)?.to_owned(),
        proposed_at: instant(row.int(8)?),
        approved_by: text(9)?,
        approved_at: at(10)?,
        password: text(11)?,
        password_at: at(12)?,
        totp: text(13)?,
        totp_step: row.int(14)?,
        enrolled_at: at(15)?,
        failures: u32::try_from(row.int(16)?).unwrap_or(u32::MAX),
        held_until: at(17)?,
        locked_at: at(18)?,
        ended_at: at(19)?,
        signed_in_at: at(20)?,
    })
}

/// The instant of microseconds since 1970.
pub(crate) fn instant(micros: i64) -> Timestamp {
    Timestamp::from_microsecond(micros).unwrap_or_default()
}
