//! Reporting plans: what each agency should have sent by when, and what is missing (C-03.a, C-01.d).

use std::collections::HashMap;

use jiff::{ToSpan, civil::Date, tz::Offset};
use policy::model::{agency::Agency, catalog::Cycle};
use serde::Serialize;
use vocabulary::{CalendarError, WorkCalendar, clock::date_in_china};

use crate::{Intake, IntakeError, queries::months};

/// A batch that should have come and did not, or that is still to come in the period that runs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Overdue {
    /// Agency id.
    pub agency: String,
    /// What it is called.
    pub agency_title: String,
    /// Catalog item.
    pub item: String,
    /// How often it is due.
    pub cycle: Cycle,
    /// First day of the period.
    pub from: Date,
    /// Last day on which the batch was in time; it is late since the day after.
    pub due: Date,
    /// The day of the last batch before; none if there never was one.
    pub last: Option<Date>,
}

/// A stretch of days in which one batch is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) from: Date,
    pub(crate) due: Date,
}

impl Intake {
    /// What is missing today, by agency and item: the last period that is over has brought no batch,
    /// and none has come since.
    pub fn overdue(&self) -> Result<Vec<Overdue>, IntakeError> {
        let today = self.clock.today();
        let received = self.db.read(months::last_batches)?;
        let last: HashMap<(&str, &str), Date> = received
            .iter()
            .map(|(agency, item, at)| ((agency.as_str(), item.as_str()), day_of(*at)))
            .collect();
        let mut overdue = Vec::new();
        for agency in self.law.agencies() {
            for line in &agency.plan {
                let Some(span) = last_span(line.cycle, today, self.law.calendar())? else {
                    continue;
                };
                let last = last.get(&(agency.code.as_str(), line.item.as_str())).copied();
                if last.is_none_or(|last| last < span.from) {
                    overdue.push(missing(agency, (&line.item, line.cycle), span, last));
                }
            }
        }
        Ok(overdue)
    }

    /// What an agency (id) has still to send: the periods that run today and end by `until`, as far
    /// as no batch has come in them.
    pub fn expected(&self, agency: &str, until: Date) -> Result<Vec<Overdue>, IntakeError> {
        let today = self.clock.today();
        let agency = self.agency(agency)?;
        let received = self.db.read(months::last_batches)?;
        let mut expected = Vec::new();
        for line in &agency.plan {
            let spans = spans(line.cycle, today, until, self.law.calendar())?;
            let Some(span) = spans.into_iter().find(|span| span.from <= today) else { continue };
            let own = |row: &&(String, String, i64)| row.0 == agency.code && row.1 == line.item;
            let last = received.iter().find(own).map(|(.., at)| day_of(*at));
            if last.is_none_or(|last| last < span.from) {
                expected.push(missing(agency, (&line.item, line.cycle), span, last));
            }
        }
        Ok(expected)
    }
}

fn missing(
    agency: &Agency,
    (item, cycle): (&str, Cycle),
    span: Span,
    last: Option<Date>,
) -> Overdue {
    Overdue {
        agency: agency.id.clone(),
        agency_title: agency.title.zh.clone(),
        item: item.to_owned(),
        cycle,
        from: span.from,
        due: span.due,
        last,
    }
}

/// The day (Asia/Shanghai) of an instant in microseconds.
pub(crate) fn day_of(at: i64) -> Date {
    let at = jiff::Timestamp::from_microsecond(at).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    date_in_china(at)
}

/// The first microsecond of a day (Asia/Shanghai).
pub(crate) fn start_of(day: Date) -> i64 {
    let midnight = day.at(0, 0, 0, 0);
    Offset::constant(8).to_timestamp(midnight).map_or(0, |at| at.as_microsecond())
}

/// The last period that was over before `today`; none for what comes as it happens.
fn last_span(
    cycle: Cycle,
    today: Date,
    calendar: &WorkCalendar,
) -> Result<Option<Span>, CalendarError> {
    let from = today.checked_sub(if cycle == Cycle::Daily { 30 } else { 800 }.days());
    let until = today.yesterday();
    let (Ok(from), Ok(until)) = (from, until) else { return Ok(None) };
    Ok(spans(cycle, from, until, calendar)?.pop())
}

/// The periods whose due day lies between two days, both included, in order.
///
/// # Errors
///
/// Daily plans count working days; a year that was not announced is an error.
pub(crate) fn spans(
    cycle: Cycle,
    from: Date,
    until: Date,
    calendar: &WorkCalendar,
) -> Result<Vec<Span>, CalendarError> {
    let mut spans = Vec::new();
    let mut day = from;
    while day <= until {
        if let Some(span) = span_due_on(cycle, day, calendar)? {
            spans.push(span);
        }
        let Ok(next) = day.tomorrow() else { break };
        day = next;
    }
    Ok(spans)
}

/// The period whose batch is due on a day, if one is.
fn span_due_on(
    cycle: Cycle,
    due: Date,
    calendar: &WorkCalendar,
) -> Result<Option<Span>, CalendarError> {
    let month_ends = due == due.last_of_month();
    let month = due.month();
    let months_back = |count: i8| Date::new(due.year(), month + 1 - count, 1).ok();
    let from = match cycle {
        Cycle::Daily => calendar.is_working_day(due)?.then_some(due),
        Cycle::Weekly => {
            let sunday = due.weekday() == jiff::civil::Weekday::Sunday;
            due.checked_sub(6.days()).ok().filter(|_| sunday)
        }
        Cycle::Monthly => months_back(1).filter(|_| month_ends),
        Cycle::Quarterly => months_back(3).filter(|_| month_ends && month % 3 == 0),
        Cycle::Yearly => months_back(12).filter(|_| month_ends && month == 12),
        Cycle::AsItHappens => None,
    };
    Ok(from.map(|from| Span { from, due }))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use vocabulary::CalendarYear;

    use super::*;

    #[test]
    fn periods_end_with_their_due_day() {
        let calendar = WorkCalendar::new([CalendarYear {
            year: 2026,
            holidays: vec![date(2026, 10, 1), date(2026, 10, 2)],
            make_up_days: vec![date(2026, 10, 10)],
        }])
        .unwrap();
        let last = |cycle, today| last_span(cycle, today, &calendar).unwrap();
        let span = |from, due| Some(Span { from, due });
        let today = date(2026, 10, 5);
        assert_eq!(last(Cycle::Daily, today), span(date(2026, 9, 30), date(2026, 9, 30)));
        assert_eq!(last(Cycle::Weekly, today), span(date(2026, 9, 28), date(2026, 10, 4)));
        assert_eq!(last(Cycle::Monthly, today), span(date(2026, 9, 1), date(2026, 9, 30)));
        assert_eq!(last(Cycle::Quarterly, today), span(date(2026, 7, 1), date(2026, 9, 30)));
        assert_eq!(last(Cycle::Yearly, today), span(date(2025, 1, 1), date(2025, 12, 31)));
        assert_eq!(last(Cycle::AsItHappens, today), None);
        assert_eq!(
            last(Cycle::Monthly, date(2026, 9, 30)),
            span(date(2026, 8, 1), date(2026, 8, 31))
        );
        assert!(last_span(Cycle::Daily, date(2027, 1, 5), &calendar).is_err());
    }
}
