//! Columns and lines over an axis.

use super::{Flow, Place, axis::Axis, colour, largest, many, number, smallest};
use crate::{
    mark::{GREY, HAIR, INK, Mark, Style},
    model::{Align, Chart, ChartKind},
    sheet::ASIDE,
};

/// Height of the plot.
pub(super) const HEIGHT: f32 = 150.0;
/// Room for the numbers of the axis.
const AXIS: f32 = 40.0;
const LABEL: Style = Style { size: 8.0, leading: 11.0, colour: INK, ..ASIDE };
/// Dashes and gaps of each line; the first has none.
const DASHES: [&[f32]; 6] =
    [&[], &[6.0, 2.5], &[2.0, 2.0], &[8.0, 2.0, 2.0, 2.0], &[4.0, 4.0], &[1.0, 2.0]];

/// Where values stand on the page.
struct Frame {
    left: f32,
    foot: f32,
    slot: f32,
    least: f64,
    scale: f32,
}

impl Frame {
    /// The middle of a label's slot.
    fn middle(&self, at: usize) -> f32 {
        self.left + (at as f32 + 0.5) * self.slot
    }

    fn height(&self, value: f64) -> f32 {
        (value - self.least).max(0.0) as f32 * self.scale
    }
}

pub(super) fn set(flow: &mut Flow<'_>, chart: &Chart) {
    let whole = flow.whole();
    let percent = chart.unit == "%";
    let axis = match chart.kind {
        ChartKind::Lines => Axis::between(smallest(chart), largest(chart), percent),
        ChartKind::Bars | ChartKind::Columns => Axis::holding(largest(chart), percent),
    };
    let foot = flow.y + HEIGHT + 8.0;
    let left = whole.x + AXIS;
    let slot = (whole.width - AXIS) / chart.labels.len().max(1) as f32;
    let scale = HEIGHT / (axis.most - axis.least) as f32;
    let frame = Frame { left, foot, slot, least: axis.least, scale };
    for value in axis.lines() {
        let y = foot - frame.height(value);
        let (thick, ink) = if value > axis.least { (0.4, HAIR) } else { (0.8, GREY) };
        flow.ink(Mark::area(left, y, whole.width - AXIS, thick, ink));
        let place = Place { x: whole.x, width: AXIS - 6.0, align: Align::Right };
        let text = format!("{}{}", number(value), chart.unit);
        flow.once(ASIDE, &text, place, y - ASIDE.leading / 2.0);
    }
    match chart.kind {
        ChartKind::Lines => lines(flow, chart, &frame),
        ChartKind::Bars | ChartKind::Columns => columns(flow, chart, &frame),
    }
    flow.y = foot + 4.0 + labels(flow, chart, &frame);
}

/// The labels below the plot; gives how high they are.
fn labels(flow: &mut Flow<'_>, chart: &Chart, frame: &Frame) -> f32 {
    let mut most = 0;
    for (at, label) in chart.labels.iter().enumerate() {
        let x = frame.middle(at) - frame.slot / 2.0;
        let place = Place { x, width: frame.slot, align: Align::Middle };
        let lines = flow.lines(LABEL, label, frame.slot - 2.0, 0.0);
        for (row, line) in lines.iter().enumerate() {
            flow.text(LABEL, line, place, frame.foot + 4.0 + row as f32 * LABEL.leading);
        }
        most = most.max(lines.len());
    }
    most as f32 * LABEL.leading
}

fn columns(flow: &mut Flow<'_>, chart: &Chart, frame: &Frame) {
    let count = chart.series.len().max(1) as f32;
    let width = (frame.slot * 0.68 / count).min(34.0);
    // All values stand over their columns, or none.
    let values = chart.series.iter().flat_map(|series| &series.values).flatten();
    let widest = values.map(|value| flow.width(LABEL, &number(*value))).fold(0.0, f32::max);
    let told = widest <= width + 3.0;
    for (at, series) in chart.series.iter().enumerate() {
        for (slot, value) in series.values.iter().enumerate().take(chart.labels.len()) {
            let Some(value) = value else { continue };
            let x = frame.middle(slot) + (at as f32 - count / 2.0) * width;
            let height = frame.height(*value);
            let y = frame.foot - height;
            flow.ink(Mark::area(x + 0.5, y, width - 1.0, height, colour(at)));
            if told {
                above(flow, (x + width / 2.0, y), *value);
            }
        }
    }
}

/// A value over its column or point.
fn above(flow: &mut Flow<'_>, (x, y): (f32, f32), value: f64) {
    let text = number(value);
    let width = flow.width(LABEL, &text);
    let place = Place { x: x - width / 2.0, width, align: Align::Left };
    flow.once(LABEL, &text, place, y - LABEL.leading - 0.5);
}

fn lines(flow: &mut Flow<'_>, chart: &Chart, frame: &Frame) {
    for (at, series) in chart.series.iter().enumerate() {
        let values = series.values.iter().take(chart.labels.len()).enumerate();
        let points: Vec<Option<(f32, f32)>> = values
            .map(|(slot, value)| {
                value.map(|value| (frame.middle(slot), frame.foot - frame.height(value)))
            })
            .collect();
        for run in points.split(Option::is_none) {
            line(flow, at, run.iter().flatten().copied().collect());
        }
        for (point, value) in points.iter().zip(&series.values) {
            if let Some(((x, y), value)) = point.zip(*value) {
                flow.ink(Mark::area(x - 2.0, y - 2.0, 4.0, 4.0, colour(at)));
                if !many(chart) {
                    above(flow, (x, y - 2.0), value);
                }
            }
        }
    }
}

fn line(flow: &mut Flow<'_>, at: usize, points: Vec<(f32, f32)>) {
    let dashes = DASHES.get(at % DASHES.len()).copied().unwrap_or_default().to_vec();
    if points.len() > 1 {
        flow.ink(Mark::Stroke { points, width: 1.4, dashes, closed: false, colour: colour(at) });
    }
}

/// A short piece of a line, for the key.
pub(super) fn sample(flow: &mut Flow<'_>, at: usize, (x, y): (f32, f32)) {
    line(flow, at, vec![(x, y), (x + 18.0, y)]);
    flow.ink(Mark::area(x + 7.0, y - 2.0, 4.0, 4.0, colour(at)));
}
