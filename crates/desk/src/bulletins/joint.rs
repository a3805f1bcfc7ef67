//! Cases of joint action: what units were given, what they did, what is overdue (C-11.e, C-32.d).

use std::collections::BTreeMap;

use policy::model::process::{Process, ProcessGroup};
use web::WebError;
use workflow::{CollectedLine, NoticeLine};

use super::{
    model::{Bulletin, Cell, Grid, Part, Plot, Shape, count_of, drawn, share, share_of},
    period::Period,
    say::Say,
};

/// Bars of one chart.
const BARS: usize = 12;
/// Cases that are listed one by one.
const LISTED: usize = 200;

/// The bulletin of a period.
pub(crate) fn bulletin(say: Say<'_>, period: &Period) -> Result<Bulletin, WebError> {
    let cases = say.site.cases().collected(period.days)?;
    let units = say.site.cases().quarterly(period.days)?;
    let before = say.site.cases().quarterly(period.before().days)?;
    let sum = |count: fn(&NoticeLine) -> u64| units.iter().map(count).sum::<u64>();
    let (given, done) = (sum(|line| line.given), sum(|line| line.done));
    let (declined, in_time) = (sum(|line| line.declined), sum(|line| line.in_time));
    let (open, overdue) = (sum(|line| line.open), sum(|line| line.overdue));
    let timely = share(in_time, done + declined);
    let values = [
        ("span", period.span(say.site, say.language)),
        ("units", count_of(units.len() as u64)),
        ("given", count_of(given)),
        ("growth", say.growth(given, before.iter().map(|line| line.given).sum())),
        ("done", count_of(done)),
        ("declined", count_of(declined)),
        ("timely", share_of(timely)),
        ("open", count_of(open)),
        ("overdue", count_of(overdue)),
    ];
    let key = if given + open == 0 { "joint_nothing" } else { "joint_all" };
    let mut findings = vec![say.say(key, &values)];
    let mut late: Vec<&NoticeLine> = units.iter().filter(|line| line.overdue > 0).collect();
    late.sort_by_key(|line| std::cmp::Reverse(line.overdue));
    let named: Vec<(String, String)> =
        late.iter().map(|line| (unit(say, line), count_of(line.overdue))).collect();
    if given + open > 0 {
        findings.push(match named.as_slice() {
            [] => say.say("joint_nobody_late", &[]),
            named => say.say("joint_late", &[("units", say.list(named))]),
        });
    }
    let figures = [
        ("given", count_of(given)),
        ("done", count_of(done)),
        ("timely", share_of(timely)),
        ("overdue", count_of(overdue)),
    ];
    Ok(Bulletin {
        figures: figures.map(|(key, value)| (say.word(key), value)).into(),
        findings,
        parts: vec![by_unit(say, &units), by_measure(say, &cases), listed(say, &cases)],
        method: say.method(&["cases", "collected", "timely", "repaired", "untouched"]),
        rules: rules(say),
        ..Bulletin::default()
    })
}

fn unit(say: Say<'_>, line: &NoticeLine) -> String {
    let unnamed = || if line.unit.is_empty() { say.word("parties") } else { line.unit.clone() };
    line.title.as_ref().map_or_else(unnamed, |title| say.language.of(title))
}

fn by_unit(say: Say<'_>, units: &[NoticeLine]) -> Part {
    if units.is_empty() {
        let text = vec![say.say("no_cases", &[])];
        return Part { title: say.word("by_unit"), text, ..Part::default() };
    }
    let keys = [
        ("unit", 50),
        ("given", 20),
        ("done", 20),
        ("declined", 20),
        ("timely", 27),
        ("open", 20),
        ("overdue", 20),
    ];
    let rows = units.iter().map(|line| {
        vec![
            Cell::Text(unit(say, line)),
            Cell::Count(line.given),
            Cell::Count(line.done),
            Cell::Count(line.declined),
            Cell::Share(share(line.in_time, line.done + line.declined)),
            Cell::Count(line.open),
            Cell::Count(line.overdue),
        ]
    });
    let shown = || units.iter().take(BARS);
    let plot = Plot {
        title: say.word("cases_by_unit"),
        shape: Shape::Bars,
        of: say.word("unit"),
        unit: String::new(),
        labels: shown().map(|line| unit(say, line)).collect(),
        series: vec![
            (say.word("given"), shown().map(|line| drawn(line.given)).collect()),
            (say.word("ended"), shown().map(|line| drawn(line.done + line.declined)).collect()),
        ],
    };
    Part {
        title: say.word("by_unit"),
        text: Vec::new(),
        plots: vec![plot],
        grid: Some(Grid {
            heads: keys.map(|(key, width)| (say.word(key), width)).into(),
            rows: rows.collect(),
            total: None,
        }),
    }
}

