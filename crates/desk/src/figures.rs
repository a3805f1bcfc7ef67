//! The dashboard: what plans ask for against what is, from live data (C-08.d, C-35.e).

use std::collections::BTreeMap;

use axum::{extract::State, response::Response};
use policy::model::{
    matter::Purpose,
    role::Action::{ReadFigures, ReadQuality},
    target::Unit,
};
use serde::Serialize;
use web::{
    WebError,
    chart::{About, Bar, Chart, Series, bars, columns},
    door::{
        Language, Site, Staff, Visit, page,
        tell::{Labelled, group, id, instant},
    },
};

use crate::{
    table::{Line, get},
    unit,
};

/// Bars of one chart.
const BARS: usize = 12;
/// Purposes of those who need none: what the public does, and subjects about themselves.
const PLAIN: [&str; 4] = ["search", "page", "query", "own"];

/// The route of this page.
pub(crate) fn lines() -> Vec<Line> {
    vec![get("/desk/figures", &[ReadFigures, ReadQuality], show)]
}

/// The page.
#[derive(Clone, Debug, Serialize)]
struct Page {
    at: String,
    month: String,
    figures: Vec<Labelled>,
    targets: Vec<Target>,
    queries: Vec<Chart>,
    reporting: Chart,
    checks: Chart,
}

/// What a plan asks for, and how far it is.
#[derive(Clone, Debug, Serialize)]
struct Target {
    title: String,
    target: String,
    /// Where the present is known.
    now: Option<String>,
    reached: bool,
    basis: String,
}

async fn show(State(site): State<Site>, visit: Visit, _: Staff) -> Result<Response, WebError> {
    page(&site, visit, ("desk/figures.html", "figures"), |site, visit| view(site, visit.language))
        .await
}

fn view(site: &Site, language: Language) -> Result<Page, WebError> {
    let year = site.today().year();
    let month = site.today().strftime("%Y-%m").to_string();
    let queries = site.gate().queries(year)?.into_inner();
    let coverage = site.checker().coverage(None)?;
    let required = coverage.iter().filter(|line| line.required);
    let used = required.clone().filter(|line| line.checks > 0).count();
    let share = percent(used as u64, required.count() as u64);
    let checks = coverage.iter().map(|line| line.checks).sum::<u64>();
    let counted = site.gate().figures()?.into_inner();
    let overdue = site.intake().overdue()?.len() as u64;
    let figure = |key: &str, value: u64| Labelled {
        label: site.word(language, &format!("desk.figures.{key}")),
        value: group(i64::try_from(value).unwrap_or(i64::MAX)),
        wide: false,
    };
    let mut units: BTreeMap<String, u64> = BTreeMap::new();
    for line in coverage.iter().filter(|line| line.checks > 0) {
        *units.entry(language.of(&line.unit_title)).or_default() += line.checks;
    }
    Ok(Page {
        at: instant(site.clock().now()),
        figures: vec![
            figure("records", counted.records.values().sum()),
            figure("published", counted.published.values().sum()),
            figure("repaired", counted.repaired),
            figure("queries", queries.total),
            figure("checks", checks),
            figure("overdue", overdue),
        ],
        targets: targets(site, language, queries.total, share)?,
        queries: vec![
            by_channel(site, language, &queries.by_channel),
            by_month(site, language, &queries.by_month),
            by_unit(site, language, &queries.by_unit),
            by_purpose(site, language, &queries.by_purpose),
        ],
        reporting: reporting(site, language, &month)?,
        checks: drawn(site, language, ("checks_by_unit", "unit", "times"), |about| {
            bars(about, &longest(units))
        }),
        month,
    })
}

/// Targets of the plans; the present where the platform itself knows it.
fn targets(
    site: &Site,
    language: Language,
    queries: u64,
    checks: Option<u64>,
) -> Result<Vec<Target>, WebError> {
    let coverage = site.gate().coverage()?.into_inner();
    let enterprises = coverage
        .iter()
        .find(|line| line.kind == vocabulary::SubjectKind::Enterprise)
        .and_then(|line| line.share.map(|share| share / 100));
    let now = |id: &str| match id {
        "queries-a-year" => Some(queries),
        "checks-coverage" => checks,
        "coverage-enterprises" => enterprises,
        _ => None,
    };
    let told = |target: &policy::model::target::Target| {
        let unit = site.word(language, unit_key(target.unit));
        let said =
            |value: u64| format!("{}{unit}", group(i64::try_from(value).unwrap_or(i64::MAX)));
        let present = now(&target.id);
        Target {
            title: language.of(&target.title),
            target: said(target.value),
            now: present.map(said),
            reached: present.is_some_and(|present| present >= target.value),
            basis: web::door::tell::cite(&target.basis),
        }
    };
    Ok(site.law().targets().iter().map(told).collect())
}

