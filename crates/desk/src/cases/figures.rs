//! How long cases take, how many are open, how many are overdue: by process and unit (C-32).

use std::collections::BTreeMap;

use axum::{extract::State, response::Response};
use policy::model::process::Outcome;
use serde::{Deserialize, Serialize};
use vocabulary::Date;
use web::{
    WebError,
    chart::{About, Bar, Chart, bars},
    door::{
        Asked, Language, Site, Staff, Visit, file, page,
        tell::{Labelled, group, instant},
    },
};
use workflow::case::{FigureFilter, ProcessFigures};

use crate::{
    csv::cell,
    form::{Choice, Wrongs},
};

/// Bars of one chart.
const BARS: usize = 15;

/// What is asked for.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Chosen {
    process: Option<String>,
    from: Option<String>,
    until: Option<String>,
}

/// A head of the table.
#[derive(Clone, Debug, Serialize)]
struct Head {
    title: String,
    kind: &'static str,
}

/// The page.
#[derive(Clone, Debug, Serialize)]
struct Page {
    at: String,
    processes: Vec<Choice>,
    process: String,
    from: String,
    until: String,
    errors: Wrongs,
    figures: Vec<Labelled>,
    overdue: Option<Chart>,
    median: Option<Chart>,
    open: Chart,
    heads: Vec<Head>,
    rows: Vec<Vec<String>>,
    csv: String,
}

/// `GET /desk/cases/figures`
pub(super) async fn show(
    State(site): State<Site>,
    visit: Visit,
    _: Staff,
    Asked(chosen): Asked<Chosen>,
) -> Result<Response, WebError> {
    page(&site, visit, ("desk/cases/figures.html", "cases"), move |site, visit| {
        view(site, visit.language, &chosen)
    })
    .await
}

/// `GET /desk/cases/figures.csv`
pub(super) async fn csv(
    State(site): State<Site>,
    visit: Visit,
    _: Staff,
    Asked(chosen): Asked<Chosen>,
) -> Result<Response, WebError> {
    let language = visit.language;
    site.ask(move |site| {
        let (filter, _) = filter(site, language, &chosen);
        let found = site.cases().figures(&filter)?;
        let head = site.word(language, "desk.case_figures.csv_header");
        let mut text = format!("\u{feff}{head}\r\n");
        for figures in &found {
            let cells = row(language, figures);
            let cells: Vec<String> = cells.iter().map(|value| cell(value)).collect();
            text += &format!("{}\r\n", cells.join(","));
        }
        Ok(file("cases.csv", "text/csv; charset=utf-8", text))
    })
    .await
}

fn filter(site: &Site, language: Language, chosen: &Chosen) -> (FigureFilter, Wrongs) {
    let mut errors = Wrongs::default();
    let mut day = |name: &str, given: &Option<String>| -> Option<Date> {
        let given = given.as_deref().map(str::trim).filter(|text| !text.is_empty())?;
        let day = given.parse().ok();
        if day.is_none() {
            let label = site.word(language, &format!("desk.case_figures.{name}"));
            errors.say(name, site.words(language, "case_form.date_wrong", &[("label", label)]));
        }
        day
    };
    let (from, until) = (day("from", &chosen.from), day("until", &chosen.until));
    let process = chosen.process.clone().filter(|process| !process.is_empty());
    (FigureFilter { process, from, until }, errors)
}

fn view(site: &Site, language: Language, chosen: &Chosen) -> Result<Page, WebError> {
    let (filter, errors) = filter(site, language, chosen);
    let found = site.cases().figures(&filter)?;
    let sum = |count: fn(&ProcessFigures) -> u64| found.iter().map(count).sum::<u64>();
    let figure = |key: &str, value: u64| Labelled {
        label: site.word(language, &format!("desk.case_figures.{key}")),
        value: count(value),
        wide: false,
    };
    let processes = site.law().processes(site.today()).into_iter();
    let choice =
        |one: &policy::model::process::Process| Choice::new(&one.id, language.of(&one.title));
    let by_process = |value: fn(&ProcessFigures) -> u64| {
        let lines = found.iter().map(|one| (language.of(&one.title), value(one)));
        longest(summed(lines))
    };
    let overdue = longest(summed(found.iter().map(|one| (unit(language, one), one.overdue))));
    let median = medians(language, &found);
    let drawn = |title: &str, of: &str, measure: &str, figures: &[Bar]| {
        drawn(site, language, (title, of, measure), figures)
    };
    let given = |text: &Option<String>| text.clone().unwrap_or_default();
    Ok(Page {
        at: instant(site.clock().now()),
        processes: processes.map(choice).collect(),
        process: given(&chosen.process),
        from: given(&chosen.from),
        until: given(&chosen.until),
        errors,
        figures: vec![
            figure("opened", sum(|one| one.opened)),
            figure("closed", sum(|one| one.closed.values().sum())),
            figure("open", sum(|one| one.open)),
            figure("overdue", sum(|one| one.overdue)),
        ],
        overdue: (!overdue.is_empty()).then(|| drawn("overdue_by_unit", "unit", "cases", &overdue)),
        median: (!median.is_empty())
            .then(|| drawn("median_by_process", "process", "days", &median)),
        open: drawn("open_by_process", "process", "cases", &by_process(|one| one.open)),
        heads: heads(site, language),
        rows: found.iter().map(|figures| row(language, figures)).collect(),
        csv: address(chosen),
    })
}

