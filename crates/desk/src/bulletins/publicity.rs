//! Monitoring of dual publication, and of the other eight kinds: in time, late, missing against the units' own
//! registers, faulty (S-103, S-113 … S-116, H-20, H-21).

use intake::TimelinessLine;
use policy::model::catalog::{AdministrativeAct, CatalogItem};
use web::{WebError, door::tell::id};

use super::{
    model::{Bulletin, Cell, Grid, Part, Plot, Shape, count_of, drawn, plotted, share_of},
    period::Period,
    quality::{Lines, sums},
    say::Say,
};
use crate::unit;

/// Bars of one chart.
const BARS: usize = 12;
/// Units that are named in a sentence.
const NAMED: usize = 5;

/// The columns of the assessment, and their part of the width.
const COLUMNS: [(&str, u16); 11] = [
    ("unit", 50),
    ("listed", 20),
    ("accepted", 20),
    ("on_time", 20),
    ("late", 20),
    ("punctual", 27),
    ("missing", 20),
    ("explained", 20),
    ("complete", 27),
    ("rejected", 20),
    ("compliance", 27),
];

/// The bulletin of a period.
pub(crate) fn bulletin(say: Say<'_>, period: &Period) -> Result<Bulletin, WebError> {
    let lines = acts(say, period)?;
    let dual: Vec<TimelinessLine> =
        lines.iter().filter(|(act, _)| is_dual(*act)).map(|(_, line)| line.clone()).collect();
    let other: Vec<TimelinessLine> =
        lines.iter().filter(|(act, _)| !is_dual(*act)).map(|(_, line)| line.clone()).collect();
    let (units, all) = sums(&dual, |line| line.agency.clone());
    let old: Vec<TimelinessLine> = acts(say, &period.before())?
        .into_iter()
        .filter(|(act, _)| is_dual(*act))
        .map(|(_, line)| line)
        .collect();
    let (_, before) = sums(&old, |_| String::new());
    let parts = vec![
        kinds(say, &lines),
        trend(say, period)?,
        by_unit(say, "dual_by_unit", (&units, &all)),
        gaps(say, &units),
        others(say, &other),
    ];
    let items = items(say);
    Ok(Bulletin {
        figures: figures(say, &all),
        findings: findings(say, period, (&units, &other), (&all, &before)),
        parts,
        method: say.method(&[
            "month",
            "clock",
            "register",
            "missing",
            "punctual",
            "compliance",
            "ten",
            "untouched",
        ]),
        rules: say.terms(items),
        ..Bulletin::default()
    })
}

fn is_dual(act: AdministrativeAct) -> bool {
    matches!(act, AdministrativeAct::Licence | AdministrativeAct::Penalty)
}

/// The items of the ten kinds in force today.
fn items<'s>(say: Say<'s>) -> Vec<&'s CatalogItem> {
    let items = say.site.law().items(say.site.today()).into_iter();
    items.filter(|item| item.act.is_some()).collect()
}

/// The figures of the ten kinds.
fn acts(
    say: Say<'_>,
    period: &Period,
) -> Result<Vec<(AdministrativeAct, TimelinessLine)>, WebError> {
    let lines = say.site.intake().timeliness(&period.id)?.into_iter();
    let act = |line: TimelinessLine| {
        let item = say.site.law().item(&line.item, say.site.today())?;
        Some((item.act?, line))
    };
    Ok(lines.filter_map(act).collect())
}

fn figures(say: Say<'_>, all: &TimelinessLine) -> Vec<(String, String)> {
    [
        ("dual_accepted", count_of(all.accepted)),
        ("punctual", share_of(all.punctual())),
        ("late", count_of(all.late)),
        ("missing", compared(all, all.missing).said()),
    ]
    .map(|(key, value)| (say.word(key), value))
    .into()
}

