//! A deadline: a term that runs from an event, may be extended and may stand still for a while.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    calendar::{CalendarError, WorkCalendar},
    period::{Period, Term, TermUnit, add_days},
};

/// A running term with everything that happened to it; its due day is worked out anew from these, so
/// that it can always be explained.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadline {
    /// What set it running, such as `application.received`.
    pub event: String,
    /// When that was; the day does not count.
    pub began_on: Date,
    /// Id of the rule that sets the term.
    pub rule: String,
    /// The term of the rule.
    pub term: Term,
    /// Extensions granted, in order.
    pub extensions: Vec<Term>,
    /// Intervals that do not count (补正, 核查), in order; the last may still be open.
    pub suspended: Vec<Period>,
}

impl Deadline {
    /// A term that begins to run.
    pub fn new(
        event: impl Into<String>,
        began_on: Date,
        rule: impl Into<String>,
        term: Term,
    ) -> Self {
        Self {
            event: event.into(),
            began_on,
            rule: rule.into(),
            term,
            extensions: Vec::new(),
            suspended: Vec::new(),
        }
    }

    /// The day by which it must be done; none while it stands still.
    ///
    /// Suspended days that fell into the running term are added to its end, in working days if the
    /// term counts working days. Each extension runs from the end it extends.
    pub fn due(&self, calendar: &WorkCalendar) -> Result<Option<Date>, CalendarError> {
        let mut end = last_day(self.term, self.began_on, calendar)?;
        for extension in &self.extensions {
            end = last_day(*extension, end, calendar)?;
        }
        let mut counted_until = self.began_on;
        for interval in &self.suspended {
            let Some(first) = counted_until.tomorrow().ok().map(|next| interval.from.max(next))
            else {
                break;
            };
            if first > end {
                break;
            }
            let Some(last) = interval.until else { return Ok(None) };
            if last < first {
                continue;
            }
            end = self.postpone(end, first, last, calendar)?;
            counted_until = last;
        }
        match self.term.unit {
            TermUnit::WorkingDays => Ok(Some(end)),
            _ => calendar.working_day_from(end).map(Some),
        }
    }

    /// Whether it is past due on a day. A deadline that stands still is not.
    pub fn is_overdue(&self, on: Date, calendar: &WorkCalendar) -> Result<bool, CalendarError> {
        Ok(self.due(calendar)?.is_some_and(|due| due < on))
    }

    fn postpone(
        &self,
        end: Date,
        first: Date,
        last: Date,
        calendar: &WorkCalendar,
    ) -> Result<Date, CalendarError> {
        let before = first.yesterday().unwrap_or(first);
        if self.term.unit == TermUnit::WorkingDays {
            let days = calendar.working_days_between(before, last)?;
            return calendar.add_working_days(end, u32::try_from(days).unwrap_or_default());
        }
        let days = before.until(last).map_or(0, |span| span.get_days());
        Ok(add_days(end, days).unwrap_or(Date::MAX))
    }
}

/// The end of a term before it is moved on from a day off.
fn last_day(term: Term, from: Date, calendar: &WorkCalendar) -> Result<Date, CalendarError> {
    match term.unit {
        TermUnit::WorkingDays => calendar.add_working_days(from, term.count),
        _ => Ok(term.last_day(from).unwrap_or(Date::MAX)),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::calendar::tests::announced;

    fn repair(term: Term) -> Deadline {
        Deadline::new("application.received", date(2026, 11, 2), "repair.decide", term)
    }

    fn interval(from: (i8, i8), until: Option<(i8, i8)>) -> Period {
        let day = |(month, day)| date(2026, month, day);
        Period::new(day(from), until.map(day)).unwrap()
    }

    #[test]
    fn a_plain_term() {
        let calendar = announced();
        let deadline = repair(Term::working_days(10));
        assert_eq!(deadline.due(&calendar), Ok(Some(date(2026, 11, 16))));
        assert_eq!(deadline.is_overdue(date(2026, 11, 16), &calendar), Ok(false));
        assert_eq!(deadline.is_overdue(date(2026, 11, 17), &calendar), Ok(true));
    }

    #[test]
    fn suspended_working_days_are_added() {
        let calendar = announced();
        let mut deadline = repair(Term::working_days(10));
        deadline.suspended = vec![interval((11, 5), Some((11, 9)))];
        assert_eq!(deadline.due(&calendar), Ok(Some(date(2026, 11, 19))));
        deadline.suspended.push(interval((11, 12), None));
        assert_eq!(deadline.due(&calendar), Ok(None));
        assert_eq!(deadline.is_overdue(date(2026, 12, 31), &calendar), Ok(false));
    }

    #[test]
    fn suspensions_after_the_end_or_twice_change_nothing() {
        let calendar = announced();
        let mut deadline = repair(Term::days(10));
        assert_eq!(deadline.due(&calendar), Ok(Some(date(2026, 11, 12))));
        deadline.suspended = vec![interval((11, 13), None)];
        assert_eq!(deadline.due(&calendar), Ok(Some(date(2026, 11, 12))));
        deadline.suspended =
            vec![interval((11, 4), Some((11, 8))), interval((11, 6), Some((11, 8)))];
        assert_eq!(deadline.due(&calendar), Ok(Some(date(2026, 11, 17))));
    }

    #[test]
    fn extensions_run_from_the_end() {
        let calendar = announced();
        let mut deadline = repair(Term::working_days(10));
        deadline.extensions.push(Term::working_days(5));
        assert_eq!(deadline.due(&calendar), Ok(Some(date(2026, 11, 23))));
        let mut deadline = repair(Term::days(12));
        deadline.extensions.push(Term::days(1));
        assert_eq!(deadline.due(&calendar), Ok(Some(date(2026, 11, 16))));
    }

    #[test]
    fn an_unannounced_year_is_an_error() {
        let deadline = repair(Term::months(3));
        let unknown = Err(CalendarError::YearNotAnnounced { year: 2027 });
        assert_eq!(deadline.due(&announced()), unknown);
    }

    proptest! {
        #[test]
        fn a_suspension_never_shortens(count in 1..30_u32, start in 0..60_i32, length in 0..20_i32, working: bool) {
            let calendar = announced();
            let term = if working { Term::working_days(count) } else { Term::days(count) };
            let began_on = date(2026, 3, 2);
            let mut deadline = Deadline::new("e", began_on, "r", term);
            let plain = deadline.due(&calendar).unwrap().unwrap();
            let from = add_days(began_on, start).unwrap();
            deadline.suspended = vec![Period::new(from, add_days(from, length)).unwrap()];
            prop_assert!(deadline.due(&calendar).unwrap().unwrap() >= plain);
        }
    }
}
