//! Timeliness of every unit in a month or a quarter, in the figures of the assessment of dual
//! publication: in time, late, faulty, and what its own register has and the platform has not.

use std::collections::BTreeMap;

use serde::Serialize;

use super::GapState;
use crate::{Intake, IntakeError, queries::registers};

/// One item of one unit in a month or a quarter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct TimelinessLine {
    /// Unified code of the agency.
    pub agency: String,
    /// Catalog item.
    pub item: String,
    /// Rows received.
    pub received: u64,
    /// New records.
    pub accepted: u64,
    /// Rows refused.
    pub rejected: u64,
    /// New versions of records.
    pub corrected: u64,
    /// Records withdrawn.
    pub withdrawn: u64,
    /// New records within the time limit.
    pub on_time: u64,
    /// New records after it (迟报).
    pub late: u64,
    /// New records for which no calendar says whether they were late.
    pub unclocked: u64,
    /// Decisions of these days in the unit's own registers.
    pub listed: u64,
    /// Those of them that the platform has not, past their last day (瞒报 unless explained).
    pub missing: u64,
    /// Those of the missing for which the unit gave a reason.
    pub explained: u64,
}

impl TimelinessLine {
    /// Of ten thousand new records with a clock, those in time; none of none.
    pub fn punctual(&self) -> Option<u64> {
        (self.on_time * 10_000).checked_div(self.on_time + self.late)
    }

    /// Of ten thousand rows, those that passed all rules; none of none.
    pub fn compliance(&self) -> Option<u64> {
        (self.received.saturating_sub(self.rejected) * 10_000).checked_div(self.received)
    }

    /// Of ten thousand decisions in the register, those that are there; none without a register.
    pub fn complete(&self) -> Option<u64> {
        (self.listed.saturating_sub(self.missing) * 10_000).checked_div(self.listed)
    }

    /// Missing without a reason.
    pub fn unexplained(&self) -> u64 {
        self.missing.saturating_sub(self.explained)
    }

    /// Adds the figures of another line.
    pub fn add(&mut self, other: &Self) {
        self.received += other.received;
        self.accepted += other.accepted;
        self.rejected += other.rejected;
        self.corrected += other.corrected;
        self.withdrawn += other.withdrawn;
        self.on_time += other.on_time;
        self.late += other.late;
        self.unclocked += other.unclocked;
        self.listed += other.listed;
        self.missing += other.missing;
        self.explained += other.explained;
    }
}

impl Intake {
    /// The figures of all units for a month `2026-11` or a quarter `2026-Q4`, by unit and item: what was
    /// received counts in the month of receipt, what is listed in that of the decision.
    pub fn timeliness(&self, period: &str) -> Result<Vec<TimelinessLine>, IntakeError> {
        let days = crate::quality::days_of(period)?;
        let month = |day: vocabulary::Date| crate::batch::month_of(day);
        let months = (month(days.0), month(days.1));
        let (counted, listed, absent) = self.db.read(|tx| {
            let counted = registers::months(tx, (&months.0, &months.1))?;
            let listed = registers::counts(tx, days)?;
            Ok::<_, IntakeError>((counted, listed, registers::absent(tx, days, "")?))
        })?;
        let mut lines: BTreeMap<(String, String), TimelinessLine> = BTreeMap::new();
        let mut line = |agency: String, item: String, add: TimelinessLine| {
            let key = (agency.clone(), item.clone());
            let new = || TimelinessLine { agency, item, ..TimelinessLine::default() };
            lines.entry(key).or_insert_with(new).add(&add);
        };
        for one in counted {
            line(one.agency.clone(), one.item.clone(), one);
        }
        for (agency, item, listed) in listed {
            line(agency, item, TimelinessLine { listed, ..TimelinessLine::default() });
        }
        let today = self.clock.today();
        for (agency, item, decided, explained) in absent {
            let known = self.law.item(&item, today);
            if self.stands(known, (decided, None)).1 == GapState::Missing {
                let missing = TimelinessLine {
                    missing: 1,
                    explained: explained.into(),
                    ..TimelinessLine::default()
                };
                line(agency, item, missing);
            }
        }
        Ok(lines.into_values().collect())
    }

    /// Why rows were refused in a month or a quarter, by rule; of one agency (id or unified code) or all.
    pub fn broken_rules(
        &self,
        agency: Option<&str>,
        period: &str,
    ) -> Result<BTreeMap<String, u64>, IntakeError> {
        let code =
            agency.map(|id| self.agency(id).map(|agency| agency.code.clone())).transpose()?;
        let days = crate::quality::days_of(period)?;
        let (from, until) = (crate::batch::month_of(days.0), crate::batch::month_of(days.1));
        let code = code.unwrap_or_default();
        let rules = self.db.read(|tx| registers::broken(tx, (&from, &until), &code))?;
        Ok(rules.into_iter().collect())
    }
}
