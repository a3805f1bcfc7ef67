//! Data quality: what departments sent, what was refused and why, what their plans asked for (S-103, C-04.c).

use std::collections::BTreeMap;

use intake::{Coverage, TimelinessLine};
use web::{WebError, door::Site};

use super::{
    model::{Bulletin, Cell, Grid, Part, Plot, Shape, count_of, drawn, plotted, share, share_of},
    period::Period,
    say::Say,
};
use crate::unit;

/// Bars of one chart.
const BARS: usize = 12;
/// Units that are named in a sentence.
const NAMED: usize = 3;

/// Figures by unit or by item.
pub(crate) type Lines = BTreeMap<String, TimelinessLine>;

/// The sums of lines by a key.
pub(crate) fn sums(
    lines: &[TimelinessLine],
    key: impl Fn(&TimelinessLine) -> String,
) -> (Lines, TimelinessLine) {
    let (mut by, mut all) = (Lines::new(), TimelinessLine::default());
    for line in lines {
        by.entry(key(line)).or_default().add(line);
        all.add(line);
    }
    (by, all)
}

/// The bulletin of a period; of one agency (id) or of all.
pub(crate) fn bulletin(
    say: Say<'_>,
    period: &Period,
    agency: Option<&str>,
) -> Result<Bulletin, WebError> {
    let site = say.site;
    let code = agency.and_then(|id| site.law().agency(id)).map(|agency| agency.code.clone());
    let own = |line: &TimelinessLine| code.as_ref().is_none_or(|code| line.agency == *code);
    let read = |period: &Period| -> Result<Vec<TimelinessLine>, WebError> {
        let mut lines = site.intake().timeliness(&period.id)?;
        lines.retain(|line| own(line));
        Ok(lines)
    };
    let lines = read(period)?;
    let (units, all) = sums(&lines, |line| line.agency.clone());
    let (before_units, before) = sums(&read(&period.before())?, |line| line.agency.clone());
    let mut coverage = site.intake().coverage(&period.id)?;
    coverage.retain(|line| agency.is_none_or(|id| line.agency == id));
    let rules = site.intake().broken_rules(agency, &period.id)?;
    let mut parts = vec![trend(say, period, &read)?];
    if agency.is_none() {
        parts.push(by_unit(say, (&units, &before_units), &all, &coverage));
    }
    parts.push(by_item(say, &lines));
    parts.push(refusals(say, &rules));
    let items = lines.iter().filter_map(|line| site.law().item(&line.item, site.today()));
    let mut seen: Vec<&str> = Vec::new();
    let items = items.filter(|item| {
        let new = !seen.contains(&item.id.as_str());
        seen.push(&item.id);
        new
    });
    Ok(Bulletin {
        figures: figures(say, &all, &coverage),
        findings: findings(say, period, (&units, &rules), (&all, &before), agency),
        parts,
        method: say.method(&["month", "received", "compliance", "punctual", "plan", "untouched"]),
        rules: say.terms(items),
        ..Bulletin::default()
    })
}

fn due(coverage: &[Coverage]) -> (u64, u64) {
    let due = coverage.iter().map(|line| line.should_report).sum();
    (coverage.iter().map(|line| line.reported).sum(), due)
}

fn figures(say: Say<'_>, all: &TimelinessLine, coverage: &[Coverage]) -> Vec<(String, String)> {
    let (reported, wanted) = due(coverage);
    [
        ("received", count_of(all.received)),
        ("compliance", share_of(all.compliance())),
        ("punctual", share_of(all.punctual())),
        ("plan", share_of(share(reported, wanted))),
    ]
    .map(|(key, value)| (say.word(key), value))
    .into()
}

