//! A chunk in the pen's thread: de-duplication, facts, books and cursor, all in one transaction.

use std::{collections::HashMap, sync::Arc};

use ledger::Scribe;
use serde_json::json;
use vocabulary::{Draft, FactKind, Position, SubjectId, clock::date_in_china};

use crate::{
    IntakeError,
    batch::{
        Known, State,
        chunk::{Cells, Chunk, Columns, Context, Counts, Entry, Prepared},
        decide::{Decision, decide},
    },
    fault::{Fault, verdict},
    queries::{batches, keys, keys::Key, months, numbers},
    rule::{self, RuleRef, Severity},
};

/// Writes a chunk; opens the batch before its first row and closes it after its last.
pub(crate) fn write(
    scribe: &mut Scribe<'_>,
    context: &Arc<Context>,
    chunk: Chunk,
) -> Result<u64, IntakeError> {
    let mut desk = Desk::open(scribe, context, &chunk)?;
    let end = chunk.end;
    let done = chunk.from + chunk.entries.len() as u64;
    desk.look_up(chunk.entries.iter().filter_map(|entry| entry.record.as_deref()))?;
    for entry in chunk.entries {
        desk.entry(entry)?;
    }
    desk.close(end)?;
    Ok(done)
}

/// Files one record outside of the reading of its batch: a held row that an officer released, whose
/// name holds from now on, or what a subject declares. Gives what it counted as, and the position of
/// the fact if it said something new.
pub(crate) fn file_alone(
    scribe: &mut Scribe<'_>,
    context: &Context,
    line: u64,
    record: Prepared,
) -> Result<(Counts, Option<Position>), IntakeError> {
    let mut desk = Desk::bare(scribe, context);
    desk.look_up(std::iter::once(&record))?;
    if let Some((mark, registered)) = record.name {
        let known = desk.names.get(&record.subject).is_some_and(|known| known.registered);
        let name = Name { mark, registered: registered || known, changed: true };
        desk.names.insert(record.subject, name);
    }
    if let Some(rule) = desk.file(line, record)? {
        return Err(IntakeError::Faulty { faults: vec![Fault::of_row(rule)] });
    }
    desk.write_records()?;
    Ok((desk.counts, desk.positions.map(|(_, last)| Position(last))))
}

/// Files one row as a whole batch of its own, inside the transaction of whoever calls: a record that was
/// entered by itself.
pub(crate) fn file_batch(
    scribe: &mut Scribe<'_>,
    context: &Arc<Context>,
    entry: Entry,
    columns: Columns,
) -> Result<(), IntakeError> {
    let entries = vec![entry];
    write(scribe, context, Chunk { from: 0, entries, columns: Some(columns), end: true }).map(drop)
}

/// What a chunk needs while it is written.
struct Desk<'d, 'p> {
    scribe: &'d mut Scribe<'p>,
    context: &'d Context,
    opened: bool,
    /// Records by key; those written in this chunk replace those found.
    records: HashMap<Key, Standing>,
    names: HashMap<SubjectId, Name>,
    superseded: Vec<(Key, [u8; 16])>,
    rejects: Vec<(u64, bool, String)>,
    faults: Vec<(u64, Vec<Fault>)>,
    /// Registration numbers with their codes, and the facts that said so.
    taught: Vec<(SubjectId, String, u64)>,
    counts: Counts,
    positions: Option<(u64, u64)>,
}

/// A record and whether it must be written.
struct Standing {
    known: Known,
    change: Change,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Change {
    None,
    New,
    Replaced,
}

/// A person's name mark and whether it must be written.
struct Name {
    mark: [u8; 16],
    registered: bool,
    changed: bool,
}

impl<'d, 'p> Desk<'d, 'p> {
    fn open(
        scribe: &'d mut Scribe<'p>,
        context: &'d Context,
        chunk: &Chunk,
    ) -> Result<Self, IntakeError> {
        let busy = || IntakeError::Busy { batch: context.batch.clone() };
        let cursor = batches::cursor(scribe.tx(), &context.batch)?;
        let opened = cursor.is_none();
        match cursor {
            None if chunk.from == 0 => {
                let at = scribe.now().as_microsecond();
                batches::open(scribe.tx(), context, at)?;
            }
            Some((state, done)) if state == "open" && done == chunk.from => {}
            _ => return Err(busy()),
        }
        let mut desk = Self::bare(scribe, context);
        desk.opened = opened;
        if opened {
            let profile = chunk.columns.as_ref().and_then(|columns| columns.profile.as_deref());
            let body = received_body(context, profile);
            desk.append(FactKind::BatchReceived, None, body);
        }
        if let Some(columns) = &chunk.columns {
            batches::columns(desk.scribe.tx(), &context.batch, columns)?;
        }
        Ok(desk)
    }

    /// A desk on which nothing lies yet.
    fn bare(scribe: &'d mut Scribe<'p>, context: &'d Context) -> Self {
        Self {
            scribe,
            context,
            opened: false,
            records: HashMap::new(),
            names: HashMap::new(),
            superseded: Vec::new(),
            rejects: Vec::new(),
            faults: Vec::new(),
            taught: Vec::new(),
            counts: Counts::default(),
            positions: None,
        }
    }

