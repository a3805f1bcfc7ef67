//! A line the size of a word, to stand in a table or beside a figure.

use super::{
    draw::{escaped, short},
    scale::{Scale, real},
};

/// Width and height of the field it is drawn in.
const FIELD: (f64, f64) = (112.0, 26.0);

/// The line of `values`, with its last point marked; `label` says it in words.
pub fn spark(label: &str, values: &[f64]) -> String {
    let lowest = values.iter().copied().fold(0.0, f64::min);
    let scale = Scale::new(lowest, values.iter().copied().fold(lowest, f64::max));
    let last = real(values.len().saturating_sub(1).max(1));
    let place = |(index, value): (usize, &f64)| {
        let x = 4.0 + (FIELD.0 - 8.0) * real(index) / last;
        (short(x), short(FIELD.1 - 4.0 - (FIELD.1 - 8.0) * scale.at(*value)))
    };
    let places: Vec<_> = values.iter().enumerate().map(place).collect();
    let points: Vec<_> = places.iter().map(|(x, y)| format!("{x},{y}")).collect();
    let end = places.last().map(|(x, y)| format!("<circle cx=\"{x}\" cy=\"{y}\" r=\"2.6\"/>"));
    format!(
        "<svg class=\"spark\" viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"{}\"><polyline points=\"{}\"/>{}</svg>",
        FIELD.0,
        FIELD.1,
        escaped(label),
        points.join(" "),
        end.unwrap_or_default()
    )
}
