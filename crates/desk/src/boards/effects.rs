//! What measures came to, by item and measure (H-56).

use web::{
    WebError,
    door::{Language, Site},
};
use workflow::EffectLine;

use super::{
    Name,
    sheet::{Row, Sheet, count},
};

/// The sheet.
pub(super) fn sheet(site: &Site, language: Language) -> Result<Sheet, WebError> {
    let lines = site.cases().effects()?;
    let keys = [
        "item",
        "measure",
        "reached",
        "applied",
        "declined",
        "subjects",
        "lasting",
        "corrected",
        "repaired",
        "objections",
    ];
    let mut sheet =
        Sheet::new(site, language, Name::Effects, None).headed(site, language, &keys, 2);
    let sum = |count: fn(&EffectLine) -> u64| lines.iter().map(count).sum::<u64>();
    sheet.figure(site, language, "reached", count(sum(|line| line.reached)));
    sheet.figure(site, language, "applied", count(sum(|line| line.applied)));
    sheet.figure(site, language, "repaired", count(sum(|line| line.repaired)));
    sheet.figure(site, language, "objections", count(sum(|line| line.objections)));
    sheet.rows = lines.iter().map(|line| row(language, line)).collect();
    Ok(sheet)
}

fn row(language: Language, line: &EffectLine) -> Row {
    let item = line.item_title.as_ref().map_or_else(|| line.item.clone(), |one| language.of(one));
    let measure = line.measure_title.as_ref();
    let measure = measure.map_or_else(|| line.measure.clone(), |one| language.of(one));
    let figures = [
        line.reached,
        line.applied,
        line.declined,
        line.subjects,
        line.lasting,
        line.corrected,
        line.repaired,
        line.objections,
    ];
    Row {
        title: if item.is_empty() { "–".to_owned() } else { item },
        href: None,
        tone: None,
        cells: std::iter::once(measure).chain(figures.map(count)).collect(),
    }
}
