//! A list of numbers, checked for one matter: the form, the progress, the answers to keep.

use std::sync::Arc;

use axum::{extract::State, http::StatusCode, response::Response};
use check::{BatchLine, CheckError, Checker, Limits, Question};
use disclosure::Channel;
use serde::Serialize;
use vocabulary::{Identifier, IdentifierKind};
use web::{
    WebError,
    door::{Fields, Language, Named, Site, Staff, Upload, Visit, file, page},
};

use super::{ask::matter_title, tone};
use crate::{
    form::{Choice, Wrongs, again},
    unit,
    whence::whence,
    work::{Done, begun, works},
};

/// Lines that are checked between two words on how far it is.
const STEP: usize = 200;
/// Lines that the page shows; the file has them all.
const SHOWN: usize = 200;

/// A list that was checked.
#[derive(Clone, Debug)]
pub(crate) struct Checked {
    matter: String,
    matter_number: String,
    lines: Vec<Line>,
}

/// One line of it.
#[derive(Clone, Debug, Serialize)]
struct Line {
    line: u64,
    number: String,
    name: Option<String>,
    outcome: &'static str,
    tone: &'static str,
    note: String,
    result: Option<String>,
    fault: Option<String>,
}

/// The form.
#[derive(Clone, Debug, Default, Serialize)]
struct Form {
    matters: Vec<Choice>,
    matter: String,
    matter_number: String,
    limit: u64,
    errors: Wrongs,
}

/// The answers.
#[derive(Clone, Debug, Serialize)]
struct Answers {
    matter: String,
    matter_number: String,
    figures: Vec<Figure>,
    csv_href: String,
    lines: Vec<Line>,
    more: usize,
}

#[derive(Clone, Debug, Serialize)]
struct Figure {
    label: String,
    value: String,
}

/// `GET /desk/checks/lists`
pub(super) async fn form(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
) -> Result<Response, WebError> {
    page(&site, visit, ("desk/checks/lists.html", "checks"), move |site, visit| {
        Ok(blank(site, visit.language, &staff, &Fields::default()))
    })
    .await
}

fn blank(site: &Site, language: Language, staff: &Staff, fields: &Fields) -> Form {
    Form {
        matters: unit::list_choices(site, language, staff),
        matter: fields.get("matter").to_owned(),
        matter_number: fields.get("matter_number").to_owned(),
        limit: Limits::default().batch_lines as u64,
        errors: Wrongs::default(),
    }
}

/// `POST /desk/checks/lists`
pub(super) async fn send(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    upload: Upload,
) -> Result<Response, WebError> {
    let (language, asker) = (visit.language, staff.clone());
    let sent = site.ask(move |site| begin(site, language, &asker, &upload)).await?;
    match sent {
        Ok(number) => begun(&site, &visit, &staff, number).await,
        Err(view) => {
            let form = page(&site, visit, ("desk/checks/lists.html", "checks"), |_, _| Ok(view));
            Ok(again(form.await?, StatusCode::UNPROCESSABLE_ENTITY))
        }
    }
}

/// Begins to check the list; the form again if something is missing.
fn begin(
    site: &Site,
    language: Language,
    staff: &Staff,
    upload: &Upload,
) -> Result<Result<u64, Box<Form>>, WebError> {
    let fields = &upload.fields;
    let mut errors = Wrongs::default();
    for (field, key) in [
        ("matter", "desk.error.matter_missing"),
        ("matter_number", "desk.error.matter_number_missing"),
    ] {
        if fields.get(field).is_empty() {
            errors.add(site, language, field, key);
        }
    }
    let text = match upload.files.first() {
        None => String::new(),
        Some(sent) => String::from_utf8_lossy(&sent.read()?).into_owned(),
    };
    let lines = text.lines().count();
    if lines == 0 {
        errors.add(site, language, "file", "desk.error.file_missing");
    } else if lines > Limits::default().batch_lines {
        errors.add(site, language, "file", "desk.error.list_too_long");
    }
    if !errors.none() {
        return Ok(Err(Box::new(Form { errors, ..blank(site, language, staff, fields) })));
    }
    let question = Question {
        actor: staff.actor(),
        organisation: staff.agency.clone(),
        matter: fields.get("matter").to_owned(),
        matter_number: fields.get("matter_number").to_owned(),
        subject: Identifier { kind: IdentifierKind::RegistrationNumber, number: String::new() },
    };
    let name = upload.files.first().map(|sent| sent.name.clone()).unwrap_or_default();
    let checker = site.checker().through(whence(site, staff, Channel::Hall));
    let (worker, now) = (site.clone(), site.clock().now());
    let number = works().begin(&staff.account, ("list", &name), now, move |number| {
        check(&worker, language, (&checker, &question), &text, number)
    });
    Ok(Ok(number))
}

