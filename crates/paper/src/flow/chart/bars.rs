//! Bars from left to right, a label each; they go on over pages.

use super::{Flow, Place, colour, largest, many, said};
use crate::{
    mark::{HAIR, INK, Mark, Style},
    model::{Align, Chart},
    sheet::ASIDE,
};

/// Height of a bar, alone and beside others.
const ALONE: f32 = 11.0;
const BESIDE: f32 = 9.0;
/// Between two labels.
const BETWEEN: f32 = 7.0;
/// Room for the value after the longest bar.
const VALUE: f32 = 58.0;
const LABEL: Style = Style { colour: INK, ..ASIDE };

/// What must stay together with the heading: two labels.
pub(super) fn first(chart: &Chart) -> f32 {
    2.0 * (bars(chart) + BETWEEN)
}

fn high(chart: &Chart) -> f32 {
    if many(chart) { BESIDE } else { ALONE }
}

fn bars(chart: &Chart) -> f32 {
    (high(chart) * chart.series.len() as f32).max(LABEL.leading)
}

pub(super) fn set(flow: &mut Flow<'_>, chart: &Chart) {
    let whole = flow.whole();
    let widest = chart.labels.iter().map(|label| flow.width(LABEL, label)).fold(0.0, f32::max);
    let column = widest.min(whole.width * 0.34);
    let place = Place { width: column, align: Align::Right, ..whole };
    let x = whole.x + column + 8.0;
    let room = whole.x + whole.width - x - VALUE;
    let most = if largest(chart) > 0.0 { largest(chart) } else { 1.0 };
    for (at, label) in chart.labels.iter().enumerate() {
        let lines = flow.lines(LABEL, label, column, 0.0);
        let height = bars(chart).max(lines.len() as f32 * LABEL.leading);
        flow.need(height + BETWEEN);
        let top = flow.y;
        let mut y = top + (height - lines.len() as f32 * LABEL.leading) / 2.0;
        for line in &lines {
            flow.text(LABEL, line, place, y);
            y += LABEL.leading;
        }
        let y = top + (height - high(chart) * chart.series.len() as f32) / 2.0;
        flow.ink(Mark::area(x - 0.5, top - BETWEEN / 2.0, 0.5, height + BETWEEN, HAIR));
        row(flow, chart, at, ((x, y), room / most as f32));
        flow.y = top + height + BETWEEN;
    }
}

/// The bars of a label, each with its value.
fn row(flow: &mut Flow<'_>, chart: &Chart, at: usize, ((x, mut y), scale): ((f32, f32), f32)) {
    for (index, series) in chart.series.iter().enumerate() {
        let value = series.values.get(at).copied().flatten();
        let width = value.unwrap_or(0.0).max(0.0) as f32 * scale;
        if width > 0.0 {
            let height = high(chart) - 1.0;
            flow.ink(Mark::area(x, y, width.max(0.7), height, colour(index)));
        }
        let text = said(chart, value);
        let place = Place { x: x + width + 4.0, width: VALUE, align: Align::Left };
        flow.once(ASIDE, &text, place, y + (high(chart) - 1.0 - ASIDE.leading) / 2.0);
        y += high(chart);
    }
}
