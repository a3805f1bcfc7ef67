//! Working days: a yearly table announced by the State Council, never guessed.

use std::collections::BTreeMap;

use jiff::civil::{Date, Weekday};

/// The announcement for one year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarYear {
    /// The year.
    pub year: i16,
    /// Days off, weekends inside a holiday included.
    pub holidays: Vec<Date>,
    /// Saturdays and Sundays on which people work (调休上班).
    pub make_up_days: Vec<Date>,
}

/// Why a working day cannot be told, or a table is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CalendarError {
    /// There is no table for a year, so nothing may be said about it.
    #[error(
        "the holidays of {year} are not loaded, so its working days are unknown. Add the State \
         Council's announcement to policies/national/calendars"
    )]
    YearNotAnnounced {
        /// The year.
        year: i16,
    },
    /// Two tables for one year.
    #[error("there are two tables of holidays for {year}. Remove one")]
    YearTwice {
        /// The year.
        year: i16,
    },
    /// A day in the wrong year's table, or both day off and make-up day, or a make-up day that is no
    /// weekend.
    #[error(
        "{day} does not fit into the table of holidays for {year}. Compare it with the announcement"
    )]
    Misplaced {
        /// The table.
        year: i16,
        /// The day.
        day: Date,
    },
}

/// Every announced year.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorkCalendar(BTreeMap<i16, CalendarYear>);

impl WorkCalendar {
    /// A calendar of these years, checked.
    pub fn new(years: impl IntoIterator<Item = CalendarYear>) -> Result<Self, CalendarError> {
        let mut calendar = BTreeMap::new();
        for table in years {
            let year = table.year;
            check(&table)?;
            if calendar.insert(year, table).is_some() {
                return Err(CalendarError::YearTwice { year });
            }
        }
        Ok(Self(calendar))
    }

    /// The years that are announced, ascending.
    pub fn years(&self) -> impl Iterator<Item = i16> + '_ {
        self.0.keys().copied()
    }

    /// Whether people work on a day.
    pub fn is_working_day(&self, day: Date) -> Result<bool, CalendarError> {
        let year = day.year();
        let table = self.0.get(&year).ok_or(CalendarError::YearNotAnnounced { year })?;
        Ok(table.make_up_days.contains(&day) || !(is_weekend(day) || table.holidays.contains(&day)))
    }

    /// The `count`-th working day after `day`, which itself does not count (Civil Code art. 201).
    /// Zero gives `day` back, working day or not.
    pub fn add_working_days(&self, day: Date, count: u32) -> Result<Date, CalendarError> {
        let mut at = day;
        let mut left = count;
        while left > 0 {
            at = next(at)?;
            if self.is_working_day(at)? {
                left -= 1;
            }
        }
        Ok(at)
    }

    /// How many working days there are after `from` up to and with `to`; negative if `to` is earlier.
    /// For a working day `d`, `working_days_between(a, d) = n` where `add_working_days(a, n) = d`.
    pub fn working_days_between(&self, from: Date, to: Date) -> Result<i64, CalendarError> {
        if to < from {
            return self.working_days_between(to, from).map(|days| -days);
        }
        let mut at = from;
        let mut days = 0;
        while at < to {
            at = next(at)?;
            days += i64::from(self.is_working_day(at)?);
        }
        Ok(days)
    }

    /// The day itself if people work on it, else the next day on which they do.
    pub fn working_day_from(&self, day: Date) -> Result<Date, CalendarError> {
        let mut at = day;
        while !self.is_working_day(at)? {
            at = next(at)?;
        }
        Ok(at)
    }
}

fn check(table: &CalendarYear) -> Result<(), CalendarError> {
    let year = table.year;
    let misplaced = table.holidays.iter().find(|day| day.year() != year).or_else(|| {
        table
            .make_up_days
            .iter()
            .find(|day| day.year() != year || !is_weekend(**day) || table.holidays.contains(day))
    });
    misplaced.map_or(Ok(()), |day| Err(CalendarError::Misplaced { year, day: *day }))
}

fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

fn next(day: Date) -> Result<Date, CalendarError> {
    day.tomorrow().map_err(|_| CalendarError::YearNotAnnounced { year: day.year() + 1 })
}

