//! Reading the ledger: facts and bodies, and what is served to verifiers.

mod served;

use jiff::Timestamp;
use store::{Database, Row, Tx};
use vocabulary::{Fact, FactKind, Position, SubjectId};

use crate::{LedgerError, Opening, envelope, packing, queries};

/// Reads the ledger of a database.
#[derive(Clone)]
pub struct Reader {
    db: Database,
}

impl Reader {
    /// A reader of `db`.
    pub fn new(db: Database) -> Self {
        Self { db }
    }

    /// How many facts there are.
    pub fn size(&self) -> Result<u64, LedgerError> {
        self.db.glance(|tx| Ok(queries::facts::head(tx)?.0))
    }

    /// Where the log ends, inside a transaction: the next position, and when the last fact was
    /// appended.
    pub fn end(tx: &mut Tx) -> Result<(Position, Timestamp), LedgerError> {
        let (next, at) = queries::facts::head(tx)?;
        Ok((Position(next), Timestamp::from_microsecond(at).unwrap_or(Timestamp::UNIX_EPOCH)))
    }

    /// The fact at a position; none if there is no such fact or its body was erased.
    pub fn fact(&self, position: Position) -> Result<Option<Fact>, LedgerError> {
        let found = self.facts_from(position, 1)?.into_iter().next();
        Ok(found.filter(|fact| fact.position == position))
    }

    /// Facts from `position` on, among the next `limit` positions; erased ones are left out.
    pub fn facts_from(&self, position: Position, limit: u64) -> Result<Vec<Fact>, LedgerError> {
        self.db.read(|tx| Self::facts_in(tx, position, limit))
    }

    /// As `facts_from`, inside a transaction: for a follower that rebuilds its tables.
    pub fn facts_in(tx: &mut Tx, position: Position, limit: u64) -> Result<Vec<Fact>, LedgerError> {
        let first = i64::try_from(position.0).unwrap_or(i64::MAX);
        let rows = queries::facts::page(tx, first, limit)?;
        let last = rows.last().map_or(Ok(first), |row| row.int(0))?;
        let bodies = queries::facts::bodies(tx, first, last)?;
        let mut bodies = bodies.iter().peekable();
        let mut facts = Vec::with_capacity(rows.len());
        for row in &rows {
            let seq = row.int(0)?;
            while bodies.next_if(|body| body.int(0).is_ok_and(|found| found < seq)).is_some() {}
            if let Some(body) = bodies.next_if(|body| body.int(0).is_ok_and(|found| found == seq)) {
                facts.push(fact(row, body)?);
            }
        }
        Ok(facts)
    }

    /// The body of a subject's fact; none if there is none or it was erased.
    pub fn body(
        tx: &mut Tx,
        subject: SubjectId,
        position: Position,
    ) -> Result<Option<String>, LedgerError> {
        Ok(Self::bodies(tx, &[(subject, position)])?.into_iter().next().flatten())
    }

    /// The bodies of many facts, in the order asked for.
    pub fn bodies(
        tx: &mut Tx,
        keys: &[(SubjectId, Position)],
    ) -> Result<Vec<Option<String>>, LedgerError> {
        queries::facts::envelopes(tx, keys)?
            .into_iter()
            .zip(keys)
            .map(|(packed, (_, position))| {
                packed
                    .map(|packed| envelope::body(&unpacked(&packed, *position)?, *position))
                    .transpose()
            })
            .collect()
    }

    /// What shows that a proven entry says what it says; none if it was erased.
    pub fn opening(
        &self,
        subject: Option<SubjectId>,
        position: Position,
    ) -> Result<Option<Opening>, LedgerError> {
        let subject = subject.unwrap_or(queries::facts::NOBODY);
        let row = self.db.glance(|tx| queries::facts::opening(tx, subject, position))?;
        row.map(|row| {
            let envelope = unpacked(row.bytes(1)?, position)?;
            Ok(Opening { salt: hex::encode(row.bytes(0)?), envelope })
        })
        .transpose()
    }
}

fn unpacked(packed: &[u8], position: Position) -> Result<String, LedgerError> {
    packing::unpack(packed)
        .map_err(|error| LedgerError::Fact { position, reason: error.to_string() })
}

fn fact(row: &Row, body: &Row) -> Result<Fact, LedgerError> {
    let position = Position(row.count(0)?);
    let broken = |reason: String| LedgerError::Fact { position, reason };
    let kind = row.text(2)?;
    let kind = FactKind::parse(kind).ok_or_else(|| broken(format!("`{kind}` is no kind")))?;
    let at = Timestamp::from_microsecond(row.int(1)?).map_err(|error| broken(error.to_string()))?;
    let draft = envelope::draft(kind, &unpacked(body.bytes(3)?, position)?, position)?;
    Ok(Fact { position, at, draft })
}
