//! The form of a report: everything in it may be left out.

use policy::model::{
    basis::{Length, LengthUnit},
    report::ReportTemplate,
};
use report::{Ask, model::Period};
use vocabulary::{
    Date,
    period::{add_days, add_months, add_years},
};
use web::door::{Fields, Language, Site};

use super::Wrong;
use crate::view::{Choice, report as view};

/// Reads what was filled in; else the field and the key of what is wrong with it.
pub(super) fn read(
    fields: &Fields,
    language: Language,
) -> Result<Ask, (&'static str, &'static str)> {
    let day = |name: &'static str| match fields.given(name).map(|text| text.parse::<Date>()) {
        None => Ok(None),
        Some(Ok(day)) => Ok(Some(day)),
        Some(Err(_)) => Err((name, "mine.date_wrong")),
    };
    let period = match (day("from")?, day("until")?) {
        (None, None) => None,
        (Some(from), Some(until)) => Some(Period { from, until }),
        (None, Some(_)) => return Err(("from", "mine.date_wrong")),
        (Some(_), None) => return Err(("until", "mine.date_wrong")),
    };
    let own = if language == Language::En { "en" } else { "zh" };
    let asked = fields.get("language");
    Ok(Ask {
        template: fields.get("template").to_owned(),
        language: if matches!(asked, "zh" | "en") { asked } else { own }.to_owned(),
        known_on: day("known_on")?,
        period,
        domains: fields.all("domains").map(str::to_owned).collect(),
    })
}

/// The form of a report.
pub(super) fn form(
    site: &Site,
    language: Language,
    kind: &ReportTemplate,
    (fields, wrong): (&Fields, Option<Wrong>),
) -> view::Form {
    let today = site.today();
    let given = |name: &str, otherwise: String| fields.given(name).unwrap_or(otherwise);
    let longest = kind.longest.filter(|_| kind.is_special());
    let from = longest.and_then(|longest| back(today, longest)).unwrap_or(today);
    let own = if language == Language::En { "en" } else { "zh" };
    let (mut error, mut refused) = (None, None);
    match wrong {
        Some(Wrong::Field((field, key))) => error = Some((field, site.word(language, key))),
        Some(Wrong::Refused(refusal)) => refused = Some(refusal.into()),
        None => {}
    }
    let domain = |domain: &policy::model::report::ReportDomain| Choice {
        id: domain.id.clone(),
        title: language.of(&domain.title),
    };
    view::Form {
        template: kind.id.clone(),
        title: language.of(&kind.title),
        href: format!("/reports/{}", kind.id),
        special: kind.is_special(),
        opened: fields.given("template").is_some() && !kind.is_special(),
        purpose: fields.get("purpose").to_owned(),
        language: given("language", own.to_owned()),
        known_on: fields.get("known_on").to_owned(),
        longest: longest.map(|longest| length(site, language, longest)),
        from: given("from", from.to_string()),
        until: given("until", today.to_string()),
        today: today.to_string(),
        domains: kind.domain.iter().map(domain).collect(),
        chosen: fields.all("domains").map(str::to_owned).collect(),
        error: error.map(|(field, text)| view::FieldError { field, text }),
        refused,
    }
}

/// A length of time in words.
pub(super) fn length(site: &Site, language: Language, length: Length) -> String {
    let key = match length.unit {
        LengthUnit::WorkingDay => "length.working-day",
        LengthUnit::Day => "length.day",
        LengthUnit::Month => "length.month",
        LengthUnit::Year => "length.year",
    };
    site.words(language, key, &[("n", length.count.to_string())])
}

/// The first day of a period of that length which ends today.
fn back(today: Date, length: Length) -> Option<Date> {
    let count = -i32::from(length.count);
    let before = match length.unit {
        LengthUnit::Year => add_years(today, count),
        LengthUnit::Month => add_months(today, count),
        LengthUnit::Day | LengthUnit::WorkingDay => add_days(today, count),
    };
    add_days(before?, 1)
}