#[cfg(test)]
pub(crate) mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn days(year: i16, spans: &[(i8, i8, i8, i8)]) -> Vec<Date> {
        spans
            .iter()
            .flat_map(|(month, day, to_month, to_day)| {
                let last = date(year, *to_month, *to_day);
                date(year, *month, *day)
                    .series(jiff::Span::new().days(1))
                    .take_while(move |day| *day <= last)
            })
            .collect()
    }

    /// The announcements of 2025 and 2026.
    pub(crate) fn announced() -> WorkCalendar {
        let holidays = [
            (1, 1, 1, 1),
            (1, 28, 2, 4),
            (4, 4, 4, 6),
            (5, 1, 5, 5),
            (5, 31, 6, 2),
            (10, 1, 10, 8),
        ];
        let make_up = [(1, 26), (2, 8), (4, 27), (9, 28), (10, 11)];
        let table_2025 = CalendarYear {
            year: 2025,
            holidays: days(2025, &holidays),
            make_up_days: make_up.map(|(month, day)| date(2025, month, day)).into(),
        };
        let holidays = [
            (1, 1, 1, 3),
            (2, 15, 2, 23),
            (4, 4, 4, 6),
            (5, 1, 5, 5),
            (6, 19, 6, 21),
            (9, 25, 9, 27),
            (10, 1, 10, 7),
        ];
        let make_up = [(1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10)];
        let table_2026 = CalendarYear {
            year: 2026,
            holidays: days(2026, &holidays),
            make_up_days: make_up.map(|(month, day)| date(2026, month, day)).into(),
        };
        WorkCalendar::new([table_2025, table_2026]).unwrap()
    }

    #[test]
    fn weekends_holidays_and_make_up_days() {
        let calendar = announced();
        let works = |month, day| calendar.is_working_day(date(2026, month, day)).unwrap();
        assert!(!works(1, 1) && works(1, 4) && !works(1, 3) && works(1, 5));
        assert!(!works(2, 15) && !works(2, 23) && works(2, 24) && works(2, 14) && works(2, 28));
        assert!(!works(11, 21) && !works(11, 22) && works(11, 23));
        assert!(!works(10, 7) && works(10, 8) && works(10, 10) && !works(10, 11));
    }

    #[test]
    fn seven_working_days_over_the_national_holiday() {
        let calendar = announced();
        let due = calendar.add_working_days(date(2026, 9, 29), 7);
        assert_eq!(due, Ok(date(2026, 10, 14)));
        assert_eq!(calendar.working_days_between(date(2026, 9, 29), date(2026, 10, 14)), Ok(7));
        assert_eq!(calendar.working_days_between(date(2026, 10, 14), date(2026, 9, 29)), Ok(-7));
        assert_eq!(calendar.add_working_days(date(2026, 10, 1), 0), Ok(date(2026, 10, 1)));
        assert_eq!(calendar.working_day_from(date(2026, 10, 1)), Ok(date(2026, 10, 8)));
    }

    #[test]
    fn both_announced_years_have_their_days() {
        let calendar = announced();
        let count = |year| calendar.working_days_between(date(year, 1, 1), date(year, 12, 31));
        assert_eq!(count(2025), Ok(248));
        assert_eq!(count(2026), Ok(248));
        assert_eq!(calendar.years().collect::<Vec<_>>(), [2025, 2026]);
    }

    #[test]
    fn an_unannounced_year_is_never_guessed() {
        let calendar = announced();
        let unknown = |year| CalendarError::YearNotAnnounced { year };
        assert_eq!(calendar.is_working_day(date(2027, 1, 4)), Err(unknown(2027)));
        assert_eq!(calendar.add_working_days(date(2026, 12, 30), 5), Err(unknown(2027)));
        assert_eq!(
            calendar.working_days_between(date(2024, 12, 30), date(2025, 1, 2)),
            Err(unknown(2024))
        );
        assert_eq!(calendar.add_working_days(date(2026, 12, 30), 1), Ok(date(2026, 12, 31)));
        assert_eq!(calendar.add_working_days(Date::MAX, 1), Err(unknown(10000)));
    }

    #[test]
    fn wrong_tables_are_refused() {
        let table = |holidays: Vec<Date>, make_up_days: Vec<Date>| {
            WorkCalendar::new([CalendarYear { year: 2026, holidays, make_up_days }])
        };
        let misplaced = |day| Err(CalendarError::Misplaced { year: 2026, day });
        assert_eq!(table(vec![date(2025, 1, 1)], vec![]), misplaced(date(2025, 1, 1)));
        assert_eq!(table(vec![], vec![date(2026, 1, 5)]), misplaced(date(2026, 1, 5)));
        let sunday = date(2026, 1, 4);
        assert_eq!(table(vec![sunday], vec![sunday]), misplaced(sunday));
        let empty = CalendarYear { year: 2026, holidays: vec![], make_up_days: vec![] };
        assert_eq!(
            WorkCalendar::new([empty.clone(), empty]),
            Err(CalendarError::YearTwice { year: 2026 })
        );
    }

    proptest! {
        #[test]
        fn adding_and_counting_agree(offset in 0..600_i64, count in 1..60_u32) {
            let calendar = announced();
            let from = date(2025, 1, 1).checked_add(jiff::Span::new().days(offset)).unwrap();
            let to = calendar.add_working_days(from, count).unwrap();
            prop_assert!(calendar.is_working_day(to).unwrap());
            prop_assert_eq!(calendar.working_days_between(from, to), Ok(i64::from(count)));
        }

        #[test]
        fn counting_is_additive(a in 0..700_i64, b in 0..700_i64, c in 0..700_i64) {
            let calendar = announced();
            let [a, b, c] = [a, b, c].map(|days| date(2025, 1, 1).checked_add(jiff::Span::new().days(days)).unwrap());
            let between = |from, to| calendar.working_days_between(from, to).unwrap();
            prop_assert_eq!(between(a, b) + between(b, c), between(a, c));
        }
    }
}
