//! To whom a measure was ever applied (C-12.e), and what is blocked.

use archive::{RecordState, read};
use policy::model::basis::Title;
use serde::Serialize;
use store::Tx;
use vocabulary::{Date, SubjectId};

use crate::{
    Cases, WorkflowError,
    case::{Page, Paged},
    queries::measures::{self, Applied, Ask},
};

/// Narrows what was applied.
#[derive(Clone, Debug, Default)]
pub struct AppliedFilter {
    /// Only this measure.
    pub measure: Option<String>,
    /// Only at this agency, by its id.
    pub agency: Option<String>,
    /// Only what lasts today.
    pub lasting: bool,
}

/// A measure that was applied to a subject.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AppliedLine {
    /// The measure.
    pub measure: String,
    /// What it is called.
    pub title: Title,
    /// To whom, 32 hexadecimal digits.
    pub subject: String,
    /// Whether the record on which it rested was repaired or taken back: nobody is named any more.
    pub gone: bool,
    /// Name of an organisation; none of persons.
    pub name: Option<String>,
    /// Unified code of an organisation; none of persons.
    pub code: Option<String>,
    /// The record on which it rests; none once that has ended (H-29).
    pub digest: Option<String>,
    /// The case that started it.
    pub number: String,
    /// Who applies it, by its id.
    pub agency: String,
    /// What that agency is called.
    pub agency_title: Option<Title>,
    /// First day.
    pub from_on: Date,
    /// Last day; none without one.
    pub until_on: Option<Date>,
    /// The day on which it was lifted.
    pub lifted_on: Option<Date>,
    /// Why: `repaired`, `removed`, `withdrawn`, `expired`, `decided`.
    pub reason: Option<String>,
    /// Whether it is applied today.
    pub lasts: bool,
}

impl Cases {
    /// Measures that were ever applied to anybody, the newest first.
    pub fn applied(
        &self,
        filter: &AppliedFilter,
        page: &Page,
    ) -> Result<Paged<AppliedLine>, WorkflowError> {
        let rows = page.rows();
        let before = page.after.as_deref().and_then(|after| after.parse().ok());
        let ask = Ask {
            measure: filter.measure.as_deref().unwrap_or_default(),
            agency: filter.agency.as_deref().unwrap_or_default(),
            lasting: filter.lasting.then(|| self.0.clock.today()),
            before: before.unwrap_or(u64::MAX),
            limit: rows + 1,
        };
        self.0.db.read(|tx| {
            let mut found = measures::page(tx, &ask)?;
            let more = found.len() > rows;
            found.truncate(rows);
            let next = found.last().filter(|_| more).map(|last| last.position.to_string());
            let mut entries = Vec::with_capacity(found.len());
            for one in found {
                entries.push(self.applied_line(tx, one)?);
            }
            Ok(Paged { entries, next })
        })
    }

    /// Measures that are applied to a subject today, the first first.
    pub fn lasting(&self, subject: SubjectId) -> Result<Vec<AppliedLine>, WorkflowError> {
        let today = self.0.clock.today();
        self.0.db.read(|tx| {
            let mut lines = Vec::new();
            for id in read::whole(tx, subject)?.map_or(vec![subject], |whole| whole.ids) {
                for one in measures::of_subject(tx, id)? {
                    if one.lasts(today) {
                        lines.push(self.applied_line(tx, one)?);
                    }
                }
                lines.retain(|line: &AppliedLine| line.lasts);
            }
            Ok(lines)
        })
    }

    /// Ids of the measures that the register blocks.
    pub fn blocked(&self) -> Result<Vec<String>, WorkflowError> {
        Ok(self.0.db.read(measures::all_blocked)?)
    }

    fn applied_line(&self, tx: &mut Tx, one: Applied) -> Result<AppliedLine, WorkflowError> {
        let law = &self.0.law;
        let known = law.measures_ever().filter(|measure| measure.id == one.measure).last();
        let plain = || Title { zh: one.measure.clone(), en: one.measure.clone() };
        let subject = read::whole(tx, one.subject)?.map(|whole| whole.subject);
        // An entry of a red list can give way without a fact of its own (C-10.f).
        let record = self.0.record_of(tx, Some(one.subject), &one.digest)?;
        let state = record.map(|record| record.state);
        let stands = state.is_none_or(RecordState::is_active);
        // What was repaired or taken back leads nobody to its subject any more (H-28).
        let gone = matches!(state, Some(RecordState::Repaired | RecordState::Withdrawn));
        let subject = subject.filter(|_| !gone);
        let lasts = stands && one.lasts(self.0.clock.today());
        Ok(AppliedLine {
            title: known.map_or_else(plain, |measure| measure.title.clone()),
            gone,
            subject: one.subject.to_hex(),
            name: subject.as_ref().and_then(|subject| subject.name.clone()),
            code: subject.and_then(|subject| subject.code),
            digest: Some(one.digest).filter(|_| one.lifted_on.is_none()),
            agency_title: law.agency(&one.agency).map(|agency| agency.title.clone()),
            reason: Some(one.reason).filter(|reason| !reason.is_empty()),
            measure: one.measure,
            number: one.number,
            agency: one.agency,
            from_on: one.from_on,
            until_on: one.until_on,
            lifted_on: one.lifted_on,
            lasts,
        })
    }
}
