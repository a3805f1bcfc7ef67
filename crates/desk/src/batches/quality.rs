//! The monthly quality report, and what the agency owes by its plan.

use std::collections::BTreeMap;

use axum::{extract::State, response::Response};
use jiff::ToSpan;
use policy::model::role::Action;
use serde::{Deserialize, Serialize};
use web::{
    WebError,
    door::{
        Asked, Language, Site, Staff, Visit, page,
        tell::{Labelled, group, id},
    },
};

use super::{Rule, rules};
use crate::{form::Choice, may, unit};

/// Months that can be chosen.
const MONTHS: i32 = 12;

/// Which report.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Chosen {
    agency: Option<String>,
    period: Option<String>,
}

/// The page.
#[derive(Clone, Debug, Serialize)]
struct Page {
    agency: String,
    agency_id: String,
    /// Agencies to choose from; empty for whom only the own one is open.
    agencies: Vec<Choice>,
    period: String,
    periods: Vec<Choice>,
    figures: Vec<Labelled>,
    overdue: Vec<Owed>,
    lines: Vec<Line>,
    rules: Vec<Rule>,
}

/// A batch that did not come.
#[derive(Clone, Debug, Serialize)]
struct Owed {
    item: String,
    cycle: String,
    due: String,
    last: Option<String>,
}

/// One item.
#[derive(Clone, Debug, Serialize)]
struct Line {
    item: String,
    received: u64,
    rejected: u64,
    compliance: Option<String>,
    on_time: u64,
    late: u64,
    reported: String,
}

/// `GET /desk/batches/quality`
pub(super) async fn show(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Asked(chosen): Asked<Chosen>,
) -> Result<Response, WebError> {
    page(&site, visit, ("desk/batches/quality.html", "batches"), move |site, visit| {
        view(site, visit.language, &staff, chosen)
    })
    .await
}

fn view(site: &Site, language: Language, staff: &Staff, chosen: Chosen) -> Result<Page, WebError> {
    let every = may::has(site.law(), staff, Action::ReadQuality);
    let asked = chosen.agency.filter(|agency| every && !agency.is_empty());
    let agency = asked.as_deref().unwrap_or(&staff.agency);
    let agency = unit::agency(site, agency).ok_or(WebError::Missing)?;
    let periods = months(site);
    let period = chosen.period.or_else(|| periods.first().map(|month| month.id.clone()));
    let period = period.unwrap_or_default();
    let report = site.intake().quality(&agency.id, &period)?;
    let overdue = site.intake().overdue()?.into_iter().filter(|owed| owed.agency == agency.id);
    let mut by_rule: BTreeMap<String, u64> = BTreeMap::new();
    for line in &report.items {
        for (rule, count) in &line.rejected_by_rule {
            *by_rule.entry(rule.clone()).or_default() += count;
        }
    }
    let lines = report.items.iter().map(|line| Line {
        item: unit::item_title(site, language, &line.item),
        received: line.received,
        rejected: line.rejected,
        compliance: line.compliance().map(percent),
        on_time: line.on_time,
        late: line.late,
        reported: format!("{} / {}", line.reported, line.should_report),
    });
    Ok(Page {
        agency: language.of(&agency.title),
        agency_id: agency.id.clone(),
        agencies: if every { agencies(site, language) } else { Vec::new() },
        figures: figures(site, language, &report.items),
        overdue: overdue
            .map(|owed| Owed {
                item: unit::item_title(site, language, &owed.item),
                cycle: id(&owed.cycle),
                due: owed.due.to_string(),
                last: owed.last.map(|day| day.to_string()),
            })
            .collect(),
        lines: lines.collect(),
        rules: rules(&by_rule),
        period,
        periods,
    })
}

fn figures(site: &Site, language: Language, lines: &[intake::QualityLine]) -> Vec<Labelled> {
    let sum = |of: fn(&intake::QualityLine) -> u64| lines.iter().map(of).sum::<u64>();
    let (received, rejected) = (sum(|line| line.received), sum(|line| line.rejected));
    let passed = received - rejected.min(received);
    let share = |part: u64, of: u64| (part * 10_000).checked_div(of).map(percent);
    let (on_time, late) = (sum(|line| line.on_time), sum(|line| line.late));
    let (due, reported) = (sum(|line| line.should_report), sum(|line| line.reported));
    let none = || "–".to_owned();
    let grouped = group(i64::try_from(received).unwrap_or(i64::MAX));
    [
        ("desk.quality.received", grouped),
        ("desk.quality.compliance", share(passed, received).unwrap_or_else(none)),
        ("desk.quality.punctual", share(on_time, on_time + late).unwrap_or_else(none)),
        ("desk.quality.plan", share(reported, due).unwrap_or_else(none)),
    ]
    .map(|(key, value)| Labelled { label: site.word(language, key), value, wide: false })
    .into()
}

/// The present month and those before it.
fn months(site: &Site) -> Vec<Choice> {
    let first = site.today().first_of_month();
    let month = |back: i32| {
        let month = first.saturating_sub(back.months()).strftime("%Y-%m").to_string();
        Choice::new(month.clone(), month)
    };
    (0..MONTHS).map(month).collect()
}

fn agencies(site: &Site, language: Language) -> Vec<Choice> {
    let planned = site.law().agencies().iter().filter(|agency| !agency.plan.is_empty());
    planned.map(|agency| Choice::new(&agency.id, language.of(&agency.title))).collect()
}

/// Of ten thousand, in percent.
fn percent(share: u64) -> String {
    format!("{}.{:02} %", share / 100, share % 100)
}
