//! Shares of a whole: one bar in parts.

use super::{About, Chart, Table, columns::class, draw::Drawing, scale::figure};

/// Height of the bar.
const THICK: f64 = 1.5;

/// The parts of a whole, at most six, in the order given; the legend says figure and share.
pub fn share(about: &About, parts: &[(String, f64)]) -> Chart {
    let whole: f64 = parts.iter().map(|(_, value)| value.max(0.0)).sum();
    let per_cent = |value: f64| if whole > 0.0 { value.max(0.0) / whole * 100.0 } else { 0.0 };
    let mut drawing = Drawing::new();
    drawing.bar("track", (0.0, 0.0), (100.0, THICK));
    let (mut x, mut legend, mut rows) = (0.0, Vec::new(), Vec::new());
    for (place, (name, value)) in parts.iter().enumerate() {
        let width = per_cent(*value);
        drawing.bar(class(place), (x, 0.0), ((width - 0.3).max(0.0), THICK));
        x += width;
        let said = format!("{}%", figure(width, 1));
        legend.push(format!("{name} {} ({said})", about.say(*value)));
        rows.push(vec![name.clone(), about.say(*value), said]);
    }
    let heads = vec![about.of.to_owned(), about.measure.to_owned(), "%".to_owned()];
    let table = Table { heads, rows };
    about.finish(drawing.close(about, &table, THICK), legend, table)
}
