//! How long a record took from the decision to the platform, in working days.

use jiff::civil::Date;
use policy::model::basis::{Length, LengthUnit};
use vocabulary::{WorkCalendar, period};

use crate::batch::Timing;

/// Whether what was decided on one day and received on another came within `limit`.
///
/// A year without calendar is told apart from both, unless so many days have gone by that even
/// without any holiday nobody could be in time.
pub(crate) fn timing(
    limit: Option<&Length>,
    decided: Date,
    received: Date,
    calendar: &WorkCalendar,
) -> Timing {
    let Some(limit) = limit else { return Timing::None };
    let last = last_day(limit, decided, calendar);
    if last.is_none() && limit.unit == LengthUnit::WorkingDay {
        let far = period::add_days(decided, i32::from(limit.count) * 3 + 30);
        let hopeless = far.is_some_and(|far| far < received);
        return if hopeless { Timing::Late } else { Timing::Unknown };
    }
    if last.is_none_or(|last| received <= last) { Timing::OnTime } else { Timing::Late }
}

/// The last day on which what was decided on a day is in time; none without a calendar of its year.
pub(crate) fn last_day(limit: &Length, decided: Date, calendar: &WorkCalendar) -> Option<Date> {
    let count = i32::from(limit.count);
    match limit.unit {
        LengthUnit::WorkingDay => calendar.add_working_days(decided, u32::from(limit.count)).ok(),
        LengthUnit::Day => period::add_days(decided, count),
        LengthUnit::Month => period::add_months(decided, count),
        LengthUnit::Year => period::add_years(decided, count),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use vocabulary::CalendarYear;

    use super::*;

    fn calendar() -> WorkCalendar {
        WorkCalendar::new([CalendarYear {
            year: 2026,
            holidays: (1..=7).map(|day| date(2026, 10, day)).collect(),
            make_up_days: vec![date(2026, 9, 20), date(2026, 10, 10)],
        }])
        .unwrap()
    }

    #[test]
    fn c_06_a_seven_working_days_from_the_decision() {
        let limit = Length { count: 7, unit: LengthUnit::WorkingDay };
        let timing = |decided, received| timing(Some(&limit), decided, received, &calendar());
        assert_eq!(timing(date(2026, 3, 2), date(2026, 3, 5)), Timing::OnTime);
        assert_eq!(timing(date(2026, 3, 2), date(2026, 3, 11)), Timing::OnTime);
        assert_eq!(timing(date(2026, 3, 2), date(2026, 3, 12)), Timing::Late);
        // 30 September, then the holidays, then the make-up Saturday.
        assert_eq!(timing(date(2026, 9, 30), date(2026, 10, 15)), Timing::OnTime);
        assert_eq!(timing(date(2026, 9, 30), date(2026, 10, 16)), Timing::Late);
        assert_eq!(timing(date(2019, 3, 2), date(2026, 3, 5)), Timing::Late);
        assert_eq!(timing(date(2027, 1, 4), date(2027, 1, 5)), Timing::Unknown);
        assert_eq!(
            super::timing(None, date(2027, 1, 4), date(2027, 1, 5), &calendar()),
            Timing::None
        );
    }
}
