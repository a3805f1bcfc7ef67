//! `GET /figures`: what the platform holds, what is public, and how often it is asked.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, Mutex, PoisonError},
};

use axum::{extract::State, response::Response};
use disclosure::SpreadView;
use jiff::{SignedDuration, ToSpan};
use policy::model::catalog::AdministrativeAct;
use vocabulary::{Date, Timestamp};

use super::{
    law::{id, kind},
    line::division,
    page::{Visit, page},
    visits::visits,
};
use crate::{
    WebError,
    chart::{About, Bar, Chart, Series, bars, columns},
    pages::group,
    site::{Site, instant},
    view::{Labelled, figures as view},
    wording::Language,
};

/// Months of the chart of decisions.
const MONTHS: i64 = 12;
/// Days of the chart of visits.
const DAYS: i64 = 30;
/// Bars of one chart.
const BARS: usize = 10;
/// For how long the spread of public records is not counted again.
const FRESH: SignedDuration = SignedDuration::from_mins(10);

/// The spread of public records as it was last counted, of which day and when.
#[derive(Default)]
pub(crate) struct Counted(Mutex<Option<(Timestamp, Date, Arc<SpreadView>)>>);

/// `GET /figures`
pub(super) async fn show(State(site): State<Site>, visit: Visit) -> Result<Response, WebError> {
    page(&site, visit, ("portal/figures.html", "figures"), |site, visit| {
        let spread = spread(site)?;
        let language = visit.language;
        let seen = visits(site, first_day(site))?;
        let today = seen.days.get(&site.today().to_string()).copied().unwrap_or_default();
        let coverage = coverage(site)?;
        Ok(view::Figures {
            figures: figures(site, language, (seen.total, today))?,
            months: by_month(site, language, &spread),
            public: vec![
                by_act(site, language, &spread),
                by_division(site, language, &spread),
                by_authority(site, language, &spread),
            ],
            compared: coverage.iter().any(|line| line.reference.is_some()),
            coverage,
            visits: by_day(site, language, &seen.days),
            visits_since: seen.since,
            at: instant(site.clock.now()),
        })
    })
    .await
}

fn first_day(site: &Site) -> Date {
    site.today().saturating_sub((DAYS - 1).days())
}

fn first_month(site: &Site) -> Date {
    site.today().first_of_month().saturating_sub((MONTHS - 1).months())
}

/// How public records are spread, counted at most every few minutes.
fn spread(site: &Site) -> Result<Arc<SpreadView>, WebError> {
    let (now, today) = (site.clock.now(), site.today());
    let counted = || site.counted.0.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((at, day, spread)) = counted().clone()
        && day == today
        && now.duration_since(at) < FRESH
    {
        return Ok(spread);
    }
    let spread = Arc::new(site.gate.spread(first_month(site))?.into_inner());
    *counted() = Some((now, today, Arc::clone(&spread)));
    Ok(spread)
}

fn figures(
    site: &Site,
    language: Language,
    (visits, today): (u64, u64),
) -> Result<Vec<Labelled>, WebError> {
    let counted = site.gate.figures()?.into_inner();
    let figure = |key: &str, count: u64| Labelled {
        label: site.word(language, &format!("figures.{key}")),
        value: group(i64::try_from(count).unwrap_or(i64::MAX)),
        wide: false,
    };
    Ok(vec![
        figure("subjects", counted.subjects.values().sum()),
        figure("published", counted.published.values().sum()),
        figure("repaired", counted.repaired),
        figure("visits", visits),
        figure("visits_today", today),
    ])
}

