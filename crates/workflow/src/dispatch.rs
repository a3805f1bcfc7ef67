//! Results that the upper platform must learn (C-17.d, H-33): kept until it has acknowledged them.

use archive::{Digest, contents, read};
use jiff::ToSpan;
use policy::model::basis::Title;
use serde::Serialize;
use serde_json::{Value, json};
use vocabulary::{
    Actor, Date, Deadline, FactKind, SubjectKind, Term, TermUnit, Timestamp, clock::date_in_china,
};

use crate::{
    Cases, WorkflowError,
    case::{Page, Paged},
    queries::dispatches::{self, Outgoing},
};

/// The deadline of the law for sending a result.
const DEADLINE: &str = "result.sent";
/// The first wait after an attempt that failed, in seconds; it doubles with each further one.
const FIRST_WAIT: i64 = 60;
/// The longest wait.
const LONGEST_WAIT: i64 = 6 * 3600;
/// Results read at a time.
const STEP: usize = 200;

/// A result on its way up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Dispatch {
    /// The case.
    pub number: String,
    /// The fact of its step; with the number, the address of the result.
    pub position: u64,
    /// `repair`, `removal`, `correction`, `withdrawal`, `objection`.
    pub kind: String,
    /// The process.
    pub process: String,
    /// What the process is called.
    pub title: Title,
    /// Catalog item of the record.
    pub item: String,
    /// The record, 32 hexadecimal digits.
    pub digest: String,
    /// When it came about.
    pub made_at: Timestamp,
    /// By when it must be there; none if the working days are not announced.
    pub due_on: Option<Date>,
    /// How often it was tried.
    pub attempts: u64,
    /// When it was tried last.
    pub tried_at: Option<Timestamp>,
    /// When the upper platform acknowledged it.
    pub acknowledged_at: Option<Timestamp>,
    /// What it answered.
    pub receipt: Option<String>,
    /// Whether it is late.
    pub overdue: bool,
}

impl Cases {
    /// Results, the newest first.
    pub fn dispatches(&self, page: &Page) -> Result<Paged<Dispatch>, WorkflowError> {
        let rows = page.rows();
        let before = page.after.as_deref().and_then(|after| after.parse().ok());
        let before = before.unwrap_or(u64::MAX);
        let mut found = self.0.db.read(|tx| dispatches::newest(tx, before, rows + 1))?;
        let more = found.len() > rows;
        found.truncate(rows);
        let next = found.last().filter(|_| more).map(|last| last.position.to_string());
        Ok(Paged { entries: found.into_iter().map(|one| self.dispatch(one)).collect(), next })
    }

    /// Results that should be there by now and are not: an alert on the desk.
    pub fn overdue_dispatches(&self) -> Result<Vec<Dispatch>, WorkflowError> {
        let open = self.open_dispatches()?;
        Ok(open.into_iter().map(|one| self.dispatch(one)).filter(|one| one.overdue).collect())
    }

    /// How many those are, for the head of a queue; no more than 1000 are counted.
    pub fn overdue_results(&self) -> Result<u64, WorkflowError> {
        let today = self.0.clock.today();
        let mut days = (0..60).filter_map(|back| today.checked_sub(back.days()).ok());
        let late = days.find(|day| self.due_of(*day).is_some_and(|due| due < today));
        let Some(last) = late.and_then(|day| day.tomorrow().ok()) else { return Ok(0) };
        Ok(self.0.db.read(|tx| dispatches::overdue(tx, start_of(last)))?)
    }

    /// Results to try now: never tried, or tried long enough ago. Each wait is twice the one before.
    pub fn due_dispatches(&self) -> Result<Vec<Dispatch>, WorkflowError> {
        let now = self.0.clock.now().as_second();
        let due = |one: &Outgoing| {
            let wait = wait_after(one.attempts);
            one.attempts == 0 || one.tried_at / 1_000_000 + wait <= now
        };
        let open = self.open_dispatches()?;
        Ok(open.into_iter().filter(due).map(|one| self.dispatch(one)).collect())
    }

    fn open_dispatches(&self) -> Result<Vec<Outgoing>, WorkflowError> {
        let (mut all, mut after) = (Vec::new(), -1);
        loop {
            let found = self.0.db.read(|tx| dispatches::open(tx, after, STEP))?;
            let Some(last) = found.last() else { return Ok(all) };
            after = i64::try_from(last.position).unwrap_or(i64::MAX);
            all.extend(found);
        }
    }

    /// What the upper platform is told: which record, by its keys, and what became of it; nothing of
    /// what the record says. A person is named by nothing but the document number of the decision.
    pub fn dispatch_body(&self, of: &Dispatch) -> Result<Value, WorkflowError> {
        let found = self.0.db.read(|tx| dispatches::of(tx, (&of.number, of.position)))?;
        let missing = || WorkflowError::NoSuchCase { number: of.number.clone() };
        let found = found.ok_or_else(missing)?;
        let subject = found.subject.ok_or_else(missing)?;
        self.0.db.read(|tx| {
            let versions = match Digest::from_hex(&found.digest) {
                Some(digest) => read::record(tx, subject, digest)?,
                None => Vec::new(),
            };
            let record = versions.last();
            let content = match record {
                Some(record) => contents(tx, &[record])?.pop().flatten(),
                None => None,
            };
            let whole = read::whole(tx, subject)?.map(|whole| whole.subject);
            let organisation = whole.filter(|whole| whole.kind != SubjectKind::Person);
            let document = content.as_ref().and_then(|content| {
                content.filing.fields.get("document_number").map(str::to_owned)
            });
            Ok(json!({
                "number": found.number,
                "position": found.position,
                "kind": found.kind,
                "process": found.process,
                "item": found.item,
                "record": found.digest,
                "document_number": document,
                "decided_on": record.map(|record| record.decided_on),
                "recogniser": record.and_then(|record| record.recogniser.clone()),
                "source": record.map(|record| record.source.clone()),
                "subject_name": organisation.as_ref().and_then(|one| one.name.clone()),
                "subject_code": organisation.and_then(|one| one.code),
                "made_at": Timestamp::from_microsecond(found.made_at).ok(),
            }))
        })
    }