fn findings(
    say: Say<'_>,
    period: &Period,
    (units, other): (&Lines, &[TimelinessLine]),
    (all, before): (&TimelinessLine, &TimelinessLine),
) -> Vec<String> {
    let (_, rest) = sums(other, |_| String::new());
    let title = |code: &String| unit::title(say.site, say.language, code);
    let values = [
        ("span", period.span(say.site, say.language)),
        ("units", count_of(units.len() as u64)),
        ("accepted", count_of(all.accepted)),
        ("punctual", share_of(all.punctual())),
        ("change", say.change(all.punctual(), before.punctual())),
        ("late", count_of(all.late)),
        ("compliance", share_of(all.compliance())),
        ("others", count_of(rest.accepted)),
    ];
    let mut findings = vec![say.say("dual_all", &values)];
    let mut late: Vec<_> = units.iter().filter(|(_, line)| line.late > 0).collect();
    late.sort_by_key(|(_, line)| std::cmp::Reverse(line.late));
    let named: Vec<(String, String)> =
        late.iter().take(NAMED).map(|(code, line)| (title(code), count_of(line.late))).collect();
    findings.push(match named.as_slice() {
        [] => say.say("dual_nobody_late", &[]),
        named => {
            let values = [("count", count_of(late.len() as u64)), ("units", say.list(named))];
            say.say("dual_late", &values)
        }
    });
    let without: u64 = units.values().filter(|line| line.listed == 0).count() as u64;
    let missing: Vec<(String, String)> = units
        .iter()
        .filter(|(_, line)| line.unexplained() > 0)
        .map(|(code, line)| (title(code), count_of(line.unexplained())))
        .collect();
    findings.push(match missing.as_slice() {
        [] if all.listed == 0 => say.say("dual_no_register", &[]),
        [] => say.say("dual_nothing_missing", &[("listed", count_of(all.listed))]),
        missing => {
            let values = [
                ("listed", count_of(all.listed)),
                ("missing", count_of(all.missing)),
                ("explained", count_of(all.explained)),
                ("units", say.list(missing)),
            ];
            say.say("dual_missing", &values)
        }
    });
    if without > 0 && all.listed > 0 {
        findings.push(say.say("dual_without_register", &[("count", count_of(without))]));
    }
    findings
}

/// A count of the comparison with a register; nothing without one.
fn compared(line: &TimelinessLine, count: u64) -> Cell {
    if line.listed == 0 { Cell::Share(None) } else { Cell::Count(count) }
}

fn row(title: String, line: &TimelinessLine) -> Vec<Cell> {
    vec![
        Cell::Text(title),
        Cell::Count(line.listed),
        Cell::Count(line.accepted),
        Cell::Count(line.on_time),
        Cell::Count(line.late),
        Cell::Share(line.punctual()),
        compared(line, line.missing),
        compared(line, line.explained),
        Cell::Share(line.complete()),
        Cell::Count(line.rejected),
        Cell::Share(line.compliance()),
    ]
}

fn grid(say: Say<'_>, first: &str, rows: Vec<Vec<Cell>>, all: &TimelinessLine) -> Grid {
    let head =
        |(key, width): (&str, u16)| (say.word(if key == "unit" { first } else { key }), width);
    Grid {
        heads: COLUMNS.into_iter().map(head).collect(),
        rows,
        total: Some(row(say.word("total"), all)),
    }
}

/// The ten kinds, one a row.
fn kinds(say: Say<'_>, lines: &[(AdministrativeAct, TimelinessLine)]) -> Part {
    let mut all = TimelinessLine::default();
    let mut rows: Vec<(AdministrativeAct, TimelinessLine)> = Vec::new();
    for (act, line) in lines {
        all.add(line);
        match rows.iter_mut().find(|(known, _)| known == act) {
            Some((_, sum)) => sum.add(line),
            None => {
                let mut sum = TimelinessLine::default();
                sum.add(line);
                rows.push((*act, sum));
            }
        }
    }
    rows.sort_by_key(|(act, _)| (!is_dual(*act), id(act)));
    let title = |act: &AdministrativeAct| say.site.word(say.language, &format!("act.{}", id(act)));
    let plot = Plot {
        title: say.word("by_kind"),
        shape: Shape::Bars,
        of: say.word("kind"),
        unit: String::new(),
        labels: rows.iter().map(|(act, _)| title(act)).collect(),
        series: vec![
            (say.word("on_time"), rows.iter().map(|(_, line)| drawn(line.on_time)).collect()),
            (say.word("late"), rows.iter().map(|(_, line)| drawn(line.late)).collect()),
        ],
    };
    let some = !rows.is_empty();
    let cells = rows.iter().map(|(act, line)| row(title(act), line)).collect();
    Part {
        title: say.word("kinds"),
        text: if some { Vec::new() } else { vec![say.say("nothing_received", &[])] },
        plots: if some { vec![plot] } else { Vec::new() },
        grid: some.then(|| grid(say, "kind", cells, &all)),
    }
}

