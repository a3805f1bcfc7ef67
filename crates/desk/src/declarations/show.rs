//! One declaration with its evidence.

use axum::{extract::State, response::Response};
use intake::{CheckState, DeclarationView, EvidenceKind};
use serde::Serialize;
use web::{
    WebError,
    door::{
        Language, Named, Site, Visit, file, page,
        tell::{Labelled, label},
    },
};

use super::queue::kind;
use crate::form::Wrongs;

/// The page.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Page {
    number: String,
    kind: String,
    name: String,
    code: String,
    state: &'static str,
    tone: &'static str,
    declared_on: String,
    fields: Vec<Labelled>,
    files: Vec<File>,
    open: bool,
    checked_on: Option<String>,
    checked_by: Option<String>,
    remark: Option<String>,
    position: u64,
    verdict: String,
    note: String,
    errors: Wrongs,
}

/// One file.
#[derive(Clone, Debug, Serialize)]
struct File {
    href: String,
    name: String,
    size: String,
    sha256: String,
    /// Whether the page can show it.
    picture: bool,
}

/// `GET /desk/declarations/{number}`
pub(super) async fn show(
    State(site): State<Site>,
    visit: Visit,
    Named(number): Named<String>,
) -> Result<Response, WebError> {
    page(&site, visit, ("desk/declarations/one.html", "declarations"), move |site, visit| {
        found(site, visit.language, &number)
    })
    .await
}

/// `GET /desk/declarations/{number}/files/{file}`
pub(super) async fn evidence(
    State(site): State<Site>,
    Named((number, place)): Named<(String, u64)>,
) -> Result<Response, WebError> {
    site.ask(move |site| {
        let found = site.declarations().evidence(&number, place)?.ok_or(WebError::Missing)?;
        let kind = found.line.kind;
        let name = format!("{number}-{place}.{}", kind.as_str());
        Ok(file(&name, kind.media_type(), found.content))
    })
    .await
}

/// The page of a declaration.
pub(super) fn found(site: &Site, language: Language, number: &str) -> Result<Page, WebError> {
    let one = site.declarations().declaration(number)?.ok_or(WebError::Missing)?;
    Ok(view(language, &one))
}

fn view(language: Language, one: &DeclarationView) -> Page {
    let tone = match one.state {
        CheckState::Unchecked => "wait",
        CheckState::Checked => "good",
        CheckState::Refuted => "bad",
        CheckState::Withdrawn => "quiet",
    };
    let fields = one.fields.iter().map(|field| Labelled {
        label: label(language, &field.name, &field.zh),
        value: field.value.clone(),
        wide: false,
    });
    let files = one.evidence.iter().map(|line| File {
        href: format!("/desk/declarations/{}/files/{}", one.number, line.file),
        name: line.name.clone(),
        size: format!("{} KB", line.bytes.div_ceil(1024)),
        sha256: line.sha256.clone(),
        picture: line.kind != EvidenceKind::Pdf,
    });
    Page {
        number: one.number.clone(),
        kind: kind(language, one),
        name: one.name.clone(),
        code: one.code.clone(),
        state: one.state.as_str(),
        tone,
        declared_on: one.declared_on.to_string(),
        fields: fields.collect(),
        files: files.collect(),
        open: one.state == CheckState::Unchecked,
        checked_on: one.checked_on.map(|day| day.to_string()),
        checked_by: one.checked_by_title.as_ref().map(|title| language.of(title)),
        remark: one.note.clone(),
        position: one.position,
        verdict: String::new(),
        note: String::new(),
        errors: Wrongs::default(),
    }
}

impl Page {
    /// The same with what was typed and what is wrong with it.
    pub(super) fn again(self, verdict: &str, note: &str, errors: Wrongs) -> Self {
        Self { verdict: verdict.to_owned(), note: note.to_owned(), errors, ..self }
    }
}
