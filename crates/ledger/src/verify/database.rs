//! Verification over the database: facts, bodies, tiles and checkpoints.

use std::collections::HashSet;

use serde::Deserialize;
use store::{Database, Row, Tx, Value};
use vocabulary::{FactKind, Position};

use super::{
    Report,
    audit::{Audit, Places},
};
use crate::{
    Checkpoint, LedgerError, Verifiers, envelope, merkle, packing, queries,
    sequencer::entry,
    tile::{TilePath, WIDTH},
};

/// Facts held in memory at a time.
const PAGE: u64 = 4096;
const FACTS: &str = "ledger_facts";
const BODIES: &str = "ledger_envelopes";
const CHECKPOINTS: &str = "ledger_checkpoints";

/// Recomputes every digest, leaf, tile and root of a database and checks every signature.
///
/// It reads one snapshot, in memory that does not grow with the log. A missing body is a fault
/// unless a `body.erased` fact says why. Changes to facts that no checkpoint covers yet show only
/// where their body contradicts them.
pub fn verify_database(db: &Database, verifiers: &Verifiers) -> Result<Report, LedgerError> {
    db.read(|tx| {
        let signed = signed_size(tx, verifiers)?;
        let mut walk = Walk {
            verifiers,
            signed,
            erased: erased(tx)?,
            checkpoints: Checkpoints { page: Vec::new().into_iter(), last: -1 },
            due: None,
            audit: Audit::new(places(), signed),
            doubtful: Vec::new(),
            report: Report::default(),
        };
        walk.run(tx)?;
        Ok(walk.report)
    })
}

fn places() -> Places {
    Places {
        facts: |_| FACTS.to_owned(),
        tiles: |level, number, _| format!("ledger_tiles level {level} number {number}"),
    }
}

/// The size of the newest checkpoint: as signed, or as its row says if the signature is broken.
fn signed_size(tx: &mut Tx, verifiers: &Verifiers) -> Result<u64, LedgerError> {
    let Some(row) = queries::tiles::latest_row(tx)? else { return Ok(0) };
    match Checkpoint::open(row.text(1)?, verifiers) {
        Ok(checkpoint) => Ok(checkpoint.size),
        Err(_) => Ok(u64::try_from(row.int(0)?).unwrap_or_default()),
    }
}

#[derive(Deserialize)]
struct Erasure {
    position: u64,
}

/// The positions whose bodies were erased; they are few, so they are held in memory.
fn erased(tx: &mut Tx) -> Result<HashSet<u64>, LedgerError> {
    let mut positions = HashSet::new();
    queries::facts::of_kind(tx, FactKind::BodyErased.as_str(), |packed| {
        // An envelope that does not read is reported where its fact stands.
        if let Ok(envelope) = packing::unpack(packed)
            && let Ok(body) = envelope::body(&envelope, Position(0))
            && let Ok(erasure) = serde_json::from_str::<Erasure>(&body)
        {
            positions.insert(erasure.position);
        }
        Ok::<_, LedgerError>(())
    })?;
    Ok(positions)
}

struct Walk<'v> {
    verifiers: &'v Verifiers,
    /// How many facts were signed.
    signed: u64,
    erased: HashSet<u64>,
    checkpoints: Checkpoints,
    /// The next checkpoint to compare with.
    due: Option<Checkpoint>,
    audit: Audit,
    /// Positions where body and digest disagree, until it is known which is true.
    doubtful: Vec<u64>,
    report: Report,
}