/// The address of the same figures as a file.
fn address(chosen: &Chosen) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    let parts = [("process", &chosen.process), ("from", &chosen.from), ("until", &chosen.until)];
    for (name, value) in parts {
        if let Some(value) = value.as_deref().filter(|value| !value.is_empty()) {
            query.append_pair(name, value);
        }
    }
    format!("/desk/cases/figures.csv?{}", query.finish()).trim_end_matches('?').to_owned()
}

fn heads(site: &Site, language: Language) -> Vec<Head> {
    let head = |(key, kind): (&str, &'static str)| Head {
        title: site.word(language, &format!("desk.case_figures.{key}")),
        kind,
    };
    let named = [("process", ""), ("unit", "")];
    let counted = [
        "opened",
        "done",
        "refused",
        "withdrawn",
        "lapsed",
        "open",
        "overdue",
        "median",
        "longest",
    ];
    named.into_iter().chain(counted.map(|key| (key, "n"))).map(head).collect()
}

fn row(language: Language, figures: &ProcessFigures) -> Vec<String> {
    let closed = |outcome: Outcome| count(figures.closed.get(&outcome).copied().unwrap_or(0));
    let days = |days: Option<i64>| days.map(|days| days.to_string()).unwrap_or_default();
    vec![
        language.of(&figures.title),
        unit(language, figures),
        count(figures.opened),
        closed(Outcome::Done),
        closed(Outcome::Refused),
        closed(Outcome::Withdrawn),
        closed(Outcome::Lapsed),
        count(figures.open),
        count(figures.overdue),
        days(figures.median_days),
        days(figures.longest_days),
    ]
}

fn count(value: u64) -> String {
    group(i64::try_from(value).unwrap_or(i64::MAX))
}

fn unit(language: Language, figures: &ProcessFigures) -> String {
    let title = figures.unit_title.as_ref().map(|title| language.of(title));
    title.unwrap_or_else(|| {
        if figures.unit.is_empty() { "–".to_owned() } else { figures.unit.clone() }
    })
}

/// Sums by name.
fn summed(lines: impl Iterator<Item = (String, u64)>) -> BTreeMap<String, u64> {
    let mut sums = BTreeMap::new();
    for (name, value) in lines {
        *sums.entry(name).or_default() += value;
    }
    sums
}

/// The longest bars, the longest first; none for nothing.
fn longest(sums: BTreeMap<String, u64>) -> Vec<Bar> {
    let mut sums: Vec<_> = sums.into_iter().filter(|(_, value)| *value > 0).collect();
    sums.sort_by_key(|(_, value)| std::cmp::Reverse(*value));
    sums.into_iter().take(BARS).map(|(name, value)| Bar::new(name, value as f64)).collect()
}

/// The middle time of each process: of its units the one with the most cases that ended.
fn medians(language: Language, found: &[ProcessFigures]) -> Vec<Bar> {
    let mut best: BTreeMap<&str, (u64, i64, String)> = BTreeMap::new();
    for one in found {
        let Some(days) = one.median_days else { continue };
        let ended: u64 = one.closed.values().sum();
        let known = best.get(one.process.as_str()).map_or(0, |(ended, ..)| *ended);
        if ended > known {
            best.insert(&one.process, (ended, days, language.of(&one.title)));
        }
    }
    let mut bars: Vec<_> = best.into_values().collect();
    bars.sort_by_key(|(_, days, _)| std::cmp::Reverse(*days));
    bars.into_iter().take(BARS).map(|(_, days, title)| Bar::new(title, days as f64)).collect()
}

fn drawn(
    site: &Site,
    language: Language,
    (title, of, measure): (&str, &str, &str),
    figures: &[Bar],
) -> Chart {
    let word = |key: &str| site.word(language, &format!("desk.case_figures.{key}"));
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
    bars(&about, figures)
}