    /// Reads everything that the chunk's rows will be compared with.
    fn look_up<'r>(
        &mut self,
        records: impl Iterator<Item = &'r Prepared> + Clone,
    ) -> Result<(), IntakeError> {
        let mut wanted: Vec<Key> =
            records.clone().map(|record| (record.subject, record.key)).collect();
        wanted.sort_unstable();
        wanted.dedup();
        let found = keys::known_of(self.scribe.tx(), &wanted)?;
        for (key, known) in wanted.into_iter().zip(found) {
            if let Some(known) = known {
                self.records.insert(key, Standing { known, change: Change::None });
            }
        }
        let mut persons: Vec<SubjectId> =
            records.filter(|record| record.name.is_some()).map(|record| record.subject).collect();
        persons.sort_unstable();
        persons.dedup();
        let found = keys::names_of(self.scribe.tx(), &persons)?;
        for (subject, name) in persons.into_iter().zip(found) {
            if let Some((mark, registered)) = name {
                self.names.insert(subject, Name { mark, registered, changed: false });
            }
        }
        Ok(())
    }

    fn entry(&mut self, entry: Entry) -> Result<(), IntakeError> {
        self.counts.received += 1;
        let Entry { line, cells, mut faults, record } = entry;
        let Some(record) = record else {
            self.turn_away(line, cells, faults);
            return Ok(());
        };
        if !self.name_fits(&record) {
            faults.push(Fault::of_row(&rule::NAME_MISMATCH));
            self.turn_away(line, cells, faults);
            return Ok(());
        }
        match self.file(line, *record)? {
            Some(rule) => {
                faults.push(Fault::of_row(rule));
                self.turn_away(line, cells, faults);
            }
            None if faults.is_empty() => {}
            None => {
                self.counts.warnings += faults.len() as u64;
                self.faults.push((line, faults));
            }
        }
        Ok(())
    }

    /// Whether a person's name is the one known for the number (C-02.d, H-13). The first name sent
    /// holds, a registration's holds before all others.
    fn name_fits(&mut self, record: &Prepared) -> bool {
        let Some((mark, registered)) = record.name else { return true };
        match self.names.get_mut(&record.subject) {
            Some(known) if known.mark == mark && known.registered >= registered => true,
            Some(known) if known.mark != mark && !registered => false,
            _ => {
                self.names.insert(record.subject, Name { mark, registered, changed: true });
                true
            }
        }
    }

    /// Files a record as far as it says something new; gives the rule that forbids it otherwise.
    fn file(&mut self, line: u64, record: Prepared) -> Result<Option<RuleRef>, IntakeError> {
        let key = (record.subject, record.key);
        let correction = self.context.submission.correction;
        let known = self.records.get(&key).map(|standing| &standing.known);
        match decide(&record, known, &self.context.agency, correction) {
            Decision::File => self.add(key, record),
            Decision::Duplicate => self.counts.duplicates += 1,
            Decision::Join => self.join(&key, line)?,
            Decision::Correct => self.correct(key, record),
            Decision::CorrectUnlessOld => {
                let old = self.superseded.contains(&(key, record.content))
                    || keys::was_known(self.scribe.tx(), &key, &record.content)?;
                if old {
                    self.counts.duplicates += 1;
                } else {
                    self.correct(key, record);
                }
            }
            Decision::Refuse(rule) => return Ok(Some(rule)),
        }
        Ok(None)
    }

    fn add(&mut self, key: Key, mut record: Prepared) {
        record.body.push('}');
        self.taken(&record);
        self.counts.accepted += 1;
        self.counts.clock(record.timing);
        let position = self.append(FactKind::RecordFiled, Some(key.0), record.body);
        self.taught.extend(record.taught.map(|(number, code)| (number, code, position.0)));
        let known = Known {
            content: record.content,
            position: position.0,
            version: 1,
            state: State::InForce,
            source: self.context.agency.clone(),
            recogniser: record.recogniser,
        };
        self.records.insert(key, Standing { known, change: Change::New });
    }

    fn correct(&mut self, key: Key, mut record: Prepared) {
        self.taken(&record);
        self.counts.corrected += 1;
        let Some(before) = self.records.remove(&key) else { return };
        record.body.push_str(&format!(",\"replaces\":{}}}", before.known.position));
        let position = self.append(FactKind::RecordCorrected, Some(key.0), record.body);
        if before.known.content != record.content {
            self.superseded.push((key, before.known.content));
        }
        let known = Known {
            content: record.content,
            position: position.0,
            version: before.known.version + 1,
            state: State::InForce,
            source: before.known.source,
            recogniser: record.recogniser,
        };
        let new = before.change == Change::New;
        let change = if new { Change::New } else { Change::Replaced };
        self.records.insert(key, Standing { known, change });
    }