    /// Writes down an attempt: with the receipt of the upper platform it is acknowledged, and the
    /// receipt of the repair says so; without, it is tried again later.
    pub fn tried(&self, of: &Dispatch, answer: Result<&str, &str>) -> Result<(), WorkflowError> {
        let found = self.0.db.read(|tx| dispatches::of(tx, (&of.number, of.position)))?;
        let missing = WorkflowError::NoSuchCase { number: of.number.clone() };
        let found = found.ok_or(missing)?;
        let body = json!({
            "number": found.number, "position": found.position, "kind": found.kind,
            "attempt": found.attempts + 1, "acknowledged": answer.is_ok(),
            "receipt": answer.unwrap_or_default(), "fault": answer.err(),
        });
        let about = (found.subject, found.item.as_str());
        let draft = self.0.fact(FactKind::ResultSent, &Actor::platform(), about, &body);
        let inner = std::sync::Arc::clone(&self.0);
        self.0.pen.transact(move |scribe| inner.append(scribe, draft).map(drop))
    }

    /// The upper platform acknowledged by another way (its own callback, a letter): who noted it.
    pub fn acknowledge(
        &self,
        by: &Actor,
        (number, position): (&str, u64),
        receipt: &str,
    ) -> Result<(), WorkflowError> {
        let missing = || WorkflowError::NoSuchCase { number: number.to_owned() };
        let found = self.0.db.read(|tx| dispatches::of(tx, (number, position)))?;
        let found = found.filter(|found| found.acknowledged_at == 0).ok_or_else(missing)?;
        let body = json!({
            "number": found.number, "position": found.position, "kind": found.kind,
            "attempt": found.attempts + 1, "acknowledged": true, "receipt": receipt.trim(),
        });
        let about = (found.subject, found.item.as_str());
        let draft = self.0.fact(FactKind::ResultSent, by, about, &body);
        let inner = std::sync::Arc::clone(&self.0);
        self.0.pen.transact(move |scribe| inner.append(scribe, draft).map(drop))
    }

    fn dispatch(&self, one: Outgoing) -> Dispatch {
        let law = &self.0.law;
        let made_at = Timestamp::from_microsecond(one.made_at).unwrap_or_default();
        let made_on = date_in_china(made_at);
        let due_on = self.due_of(made_on);
        let acknowledged = Some(one.acknowledged_at).filter(|at| *at > 0);
        let plain = || Title { zh: one.process.clone(), en: one.process.clone() };
        let at = |at: i64| Timestamp::from_microsecond(at).ok();
        Dispatch {
            title: law.process(&one.process, made_on).map_or_else(plain, |p| p.title.clone()),
            overdue: acknowledged.is_none() && due_on.is_some_and(|due| due < self.0.clock.today()),
            number: one.number,
            position: one.position,
            kind: one.kind,
            process: one.process,
            item: one.item,
            digest: one.digest,
            made_at,
            due_on,
            attempts: one.attempts,
            tried_at: Some(one.tried_at).filter(|tried| *tried > 0).and_then(at),
            acknowledged_at: acknowledged.and_then(at),
            receipt: Some(one.receipt).filter(|receipt| !receipt.is_empty()),
        }
    }

    /// By when a result of a day must be there.
    fn due_of(&self, made_on: Date) -> Option<Date> {
        use policy::model::basis::LengthUnit;
        let rule = self.0.law.deadline(DEADLINE, made_on)?;
        let unit = match rule.within.unit {
            LengthUnit::WorkingDay => TermUnit::WorkingDays,
            LengthUnit::Day => TermUnit::Days,
            LengthUnit::Month => TermUnit::Months,
            LengthUnit::Year => TermUnit::Years,
        };
        let term = Term { count: rule.within.count.into(), unit };
        Deadline::new("case.moved", made_on, DEADLINE, term).due(self.0.law.calendar()).ok()?
    }
}

/// The first instant of a day in China.
fn start_of(day: Date) -> Timestamp {
    let zone = jiff::tz::TimeZone::fixed(jiff::tz::offset(8));
    day.to_zoned(zone).map_or(Timestamp::MIN, |begins| begins.timestamp())
}

/// Seconds to wait after so many attempts.
fn wait_after(attempts: u64) -> i64 {
    let doublings = u32::try_from(attempts.saturating_sub(1)).unwrap_or(u32::MAX).min(16);
    FIRST_WAIT.saturating_mul(1 << doublings).min(LONGEST_WAIT)
}

#[cfg(test)]
mod tests {
    use super::wait_after;

    #[test]
    fn c_17_d_each_wait_is_twice_the_one_before_up_to_six_hours() {
        assert_eq!([1, 2, 3, 9, 10, 99].map(wait_after), [60, 120, 240, 15_360, 21_600, 21_600]);
    }
}
