//! How often was asked: counted in memory, written by the day (C-08.d).

use std::{collections::BTreeMap, sync::PoisonError};

use ledger::Scribe;

use super::Gate;
use crate::{Channel, Disclosed, GateError, QueryFigures, queries::counts};

/// Counts that wait to be written, at most: of one door, unit and purpose they are one.
const WAITING: usize = 64;
/// Queries that wait to be written, at most.
const QUERIES: u64 = 1_000;

impl Gate {
    /// Counts queries that leave no fact: those of the public, and of a subject about itself. They
    /// are written in batches; [`Gate::settle`] writes what waits. Looks and checks are counted by
    /// their facts and not here.
    pub fn count(
        &self,
        channel: Channel,
        unit: &str,
        purpose: &str,
        queries: u64,
    ) -> Result<(), GateError> {
        let text = |text: &str| text.to_owned();
        let day = self.today().to_string();
        let key = (day, text(channel.as_str()), text(unit), text(purpose));
        let full = {
            let mut waiting = self.0.counted.lock().unwrap_or_else(PoisonError::into_inner);
            *waiting.entry(key).or_default() += queries;
            waiting.len() > WAITING || waiting.values().sum::<u64>() >= QUERIES
        };
        if full { self.settle() } else { Ok(()) }
    }

    /// Writes the counts that wait.
    pub fn settle(&self) -> Result<(), GateError> {
        let mut waiting = self.0.counted.lock().unwrap_or_else(PoisonError::into_inner);
        let counts = std::mem::take(&mut *waiting);
        drop(waiting);
        if counts.is_empty() {
            return Ok(());
        }
        self.0.pen.transact(move |scribe: &mut Scribe<'_>| Ok(counts::add(scribe.tx(), counts)?))
    }

    /// The queries of a year by door, unit, purpose and month, and the target if the packs set one.
    pub fn queries(&self, year: i16) -> Result<Disclosed<QueryFigures>, GateError> {
        self.asked(year, (&format!("{year:04}-"), &format!("{:04}-", year.saturating_add(1))))
    }

    /// The same for days of one year, from one on and before another, both as `2026-11-01`.
    pub fn asked(
        &self,
        year: i16,
        (from, before): (&str, &str),
    ) -> Result<Disclosed<QueryFigures>, GateError> {
        self.settle()?;
        let rows = self.0.db.glance(|tx| Ok::<_, GateError>(counts::between(tx, from, before)?))?;
        let target = self.0.law.target("queries-a-year").map(|target| target.value);
        let mut figures = QueryFigures { year, target, ..QueryFigures::default() };
        for ((day, channel, unit, purpose), queries) in rows {
            let month = day.get(..7).unwrap_or_default().to_owned();
            let add = |to: &mut BTreeMap<String, u64>, key: String| {
                *to.entry(key).or_default() += queries;
            };
            add(&mut figures.by_channel, channel);
            add(&mut figures.by_unit, unit);
            add(&mut figures.by_purpose, purpose);
            add(&mut figures.by_month, month);
            figures.total += queries;
        }
        Ok(Disclosed::new(figures))
    }
}
