//! Charts: bars, columns, lines; legible without colour, and told in words to those who do not see.

mod axis;
mod bars;
mod plot;

use super::{Flow, Place};
use crate::{
    mark::{Colour, Mark, Style},
    model::{Align, Chart, ChartKind, Series},
    sheet::{ASIDE, Look},
    tree::Role,
};

/// Grounds of bars: from dark to light, so that they differ in print too.
const INKS: [Colour; 6] = [
    [0.13, 0.27, 0.45],
    [0.55, 0.67, 0.80],
    [0.80, 0.55, 0.28],
    [0.36, 0.50, 0.42],
    [0.77, 0.81, 0.86],
    [0.42, 0.36, 0.50],
];

/// Sets a chart.
pub(super) fn set(flow: &mut Flow<'_>, chart: &Chart) {
    let Look { heading, .. } = flow.look;
    flow.gap(10.0);
    let height = match chart.kind {
        ChartKind::Bars => bars::first(chart),
        ChartKind::Columns | ChartKind::Lines => plot::HEIGHT + 40.0,
    };
    flow.need(heading.leading + height + if many(chart) { 18.0 } else { 4.0 });
    let style = Style { size: heading.size - 0.5, ..heading };
    flow.within(Role::Paragraph, |flow| flow.words(style, &chart.title, flow.whole(), 0.0));
    flow.told(Role::Figure, Some(told(chart)), |flow| {
        if many(chart) {
            key(flow, chart);
        }
        flow.y += 4.0;
        match chart.kind {
            ChartKind::Bars => bars::set(flow, chart),
            ChartKind::Columns | ChartKind::Lines => plot::set(flow, chart),
        }
    });
    flow.gap(8.0);
}

fn many(chart: &Chart) -> bool {
    chart.series.len() > 1
}

/// The chart in words.
fn told(chart: &Chart) -> String {
    let one = |series: &Series| {
        let values = chart.labels.iter().zip(&series.values);
        let values: Vec<String> =
            values.map(|(label, value)| format!("{label} {}", said(chart, *value))).collect();
        format!("{} {}", series.title, values.join("；"))
    };
    let rows: Vec<String> = chart.series.iter().map(one).collect();
    format!("{}：{}", chart.title, rows.join("。"))
}

/// A value with its unit; a dash where nothing was measured.
fn said(chart: &Chart, value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{}{}", number(value), chart.unit))
}

/// A number with as many decimals as it needs, at most two.
fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The largest value; never nothing.
fn largest(chart: &Chart) -> f64 {
    let values = chart.series.iter().flat_map(|series| &series.values).flatten();
    values.copied().filter(|value| value.is_finite()).fold(0.0, f64::max)
}

/// The smallest value.
fn smallest(chart: &Chart) -> f64 {
    let values = chart.series.iter().flat_map(|series| &series.values).flatten();
    values.copied().filter(|value| value.is_finite()).fold(f64::MAX, f64::min)
}

/// The ink of a row of values.
fn colour(at: usize) -> Colour {
    INKS.get(at % INKS.len()).copied().unwrap_or_default()
}

/// What stands for which row of values.
fn key(flow: &mut Flow<'_>, chart: &Chart) {
    let whole = flow.whole();
    let (mut x, y) = (whole.x, flow.y + 2.0);
    for (at, series) in chart.series.iter().enumerate() {
        let middle = y + ASIDE.leading / 2.0;
        if chart.kind == ChartKind::Lines {
            plot::sample(flow, at, (x, middle));
        } else {
            flow.ink(Mark::area(x, middle - 4.0, 18.0, 8.0, colour(at)));
        }
        let width = flow.width(ASIDE, &series.title);
        let place = Place { x: x + 24.0, width, align: Align::Left };
        flow.once(ASIDE, &series.title, place, y);
        x += width + 42.0;
    }
    flow.y += ASIDE.leading + 4.0;
}
