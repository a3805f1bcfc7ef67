//! What a party sends to a case, at every door that lets one: forms, notes, papers.

use axum::response::Response;
use policy::model::process::{Move, Process, Start};
use workflow::{
    By, WorkflowError,
    case::{CaseOrNew, Input, Paper},
};

use super::{
    Asks, CaseChoice, CaseForm, CaseWrong, Fields, PAPER_BYTES, Sent, Upload, file, papers,
};
use crate::{WebError, site::Site, wording::Language};

/// Longest note, in characters.
const LONGEST: usize = 2_000;

/// What the beginning of a process asks for.
pub fn asks_of_start<'p>(process: &'p Process, start: &'p Start) -> Asks<'p> {
    Asks {
        process,
        needs: &start.needs,
        asks: &start.asks,
        documents: &start.documents,
        attaches: &start.attaches,
    }
}

/// What a move asks for.
pub fn asks_of_move<'p>(process: &'p Process, one: &'p Move) -> Asks<'p> {
    Asks {
        process,
        needs: &one.needs,
        asks: &one.asks,
        documents: &one.documents,
        attaches: &one.attaches,
    }
}

/// The form of a start or a move, with what can be chosen.
pub fn asked_form(
    site: &Site,
    language: Language,
    (by, case): (&By, &CaseOrNew),
    asks: Asks<'_>,
    typed: &Fields,
) -> Result<CaseForm, WebError> {
    CaseForm::of(language, asks, typed, |field| {
        let options = site.cases.options(by, case, &field.id)?;
        let choice =
            |one: workflow::case::Choice| CaseChoice { id: one.id, title: language.of(&one.title) };
        Ok(options.into_iter().map(choice).collect())
    })
}

/// What was sent, for the engine.
pub fn case_input(form: &CaseForm, upload: &Upload) -> Result<Input, WebError> {
    let papers = form.papers(upload)?.into_iter();
    let papers = papers.map(|(document, name, bytes)| paper(document, name, bytes));
    Ok(Input { fields: form.values(), papers: papers.collect() })
}

fn paper(document: String, name: String, bytes: Vec<u8>) -> Paper {
    let media_type = match bytes.as_slice() {
        [0x89, b'P', ..] => "image/png",
        [0xff, 0xd8, ..] => "image/jpeg",
        _ => "application/pdf",
    };
    Paper { document, name, media_type: media_type.to_owned(), bytes }
}

/// A paper as a file to keep.
pub fn paper_file(number: &str, place: u64, paper: Paper) -> Response {
    let (ending, kind) = match paper.media_type.as_str() {
        "image/png" => ("png", "image/png"),
        "image/jpeg" => ("jpg", "image/jpeg"),
        _ => ("pdf", "application/pdf"),
    };
    file(&format!("{number}-{place}.{ending}"), kind, paper.bytes)
}

/// A letter as a PDF to keep.
pub fn letter_file(
    site: &Site,
    language: Language,
    (by, number, place): (&By, &str, u64),
) -> Result<Response, WebError> {
    let letter = site.cases.letter(by, number, place)?;
    let case = site.cases.view(by, number)?;
    let document = papers::letter(site, language, &case, &letter);
    papers::print(site, &document, &format!("{number}-{place}"))
}

/// Adds a note, a paper, or both; what is wrong, if something is.
pub fn add_to_case(
    site: &Site,
    language: Language,
    (by, number): (&By, &str),
    upload: &Upload,
) -> Result<Vec<CaseWrong>, WebError> {
    let note = upload.fields.get("note");
    let sent = upload.files.iter().find(|sent| sent.field == "paper");
    let wrong = unfit(site, language, note, sent);
    if !wrong.is_empty() {
        return Ok(wrong);
    }
    let mut done = Ok(());
    if !note.is_empty() {
        done = site.cases.note(by, number, note);
    }
    if let (Ok(()), Some(sent)) = (&done, sent) {
        let document = upload.fields.get("document").to_owned();
        let paper = paper(document, sent.name.clone(), sent.read()?);
        done = site.cases.add_paper(by, number, paper);
    }
    match done {
        Ok(()) => Ok(Vec::new()),
        Err(WorkflowError::Refused(refusal)) => {
            let text = format!("{} {}", refusal.reason, refusal.remedy);
            Ok(vec![CaseWrong { field: "note".to_owned(), text }])
        }
        Err(WorkflowError::Faulty(faults)) => {
            let wrong = |fault: workflow::Fault| CaseWrong {
                field: "paper".to_owned(),
                text: fault.reason,
            };
            Ok(faults.into_iter().map(wrong).collect())
        }
        Err(error) => Err(error.into()),
    }
}

fn unfit(site: &Site, language: Language, note: &str, sent: Option<&Sent>) -> Vec<CaseWrong> {
    let mut wrong = Vec::new();
    let mut say = |field: &str, text| wrong.push(CaseWrong { field: field.to_owned(), text });
    match (note.chars().count(), sent) {
        (0, None) => say("note", site.word(language, "case.note_missing")),
        (length, _) if length > LONGEST => {
            let values = [("n", LONGEST.to_string())];
            say("note", site.words(language, "case.too_long", &values));
        }
        _ => {}
    }
    if let Some(sent) = sent.filter(|sent| sent.bytes > PAPER_BYTES) {
        let values = [("name", sent.name.clone())];
        say("paper", site.words(language, "case.paper_large", &values));
    }
    wrong
}