    /// A second source of a record, once each.
    fn join(&mut self, key: &Key, line: u64) -> Result<(), IntakeError> {
        self.counts.duplicates += 1;
        let source = &self.context.agency;
        if keys::has_joined(self.scribe.tx(), key, source)? {
            return Ok(());
        }
        self.counts.joined += 1;
        let body = json!({
            "digest": hex::encode(key.1), "batch": self.context.batch, "line": line, "source": source,
        });
        let position = self.append(FactKind::RecordJoined, Some(key.0), body.to_string());
        keys::join(self.scribe.tx(), key, source, position.0)?;
        Ok(())
    }

    fn taken(&mut self, record: &Prepared) {
        for rule in &record.cleansed {
            *self.counts.cleansed_by.entry(rule.code).or_default() += 1;
        }
    }

    /// Keeps a row that is not taken, with its faults.
    fn turn_away(&mut self, line: u64, cells: Cells, faults: Vec<Fault>) {
        let held = verdict(&faults) == Some(Severity::Held);
        if held {
            self.counts.held += 1;
        } else {
            self.counts.rejected += 1;
            let first = faults.iter().find(|fault| fault.rule.severity == Severity::Refused);
            let code = first.map_or(rule::UNREADABLE_LINE.code, |fault| fault.rule.code);
            *self.counts.rejected_by.entry(code).or_default() += 1;
        }
        self.rejects.push((line, held, cells.sealed(line, self.context)));
        self.faults.push((line, faults));
    }

    fn append(&mut self, kind: FactKind, subject: Option<SubjectId>, body: String) -> Position {
        let position = self.scribe.append(Draft {
            kind,
            subject,
            actor: self.context.actor.clone(),
            item: Some(self.context.submission.item.clone()),
            policy: self.context.policy.clone(),
            body,
        });
        let first = self.positions.map_or(position.0, |(first, _)| first);
        self.positions = Some((first, position.0));
        position
    }

    /// Writes the books and, at the end of the file, closes the batch.
    fn close(mut self, end: bool) -> Result<(), IntakeError> {
        self.write_records()?;
        let batch = &self.context.batch;
        let now = self.scribe.now();
        let tx = self.scribe.tx();
        batches::rejects(tx, batch, &self.rejects)?;
        batches::faults(tx, batch, &self.faults)?;
        batches::advance(tx, batch, &self.counts, self.positions)?;
        let month = month_of(date_in_china(now));
        let whose = (self.context.agency.as_str(), self.context.submission.item.as_str(), &*month);
        months::add(tx, whose, &self.counts, (self.opened.into(), 0))?;
        if end {
            batches::complete(tx, batch, now.as_microsecond())?;
            let totals = batches::batch(tx, batch)?;
            let totals = totals.ok_or(IntakeError::Damaged { what: "a batch" })?;
            let body = completed_body(&totals)?;
            self.positions = None;
            self.append(FactKind::BatchCompleted, None, body);
            let none = Counts::default();
            batches::advance(self.scribe.tx(), &self.context.batch, &none, self.positions)?;
        }
        Ok(())
    }

    fn write_records(&mut self) -> Result<(), IntakeError> {
        let changed = |change| {
            let chosen = self.records.iter().filter(move |(_, record)| record.change == change);
            let mut chosen: Vec<_> = chosen.map(|(key, record)| (key, &record.known)).collect();
            chosen.sort_unstable_by_key(|(key, _)| **key);
            chosen
        };
        let tx = self.scribe.tx();
        keys::insert(tx, &changed(Change::New))?;
        keys::replace(tx, &changed(Change::Replaced))?;
        keys::supersede(tx, &self.superseded)?;
        let names = self.names.iter().filter(|(_, name)| name.changed);
        let names: Vec<_> =
            names.map(|(subject, name)| (*subject, name.mark, name.registered)).collect();
        keys::set_names(tx, &names)?;
        numbers::learn(tx, &self.taught)?;
        Ok(())
    }
}

/// `2026-11` of a day.
pub(crate) fn month_of(day: vocabulary::Date) -> String {
    format!("{:04}-{:02}", day.year(), day.month())
}

/// The profile is where values come from that were filled in (C-04.e).
fn received_body(context: &Context, profile: Option<&str>) -> String {
    let sent = &context.submission;
    json!({
        "batch": context.batch,
        "agency": context.agency,
        "item": sent.item,
        "attempt": context.attempt,
        "file": sent.file_name,
        "sha256": hex::encode(context.file_digest),
        "bytes": context.bytes,
        "channel": sent.channel.as_str(),
        "reviewed_by": sent.reviewed,
        "correction": sent.correction,
        "profile": profile,
    })
    .to_string()
}

fn completed_body(row: &store::Row) -> Result<String, IntakeError> {
    Ok(json!({
        "batch": row.text(0)?,
        "received": row.count(4)?,
        "accepted": row.count(5)?,
        "duplicates": row.count(6)?,
        "joined": row.count(7)?,
        "corrected": row.count(8)?,
        "rejected": row.count(9)?,
        "held": row.count(10)?,
        "warnings": row.count(11)?,
    })
    .to_string())
}