/// Words of a chart; its title is `figures.<key>`.
fn drawn(
    site: &Site,
    language: Language,
    (key, of): (&str, &str),
    draw: impl FnOnce(&About<'_>) -> Chart,
) -> Chart {
    let title = site.word(language, &format!("figures.{key}"));
    let of = site.word(language, &format!("figures.{of}"));
    let measure = site.word(language, "figures.records");
    let (title, of, measure) = (title.as_str(), of.as_str(), measure.as_str());
    draw(&About { language, title, note: None, of, measure, unit: "", decimals: 0 })
}

/// Licences and penalties by month of decision.
fn by_month(site: &Site, language: Language, spread: &SpreadView) -> Chart {
    let first = first_month(site);
    let months: Vec<String> = (0..MONTHS)
        .map(|n| first.saturating_add(n.months()).strftime("%Y-%m").to_string())
        .collect();
    let short = months.iter().map(|month| month.get(2..).unwrap_or_default().to_owned());
    let short: Vec<String> = short.collect();
    let series = [AdministrativeAct::Licence, AdministrativeAct::Penalty].map(|act| {
        let items = site.law.items(site.today());
        let of_act: Vec<&str> = items
            .iter()
            .filter(|item| item.act == Some(act))
            .map(|item| item.id.as_str())
            .collect();
        let count = |month: &String| -> u64 {
            let counts = of_act.iter().filter_map(|item| spread.months.get(*item)?.get(month));
            counts.sum()
        };
        let name = site.word(language, &format!("act.{}", id(&act)));
        Series { name, values: months.iter().map(|month| count(month) as f64).collect() }
    });
    drawn(site, language, ("by_month", "month"), |about| columns(about, &short, &series))
}

/// Public records of each of the ten kinds.
fn by_act(site: &Site, language: Language, spread: &SpreadView) -> Chart {
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    for item in site.law.items(site.today()) {
        let Some(act) = item.act else { continue };
        let of_item = spread.divisions.get(&item.id).map_or(0, |words| words.values().sum());
        *counts.entry(site.word(language, &format!("act.{}", id(&act)))).or_default() += of_item;
    }
    drawn(site, language, ("by_act", "act"), |about| bars(about, &longest(counts)))
}

fn by_division(site: &Site, language: Language, spread: &SpreadView) -> Chart {
    let name = |code: &str| division(site, Some(code)).unwrap_or_else(|| code.to_owned());
    let counts = summed(&spread.divisions, name);
    drawn(site, language, ("by_division", "division"), |about| bars(about, &longest(counts)))
}

fn by_authority(site: &Site, language: Language, spread: &SpreadView) -> Chart {
    let name = |code: &str| {
        let agency = site.law.agency(code);
        agency.map_or_else(|| code.to_owned(), |agency| language.of(&agency.title))
    };
    let counts = summed(&spread.authorities, name);
    drawn(site, language, ("by_authority", "authority"), |about| bars(about, &longest(counts)))
}

/// Sums over items, by what a word is called.
fn summed(
    spread: &BTreeMap<String, BTreeMap<String, u64>>,
    name: impl Fn(&str) -> String,
) -> BTreeMap<String, u64> {
    let mut sums: BTreeMap<String, u64> = BTreeMap::new();
    for (word, count) in spread.values().flatten().filter(|(word, _)| !word.is_empty()) {
        *sums.entry(name(word)).or_default() += count;
    }
    sums
}

/// The largest counts, the largest first.
fn longest(counts: BTreeMap<String, u64>) -> Vec<Bar> {
    let mut counts: Vec<(String, u64)> =
        counts.into_iter().filter(|(_, count)| *count > 0).collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts.into_iter().take(BARS).map(|(name, count)| Bar::new(name, count as f64)).collect()
}

fn by_day(site: &Site, language: Language, days: &HashMap<String, u64>) -> Chart {
    let first = first_day(site);
    let labels: Vec<String> =
        (0..DAYS).map(|n| first.saturating_add(n.days()).to_string()).collect();
    let values =
        labels.iter().map(|day| days.get(day).copied().unwrap_or_default() as f64).collect();
    let name = site.word(language, "figures.visits");
    let short: Vec<String> =
        labels.iter().map(|day| day.get(5..).unwrap_or_default().to_owned()).collect();
    let title = site.word(language, "figures.by_day");
    let of = site.word(language, "figures.day");
    let about = About {
        language,
        title: &title,
        note: None,
        of: &of,
        measure: &name,
        unit: "",
        decimals: 0,
    };
    columns(&about, &short, &[Series { name: name.clone(), values }])
}

fn coverage(site: &Site) -> Result<Vec<view::Coverage>, WebError> {
    let lines = site.gate.coverage()?.into_inner();
    let share = |share: u64| format!("{}.{}%", share / 100, share % 100 / 10);
    let line = |line: disclosure::KindCoverage| view::Coverage {
        kind: kind(line.kind),
        registered: line.registered,
        reference: line.reference,
        counted_on: line.counted_on.map(|day| day.to_string()),
        share: line.share.map(share),
    };
    Ok(lines.into_iter().map(line).collect())
}
