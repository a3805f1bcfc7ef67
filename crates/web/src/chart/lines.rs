//! Lines: how figures of one or a few kinds went over time.

use super::{
    About, Chart, Series,
    columns::{ABOVE, GUTTER, PLOT, axis, class, legend, under_the_axis},
    draw::{Drawing, short},
    scale::{Scale, real},
};

/// Points that are marked one by one; of more, only the last.
const MARKED: usize = 16;

/// Lines over an axis that begins at `floor`. A series that ends early stops where it ends.
pub fn lines(about: &About, labels: &[String], series: &[Series], floor: f64) -> Chart {
    let values = || series.iter().flat_map(|one| one.values.iter().copied());
    let scale = Scale::new(floor, values().fold(floor, f64::max));
    let mut drawing = Drawing::new();
    axis(&mut drawing, about, &scale);
    let count = real(labels.len().max(1));
    let across = |index: usize| (real(index) + 0.5) / count;
    for (kind, one) in series.iter().enumerate() {
        let place = |(index, value): (usize, &f64)| {
            let (x, y) = (100.0 * across(index), 100.0 * (1.0 - scale.at(*value)));
            format!("{},{}", short(x), short(y))
        };
        let points: Vec<_> = one.values.iter().enumerate().map(place).collect();
        drawing.add(&format!(
            "<svg x=\"{GUTTER}%\" y=\"{ABOVE}rem\" width=\"{}%\" height=\"{PLOT}rem\" viewBox=\"0 0 100 100\" \
             preserveAspectRatio=\"none\"><polyline class=\"{}\" points=\"{}\"/></svg>",
            100.0 - GUTTER,
            class(kind),
            points.join(" ")
        ));
        let marked = one.values.len() <= MARKED;
        for (index, value) in one.values.iter().enumerate() {
            if marked || index + 1 == one.values.len() {
                let x = GUTTER + (100.0 - GUTTER) * across(index);
                mark(&mut drawing, kind, (x, ABOVE + PLOT * (1.0 - scale.at(*value))));
            }
        }
    }
    drawing.rule("base", (GUTTER, ABOVE + PLOT), (100.0, ABOVE + PLOT));
    under_the_axis(&mut drawing, labels);
    let table = about.table(labels, series);
    let svg = drawing.close(about, &table, ABOVE + PLOT + 1.5);
    Chart { lines: true, ..about.finish(svg, legend(series), table) }
}

/// A point; each series has a shape of its own, so that colour does not speak alone.
fn mark(drawing: &mut Drawing, kind: usize, (x, y): (f64, f64)) {
    let shape = match kind % 4 {
        0 => "M-3.6,0a3.6,3.6 0 1,0 7.2,0a3.6,3.6 0 1,0 -7.2,0z",
        1 => "M-3.4,-3.4h6.8v6.8h-6.8z",
        2 => "M0,-4.4l4.6,7.6h-9.2z",
        _ => "M0,-4.6l4.6,4.6l-4.6,4.6l-4.6,-4.6z",
    };
    let (class, x, y) = (class(kind), short(x), short(y));
    drawing.add(&format!(
        "<svg x=\"{x}%\" y=\"{y}rem\" width=\"1\" height=\"1\"><path class=\"{class}\" d=\"{shape}\"/></svg>"
    ));
}