fn findings(
    say: Say<'_>,
    period: &Period,
    (units, rules): (&Lines, &BTreeMap<String, u64>),
    (all, before): (&TimelinessLine, &TimelinessLine),
    agency: Option<&str>,
) -> Vec<String> {
    if all.received == 0 {
        return vec![say.say("quality_nothing", &[("span", period.span(say.site, say.language))])];
    }
    let values = [
        ("span", period.span(say.site, say.language)),
        ("units", count_of(units.len() as u64)),
        ("received", count_of(all.received)),
        ("accepted", count_of(all.accepted)),
        ("rejected", count_of(all.rejected)),
        ("compliance", share_of(all.compliance())),
        ("change", say.change(all.compliance(), before.compliance())),
        ("punctual", share_of(all.punctual())),
        ("punctual_change", say.change(all.punctual(), before.punctual())),
        ("late", count_of(all.late)),
    ];
    let key = if agency.is_some() { "quality_own" } else { "quality_all" };
    let mut findings = vec![say.say(key, &values)];
    let mut worst: Vec<_> = units.iter().filter(|(_, line)| line.rejected > 0).collect();
    worst.sort_by_key(|(_, line)| line.compliance());
    let named: Vec<(String, String)> = worst
        .iter()
        .take(NAMED)
        .map(|(code, line)| {
            (unit::title(say.site, say.language, code), share_of(line.compliance()))
        })
        .collect();
    if !named.is_empty() && agency.is_none() {
        findings.push(say.say("quality_worst", &[("units", say.list(&named))]));
    }
    let refused: u64 = rules.values().sum();
    let most = rules.iter().max_by_key(|(_, count)| **count);
    if let Some((rule, count)) = most {
        let title = intake::rule::find(rule).map_or("", |rule| rule.title);
        let values = [
            ("rule", format!("{title}（{rule}）")),
            ("count", count_of(*count)),
            ("share", share_of(share(*count, refused))),
            ("advice", intake::rule::find(rule).map_or("", |rule| rule.advice).to_owned()),
        ];
        findings.push(say.say("quality_rule", &values));
    }
    findings
}

/// Six periods of compliance and punctuality.
fn trend(
    say: Say<'_>,
    period: &Period,
    read: &impl Fn(&Period) -> Result<Vec<TimelinessLine>, WebError>,
) -> Result<Part, WebError> {
    let (mut labels, mut compliance, mut punctual) = (Vec::new(), Vec::new(), Vec::new());
    for one in period.trail() {
        let (_, all) = sums(&read(&one)?, |_| String::new());
        labels.push(one.id);
        compliance.push(plotted(all.compliance()));
        punctual.push(plotted(all.punctual()));
    }
    let plot = Plot {
        title: say.word("trend_quality"),
        shape: Shape::Lines,
        of: say.word("period"),
        unit: "%".to_owned(),
        labels,
        series: vec![(say.word("compliance"), compliance), (say.word("punctual"), punctual)],
    };
    Ok(Part { title: say.word("trend"), plots: vec![plot], ..Part::default() })
}

fn by_unit(
    say: Say<'_>,
    (units, before): (&Lines, &Lines),
    all: &TimelinessLine,
    coverage: &[Coverage],
) -> Part {
    let site = say.site;
    let keys = [
        ("unit", 50),
        ("received", 20),
        ("accepted", 20),
        ("rejected", 20),
        ("compliance", 27),
        ("compliance_before", 27),
        ("corrected", 20),
        ("withdrawn", 20),
        ("punctual", 27),
        ("planned", 27),
    ];
    let planned = |code: &str| {
        let id = site.law().agency(code).map_or(code, |agency| agency.id.as_str());
        let line = coverage.iter().find(|line| line.agency == id);
        Cell::Text(line.map_or_else(
            || "–".to_owned(),
            |line| format!("{} / {}", line.reported, line.should_report),
        ))
    };
    let row = |title: String, line: &TimelinessLine, old: Option<u64>, plan: Cell| {
        vec![
            Cell::Text(title),
            Cell::Count(line.received),
            Cell::Count(line.accepted),
            Cell::Count(line.rejected),
            Cell::Share(line.compliance()),
            Cell::Share(old),
            Cell::Count(line.corrected),
            Cell::Count(line.withdrawn),
            Cell::Share(line.punctual()),
            plan,
        ]
    };
    let mut sorted: Vec<(&String, &TimelinessLine)> = units.iter().collect();
    sorted.sort_by_key(|(_, line)| {
        (line.compliance().unwrap_or(u64::MAX), std::cmp::Reverse(line.received))
    });
    let rows = sorted.iter().map(|(code, line)| {
        let old = before.get(*code).and_then(TimelinessLine::compliance);
        row(unit::title(site, say.language, code), line, old, planned(code))
    });
    let (_, before_all) = sums(&before.values().cloned().collect::<Vec<_>>(), |_| String::new());
    let (reported, wanted) = due(coverage);
    let plan = Cell::Text(format!("{reported} / {wanted}"));
    Part {
        title: say.word("by_unit"),
        text: Vec::new(),
        plots: vec![lowest(say, &sorted)],
        grid: Some(Grid {
            heads: keys.map(|(key, width)| (say.word(key), width)).into(),
            rows: rows.collect(),
            total: Some(row(say.word("total"), all, before_all.compliance(), plan)),
        }),
    }
}

