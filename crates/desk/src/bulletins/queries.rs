//! How often the platform was asked: by door, unit and purpose, against the target of the year (C-08.d, S-147).

use std::collections::BTreeMap;

use disclosure::QueryFigures;
use jiff::ToSpan;
use vocabulary::Date;
use web::WebError;

use super::{
    model::{Bulletin, Cell, Grid, Part, Plot, Shape, count_of, drawn, share, share_of},
    period::Period,
    say::Say,
};
use crate::figures;

/// Rows of a table.
const ROWS: usize = 40;

/// The bulletin of a period.
pub(crate) fn bulletin(say: Say<'_>, period: &Period) -> Result<Bulletin, WebError> {
    let (first, last) = period.days;
    let now = asked(say, (first, last))?;
    let before = asked(say, period.before().days)?;
    let january = Date::new(first.year(), 1, 1).unwrap_or(first);
    let year = asked(say, (january, last))?;
    let reached = year.target.and_then(|target| share(year.total, target));
    let mut values = vec![
        ("span", period.span(say.site, say.language)),
        ("total", count_of(now.total)),
        ("growth", say.growth(now.total, before.total)),
        ("year", first.year().to_string()),
        ("so_far", count_of(year.total)),
    ];
    let mut findings = vec![say.say("queries_all", &values)];
    if let (Some(target), Some(reached)) = (year.target, reached) {
        values.push(("target", count_of(target)));
        values.push(("reached", share_of(Some(reached))));
        findings.push(say.say("queries_target", &values));
    }
    if let Some((channel, count)) = now.by_channel.iter().max_by_key(|(_, count)| **count) {
        let word = say.site.word(say.language, &format!("channel.{channel}"));
        let part = share_of(share(*count, now.total));
        findings.push(say.say("queries_channel", &[("channel", word), ("share", part)]));
    }
    let counted = [
        ("queries", count_of(now.total)),
        ("queries_year", count_of(year.total)),
        ("target", year.target.map_or_else(|| "–".to_owned(), count_of)),
        ("reached", share_of(reached)),
    ];
    let channel = |id: &str| say.site.word(say.language, &format!("channel.{id}"));
    let purpose = |id: &str| figures::purpose_title(say.site, say.language, id);
    let unit = |code: &str| figures::asker(say.site, say.language, code);
    let parts = vec![
        months(say, (first.year(), last.month()), &year),
        part(say, ("by_channel", "channel"), &now.by_channel, now.total, channel),
        part(say, ("queries_by_unit", "unit"), &now.by_unit, now.total, unit),
        part(say, ("by_purpose", "purpose"), &now.by_purpose, now.total, purpose),
    ];
    Ok(Bulletin {
        figures: counted.map(|(key, value)| (say.word(key), value)).into(),
        findings,
        parts,
        method: say.method(&["counter", "own", "target", "untouched"]),
        rules: rules(say),
        ..Bulletin::default()
    })
}

/// What was asked on days of one year.
fn asked(say: Say<'_>, (first, last): (Date, Date)) -> Result<QueryFigures, WebError> {
    let before = last.saturating_add(1.day());
    let days = (first.to_string(), before.to_string());
    Ok(say.site.gate().asked(first.year(), (&days.0, &days.1))?.into_inner())
}

/// The months of the year.
fn months(say: Say<'_>, (year, last): (i16, i8), figures: &QueryFigures) -> Part {
    if figures.total == 0 {
        let text = vec![say.say("no_queries", &[])];
        return Part { title: say.word("year_trend"), text, ..Part::default() };
    }
    let of = |month: i8| {
        figures.by_month.get(&format!("{year:04}-{month:02}")).copied().unwrap_or_default()
    };
    let plot = Plot {
        title: say.word("queries_by_month"),
        shape: Shape::Columns,
        of: say.word("month"),
        unit: String::new(),
        labels: (1..=last).map(|month: i8| month.to_string()).collect(),
        series: vec![(say.word("queries"), (1..=last).map(|month| drawn(of(month))).collect())],
    };
    Part { title: say.word("year_trend"), plots: vec![plot], ..Part::default() }
}

fn part(
    say: Say<'_>,
    (title, of): (&str, &str),
    counts: &BTreeMap<String, u64>,
    total: u64,
    name: impl Fn(&str) -> String,
) -> Part {
    let mut sorted: Vec<(&String, &u64)> = counts.iter().collect();
    sorted.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
    let row = |(id, count): &(&String, &u64)| {
        vec![Cell::Text(name(id)), Cell::Count(**count), Cell::Share(share(**count, total))]
    };
    let shown = || sorted.iter().take(12);
    let plot = Plot {
        title: say.word(title),
        shape: Shape::Bars,
        of: say.word(of),
        unit: String::new(),
        labels: shown().map(|(id, _)| name(id)).collect(),
        series: vec![(say.word("queries"), shown().map(|(_, count)| drawn(**count)).collect())],
    };
    let some = !sorted.is_empty();
    let heads = [(of, 60), ("queries", 20), ("part", 27)];
    Part {
        title: say.word(title),
        text: if some { Vec::new() } else { vec![say.say("no_queries", &[])] },
        plots: if some { vec![plot] } else { Vec::new() },
        grid: some.then(|| Grid {
            heads: heads.map(|(key, width)| (say.word(key), width)).into(),
            rows: sorted.iter().take(ROWS).map(row).collect(),
            total: None,
        }),
    }
}

/// The target with its basis.
fn rules(say: Say<'_>) -> Vec<[String; 4]> {
    let Some(target) = say.site.law().target("queries-a-year") else { return Vec::new() };
    let basis = target.basis.first();
    vec![[
        say.language.of(&target.title),
        count_of(target.value),
        basis.map(|basis| say.cite(basis)).unwrap_or_default(),
        basis.map(|basis| say.certainty(basis)).unwrap_or_default(),
    ]]
}
