//! Takes records back: by their source or their recogniser, always with a reason (行政处罚法 art. 48).

use std::{
    collections::{BTreeMap, HashSet},
    io::Read,
    sync::Arc,
};

use ledger::Scribe;
use serde_json::json;
use sha2::{Digest, Sha256};
use vocabulary::{Actor, Draft, FactKind, SiteKey, clock::date_in_china};

use crate::{
    Intake, IntakeError, Withdrawal, WithdrawalReceipt,
    batch::{Counts, State, month_of},
    format::{self, Meter, RawRow, Sink, Spool},
    header::{Headers, Mapping},
    identity::identify,
    queries::{keys, keys::Key, months},
    record::{key_digest, pseudonyms},
    row::Row,
    shape::Shape,
};

/// Rows in one transaction.
const ROWS: usize = 4_000;

impl Intake {
    /// Withdraws the record of a natural key: field names and values, the number of the subject among
    /// them.
    pub fn withdraw(
        &self,
        withdrawal: &Withdrawal,
        key: &BTreeMap<String, String>,
    ) -> Result<WithdrawalReceipt, IntakeError> {
        self.withdraw_file(withdrawal, format!("{}\n", json!(key)).as_bytes())
    }

    /// Withdraws the records named by the rows of a file, in any format that [`Intake::submit`] takes.
    /// Columns beyond the natural key and the subject's number are not looked at.
    pub fn withdraw_file(
        &self,
        withdrawal: &Withdrawal,
        input: impl Read,
    ) -> Result<WithdrawalReceipt, IntakeError> {
        if withdrawal.reason.trim().is_empty() {
            return Err(IntakeError::NoReason);
        }
        let today = self.clock.today();
        let agency = self.agency(&withdrawal.agency)?;
        let item = self.item(&withdrawal.item, today)?;
        let shape = Shape::of(&self.law, &item.id, today)?;
        let mut spool = Spool::take(input, &self.limits)?;
        let digest = Sha256::digest(spool.digest());
        let order = Arc::new(Order {
            withdrawal: withdrawal.clone(),
            agency: agency.code.clone(),
            policy: self.law.version().to_owned(),
            batch: format!("withdrawal-{}", hex::encode(digest.get(..8).unwrap_or_default())),
        });
        let mut gatherer = Gatherer {
            intake: self,
            headers: Headers::of(item, &shape),
            row: Row::new(&shape, today.to_string()),
            key: &self.key,
            mapping: Mapping::default(),
            order,
            waiting: Vec::new(),
            receipt: WithdrawalReceipt::default(),
        };
        format::read(&mut spool, &self.limits, &Meter::default(), &mut gatherer)?;
        gatherer.write()?;
        Ok(gatherer.receipt)
    }
}

/// What is the same for every record of a withdrawal.
struct Order {
    withdrawal: Withdrawal,
    agency: String,
    policy: String,
    batch: String,
}

/// Gathers the keys of rows and withdraws them in chunks.
struct Gatherer<'s> {
    intake: &'s Intake,
    headers: Headers,
    row: Row<'s>,
    key: &'s SiteKey,
    mapping: Mapping,
    order: Arc<Order>,
    waiting: Vec<(u64, Key)>,
    receipt: WithdrawalReceipt,
}

impl Sink for Gatherer<'_> {
    fn headers(&mut self, headers: &[String], _complete: bool) -> Result<(), IntakeError> {
        self.mapping = self.headers.map(headers, None, false)?;
        Ok(())
    }

    fn row(&mut self, raw: &RawRow) -> Result<(), IntakeError> {
        self.receipt.received += 1;
        match self.key_of(raw) {
            Some(key) => self.waiting.push((raw.line(), key)),
            None => self.receipt.refused.push(raw.line()),
        }
        if self.waiting.len() >= ROWS { self.write() } else { Ok(()) }
    }
}

impl Gatherer<'_> {
    /// The record a row names, if its key is whole and sound.
    fn key_of(&mut self, raw: &RawRow) -> Option<Key> {
        let row = &mut self.row;
        row.fill(raw, &self.mapping);
        let shape = row.shape;
        let whole = |row: &Row<'_>, place: &usize| {
            !row.is_broken(*place) && !row.at(Some(*place)).is_empty()
        };
        if raw.is_damaged() || !shape.natural_key.iter().all(|place| whole(row, place)) {
            return None;
        }
        let subject = identify(row, self.key)?;
        let pseudonyms = pseudonyms(row, &subject, self.key);
        Some((subject.id, key_digest(row, &pseudonyms)))
    }

    fn write(&mut self) -> Result<(), IntakeError> {
        let rows = std::mem::take(&mut self.waiting);
        if rows.is_empty() {
            return Ok(());
        }
        let order = Arc::clone(&self.order);
        let part = self.intake.pen.transact(move |scribe| write(scribe, &order, &rows))?;
        self.receipt.withdrawn += part.withdrawn;
        self.receipt.already += part.already;
        self.receipt.not_found.extend(part.not_found);
        self.receipt.refused.extend(part.refused);
        self.receipt.refused.sort_unstable();
        self.receipt.positions.extend(part.positions);
        Ok(())
    }
}

fn write(
    scribe: &mut Scribe<'_>,
    order: &Order,
    rows: &[(u64, Key)],
) -> Result<WithdrawalReceipt, IntakeError> {
    let mut receipt = WithdrawalReceipt::default();
    let wanted: Vec<Key> = rows.iter().map(|(_, key)| *key).collect();
    let found = keys::known_of(scribe.tx(), &wanted)?;
    let mut done = HashSet::new();
    for ((line, key), known) in rows.iter().zip(found) {
        let Some(known) = known else {
            receipt.not_found.push(*line);
            continue;
        };
        if known.source != order.agency && known.recogniser != order.agency {
            receipt.refused.push(*line);
        } else if known.state != State::InForce || !done.insert(*key) {
            receipt.already += 1;
        } else {
            let position = scribe.append(draft(order, key, *line));
            keys::end(scribe.tx(), key, State::Withdrawn, position.0)?;
            receipt.withdrawn += 1;
            receipt.positions.push(position.0);
        }
    }
    let month = month_of(date_in_china(scribe.now()));
    let whose = (order.agency.as_str(), order.withdrawal.item.as_str(), month.as_str());
    months::add(scribe.tx(), whose, &Counts::default(), (0, receipt.withdrawn))?;
    Ok(receipt)
}

fn draft(order: &Order, (subject, digest): &Key, line: u64) -> Draft {
    let body = json!({
        "digest": hex::encode(digest),
        "batch": order.batch,
        "line": line,
        "source": order.agency,
        "reason": order.withdrawal.reason.trim(),
        "reason_code": order.withdrawal.reason_code,
    });
    Draft {
        kind: FactKind::RecordWithdrawn,
        subject: Some(*subject),
        actor: Actor::new(order.agency.clone(), order.withdrawal.by.clone()),
        item: Some(order.withdrawal.item.clone()),
        policy: order.policy.clone(),
        body: body.to_string(),
    }
}
