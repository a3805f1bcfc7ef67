//! Months and quarters: the one that is asked for, and those before it to choose from.

use jiff::ToSpan;
use vocabulary::Date;
use web::door::Site;

/// Spans to choose from.
const BACK: i64 = 12;
/// Quarters among months.
const QUARTERS: usize = 5;

/// A span of days and its name.
#[derive(Clone, Debug)]
pub(super) struct Span {
    /// `2026-11`, `2026-Q4`.
    pub(super) id: String,
    pub(super) days: (Date, Date),
    /// Names to choose from, the latest first.
    pub(super) others: Vec<String>,
}

/// The month asked for; the present one if it is none that can be chosen.
pub(super) fn month(site: &Site, asked: Option<&str>) -> Span {
    let first = site.today().first_of_month();
    let months: Vec<Date> = (0..BACK).map(|back| first.saturating_sub(back.months())).collect();
    let name = |first: Date| first.strftime("%Y-%m").to_string();
    chosen(&months, name, |first| first.last_of_month(), asked)
}

/// The quarter asked for; the present one if it is none that can be chosen.
pub(super) fn quarter(site: &Site, asked: Option<&str>) -> Span {
    let today = site.today();
    let into = i64::from((today.month() - 1) % 3);
    let first = today.first_of_month().saturating_sub(into.months());
    let quarters: Vec<Date> =
        (0..BACK).map(|back| first.saturating_sub((back * 3).months())).collect();
    let name = |first: Date| format!("{}-Q{}", first.year(), (first.month() + 2) / 3);
    let last = |first: Date| first.saturating_add(2.months()).last_of_month();
    chosen(&quarters, name, last, asked)
}

/// The month or the quarter asked for; both can be chosen.
pub(super) fn either(site: &Site, asked: Option<&str>) -> Span {
    let (months, quarters) = (month(site, asked), quarter(site, asked));
    let others = quarters.others.iter().take(QUARTERS).chain(&months.others).cloned().collect();
    let quarterly = asked.is_some_and(|asked| asked.contains('Q'));
    Span { others, ..if quarterly { quarters } else { months } }
}

fn chosen(
    firsts: &[Date],
    name: impl Fn(Date) -> String,
    last: impl Fn(Date) -> Date,
    asked: Option<&str>,
) -> Span {
    let others: Vec<String> = firsts.iter().map(|first| name(*first)).collect();
    let at = asked.and_then(|asked| others.iter().position(|one| one == asked)).unwrap_or(0);
    let first = firsts.get(at).copied().unwrap_or_default();
    Span { id: name(first), days: (first, last(first)), others }
}
