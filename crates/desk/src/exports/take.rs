//! Taking what was allowed: a table, with the approval number in each line.

use axum::{extract::State, http::StatusCode, response::Response};
use disclosure::{Channel, ExportAnswer, FileView, GateError};
use web::{
    WebError,
    door::{Fields, Form, Language, Named, Site, Staff, Visit, file, page},
};

use super::decide::refused;
use crate::{csv::cell, form::again, whence::whence};

/// `POST /desk/exports/{number}/file`
pub(super) async fn take(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Named(number): Named<String>,
    Form(_): Form<Fields>,
) -> Result<Response, WebError> {
    let language = visit.language;
    let outcome = site.ask(move |site| {
        let gate = site.gate().through(whence(site, &staff, Channel::Desk));
        match gate.take_export(&staff.actor(), &number) {
            Ok(answer) => Ok(Ok(table(site, language, &answer.into_inner()))),
            Err(GateError::Refused(refusal)) => refused(site, language, &staff, refusal).map(Err),
            Err(other) => Err(other.into()),
        }
    });
    match outcome.await? {
        Ok(content) => Ok(file("export.csv", "text/csv; charset=utf-8", content)),
        Err(view) => {
            let list = page(&site, visit, ("desk/exports/index.html", "exports"), |_, _| Ok(view));
            Ok(again(list.await?, StatusCode::FORBIDDEN))
        }
    }
}

/// One line for each field of each record; spreadsheets need the mark at the beginning.
fn table(site: &Site, language: Language, answer: &ExportAnswer) -> String {
    let heads = ["approval", "item", "field", "value", "decided_on", "source"];
    let heads = heads.map(|head| cell(&site.word(language, &format!("desk.export_head.{head}"))));
    let mut table = format!("\u{feff}{}\r\n", heads.join(","));
    if let Some(found) = &answer.file {
        lines(&mut table, &answer.number, language, found);
    }
    table
}

fn lines(table: &mut String, number: &str, language: Language, found: &FileView) {
    for record in &found.records {
        for field in &record.fields {
            let source = web::door::tell::agency(language, &record.source);
            let decided = record.decided_on.to_string();
            let title = language.of(&record.title);
            let cells = [number, &title, &field.zh, &field.value, &decided, &source];
            table.push_str(&cells.map(cell).join(","));
            table.push_str("\r\n");
        }
    }
}
