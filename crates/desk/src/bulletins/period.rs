//! The month or the quarter of a bulletin, the one before it, and those to choose from.

use jiff::ToSpan;
use vocabulary::Date;
use web::door::{Language, Site, papers};

use crate::form::Choice;

/// Months to choose from.
const MONTHS: i64 = 13;
/// Quarters to choose from.
const QUARTERS: i64 = 5;

/// A month `2026-11` or a quarter `2026-Q4`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Period {
    pub(crate) id: String,
    pub(crate) days: (Date, Date),
    pub(crate) quarterly: bool,
}

impl Period {
    fn month(first: Date) -> Self {
        let id = first.strftime("%Y-%m").to_string();
        Self { id, days: (first, first.last_of_month()), quarterly: false }
    }

    fn quarter(first: Date) -> Self {
        let id = format!("{}-Q{}", first.year(), (first.month() + 2) / 3);
        let last = first.saturating_add(2.months()).last_of_month();
        Self { id, days: (first, last), quarterly: true }
    }

    /// The one before.
    pub(crate) fn before(&self) -> Self {
        let back = if self.quarterly { 3 } else { 1 };
        let first = self.days.0.saturating_sub(back.months());
        if self.quarterly { Self::quarter(first) } else { Self::month(first) }
    }

    /// The six periods up to this one, the earliest first.
    pub(crate) fn trail(&self) -> Vec<Self> {
        let mut trail = vec![self.clone()];
        while trail.len() < 6
            && let Some(last) = trail.last()
        {
            trail.push(last.before());
        }
        trail.reverse();
        trail
    }

    /// Whether it lasts still.
    pub(crate) fn lasts(&self, today: Date) -> bool {
        today <= self.days.1
    }

    /// In words: 2026年11月, 2026年第4季度.
    pub(crate) fn said(&self, site: &Site, language: Language) -> String {
        let (first, _) = self.days;
        let values = [
            ("year", first.year().to_string()),
            ("month", first.month().to_string()),
            ("quarter", ((first.month() + 2) / 3).to_string()),
            ("id", self.id.clone()),
        ];
        let key = if self.quarterly { "desk.bulletin.quarter" } else { "desk.bulletin.month" };
        site.words(language, key, &values)
    }

    /// Its days in words.
    pub(crate) fn span(&self, site: &Site, language: Language) -> String {
        let until = self.days.1.min(site.today());
        let day = |on| papers::day(site, language, on);
        let values = [("from", day(self.days.0)), ("until", day(until))];
        site.words(language, "desk.bulletin.span", &values)
    }
}

/// Months and quarters, the present ones first.
pub(crate) fn all(today: Date) -> (Vec<Period>, Vec<Period>) {
    let first = today.first_of_month();
    let months = (0..MONTHS).map(|back| Period::month(first.saturating_sub(back.months())));
    let quarter = first.saturating_sub(i64::from((today.month() - 1) % 3).months());
    let quarters =
        (0..QUARTERS).map(|back| Period::quarter(quarter.saturating_sub((back * 3).months())));
    (months.collect(), quarters.collect())
}

/// The period asked for; the last full month if it is none that can be chosen.
pub(crate) fn chosen(today: Date, asked: Option<&str>) -> Period {
    let (months, quarters) = all(today);
    let named = months.iter().chain(&quarters).find(|one| Some(one.id.as_str()) == asked);
    named.or(months.get(1)).or(months.first()).cloned().unwrap_or_else(|| Period::month(today))
}

/// The periods to choose from.
pub(crate) fn choices(site: &Site, language: Language) -> Vec<Choice> {
    let (months, quarters) = all(site.today());
    let all = quarters.iter().chain(&months);
    all.map(|one| Choice::new(&one.id, one.said(site, language))).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn months_and_quarters_follow_each_other() {
        let today = date(2026, 1, 20);
        assert_eq!(chosen(today, None).id, "2025-12");
        assert_eq!(chosen(today, Some("2026-Q1")).days, (date(2026, 1, 1), date(2026, 3, 31)));
        assert_eq!(chosen(today, Some("2026-Q1")).before().id, "2025-Q4");
        assert_eq!(chosen(today, Some("nonsense")).id, "2025-12");
        let trail: Vec<String> =
            chosen(today, None).trail().into_iter().map(|one| one.id).collect();
        assert_eq!(trail.first().map(String::as_str), Some("2025-07"));
        assert_eq!(trail.len(), 6);
    }
}
