//! A bulletin as a page: the charts drawn, their figures behind them.

use serde::Serialize;
use web::{
    chart::{About, Bar, Chart, Series, bars, columns, lines},
    door::{Language, tell::Labelled},
};

use super::model::{Bulletin, Grid, Part, Plot, Shape};

/// The page.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct View {
    title: String,
    period: String,
    issuer: String,
    as_of: String,
    findings: Vec<String>,
    figures: Vec<Labelled>,
    parts: Vec<Section>,
    method: Vec<String>,
    rules: Vec<[String; 4]>,
}

#[derive(Clone, Debug, Serialize)]
struct Section {
    title: String,
    text: Vec<String>,
    charts: Vec<Chart>,
    heads: Vec<Head>,
    rows: Vec<Vec<String>>,
    /// Whether the last row is the sum.
    summed: bool,
}

#[derive(Clone, Debug, Serialize)]
struct Head {
    title: String,
    kind: &'static str,
}

/// The page of a bulletin.
pub(crate) fn view(language: Language, bulletin: &Bulletin) -> View {
    let figure = |(label, value): &(String, String)| Labelled {
        label: label.clone(),
        value: value.clone(),
        wide: false,
    };
    View {
        title: bulletin.title.clone(),
        period: bulletin.period.clone(),
        issuer: bulletin.issuer.clone(),
        as_of: bulletin.as_of.clone(),
        findings: bulletin.findings.clone(),
        figures: bulletin.figures.iter().map(figure).collect(),
        parts: bulletin.parts.iter().map(|part| section(language, part)).collect(),
        method: bulletin.method.clone(),
        rules: bulletin.rules.clone(),
    }
}

fn section(language: Language, part: &Part) -> Section {
    let empty = Grid::default();
    let grid = part.grid.as_ref().unwrap_or(&empty);
    let head = |(column, (title, _)): (usize, &(String, u16))| Head {
        title: title.clone(),
        kind: if grid.is_number(column) { "n" } else { "" },
    };
    Section {
        title: part.title.clone(),
        text: part.text.clone(),
        charts: part.plots.iter().map(|plot| chart(language, plot)).collect(),
        heads: grid.heads.iter().enumerate().map(head).collect(),
        rows: grid.all().map(|row| row.iter().map(super::model::Cell::said).collect()).collect(),
        summed: grid.total.is_some(),
    }
}

/// Draws a chart. A label under which nothing was measured is left out: it is not zero.
fn chart(language: Language, plot: &Plot) -> Chart {
    let measured = |place: &usize| {
        plot.series.iter().any(|(_, values)| values.get(*place).is_some_and(Option::is_some))
    };
    let places: Vec<usize> = (0..plot.labels.len()).filter(measured).collect();
    let plot = &Plot {
        labels: places.iter().filter_map(|place| plot.labels.get(*place).cloned()).collect(),
        series: plot
            .series
            .iter()
            .map(|(name, values)| {
                let kept = places.iter().map(|place| values.get(*place).copied().flatten());
                (name.clone(), kept.collect())
            })
            .collect(),
        ..plot.clone()
    };
    let measure = plot.series.first().map(|(name, _)| name.as_str()).unwrap_or_default();
    let share = plot.unit == "%";
    let about = About {
        language,
        title: &plot.title,
        note: None,
        of: &plot.of,
        measure,
        unit: &plot.unit,
        decimals: if share { 2 } else { 0 },
    };
    let series = || -> Vec<Series> {
        let one = |(name, values): &(String, Vec<Option<f64>>)| Series {
            name: name.clone(),
            values: values.iter().map(|value| value.unwrap_or_default()).collect(),
        };
        plot.series.iter().map(one).collect()
    };
    match (plot.shape, plot.series.as_slice()) {
        (Shape::Bars, [(_, values)]) => {
            let bar = |(label, value): (&String, &Option<f64>)| {
                Bar::new(label.clone(), value.unwrap_or_default())
            };
            let all: Vec<Bar> = plot.labels.iter().zip(values).map(bar).collect();
            bars(&about, &all)
        }
        (Shape::Bars | Shape::Columns, _) => columns(&about, &plot.labels, &series()),
        (Shape::Lines, _) => lines(&about, &plot.labels, &series(), 0.0),
    }
}
