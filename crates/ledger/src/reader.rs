//! Reading the ledger: facts, bodies, and what is served to verifiers.

use jiff::Timestamp;
use store::{Database, Row, Tx};
use vocabulary::{Draft, Fact, FactKind, Position, SubjectId};

use crate::{LedgerError, envelope, queries};

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

    /// The fact at a position; none if there is no such fact or its body was erased.
    pub fn fact(&self, position: Position) -> Result<Option<Fact>, LedgerError> {
        let found = self.facts_from(position, 1)?.into_iter().next();
        Ok(found.filter(|fact| fact.position == position))
    }

    /// Facts from `position` on, among the next `limit` positions; erased ones are left out.
    pub fn facts_from(&self, position: Position, limit: u64) -> Result<Vec<Fact>, LedgerError> {
        let until = position.0.saturating_add(limit);
        self.db.read(|tx| {
            let rows = queries::facts::facts(tx, position.0, until)?;
            let bodies = queries::facts::bodies(tx, position.0, until)?;
            let mut bodies = bodies.iter().peekable();
            let mut facts = Vec::with_capacity(rows.len());
            for row in &rows {
                let seq = row.int(0)?;
                while bodies.next_if(|body| body.int(0).is_ok_and(|found| found < seq)).is_some() {}
                if let Some(body) =
                    bodies.next_if(|body| body.int(0).is_ok_and(|found| found == seq))
                {
                    facts.push(fact(row, body)?);
                }
            }
            Ok(facts)
        })
    }

    /// How many facts there are.
    pub fn size(&self) -> Result<u64, LedgerError> {
        self.db.read(|tx| Ok(queries::facts::head(tx)?.0))
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
            .map(|(text, (_, position))| {
                text.map(|text| envelope::body(&text, *position)).transpose()
            })
            .collect()
    }
}

fn fact(row: &Row, body: &Row) -> Result<Fact, LedgerError> {
    let position = Position(row.count(0)?);
    let broken = |reason: String| LedgerError::Fact { position, reason };
    let kind = row.text(2)?;
    let kind = FactKind::parse(kind).ok_or_else(|| broken(format!("`{kind}` is no kind")))?;
    let at = Timestamp::from_microsecond(row.int(1)?).map_err(|error| broken(error.to_string()))?;
    let draft: Draft = envelope::draft(kind, body.text(3)?, position)?;
    Ok(Fact { position, at, draft })
}