impl Walk<'_> {
    fn run(&mut self, tx: &mut Tx) -> Result<(), LedgerError> {
        let signed = self.signed;
        self.next_checkpoint(tx)?;
        self.settle(tx)?;
        let mut from = i64::MIN;
        loop {
            let facts = queries::facts::page(tx, from, PAGE)?;
            let last = match facts.last() {
                Some(row) if facts.len() as u64 == PAGE => row.int(0)?,
                _ => i64::MAX,
            };
            let bodies = queries::facts::bodies(tx, from, last)?;
            self.page(tx, &facts, &bodies)?;
            if last == i64::MAX {
                break;
            }
            from = last + 1;
        }
        if self.audit.size() < signed {
            let (size, what) = (self.audit.size(), format!("{signed} facts were signed"));
            self.report.fault(FACTS, size, format!("facts are missing from here on: {what}"));
        }
        self.settle_doubts(&[]);
        let Self { audit, report, .. } = self;
        audit.finish(&mut |level, number, _| fetch(tx, level, number), report)?;
        let (stored, wanted) =
            (queries::tiles::count(tx)?, TilePath::all(signed).filter(|tile| tile.level.is_some()));
        let wanted = wanted.count() as u64;
        if stored > wanted {
            let what = format!("{stored} tiles are stored, {wanted} belong to the log");
            self.report.fault("ledger_tiles", signed, what);
        }
        Ok(())
    }

    /// Facts and bodies of the same stretch, both in the order of their positions.
    fn page(&mut self, tx: &mut Tx, facts: &[Row], bodies: &[Row]) -> Result<(), LedgerError> {
        let mut bodies = bodies.iter().peekable();
        for fact in facts {
            let seq = fact.int(0)?;
            let wanted = self.audit.size();
            while let Some(stray) =
                bodies.next_if(|body| body.int(0).is_ok_and(|found| found < seq))
            {
                // Where the fact is missing, that is the fault.
                if u64::try_from(stray.int(0)?).map_or(true, |position| position < wanted) {
                    self.stray(stray, "belongs to no fact")?;
                }
            }
            let Some(position) = u64::try_from(seq).ok().filter(|position| *position >= wanted)
            else {
                self.report.fault(FACTS, wanted, format!("a fact is numbered {seq}"));
                continue;
            };
            if position - wanted > WIDTH * PAGE {
                self.report.fault(FACTS, wanted, format!("the next fact is numbered {seq}"));
                continue;
            }
            if position > wanted {
                self.report.fault(FACTS, wanted, format!("the next fact is numbered {seq}"));
            }
            for _missing in wanted..position {
                self.add(tx, None)?;
            }
            self.body(fact, position, &mut bodies)?;
            let leaf = entry(fact, position).map(|entry| merkle::leaf(entry.as_bytes()));
            self.report.facts += 1;
            self.add(tx, Some(leaf.unwrap_or_default()))?;
        }
        for stray in bodies {
            if u64::try_from(stray.int(0)?).map_or(true, |position| position >= self.signed) {
                self.stray(stray, "belongs to no fact")?;
            }
        }
        Ok(())
    }

    fn stray(&mut self, body: &Row, what: &str) -> Result<(), LedgerError> {
        let seq = body.int(0)?;
        let position = u64::try_from(seq).unwrap_or(self.audit.size());
        self.report.fault(BODIES, position, format!("the body of {seq} {what}"));
        Ok(())
    }

    /// Checks the one body that a fact has.
    fn body<'r>(
        &mut self,
        fact: &Row,
        position: u64,
        bodies: &mut std::iter::Peekable<impl Iterator<Item = &'r Row>>,
    ) -> Result<(), LedgerError> {
        let seq = fact.int(0)?;
        let mut of_fact = || bodies.next_if(|body| body.int(0).is_ok_and(|found| found == seq));
        let Some(body) = of_fact() else {
            if self.erased.contains(&position) {
                self.report.erased += 1;
            } else {
                self.report.fault(BODIES, position, "the body is missing and no fact erased it");
            }
            return Ok(());
        };
        if let Some(second) = of_fact() {
            self.stray(second, "stands twice")?;
        }
        self.report.bodies += 1;
        if self.erased.contains(&position) {
            self.report.fault(BODIES, position, "the body was erased and is there again");
        }
        let (Value::Bytes(salt), Value::Bytes(packed)) = (body.value(2), body.value(3)) else {
            self.report.fault(BODIES, position, "salt or envelope are of another type");
            return Ok(());
        };
        let text = packing::unpack(packed).unwrap_or_default();
        if fact.bytes(3).ok() != Some(envelope::digest(salt, &text).as_slice()) {
            self.doubtful.push(position);
            return Ok(());
        }
        let draft = envelope::draft(FactKind::BodyErased, &text, Position(position));
        let subject = draft.ok().map(|draft| draft.subject.unwrap_or(queries::facts::NOBODY));
        if subject.is_none_or(|subject| body.bytes(1).ok() != Some(subject.0.as_slice())) {
            let what = "the body stands under another subject than its envelope names";
            self.report.fault(BODIES, position, what);
        }
        Ok(())
    }

    fn add(&mut self, tx: &mut Tx, leaf: Option<merkle::Hash>) -> Result<(), LedgerError> {
        let Self { audit, report, .. } = self;
        audit.add(leaf, &mut |level, number, _| fetch(tx, level, number), report)?;
        self.settle(tx)
    }

    /// Compares with the checkpoint of this size, if there is one.
    fn settle(&mut self, tx: &mut Tx) -> Result<(), LedgerError> {
        while let Some(checkpoint) = self.due.take_if(|due| due.size <= self.audit.size()) {
            let at_fault = self.audit.settle(&checkpoint.root, &mut self.report);
            self.settle_doubts(&at_fault);
            self.report.signed = checkpoint.size;
            self.next_checkpoint(tx)?;
        }
        Ok(())
    }

    /// A body that contradicts its digest is at fault, unless its fact is.
    fn settle_doubts(&mut self, at_fault: &[u64]) {
        for position in std::mem::take(&mut self.doubtful) {
            if !at_fault.contains(&position) {
                let what = "salt and envelope do not give the digest of the fact";
                self.report.fault(BODIES, position, what);
            }
        }
    }

    /// Goes to the next checkpoint that holds; those that do not are faults.
    fn next_checkpoint(&mut self, tx: &mut Tx) -> Result<(), LedgerError> {
        while let Some((size, note)) = self.checkpoints.next(tx)? {
            self.report.checkpoints += 1;
            let position = u64::try_from(size).unwrap_or_default();
            match Checkpoint::open(&note, self.verifiers) {
                Ok(checkpoint) if i64::try_from(checkpoint.size) == Ok(size) => {
                    self.due = Some(checkpoint);
                    return Ok(());
                }
                Ok(checkpoint) => {
                    let what = format!("the signed size is {}", checkpoint.size);
                    self.report.fault(CHECKPOINTS, position, what);
                }
                Err(error) => self.report.fault(CHECKPOINTS, position, error.to_string()),
            }
        }
        Ok(())
    }
}

/// The checkpoints in their order, a page at a time.
struct Checkpoints {
    page: std::vec::IntoIter<Row>,
    last: i64,
}

impl Checkpoints {
    fn next(&mut self, tx: &mut Tx) -> Result<Option<(i64, String)>, LedgerError> {
        if self.page.len() == 0 {
            self.page = queries::tiles::checkpoints(tx, self.last, PAGE)?.into_iter();
        }
        let Some(row) = self.page.next() else { return Ok(None) };
        self.last = row.int(0)?;
        Ok(Some((self.last, row.text(1)?.to_owned())))
    }
}

fn fetch(tx: &mut Tx, level: u8, number: u64) -> Result<Vec<u8>, LedgerError> {
    Ok(queries::tiles::tile(tx, level, number)?.unwrap_or_default())
}
