//! Cases of a person or organisation, of a record, and those whose state is public.

use archive::read;
use policy::model::process::Sight;
use vocabulary::SubjectId;

use super::{act::Known, view::Sees};
use crate::{
    By, Cases, WorkflowError,
    case::{CaseLine, CaseView, Page, Paged, Why},
    queries::{
        cases::{self, Case},
        clocks,
    },
};

impl Cases {
    /// Cases that a holder began or that are about the subject for which it acts, newest first.
    pub fn mine(&self, by: &By, page: &Page) -> Result<Paged<CaseLine>, WorkflowError> {
        let By::Holder { actor, acting, .. } = by else {
            return Ok(Paged { entries: Vec::new(), next: None });
        };
        let span = (before(page), page.rows() + 1);
        self.0.db.read(|tx| {
            let mut found = cases::of_account(tx, (&actor.by, &acting.to_hex()), span)?;
            let whole = read::whole(tx, *acting)?;
            for id in whole.map_or_else(|| vec![*acting], |whole| whole.ids) {
                found.append(&mut cases::of_subject(tx, id, span)?);
            }
            found.sort_by_key(|case| std::cmp::Reverse(case.position));
            found.dedup_by(|one, other| one.number == other.number);
            let mut kept: Vec<(Case, CaseLine)> = Vec::new();
            let mut last = None;
            let mut more = false;
            for case in found {
                if kept.len() == page.rows() {
                    more = true;
                    break;
                }
                last = Some(case.position);
                let process = self.0.edition(&case)?;
                let fields = self.0.plain(&case.number, &case.values)?;
                // A case that staff keeps about somebody is shown to him if he has a part in it.
                if self.0.seats(tx, by, (process, &case, &fields))?.is_empty() {
                    continue;
                }
                let line = self.0.line(tx, &case, self.0.clock.today(), Why::Owner)?;
                kept.push((case, line));
            }
            let next = last.filter(|_| more).map(|position| position.to_string());
            Ok(Paged { entries: kept.into_iter().map(|(_, line)| line).collect(), next })
        })
    }

    /// Cases about a record, newest first; only those in which the viewer has a part.
    pub fn of_record(
        &self,
        by: &By,
        subject: SubjectId,
        digest: &str,
    ) -> Result<Vec<CaseLine>, WorkflowError> {
        self.0.db.read(|tx| {
            let whole = read::whole(tx, subject)?;
            let mut lines = Vec::new();
            for id in whole.map_or_else(|| vec![subject], |whole| whole.ids) {
                for case in cases::of_record(tx, id, digest)? {
                    let process = self.0.edition(&case)?;
                    let fields = self.0.plain(&case.number, &case.values)?;
                    if !self.0.seats(tx, by, (process, &case, &fields))?.is_empty() {
                        lines.push(self.0.line(tx, &case, self.0.clock.today(), Why::Owner)?);
                    }
                }
            }
            Ok(lines)
        })
    }

    /// Cases of a process whose state is public, newest first: with their public fields and clocks,
    /// without story, letters and papers. Never about persons.
    pub fn openly(&self, process: &str, page: &Page) -> Result<Paged<CaseView>, WorkflowError> {
        let today = self.0.clock.today();
        self.0.db.read(|tx| {
            let span = (before(page), page.rows() + 1);
            let mut found = cases::openly(tx, process, span)?;
            let more = found.len() > page.rows();
            found.truncate(page.rows());
            let next = found.last().filter(|_| more).map(|case| case.position.to_string());
            let mut entries = Vec::new();
            for case in found {
                let process = self.0.edition(&case)?;
                let subject = self.0.subject_of(tx, &case)?;
                let organisation = |kind| kind != vocabulary::SubjectKind::Person;
                let open = match (case.subject, subject) {
                    (None, _) => true,
                    (Some(_), Some(subject)) => organisation(subject.kind),
                    (Some(_), None) => false,
                };
                if !open {
                    continue;
                }
                let fields = self.0.plain(&case.number, &case.values)?;
                let clocks = clocks::of(tx, case.key())?;
                let known = Known { process, case, fields, clocks };
                let sees = Sees { seats: &[], staff: false };
                let line = self.0.line(tx, &known.case, today, Why::Owner)?;
                let mut fields = self.0.fields(&known, sees, today);
                fields.retain(|field| field.sight == Sight::Public);
                entries.push(CaseView {
                    edition: known.case.edition,
                    due: self.0.dues(process, &known.clocks, today, &[]),
                    fields,
                    papers: Vec::new(),
                    steps: Vec::new(),
                    letters: Vec::new(),
                    moves: Vec::new(),
                    children: Vec::new(),
                    parent: None,
                    starter: String::new(),
                    has_contact: false,
                    may_note: false,
                    seats: Vec::new(),
                    line,
                });
            }
            Ok(Paged { entries, next })
        })
    }
}

fn before(page: &Page) -> u64 {
    let largest = i64::MAX.unsigned_abs();
    page.after.as_deref().and_then(|after| after.parse().ok()).unwrap_or(largest)
}