fn unit_key(unit: Unit) -> &'static str {
    match unit {
        Unit::Times => "desk.target_unit.times",
        Unit::Percent => "desk.target_unit.percent",
        Unit::Pieces => "desk.target_unit.pieces",
        Unit::Milliseconds => "desk.target_unit.milliseconds",
    }
}

/// Part of a whole in per cent; none of nothing.
fn percent(part: u64, whole: u64) -> Option<u64> {
    (part * 100).checked_div(whole)
}

/// The words of a chart: title, category, what is counted; below `desk.figures`.
fn drawn(
    site: &Site,
    language: Language,
    (title, of, measure): (&str, &str, &str),
    draw: impl FnOnce(&About<'_>) -> Chart,
) -> Chart {
    let word = |key: &str| site.word(language, &format!("desk.figures.{key}"));
    let (title, of, measure) = (word(title), word(of), word(measure));
    let about = About {
        language,
        title: &title,
        note: None,
        of: &of,
        measure: &measure,
        unit: "",
        decimals: 0,
    };
    draw(&about)
}

fn by_channel(site: &Site, language: Language, counts: &BTreeMap<String, u64>) -> Chart {
    let name = |channel: &str| site.word(language, &format!("channel.{channel}"));
    let named = counts.iter().map(|(channel, count)| (name(channel), *count)).collect();
    drawn(site, language, ("by_channel", "channel", "times"), |about| bars(about, &longest(named)))
}

/// Who asked: a unit by its name, the public and subjects about themselves by a word.
pub(crate) fn asker(site: &Site, language: Language, unit: &str) -> String {
    match unit {
        "public" | "subject" => site.word(language, &format!("desk.figures.{unit}")),
        unit => unit::title(site, language, unit),
    }
}

/// What a purpose is called: of the closed list, of a consent, or of what the public does.
pub(crate) fn purpose_title(site: &Site, language: Language, purpose: &str) -> String {
    let consents = site.law().consent_kinds(site.today());
    let given = consents.iter().any(|kind| id(&kind.purpose) == purpose);
    match (Purpose::parse(purpose), given) {
        (Some(_), _) => site.word(language, &format!("purpose.{purpose}")),
        (None, true) => site.word(language, &format!("consent_purpose.{purpose}")),
        (None, false) if PLAIN.contains(&purpose) => {
            site.word(language, &format!("desk.figures.for_{purpose}"))
        }
        (None, false) => purpose.to_owned(),
    }
}

/// Units by name; who asked without one, the public and subjects about themselves, by a word.
fn by_unit(site: &Site, language: Language, counts: &BTreeMap<String, u64>) -> Chart {
    let named = counts.iter().map(|(unit, count)| (asker(site, language, unit), *count)).collect();
    drawn(site, language, ("by_unit", "unit", "times"), |about| bars(about, &longest(named)))
}

/// Purposes of the closed list by name; what a consent was given for and what the public does by theirs.
fn by_purpose(site: &Site, language: Language, counts: &BTreeMap<String, u64>) -> Chart {
    let mut named: BTreeMap<String, u64> = BTreeMap::new();
    for (purpose, count) in counts {
        *named.entry(purpose_title(site, language, purpose)).or_default() += count;
    }
    drawn(site, language, ("by_purpose", "purpose", "times"), |about| bars(about, &longest(named)))
}

fn by_month(site: &Site, language: Language, counts: &BTreeMap<String, u64>) -> Chart {
    let year = site.today().year();
    let months: Vec<String> = (1..=12).map(|month| month.to_string()).collect();
    let count = |month: u8| counts.get(&format!("{year}-{month:02}")).copied().unwrap_or_default();
    let values = (1..=12).map(|month| count(month) as f64);
    let name = site.word(language, "desk.figures.times");
    let series = [Series { name, values: values.collect() }];
    drawn(site, language, ("by_month", "month", "times"), |about| columns(about, &months, &series))
}

/// Agencies by the share of their plan that came in time this month, the lowest first.
fn reporting(site: &Site, language: Language, month: &str) -> Result<Chart, WebError> {
    let mut lines = site.intake().coverage(month)?;
    lines.retain(|line| line.should_report > 0);
    let share = |line: &intake::Coverage| percent(line.reported, line.should_report).unwrap_or(0);
    lines.sort_by_key(share);
    let bar = |line: &intake::Coverage| {
        Bar::new(unit::title(site, language, &line.agency), share(line) as f64)
    };
    let shown: Vec<Bar> = lines.iter().take(BARS).map(bar).collect();
    Ok(drawn(site, language, ("reporting", "unit", "share"), |about| {
        bars(&About { unit: " %", ..*about }, &shown)
    }))
}

/// The longest bars, the longest first.
fn longest(counts: BTreeMap<String, u64>) -> Vec<Bar> {
    let mut counts: Vec<(String, u64)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts.into_iter().take(BARS).map(|(name, count)| Bar::new(name, count as f64)).collect()
}
