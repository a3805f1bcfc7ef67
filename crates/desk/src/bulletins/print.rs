//! A bulletin on paper, as it is sent out.

use paper::{Align, Block, Chart, ChartKind, Column, Document, Form, Series, Table};
use web::door::papers;

use super::{
    model::{Bulletin, Cell, Grid, Part, Plot, Shape},
    say::Say,
};

/// The document of a bulletin.
pub(crate) fn document(say: Say<'_>, bulletin: &Bulletin) -> Document {
    let foot = format!("{} · {}", bulletin.title, bulletin.issuer);
    let mut document = papers::blank(say.site, say.language, bulletin.title.clone(), foot);
    document.author.clone_from(&bulletin.issuer);
    document.form = Form::Report;
    let blocks = &mut document.blocks;
    blocks.push(Block::Head { unit: bulletin.issuer.clone(), number: bulletin.period.clone() });
    blocks.push(Block::Title(bulletin.title.clone()));
    blocks.extend(bulletin.findings.iter().cloned().map(Block::Paragraph));
    blocks.push(Block::Figures(bulletin.figures.clone()));
    for (place, part) in (1..).zip(&bulletin.parts) {
        blocks.extend(section(say, (place, part)));
    }
    let last = bulletin.parts.len() + 1;
    blocks.push(Block::Section {
        title: numbered(say, last, &say.word("method")),
        aside: String::new(),
    });
    blocks.extend(bulletin.method.iter().cloned().map(Block::Paragraph));
    if !bulletin.rules.is_empty() {
        let title = numbered(say, last + 1, &say.word("rules"));
        blocks.push(Block::Section { title, aside: String::new() });
        blocks.push(Block::Table(rules(say, &bulletin.rules)));
    }
    blocks.push(Block::Note(bulletin.as_of.clone()));
    let date = papers::day(say.site, say.language, say.site.today());
    blocks.push(Block::Seal { unit: bulletin.issuer.clone(), date });
    document
}

/// The number of a part before its title: 一、 or 1.
fn numbered(say: Say<'_>, place: usize, title: &str) -> String {
    let numeral = say.word(&format!("place_{place}"));
    format!("{numeral}{title}")
}

fn section(say: Say<'_>, (place, part): (usize, &Part)) -> Vec<Block> {
    let aside = String::new();
    let mut blocks = vec![Block::Section { title: numbered(say, place, &part.title), aside }];
    blocks.extend(part.text.iter().cloned().map(Block::Paragraph));
    blocks.extend(part.plots.iter().map(|plot| Block::Chart(chart(plot))));
    if let Some(grid) = &part.grid {
        blocks.push(Block::Table(table(grid)));
    }
    blocks
}

fn chart(plot: &Plot) -> Chart {
    let series = |(title, values): &(String, Vec<Option<f64>>)| Series {
        title: title.clone(),
        values: values.clone(),
    };
    Chart {
        title: plot.title.clone(),
        kind: match plot.shape {
            Shape::Bars => ChartKind::Bars,
            Shape::Columns => ChartKind::Columns,
            Shape::Lines => ChartKind::Lines,
        },
        unit: plot.unit.clone(),
        labels: plot.labels.clone(),
        series: plot.series.iter().map(series).collect(),
    }
}

fn table(grid: &Grid) -> Table {
    let column = |(place, (title, share)): (usize, &(String, u16))| Column {
        title: title.clone(),
        share: *share,
        align: if grid.is_number(place) { Align::Right } else { Align::Left },
    };
    Table {
        columns: grid.heads.iter().enumerate().map(column).collect(),
        rows: grid.all().map(|row| row.iter().map(Cell::said).collect()).collect(),
    }
}

/// The rules used, with how sure we are of each.
fn rules(say: Say<'_>, rules: &[[String; 4]]) -> Table {
    let heads = [("rule_of", 40), ("rule_says", 40), ("rule_basis", 50), ("rule_certainty", 20)];
    Table {
        columns: heads.map(|(key, share)| Column::text(say.word(key), share)).into(),
        rows: rules.iter().map(|row| row.to_vec()).collect(),
    }
}
