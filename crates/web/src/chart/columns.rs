//! Columns that stand: figures over time, of one kind or of several piled up.

use super::{
    About, Chart, Series,
    draw::Drawing,
    scale::{Scale, brief, real},
};

/// Per cent of the width that the axis' figures take.
pub(super) const GUTTER: f64 = 12.0;
/// Height of the plot.
pub(super) const PLOT: f64 = 10.0;
/// Room above the plot, for the highest figure.
pub(super) const ABOVE: f64 = 0.6;
/// Labels that stand side by side on a wide screen; a phone shows half of more than eight.
const LABELS: usize = 16;

/// Columns from zero, one a label; the parts of several series lie upon each other.
pub fn columns(about: &About, labels: &[String], series: &[Series]) -> Chart {
    let heap = |index: usize| -> f64 {
        series.iter().filter_map(|one| one.values.get(index)).map(|value| value.max(0.0)).sum()
    };
    let highest = (0..labels.len()).map(heap).fold(0.0, f64::max);
    let scale = Scale::new(0.0, highest);
    let mut drawing = Drawing::new();
    axis(&mut drawing, about, &scale);
    let slot = (100.0 - GUTTER) / real(labels.len().max(1));
    let width = (slot * 0.66).min(9.0);
    for index in 0..labels.len() {
        let x = GUTTER + slot * (real(index) + 0.5) - width / 2.0;
        let mut under = 0.0;
        for (kind, one) in series.iter().enumerate() {
            let Some(value) = one.values.get(index).filter(|value| **value > 0.0) else { continue };
            let (bottom, top) = (scale.at(under), scale.at(under + value));
            let place = (x, ABOVE + PLOT * (1.0 - top));
            drawing.bar(class(kind), place, (width, PLOT * (top - bottom)));
            under += value;
        }
    }
    drawing.rule("base", (GUTTER, ABOVE + PLOT), (100.0, ABOVE + PLOT));
    under_the_axis(&mut drawing, labels);
    let table = about.table(labels, series);
    let svg = drawing.close(about, &table, ABOVE + PLOT + 1.5);
    about.finish(svg, legend(series), table)
}

/// The lines of an axis and their figures.
pub(super) fn axis(drawing: &mut Drawing, about: &About, scale: &Scale) {
    for tick in scale.ticks() {
        let y = ABOVE + PLOT * (1.0 - scale.at(tick));
        drawing.rule("grid", (GUTTER, y), (100.0, y));
        let words = brief(about.language, tick, about.decimals);
        drawing.words("", "end", (GUTTER - 1.5, y + 0.28), &words);
    }
}

/// The labels below; where they would run into each other, every second or third.
pub(super) fn under_the_axis(drawing: &mut Drawing, labels: &[String]) {
    let slot = (100.0 - GUTTER) / real(labels.len().max(1));
    let every = labels.len().div_ceil(LABELS).max(1);
    let shown = labels.len().div_ceil(every);
    for (order, (index, label)) in labels.iter().enumerate().step_by(every).enumerate() {
        let class = if shown > 8 && order % 2 == 1 { "odd" } else { "" };
        let x = GUTTER + slot * (real(index) + 0.5);
        drawing.words(class, "middle", (x, ABOVE + PLOT + 1.1), label);
    }
}

/// Class of a series, by its place.
pub(super) fn class(place: usize) -> &'static str {
    ["k1", "k2", "k3", "k4", "k5", "k6"].get(place % 6).copied().unwrap_or("k1")
}

/// What the colours mean, where there are several.
pub(super) fn legend(series: &[Series]) -> Vec<String> {
    match series {
        [] | [_] => Vec::new(),
        several => several.iter().map(|one| one.name.clone()).collect(),
    }
}
