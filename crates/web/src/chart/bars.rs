//! Bars that lie: categories with long names, one under the other.

use super::{
    About, Chart, Table,
    draw::{Drawing, lines},
};

/// A category and its figure.
#[derive(Clone, Debug)]
pub struct Bar {
    /// Its name.
    pub label: String,
    /// Its figure.
    pub value: f64,
    /// What it ought to reach, and its words: a mark across the bar with the words below.
    pub target: Option<(f64, String)>,
}

impl Bar {
    /// A category without target.
    pub fn new(label: impl Into<String>, value: f64) -> Self {
        Self { label: label.into(), value, target: None }
    }

    fn aim(&self) -> Option<f64> {
        self.target.as_ref().map(|(target, _)| *target)
    }
}

/// Chinese characters that a name has room for on the line of a phone.
const ROOM: f64 = 23.0;
/// Height of a line of a name.
const LINE: f64 = 1.2;
/// Height of a bar.
const THICK: f64 = 0.75;
/// Per cent of the width that the longest bar takes; its figure has the rest.
const LONGEST: f64 = 74.0;

/// Bars with the name above and the figure behind each.
pub fn bars(about: &About, bars: &[Bar]) -> Chart {
    let tops = bars.iter().flat_map(|bar| [bar.value, bar.aim().unwrap_or(0.0)]);
    let highest = tops.fold(0.0, f64::max);
    let across =
        |value: f64| if highest > 0.0 { (value / highest).clamp(0.0, 1.0) * LONGEST } else { 0.0 };
    let mut drawing = Drawing::new();
    let mut y = 0.0;
    for bar in bars {
        for line in lines(&bar.label, ROOM) {
            drawing.words("said", "start", (0.0, y + 0.85), &line);
            y += LINE;
        }
        drawing.bar("track", (0.0, y), (LONGEST, THICK));
        drawing.bar("k1", (0.0, y), (across(bar.value).max(0.3), THICK));
        let end = across(bar.value.max(bar.aim().unwrap_or(0.0)));
        drawing.beside((end, y + 0.62), &about.say(bar.value));
        if let Some((target, words)) = &bar.target {
            let x = across(*target);
            drawing.rule("target", (x, y - 0.2), (x, y + THICK + 0.25));
            let anchor = if x > LONGEST / 2.0 { "end" } else { "start" };
            y += 1.2;
            drawing.words("", anchor, (x, y + 0.75), words);
        }
        y += THICK + 0.65;
    }
    let table = table(about, bars);
    about.finish(drawing.close(about, &table, y), Vec::new(), table)
}

fn table(about: &About, bars: &[Bar]) -> Table {
    let row = |bar: &Bar| vec![bar.label.clone(), about.say(bar.value)];
    let heads = vec![about.of.to_owned(), about.measure.to_owned()];
    Table { heads, rows: bars.iter().map(row).collect() }
}