/// Six periods of punctuality.
fn trend(say: Say<'_>, period: &Period) -> Result<Part, WebError> {
    let (mut labels, mut punctual, mut late) = (Vec::new(), Vec::new(), Vec::new());
    for one in period.trail() {
        let lines: Vec<TimelinessLine> = acts(say, &one)?
            .into_iter()
            .filter(|(act, _)| is_dual(*act))
            .map(|(_, line)| line)
            .collect();
        let (_, all) = sums(&lines, |_| String::new());
        labels.push(one.id);
        punctual.push(plotted(all.punctual()));
        late.push(drawn(all.late).filter(|_| all.accepted > 0));
    }
    let plot = |title: &str, shape, unit: &str, name: &str, values| Plot {
        title: say.word(title),
        shape,
        of: say.word("period"),
        unit: unit.to_owned(),
        labels: labels.clone(),
        series: vec![(say.word(name), values)],
    };
    let plots = vec![
        plot("trend_punctual", Shape::Lines, "%", "punctual", punctual),
        plot("trend_late", Shape::Columns, "", "late", late),
    ];
    Ok(Part { title: say.word("trend"), plots, ..Part::default() })
}

/// The units, the least punctual first.
fn by_unit(say: Say<'_>, title: &str, (units, all): (&Lines, &TimelinessLine)) -> Part {
    let mut sorted: Vec<(&String, &TimelinessLine)> = units.iter().collect();
    sorted.sort_by_key(|(_, line)| {
        (line.punctual().unwrap_or(u64::MAX), std::cmp::Reverse(line.late + line.missing))
    });
    let name = |code: &String| unit::title(say.site, say.language, code);
    let late: Vec<_> = sorted.iter().filter(|(_, line)| line.punctual().is_some()).collect();
    let shown = || late.iter().take(BARS);
    let plot = Plot {
        title: say.word("lowest_punctual"),
        shape: Shape::Bars,
        of: say.word("unit"),
        unit: "%".to_owned(),
        labels: shown().map(|(code, _)| name(code)).collect(),
        series: vec![(
            say.word("punctual"),
            shown().map(|(_, line)| plotted(line.punctual())).collect(),
        )],
    };
    let some = !late.is_empty();
    let rows: Vec<_> = sorted.iter().map(|(code, line)| row(name(code), line)).collect();
    Part {
        title: say.word(title),
        text: Vec::new(),
        plots: if some { vec![plot] } else { Vec::new() },
        grid: (!rows.is_empty()).then(|| grid(say, "unit", rows, all)),
    }
}

/// What the registers have and the platform has not.
fn gaps(say: Say<'_>, units: &Lines) -> Part {
    let missing = units.iter().filter(|(_, line)| line.missing > 0);
    let rows: Vec<Vec<Cell>> = missing
        .map(|(code, line)| {
            vec![
                Cell::Text(unit::title(say.site, say.language, code)),
                Cell::Count(line.listed),
                Cell::Count(line.missing),
                Cell::Count(line.explained),
                Cell::Count(line.unexplained()),
            ]
        })
        .collect();
    let heads =
        [("unit", 50), ("listed", 20), ("missing", 20), ("explained", 20), ("unexplained", 20)];
    let some = !rows.is_empty();
    Part {
        title: say.word("gaps"),
        text: vec![say.say(if some { "gaps_some" } else { "gaps_none" }, &[])],
        grid: some.then(|| Grid {
            heads: heads.map(|(key, width)| (say.word(key), width)).into(),
            rows,
            total: None,
        }),
        ..Part::default()
    }
}

/// The other eight kinds by unit.
fn others(say: Say<'_>, lines: &[TimelinessLine]) -> Part {
    let (units, all) = sums(lines, |line| line.agency.clone());
    if units.is_empty() {
        let text = vec![say.say("no_others", &[])];
        return Part { title: say.word("others_by_unit"), text, ..Part::default() };
    }
    Part { plots: Vec::new(), ..by_unit(say, "others_by_unit", (&units, &all)) }
}
