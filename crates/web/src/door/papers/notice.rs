//! The notice of repair that goes with every penalty and listing (两书同达): how long it is published, from
//! which day repair can be asked for, what is needed, where, and that it is free. What the law says stands
//! in the packs: the classes in the disclosure rules, the rest in the process of repair.

use disclosure::RecordView;
use paper::{Block, Document};
use policy::model::{catalog::Polarity, process::Process};
use vocabulary::Date;

use super::{blank, day, paragraphs};
use crate::{
    door::{Language, Site, tell},
    portal::repair::repairing,
};

/// The notice about a record; none if the record does not speak against its subject, or no process
/// of the packs repairs.
pub fn repair_notice(
    site: &Site,
    language: Language,
    record: &RecordView,
    (name, unit): (&str, &str),
) -> Option<Document> {
    if record.polarity != Polarity::Negative {
        return None;
    }
    let process = repairing(site, &record.item)?;
    let title = site.word(language, "paper.repair.title");
    let number = tell::field(record, "document_number").unwrap_or_default().to_owned();
    let mut document = blank(site, language, title.clone(), number.clone());
    unit.clone_into(&mut document.author);
    let basis = process.basis.first().map(|basis| basis.document.clone()).unwrap_or_default();
    document.blocks = vec![
        Block::Head { unit: unit.to_owned(), number },
        Block::Title(title),
        Block::Line(site.words(language, "paper.to", &[("name", name.to_owned())])),
        Block::Paragraph(site.words(
            language,
            "paper.repair.lead",
            &[
                ("unit", tell::authority(language, record)),
                ("record", tell::title(language, record)),
                ("basis", basis),
            ],
        )),
        Block::Heading(site.word(language, "paper.repair.terms")),
        Block::Facts(terms(site, language, record)),
        Block::Heading(site.word(language, "paper.repair.how")),
    ];
    if let Some(guide) = &process.guide {
        document.blocks.extend(paragraphs(&language.of(guide)));
    }
    document.blocks.push(Block::Facts(needs(site, language, process)));
    document
        .blocks
        .push(Block::Seal { unit: unit.to_owned(), date: day(site, language, site.today()) });
    document.blocks.push(Block::Code {
        text: place(site, process),
        caption: site.word(language, "paper.repair.scan"),
    });
    document.blocks.push(Block::Note(site.words(
        language,
        "paper.basis",
        &[("basis", cited(process))],
    )));
    Some(document)
}

/// Class, shortest and longest publication, first day for repair.
fn terms(site: &Site, language: Language, record: &RecordView) -> Vec<(String, String)> {
    let word = |key: &str| site.word(language, &format!("paper.repair.{key}"));
    let term = tell::term(site, record);
    let first = record
        .lineage
        .as_ref()
        .and_then(|lineage| lineage.repairable_from)
        .or_else(|| term.and_then(|term| term.repairable_from));
    let class = tell::class_title(term.as_ref()).map(|title| language.of(title));
    let dated = |on: Date| day(site, language, on);
    let shortest = first.map_or_else(|| word("no_shortest"), dated);
    let longest = record.public_until.map_or_else(|| word("not_public"), dated);
    let from = first.map_or_else(|| word("at_once"), dated);
    let decided = [
        (word("decided_by"), tell::authority(language, record)),
        (word("decided_on"), dated(record.decided_on)),
    ];
    let class = class.map(|class| (word("class"), class));
    let terms =
        [(word("shortest"), shortest), (word("longest"), longest), (word("first_day"), from)];
    decided.into_iter().chain(class).chain(terms).collect()
}

/// What is needed, where, and that it is free.
fn needs(site: &Site, language: Language, process: &Process) -> Vec<(String, String)> {
    let word = |key: &str| site.word(language, &format!("paper.repair.{key}"));
    let named = |id: &String| {
        let paper = process.document.iter().find(|paper| paper.id == *id);
        paper.map(|paper| language.of(&paper.title))
    };
    let join = if language == Language::Zh { "；" } else { "; " };
    let asked = process.start.documents.iter().chain(&process.start.attaches);
    let papers: Vec<String> = asked.filter_map(named).collect();
    vec![
        (word("papers"), papers.join(join)),
        (
            word("where"),
            site.words(language, "paper.repair.place", &[("place", place(site, process))]),
        ),
        (word("fee"), word("free")),
    ]
}

fn place(site: &Site, process: &Process) -> String {
    format!("{}/processes/{}", site.config.address, process.id)
}

fn cited(process: &Process) -> String {
    let cited = process.basis.iter().map(|basis| match &basis.article {
        Some(article) => format!("{} {article}", basis.document),
        None => basis.document.clone(),
    });
    cited.collect::<Vec<_>>().join("；")
}
