//! Periods and terms, counted as the Civil Code counts (arts. 200 to 204): the day on which a term
//! begins does not count, a month ends on its last day if it has no corresponding day, and a last day
//! on which nobody works moves on.

use jiff::{Span, civil::Date};
use serde::{Deserialize, Serialize};

use crate::calendar::{CalendarError, WorkCalendar};

/// A stretch of days, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Period {
    /// First day.
    pub from: Date,
    /// Last day; none if it has no end yet.
    pub until: Option<Date>,
}

impl Period {
    /// A period from a first to a last day, or none if the last comes before the first.
    pub fn new(from: Date, until: Option<Date>) -> Option<Self> {
        until.is_none_or(|until| from <= until).then_some(Self { from, until })
    }

    /// Whether a day lies within.
    pub fn contains(&self, day: Date) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }

    /// The days both periods have in common.
    pub fn intersection(&self, other: &Period) -> Option<Period> {
        let until = match (self.until, other.until) {
            (Some(one), Some(two)) => Some(one.min(two)),
            (one, two) => one.or(two),
        };
        Period::new(self.from.max(other.from), until)
    }
}

/// What a term is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TermUnit {
    /// 工作日
    WorkingDays,
    /// 自然日
    Days,
    /// 月
    Months,
    /// 年
    Years,
}

/// A length of time that a rule sets, such as 7 working days or 3 years.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Term {
    /// How many.
    pub count: u32,
    /// Of what.
    pub unit: TermUnit,
}

impl Term {
    /// So many working days.
    pub const fn working_days(count: u32) -> Self {
        Self { count, unit: TermUnit::WorkingDays }
    }

    /// So many calendar days.
    pub const fn days(count: u32) -> Self {
        Self { count, unit: TermUnit::Days }
    }

    /// So many months.
    pub const fn months(count: u32) -> Self {
        Self { count, unit: TermUnit::Months }
    }

    /// So many years.
    pub const fn years(count: u32) -> Self {
        Self { count, unit: TermUnit::Years }
    }

    /// The last day by count alone, wherever it falls; for periods that need no act on their last day,
    /// such as disclosure, and reach into years whose holidays nobody knows. None for working days and
    /// beyond the year 9999.
    pub fn last_day(self, from: Date) -> Option<Date> {
        let count = i32::try_from(self.count).ok()?;
        match self.unit {
            TermUnit::WorkingDays => None,
            TermUnit::Days => add_days(from, count),
            TermUnit::Months => add_months(from, count),
            TermUnit::Years => add_years(from, count),
        }
    }

    /// The day by which something must be done if the term began on `from`: the last day, moved on to
    /// the next working day if nobody works on it (Civil Code art. 203).
    pub fn due(self, from: Date, calendar: &WorkCalendar) -> Result<Date, CalendarError> {
        match self.unit {
            TermUnit::WorkingDays => calendar.add_working_days(from, self.count),
            _ => calendar.working_day_from(self.last_day(from).unwrap_or(Date::MAX)),
        }
    }
}

/// The day so many days later (earlier if negative).
pub fn add_days(day: Date, count: i32) -> Option<Date> {
    day.checked_add(Span::new().try_days(count).ok()?).ok()
}

/// The corresponding day so many months later (earlier if negative), or the last day of that month if
/// it has none: 3 months after 30 November is 28 or 29 February.
pub fn add_months(day: Date, count: i32) -> Option<Date> {
    let months = i32::from(day.year()) * 12 + i32::from(day.month()) - 1;
    let months = months.checked_add(count)?;
    let year = i16::try_from(months.div_euclid(12)).ok()?;
    let month = i8::try_from(months.rem_euclid(12) + 1).ok()?;
    let first = Date::new(year, month, 1).ok()?;
    Date::new(year, month, day.day().min(first.days_in_month())).ok()
}

/// The corresponding day so many years later (earlier if negative); 29 February becomes 28.
pub fn add_years(day: Date, count: i32) -> Option<Date> {
    add_months(day, count.checked_mul(12)?)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::calendar::tests::announced;

    #[test]
    fn months_end_on_the_last_day_there_is() {
        assert_eq!(Term::months(3).last_day(date(2026, 11, 30)), Some(date(2027, 2, 28)));
        assert_eq!(Term::months(3).last_day(date(2027, 11, 30)), Some(date(2028, 2, 29)));
        assert_eq!(Term::months(1).last_day(date(2026, 1, 31)), Some(date(2026, 2, 28)));
        assert_eq!(Term::months(1).last_day(date(2026, 2, 28)), Some(date(2026, 3, 28)));
        assert_eq!(Term::years(1).last_day(date(2024, 2, 29)), Some(date(2025, 2, 28)));
        assert_eq!(Term::years(4).last_day(date(2024, 2, 29)), Some(date(2028, 2, 29)));
        assert_eq!(Term::years(3).last_day(date(2026, 11, 21)), Some(date(2029, 11, 21)));
        assert_eq!(add_months(date(2026, 1, 31), -2), Some(date(2025, 11, 30)));
        assert_eq!(Term::years(9000).last_day(date(2026, 1, 1)), None);
        assert_eq!(Term::days(u32::MAX).last_day(date(2026, 1, 1)), None);
        assert_eq!(Term::working_days(7).last_day(date(2026, 1, 1)), None);
    }

    #[test]
    fn the_first_day_does_not_count_and_the_last_moves_on() {
        let calendar = announced();
        assert_eq!(Term::days(10).due(date(2026, 11, 9), &calendar), Ok(date(2026, 11, 19)));
        assert_eq!(Term::days(10).due(date(2026, 9, 21), &calendar), Ok(date(2026, 10, 8)));
        assert_eq!(Term::months(1).due(date(2026, 9, 2), &calendar), Ok(date(2026, 10, 8)));
        assert_eq!(Term::days(1).due(date(2026, 2, 13), &calendar), Ok(date(2026, 2, 14)));
        assert_eq!(Term::working_days(2).due(date(2026, 2, 13), &calendar), Ok(date(2026, 2, 24)));
        assert_eq!(
            Term::years(1).due(date(2026, 11, 21), &calendar),
            Err(CalendarError::YearNotAnnounced { year: 2027 })
        );
    }

    #[test]
    fn periods_include_both_ends() {
        let period = Period::new(date(2026, 1, 1), Some(date(2026, 12, 31))).unwrap();
        assert!(period.contains(date(2026, 1, 1)) && period.contains(date(2026, 12, 31)));
        assert!(!period.contains(date(2025, 12, 31)) && !period.contains(date(2027, 1, 1)));
        assert_eq!(Period::new(date(2026, 1, 2), Some(date(2026, 1, 1))), None);
        let open = Period::new(date(2026, 6, 1), None).unwrap();
        assert!(open.contains(Date::MAX));
        assert_eq!(period.intersection(&open), Period::new(date(2026, 6, 1), period.until));
        let later = Period::new(date(2027, 1, 1), None).unwrap();
        assert_eq!(period.intersection(&later), None);
    }

    proptest! {
        #[test]
        fn months_never_overshoot(offset in 0..100_000_i32, count in -600..600_i32) {
            let day = add_days(date(1900, 1, 1), offset).unwrap();
            let moved = add_months(day, count).unwrap();
            let months = |day: Date| i32::from(day.year()) * 12 + i32::from(day.month());
            prop_assert_eq!(months(moved) - months(day), count);
            prop_assert!(moved.day() <= day.day());
        }
    }
}
