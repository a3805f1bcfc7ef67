//! Facts and their bodies.

use jiff::Timestamp;
use store::{Engine, Row, StoreError, Tx, Value};
use vocabulary::{Position, SubjectId};

use crate::pen::Sealed;

/// Serialises the pens of several processes; the number is this room's (`pen`).
const LOCK: &str = "select pg_advisory_xact_lock(1885695488)";
const HEAD: &str = "select seq, at from ledger_facts order by seq desc limit 1";
const INSERT_FACT: &str =
    "insert into ledger_facts (seq, at, kind, digest) values ($1, $2, $3, $4)";
const INSERT_BODY: &str =
    "insert into ledger_envelopes (subject_id, seq, salt, packed) values ($1, $2, $3, $4)";
const BODY: &str = "select packed from ledger_envelopes where seq = $1 and subject_id = $2";
const ERASE: &str = "delete from ledger_envelopes where seq = $1 and subject_id = $2";
const PAGE: &str = "select seq, at, kind, digest from ledger_facts
    where seq >= $1 order by seq limit $2";
const BODIES: &str = "select seq, subject_id, salt, packed from ledger_envelopes
    where seq >= $1 and seq <= $2 order by seq, subject_id";
const OPENING: &str = "select salt, packed from ledger_envelopes
    where seq = $1 and subject_id = $2";
const KIND: &str = "select kind from ledger_facts where seq = $1";
const OF_KIND: &str = "select b.packed from ledger_facts f
    join ledger_envelopes b on b.seq = f.seq where f.kind = $1 order by f.seq";

/// Whose facts are about no subject.
pub(crate) const NOBODY: SubjectId = SubjectId([0; 16]);

/// Takes the pen and reads where the log ends: the next position, and the last instant.
pub(crate) fn take_pen(tx: &mut Tx) -> Result<(u64, i64), StoreError> {
    if tx.engine() == Engine::Postgres {
        tx.query(LOCK, &[])?;
    }
    head(tx)
}

/// The next position, and the last instant.
pub(crate) fn head(tx: &mut Tx) -> Result<(u64, i64), StoreError> {
    match tx.query_one(HEAD, &[])? {
        Some(row) => Ok((row.count(0)? + 1, row.int(1)?)),
        None => Ok((0, i64::MIN)),
    }
}

/// Appends facts of one instant with their bodies, from `first` on.
pub(crate) fn insert(
    tx: &mut Tx,
    first: u64,
    at: Timestamp,
    written: &[Sealed],
) -> Result<(), StoreError> {
    let at = Value::Int(at.as_microsecond());
    let mut facts = Vec::with_capacity(written.len());
    let mut bodies = Vec::with_capacity(written.len());
    for (position, sealed) in (first..).zip(written) {
        let seq = Value::from(position);
        let subject = sealed.draft.subject.unwrap_or(NOBODY);
        let kind = sealed.draft.kind.as_str().into();
        facts.push(vec![seq.clone(), at.clone(), kind, sealed.digest.into()]);
        let packed = Value::from(&sealed.packed[..]);
        bodies.push(vec![subject.0.into(), seq, Value::from(&sealed.salt), packed]);
    }
    tx.execute_each(INSERT_FACT, &facts)?;
    tx.execute_each(INSERT_BODY, &bodies)?;
    Ok(())
}

fn key((subject, position): &(SubjectId, Position)) -> Vec<Value> {
    vec![position.0.into(), subject.0.into()]
}

/// The packed envelopes of facts, unless they were erased.
pub(crate) fn envelopes(
    tx: &mut Tx,
    keys: &[(SubjectId, Position)],
) -> Result<Vec<Option<Vec<u8>>>, StoreError> {
    let keys: Vec<Vec<Value>> = keys.iter().map(key).collect();
    let found = tx.query_each(BODY, &keys)?;
    found
        .into_iter()
        .map(|rows| rows.first().map(|row| row.bytes(0).map(<[u8]>::to_vec)).transpose())
        .collect()
}

/// Destroys a body and its salt; says whether there was one.
pub(crate) fn erase(
    tx: &mut Tx,
    subject: SubjectId,
    position: Position,
) -> Result<bool, StoreError> {
    Ok(tx.execute(ERASE, &key(&(subject, position)))? > 0)
}

/// The kind of a fact.
pub(crate) fn kind(tx: &mut Tx, position: Position) -> Result<Option<String>, StoreError> {
    let row = tx.query_one(KIND, &[position.0.into()])?;
    row.map(|row| row.text(0).map(str::to_owned)).transpose()
}

/// Calls `each` with the packed envelope of every fact of a kind.
pub(crate) fn of_kind<E: From<StoreError>>(
    tx: &mut Tx,
    kind: &str,
    mut each: impl FnMut(&[u8]) -> Result<(), E>,
) -> Result<(), E> {
    tx.stream(OF_KIND, &[kind.into()], |row| each(row.bytes(0)?))
}

/// Rows of facts from `seq` on: seq, at, kind, digest.
pub(crate) fn page(tx: &mut Tx, seq: i64, limit: u64) -> Result<Vec<Row>, StoreError> {
    tx.query(PAGE, &[seq.into(), limit.into()])
}

/// Rows of bodies from `first` to `last`: seq, subject, salt, packed envelope.
pub(crate) fn bodies(tx: &mut Tx, first: i64, last: i64) -> Result<Vec<Row>, StoreError> {
    tx.query(BODIES, &[first.into(), last.into()])
}

/// The salt and the packed envelope of a fact.
pub(crate) fn opening(
    tx: &mut Tx,
    subject: SubjectId,
    position: Position,
) -> Result<Option<Row>, StoreError> {
    tx.query_one(OPENING, &key(&(subject, position)))
}
