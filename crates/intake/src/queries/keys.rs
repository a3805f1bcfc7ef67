//! Keys, contents, sources and names: what de-duplication remembers.

use store::{Row, StoreError, Tx, Value};
use vocabulary::SubjectId;

use crate::batch::{Known, State};

const KNOWN: &str = "select content_digest, position, version, state, source, recogniser
    from intake_keys where subject_id = $1 and key_digest = $2";
const INSERT: &str = "insert into intake_keys (subject_id, key_digest, content_digest, position,
    version, state, source, recogniser) values ($1, $2, $3, $4, $5, $6, $7, $8)";
const REPLACE: &str = "update intake_keys set content_digest = $3, position = $4, version = $5,
    state = $6, recogniser = $7 where subject_id = $1 and key_digest = $2";
const SUPERSEDE: &str = "insert into intake_superseded (subject_id, key_digest, content_digest)
    values ($1, $2, $3) on conflict (subject_id, key_digest, content_digest) do nothing";
const WAS_KNOWN: &str = "select 1 from intake_superseded
    where subject_id = $1 and key_digest = $2 and content_digest = $3";
const JOIN: &str = "insert into intake_sources (subject_id, key_digest, source, position)
    values ($1, $2, $3, $4) on conflict (subject_id, key_digest, source) do nothing";
const HAS_JOINED: &str = "select 1 from intake_sources
    where subject_id = $1 and key_digest = $2 and source = $3";
const END: &str = "update intake_keys set state = $3
    where subject_id = $1 and key_digest = $2 and position <= $4 and state < $3";
const NEWEST_OF: &str =
    "select position from intake_keys where subject_id = $1 order by position desc limit $2";
const NAME: &str = "select mark, registered from intake_names where subject_id = $1";
const SET_NAME: &str = "insert into intake_names (subject_id, mark, registered)
    values ($1, $2, $3)
    on conflict (subject_id) do update set mark = excluded.mark, registered = excluded.registered";

/// A person's name mark, and whether a registration gave it.
pub(crate) type NameMark = ([u8; 16], bool);

/// Subject and key digest of a record.
pub(crate) type Key = (SubjectId, [u8; 16]);

fn pair((subject, key): &Key) -> Vec<Value> {
    vec![subject.0.into(), key.into()]
}

fn with(key: &Key, more: impl IntoIterator<Item = Value>) -> Vec<Value> {
    let mut values = pair(key);
    values.extend(more);
    values
}

/// Sixteen bytes of a column.
fn sixteen(row: &Row, column: usize) -> Result<[u8; 16], StoreError> {
    let bytes = row.bytes(column)?;
    bytes.try_into().map_err(|_| StoreError::Column { column, wanted: "16 bytes", found: "bytes" })
}

fn known(row: &Row) -> Result<Known, StoreError> {
    let state = State::of(row.int(3)?).ok_or(StoreError::Column {
        column: 3,
        wanted: "a state",
        found: "an integer",
    })?;
    Ok(Known {
        content: sixteen(row, 0)?,
        position: row.count(1)?,
        version: row.count(2)?,
        state,
        source: row.text(4)?.to_owned(),
        recogniser: row.text(5)?.to_owned(),
    })
}

/// What is known of each record, in the order asked.
pub(crate) fn known_of(tx: &mut Tx, keys: &[Key]) -> Result<Vec<Option<Known>>, StoreError> {
    let params: Vec<_> = keys.iter().map(pair).collect();
    let found = tx.query_each(KNOWN, &params)?;
    found.iter().map(|rows| rows.first().map(known).transpose()).collect()
}

/// Writes records that were not known.
pub(crate) fn insert(tx: &mut Tx, records: &[(&Key, &Known)]) -> Result<(), StoreError> {
    let params = records.iter().map(|(key, known)| {
        let source = Value::from(&known.source);
        with(
            key,
            [
                (&known.content).into(),
                known.position.into(),
                known.version.into(),
                known.state.number().into(),
                source,
                (&known.recogniser).into(),
            ],
        )
    });
    tx.execute_each(INSERT, &params.collect::<Vec<_>>()).map(drop)
}

/// Writes new versions of records that were known.
pub(crate) fn replace(tx: &mut Tx, records: &[(&Key, &Known)]) -> Result<(), StoreError> {
    let params = records.iter().map(|(key, known)| {
        with(
            key,
            [
                (&known.content).into(),
                known.position.into(),
                known.version.into(),
                known.state.number().into(),
                (&known.recogniser).into(),
            ],
        )
    });
    tx.execute_each(REPLACE, &params.collect::<Vec<_>>()).map(drop)
}

/// Remembers contents that were replaced.
pub(crate) fn supersede(tx: &mut Tx, old: &[(Key, [u8; 16])]) -> Result<(), StoreError> {
    let params = old.iter().map(|(key, content)| with(key, [content.into()]));
    tx.execute_each(SUPERSEDE, &params.collect::<Vec<_>>()).map(drop)
}

/// Whether a record once had this content.
pub(crate) fn was_known(tx: &mut Tx, key: &Key, content: &[u8; 16]) -> Result<bool, StoreError> {
    Ok(tx.query_one(WAS_KNOWN, &with(key, [content.into()]))?.is_some())
}

/// Whether a further source has sent this record before.
pub(crate) fn has_joined(tx: &mut Tx, key: &Key, source: &str) -> Result<bool, StoreError> {
    Ok(tx.query_one(HAS_JOINED, &with(key, [source.into()]))?.is_some())
}

/// Remembers a further source of a record.
pub(crate) fn join(tx: &mut Tx, key: &Key, source: &str, position: u64) -> Result<(), StoreError> {
    tx.execute(JOIN, &with(key, [source.into(), position.into()])).map(drop)
}

/// Ends a record that has no newer version than `position`; a repaired one stays repaired.
pub(crate) fn end(tx: &mut Tx, key: &Key, state: State, position: u64) -> Result<(), StoreError> {
    tx.execute(END, &with(key, [state.number().into(), position.into()])).map(drop)
}

/// The facts that made the newest records of a subject.
pub(crate) fn newest_of(
    tx: &mut Tx,
    subject: SubjectId,
    limit: usize,
) -> Result<Vec<u64>, StoreError> {
    let rows = tx.query(NEWEST_OF, &[subject.0.into(), limit.into()])?;
    rows.iter().map(|row| row.count(0)).collect()
}

/// The mark of each person's name, in the order asked.
pub(crate) fn names_of(
    tx: &mut Tx,
    subjects: &[SubjectId],
) -> Result<Vec<Option<NameMark>>, StoreError> {
    let params: Vec<_> = subjects.iter().map(|subject| vec![subject.0.into()]).collect();
    let found = tx.query_each(NAME, &params)?;
    let mark = |row: &Row| Ok((sixteen(row, 0)?, row.int(1)? != 0));
    found.iter().map(|rows| rows.first().map(mark).transpose()).collect()
}

/// Writes marks of names.
pub(crate) fn set_names(
    tx: &mut Tx,
    names: &[(SubjectId, [u8; 16], bool)],
) -> Result<(), StoreError> {
    let params = names.iter().map(|(subject, mark, registered)| {
        vec![subject.0.into(), mark.into(), (*registered).into()]
    });
    tx.execute_each(SET_NAME, &params.collect::<Vec<_>>()).map(drop)
}