/// Checks the list step by step, and says how far it is.
fn check(
    site: &Site,
    language: Language,
    (checker, question): (&Checker, &Question),
    text: &str,
    number: u64,
) -> Done {
    let all: Vec<&str> = text.lines().collect();
    let total = all.len() as u64;
    let mut checked = Checked {
        matter: matter_title(site, language, &question.matter),
        matter_number: question.matter_number.clone(),
        lines: Vec::with_capacity(all.len()),
    };
    for (step, lines) in all.chunks(STEP).enumerate() {
        let before = (step * STEP) as u64;
        works().tell(number, before, total);
        // Only the first line of all may be a header: a blank one stands before every later step.
        let (list, shift) = match step {
            0 => (lines.join("\n"), 0),
            _ => (format!("\n{}", lines.join("\n")), 1),
        };
        match checker.check_list(question, &list) {
            Ok(answers) => {
                let answers = answers.into_iter();
                checked.lines.extend(answers.map(|answer| line(answer, before, shift)));
            }
            Err(refused @ (CheckError::Refused(_) | CheckError::UnknownMatter { .. })) => {
                return Done::Refused(refused.to_string());
            }
            Err(_) => return Done::Failed,
        }
    }
    Done::List(Arc::new(checked))
}

fn line(line: BatchLine, before: u64, shift: u64) -> Line {
    let answer = line.answer;
    let outcome = answer.as_ref().map(|answer| answer.outcome);
    let name = answer.as_ref().and_then(|answer| answer.subject.as_ref()?.name.clone());
    Line {
        line: before + line.line - shift,
        number: line.number,
        name,
        outcome: outcome.map_or("", |outcome| outcome.as_str()),
        tone: outcome.map_or("", tone),
        note: answer.as_ref().map(|answer| answer.note.clone()).unwrap_or_default(),
        result: answer.map(|answer| answer.number),
        fault: line.fault,
    }
}

/// A list that an account has had checked within the hour.
fn kept(staff: &Staff, number: u64) -> Result<Arc<Checked>, WebError> {
    match works().of(&staff.account, number).and_then(|work| work.outcome) {
        Some(Done::List(checked)) => Ok(checked),
        _ => Err(WebError::Missing),
    }
}

/// `GET /desk/checks/lists/{number}`
pub(super) async fn show(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Named(number): Named<u64>,
) -> Result<Response, WebError> {
    page(&site, visit, ("desk/checks/lines.html", "checks"), move |site, visit| {
        let checked = kept(&staff, number)?;
        let count = |outcome: &str| {
            let of = |line: &&Line| line.fault.is_none() && line.outcome == outcome;
            checked.lines.iter().filter(of).count()
        };
        let faulty = checked.lines.iter().filter(|line| line.fault.is_some()).count();
        let figure = |key: &str, value: usize| Figure {
            label: site.word(visit.language, key),
            value: value.to_string(),
        };
        Ok(Answers {
            matter: checked.matter.clone(),
            matter_number: checked.matter_number.clone(),
            figures: vec![
                figure("desk.outcome.intercept", count("intercept")),
                figure("desk.outcome.reference", count("reference")),
                figure("desk.outcome.clear", count("clear")),
                figure("desk.lists.not_checked", faulty),
            ],
            csv_href: format!("/desk/checks/lists/{number}/answers.csv"),
            lines: checked.lines.iter().take(SHOWN).cloned().collect(),
            more: checked.lines.len().saturating_sub(SHOWN),
        })
    })
    .await
}

/// `GET /desk/checks/lists/{number}/answers.csv`
pub(super) async fn download(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Named(number): Named<u64>,
) -> Result<Response, WebError> {
    let checked = kept(&staff, number)?;
    let mut text = String::from("\u{FEFF}");
    text += &site.word(visit.language, "desk.lists.csv_header");
    text.push_str("\r\n");
    for line in &checked.lines {
        let outcome = match line.outcome {
            "" => String::new(),
            outcome => site.word(visit.language, &format!("desk.outcome.{outcome}")),
        };
        let cells = [
            line.line.to_string(),
            line.number.clone(),
            line.name.clone().unwrap_or_default(),
            outcome,
            line.fault.clone().unwrap_or_else(|| line.note.clone()),
            line.result.clone().unwrap_or_default(),
        ];
        text += &cells.map(|cell| crate::csv::cell(&cell)).join(",");
        text.push_str("\r\n");
    }
    Ok(file("answers.csv", "text/csv; charset=utf-8", text))
}
