//! One objection: what is wrong, until when it is answered, what happened so far.

use axum::{extract::State, response::Response};
use disclosure::RecordAnswer;
use serde::Serialize;
use vocabulary::{SubjectId, clock::date_in_china};
use web::{
    WebError,
    door::{
        Language, Named, Site, Visit, page,
        tell::{Labelled, instant, title},
    },
};
use workflow::{CaseLine, CaseView, ContactView, ObjectionState, StepView};

use super::{clock, item, tone};
use crate::{
    form::{Refused, Wrongs},
    unit,
};

/// The page.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Page {
    number: String,
    state: &'static str,
    tone: &'static str,
    marked: bool,
    open: bool,
    /// Whether the longer term can still be asked for.
    involves: bool,
    due_words: String,
    due_why: String,
    facts: Vec<Labelled>,
    /// The record as everybody sees it; none if it is not public.
    record: Option<Record>,
    statement: String,
    wish: String,
    has_contact: bool,
    contact: Vec<Labelled>,
    steps: Vec<Step>,
    errors: Wrongs,
    refused: Option<Refused>,
}

/// The record that is objected to.
#[derive(Clone, Debug, Serialize)]
struct Record {
    href: String,
    title: String,
    whose: String,
}

/// One step.
#[derive(Clone, Debug, Serialize)]
struct Step {
    on: String,
    at: String,
    step: String,
    tone: &'static str,
    agency: String,
    note: Option<String>,
    position: u64,
}

/// `GET /desk/objections/{number}`
pub(super) async fn show(
    State(site): State<Site>,
    visit: Visit,
    Named(number): Named<String>,
) -> Result<Response, WebError> {
    page(&site, visit, ("desk/objections/case.html", "objections"), move |site, visit| {
        let case = site.objections().case(&number)?;
        Page::of(site, visit.language, &case)
    })
    .await
}

/// The record, as far as it is public. What is not is looked up for the purpose of remedies.
fn record(site: &Site, language: Language, line: &CaseLine) -> Result<Option<Record>, WebError> {
    let Some(subject) = SubjectId::from_hex(&line.subject) else { return Ok(None) };
    let answer = site.gate().record(subject, &line.digest)?.into_inner();
    let RecordAnswer::Public { record, head } = answer else { return Ok(None) };
    let Some(code) = &head.code else { return Ok(None) };
    Ok(Some(Record {
        href: format!("/subjects/{code}/records/{}", line.digest),
        title: title(language, &record),
        whose: head.name.clone().unwrap_or_else(|| code.clone()),
    }))
}

impl Page {
    /// The page of a case.
    pub(super) fn of(site: &Site, language: Language, case: &CaseView) -> Result<Self, WebError> {
        let line = &case.line;
        let fact = |key: &str, value: String, wide| Labelled {
            label: site.word(language, key),
            value,
            wide,
        };
        let objector = site.word(language, &format!("desk.objector.{}", line.objector));
        Ok(Self {
            record: record(site, language, line)?,
            number: line.number.clone(),
            state: line.state.as_str(),
            tone: tone(line.state),
            marked: line.marked,
            open: line.state.is_open(),
            involves: line.state == ObjectionState::Accepted && case.due.rule == "objection.own",
            due_words: clock(site, language, line).1,
            due_why: language.of(&case.due.explained),
            facts: vec![
                fact("desk.objections.record", item(language, line), true),
                fact("desk.objections.objector", objector, true),
                fact("desk.objections.filed_on", line.filed_on.to_string(), false),
            ],
            statement: case.statement.clone(),
            wish: case.wish.clone(),
            has_contact: case.has_contact,
            contact: Vec::new(),
            steps: case.steps.iter().map(|one| step(site, language, one)).collect(),
            errors: Wrongs::default(),
            refused: None,
        })
    }

    /// The same with name and contact of the objector.
    pub(super) fn reached(self, site: &Site, language: Language, contact: ContactView) -> Self {
        let fact =
            |key: &str, value| Labelled { label: site.word(language, key), value, wide: true };
        let contact = vec![
            fact("desk.objections.name", contact.name),
            fact("desk.objections.reach", contact.contact),
        ];
        Self { contact, ..self }
    }

    /// The same with what is wrong.
    pub(super) fn wrong(self, errors: Wrongs, refused: Option<Refused>) -> Self {
        Self { errors, refused, ..self }
    }
}

fn step(site: &Site, language: Language, step: &StepView) -> Step {
    let tone = match step.step.as_str() {
        "accepted" => "good",
        "declined" => "bad",
        _ => "",
    };
    let agency = Some(&step.agency).filter(|agency| !agency.is_empty());
    Step {
        on: date_in_china(step.at).to_string(),
        at: instant(step.at),
        step: step.step.clone(),
        tone,
        agency: agency.map_or_else(String::new, |agency| unit::title(site, language, agency)),
        note: step.note.clone(),
        position: step.position,
    }
}
