//! A record's page.

use serde::Serialize;
use vocabulary::Date;

use super::{Labelled, case::Repair};

/// The page.
#[derive(Clone, Debug, Serialize)]
pub struct Record {
    /// What it is about.
    pub title: String,
    /// Name of the subject.
    pub subject: String,
    /// Page of the subject.
    pub subject_href: String,
    /// Kind of record.
    pub item_title: String,
    /// Page of the catalog item.
    pub item_href: String,
    /// `good`, `bad` or empty.
    pub tone: &'static str,
    /// Disclosure class.
    pub class_title: Option<String>,
    /// How far it was checked, if the subject itself declared it: `unchecked`, `checked`, `refuted`.
    pub self_declared: Option<&'static str>,
    /// Whether an objection is open.
    pub objected: bool,
    /// The fields that everyone may see.
    pub fields: Vec<Labelled>,
    /// The period of publication.
    pub period: Option<Period>,
    /// How and from which day it can be repaired.
    pub repair: Option<Repair>,
    /// What it means, in plain words.
    pub meaning: String,
    /// Legal basis of its publication.
    pub basis: Option<String>,
    /// The agency that sent it.
    pub source: String,
    /// Where anyone can object to it.
    pub objection_href: Option<String>,
    /// Ledger position of its present version.
    pub position: u64,
}

/// A period of publication, to be drawn on a line of 1000 units.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Period {
    /// First day.
    pub from: String,
    /// Last day.
    pub until: String,
    /// First day on which repair can be asked for.
    pub repairable_from: Option<String>,
    /// Its place.
    pub repairable_x: Option<i64>,
    /// Today.
    pub today: String,
    /// Place of today, if within.
    pub today_x: Option<i64>,
}

impl Period {
    /// The period from the decision until the end of publication; none if it is empty.
    pub fn draw(
        from: Date,
        until: Date,
        repairable_from: Option<Date>,
        today: Date,
    ) -> Option<Self> {
        let days = days(from, until);
        if days <= 0 {
            return None;
        }
        let place = |day: Date| match self::days(from, day) {
            passed if (0..=days).contains(&passed) => Some(passed * 1000 / days),
            _ => None,
        };
        let repairable = repairable_from.and_then(|day| Some((day, place(day)?)));
        Some(Self {
            from: from.to_string(),
            until: until.to_string(),
            repairable_from: repairable.map(|(day, _)| day.to_string()),
            repairable_x: repairable.map(|(_, x)| x),
            today: today.to_string(),
            today_x: place(today),
        })
    }
}

fn days(from: Date, until: Date) -> i64 {
    from.until(until).map_or(0, |span| i64::from(span.get_days()))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_period_is_drawn_to_scale() {
        let (from, until) = (date(2026, 1, 1), date(2027, 1, 1));
        let period = Period::draw(from, until, Some(date(2026, 4, 1)), date(2026, 7, 2)).unwrap();
        assert_eq!(period.repairable_x, Some(246));
        assert_eq!(period.today_x, Some(498));
    }

    #[test]
    fn days_outside_the_period_are_not_drawn() {
        let (from, until) = (date(2026, 1, 1), date(2027, 1, 1));
        let period = Period::draw(from, until, None, date(2028, 1, 1)).unwrap();
        assert_eq!((period.repairable_x, period.today_x), (None, None));
        assert_eq!(Period::draw(from, from, None, from), None);
    }
}