/// The units with the lowest compliance.
fn lowest(say: Say<'_>, sorted: &[(&String, &TimelinessLine)]) -> Plot {
    let shown = || sorted.iter().filter(|(_, line)| line.received > 0).take(BARS);
    let values = shown().map(|(_, line)| plotted(line.compliance())).collect();
    Plot {
        title: say.word("lowest_compliance"),
        shape: Shape::Bars,
        of: say.word("unit"),
        unit: "%".to_owned(),
        labels: shown().map(|(code, _)| unit::title(say.site, say.language, code)).collect(),
        series: vec![(say.word("compliance"), values)],
    }
}

/// What was sent of each item.
fn by_item(say: Say<'_>, lines: &[TimelinessLine]) -> Part {
    let (items, all) = sums(lines, |line| line.item.clone());
    let keys = [
        ("item", 50),
        ("received", 20),
        ("accepted", 20),
        ("rejected", 20),
        ("compliance", 27),
        ("on_time", 20),
        ("late", 20),
        ("punctual", 27),
    ];
    let row = |title: String, line: &TimelinessLine| {
        vec![
            Cell::Text(title),
            Cell::Count(line.received),
            Cell::Count(line.accepted),
            Cell::Count(line.rejected),
            Cell::Share(line.compliance()),
            Cell::Count(line.on_time),
            Cell::Count(line.late),
            Cell::Share(line.punctual()),
        ]
    };
    let title = |item: &String| unit::item_title(say.site, say.language, item);
    Part {
        title: say.word("by_item"),
        grid: Some(Grid {
            heads: keys.map(|(key, width)| (say.word(key), width)).into(),
            rows: items.iter().map(|(item, line)| row(title(item), line)).collect(),
            total: Some(row(say.word("total"), &all)),
        }),
        ..Part::default()
    }
}

/// Why rows were refused.
fn refusals(say: Say<'_>, rules: &BTreeMap<String, u64>) -> Part {
    let refused: u64 = rules.values().sum();
    let mut sorted: Vec<(&String, &u64)> = rules.iter().collect();
    sorted.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
    let name = |rule: &str| {
        let title = intake::rule::find(rule).map_or("", |rule| rule.title);
        format!("{rule} {title}")
    };
    let rows = sorted.iter().map(|(rule, count)| {
        let advice = intake::rule::find(rule).map_or("", |rule| rule.advice);
        vec![
            Cell::Text(name(rule)),
            Cell::Text(advice.to_owned()),
            Cell::Count(**count),
            Cell::Share(share(**count, refused)),
        ]
    });
    let heads = [("rule", 40), ("advice", 60), ("rows", 20), ("part", 27)];
    let shown = || sorted.iter().take(BARS);
    let plot = Plot {
        title: say.word("refusals_by_rule"),
        shape: Shape::Bars,
        of: say.word("rule"),
        unit: String::new(),
        labels: shown().map(|(rule, _)| name(rule)).collect(),
        series: vec![(say.word("rows"), shown().map(|(_, count)| drawn(**count)).collect())],
    };
    let some = !sorted.is_empty();
    Part {
        title: say.word("refusals"),
        text: if some { Vec::new() } else { vec![say.say("no_refusals", &[])] },
        plots: if some { vec![plot] } else { Vec::new() },
        grid: some.then(|| Grid {
            heads: heads.map(|(key, width)| (say.word(key), width)).into(),
            rows: rows.collect(),
            total: None,
        }),
    }
}

/// Whether a unit may be named in the drop-down: it sends something by plan.
pub(crate) fn agencies(site: &Site) -> impl Iterator<Item = &policy::model::agency::Agency> {
    site.law().agencies().iter().filter(|agency| !agency.plan.is_empty())
}