/// Cases by measure.
fn by_measure(say: Say<'_>, cases: &[CollectedLine]) -> Part {
    let mut measures: BTreeMap<String, (u64, u64, u64)> = BTreeMap::new();
    for case in cases {
        let title = case.measure.as_ref().unwrap_or(&case.process);
        let counts = measures.entry(say.language.of(title)).or_default();
        counts.0 += 1;
        counts.1 += u64::from(case.outcome.is_some());
        counts.2 += u64::from(case.late);
    }
    let rows: Vec<Vec<Cell>> = measures
        .into_iter()
        .map(|(title, (all, ended, late))| {
            vec![Cell::Text(title), Cell::Count(all), Cell::Count(ended), Cell::Count(late)]
        })
        .collect();
    let heads = [("measure", 60), ("cases", 20), ("ended", 20), ("was_late", 20)];
    let some = !rows.is_empty();
    Part {
        title: say.word("by_measure"),
        text: if some { Vec::new() } else { vec![say.say("no_cases", &[])] },
        grid: some.then(|| Grid {
            heads: heads.map(|(key, width)| (say.word(key), width)).into(),
            rows,
            total: None,
        }),
        ..Part::default()
    }
}

/// The cases one by one, without whom they are about.
fn listed(say: Say<'_>, cases: &[CollectedLine]) -> Part {
    let title = |title: &Option<policy::model::basis::Title>| {
        title.as_ref().map(|one| say.language.of(one)).unwrap_or_default()
    };
    let rows: Vec<Vec<Cell>> = cases
        .iter()
        .take(LISTED)
        .map(|case| {
            let unit = title(&case.unit_title);
            vec![
                Cell::Text(case.number.clone()),
                Cell::Text(if unit.is_empty() { case.unit.clone() } else { unit }),
                Cell::Text(title(&case.item)),
                Cell::Text(title(&case.measure)),
                Cell::Text(say.language.of(&case.state)),
                Cell::Day(Some(case.filed_on)),
                Cell::Day(case.closed_on),
            ]
        })
        .collect();
    let heads = [
        ("number", 40),
        ("unit", 30),
        ("item", 30),
        ("measure", 30),
        ("state", 20),
        ("began", 20),
        ("ended_on", 20),
    ];
    let more = cases.len().saturating_sub(LISTED) as u64;
    let text = match (rows.is_empty(), more) {
        (true, _) => vec![say.say("no_cases", &[])],
        (_, 0) => Vec::new(),
        (_, more) => vec![say.say("more_cases", &[("count", count_of(more))])],
    };
    Part {
        title: say.word("listed_cases"),
        text,
        grid: (!rows.is_empty()).then(|| Grid {
            heads: heads.map(|(key, width)| (say.word(key), width)).into(),
            rows,
            total: None,
        }),
        ..Part::default()
    }
}

/// The processes of joint action with their bases.
fn rules(say: Say<'_>) -> Vec<[String; 4]> {
    let today = say.site.today();
    let of = |process: &&Process| {
        matches!(process.group, ProcessGroup::JointAction | ProcessGroup::Measures)
            && process.effective_from <= today
            && process.until.is_none_or(|until| today <= until)
    };
    let line = |process: &Process| {
        let basis = process.basis.first()?;
        Some([
            say.language.of(&process.title),
            say.say("clocks", &[("count", process.clock.len().to_string())]),
            say.cite(basis),
            say.certainty(basis),
        ])
    };
    say.site.law().processes_ever().filter(of).filter_map(line).collect()
}
