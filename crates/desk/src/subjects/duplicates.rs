//! 重错码: one code with several names, one name with several codes, codes that fail their check.

use axum::{extract::State, response::Response};
use disclosure::{Duplicates, SubjectHead};
use serde::{Deserialize, Serialize};
use web::{
    WebError,
    door::{Asked, Language, Site, Staff, Visit, file, page, tell::division},
};

use super::tabs;
use crate::{chip::Chip, csv::cell};

/// Entries of each kind that the page shows.
const SHOWN: u32 = 100;
/// Entries of each kind that the file holds.
const KEPT: u32 = 50_000;

/// The kinds, as the address and the messages call them.
const KINDS: [&str; 3] = ["name-codes", "code-names", "wrong-codes"];

/// Which kind is shown.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Chosen {
    #[serde(default)]
    kind: String,
}

/// The page.
#[derive(Clone, Debug, Serialize)]
struct Page {
    tabs: Vec<Chip>,
    chips: Vec<Chip>,
    kind: &'static str,
    /// What the rows are headed by: a code or a name.
    label: String,
    rows: Vec<Row>,
    /// Whether there is more than is shown.
    more: bool,
}

/// A doubtful code or name, and who bears it.
#[derive(Clone, Debug, Serialize)]
struct Row {
    key: String,
    entries: Vec<Entry>,
    /// Where the first two are compared.
    compare: Option<String>,
}

/// One who bears it.
#[derive(Clone, Debug, Default, Serialize)]
struct Entry {
    name: Option<String>,
    code: String,
    division: Option<String>,
    state: Option<String>,
    /// Who sent the name.
    source: Option<String>,
    href: Option<String>,
}

/// `GET /desk/subjects/duplicates`
pub(super) async fn show(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Asked(chosen): Asked<Chosen>,
) -> Result<Response, WebError> {
    page(&site, visit, ("desk/subjects/duplicates.html", "subjects"), move |site, visit| {
        let language = visit.language;
        let found = site.gate().duplicates(SHOWN)?.into_inner();
        let kind = KINDS.into_iter().find(|kind| *kind == chosen.kind).unwrap_or(KINDS[0]);
        let all = KINDS.map(|kind| (kind, rows(site, language, &found, kind)));
        let chips = all.iter().map(|(own, rows)| {
            let title = site.word(language, &format!("desk.duplicates.{own}"));
            let href = format!("/desk/subjects/duplicates?kind={own}");
            Chip::new(title, href, *own == kind).counted(rows.len() as u64)
        });
        let chips = chips.collect();
        let rows = all.into_iter().find(|(own, _)| *own == kind);
        let label = if kind == "name-codes" { "name" } else { "code" };
        Ok(Page {
            tabs: tabs(site, language, &staff, "/desk/subjects/duplicates"),
            chips,
            kind,
            label: site.word(language, &format!("desk.duplicates.{label}")),
            rows: rows.map(|(_, rows)| rows).unwrap_or_default(),
            more: found.more,
        })
    })
    .await
}

fn rows(site: &Site, language: Language, found: &Duplicates, kind: &str) -> Vec<Row> {
    match kind {
        "name-codes" => found
            .names
            .iter()
            .map(|shared| Row {
                key: shared.name.clone(),
                entries: shared.heads.iter().map(|head| entry(site, head)).collect(),
                compare: compare(&shared.heads),
            })
            .collect(),
        "code-names" => found
            .codes
            .iter()
            .map(|shared| {
                let strange = shared.names.iter().map(|strange| Entry {
                    name: Some(strange.name.clone()),
                    source: Some(source(language, strange)),
                    href: Some(format!("/ledger/positions/{}", strange.position)),
                    ..Entry::default()
                });
                Row {
                    key: shared.head.code.clone().unwrap_or_default(),
                    entries: [entry(site, &shared.head)].into_iter().chain(strange).collect(),
                    compare: None,
                }
            })
            .collect(),
        _ => found
            .faulty
            .iter()
            .map(|head| Row {
                key: head.code.clone().unwrap_or_default(),
                entries: vec![entry(site, head)],
                compare: None,
            })
            .collect(),
    }
}

fn source(language: Language, strange: &disclosure::StrangeName) -> String {
    let source = &strange.source;
    source.title.as_ref().map_or_else(|| source.code.clone(), |title| language.of(title))
}

fn entry(site: &Site, head: &SubjectHead) -> Entry {
    Entry {
        name: head.name.clone(),
        code: head.code.clone().unwrap_or_default(),
        division: division(site, head.division.as_deref()),
        state: head.state.clone(),
        source: None,
        href: head.code.as_ref().map(|code| format!("/subjects/{code}")),
    }
}

fn compare(heads: &[SubjectHead]) -> Option<String> {
    let mut codes = heads.iter().filter_map(|head| head.code.as_deref());
    let (member, into) = (codes.next()?, codes.next()?);
    Some(format!("/desk/subjects/merges?member={member}&into={into}"))
}

/// `GET /desk/subjects/duplicates/csv`
pub(super) async fn download(
    State(site): State<Site>,
    visit: Visit,
    _: Staff,
) -> Result<Response, WebError> {
    let language = visit.language;
    let text = site
        .ask(move |site| {
            let found = site.gate().duplicates(KEPT)?.into_inner();
            let mut text = String::from("\u{FEFF}");
            text += &site.word(language, "desk.duplicates.csv_header");
            text.push_str("\r\n");
            for kind in KINDS {
                let title = site.word(language, &format!("desk.duplicates.{kind}"));
                for row in rows(site, language, &found, kind) {
                    for entry in row.entries {
                        let given = Option::unwrap_or_default;
                        let cells = [
                            title.clone(),
                            row.key.clone(),
                            given(entry.name),
                            entry.code,
                            given(entry.division),
                            given(entry.state),
                            given(entry.source),
                        ];
                        text += &cells.map(|value| cell(&value)).join(",");
                        text.push_str("\r\n");
                    }
                }
            }
            Ok(text)
        })
        .await?;
    Ok(file("duplicates.csv", "text/csv; charset=utf-8", text))
}
