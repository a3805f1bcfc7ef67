//! One move for many cases: chosen on the list, looked over, done one by one, with a result for each.

use axum::{extract::State, http::StatusCode, response::Response};
use policy::model::process::{FieldKind, Move, Process, Who};
use serde::Serialize;
use web::{
    WebError,
    door::{Asks, CaseForm, Fields, Form, Language, Site, Staff, Visit, page},
};
use workflow::{
    Input, WorkflowError,
    case::{Acted, CaseLine, CaseOrNew},
};

use super::{
    by,
    effects::foretell,
    line::{Told, told},
    options, queue,
};
use crate::form::{Choice, Refused, Wrongs, again};

/// Cases at once.
const MANY: usize = 100;

/// The page: to be looked over, or the results.
#[derive(Clone, Debug, Serialize)]
struct Page {
    title: String,
    process: String,
    r#move: String,
    effects: Vec<String>,
    ends: bool,
    cases: Vec<Told>,
    form: CaseForm,
    results: Vec<Outcome>,
    done: usize,
    left: usize,
}

/// What became of one case.
#[derive(Clone, Debug, Serialize)]
struct Outcome {
    number: String,
    name: Option<String>,
    state: String,
    refused: Option<Refused>,
}

/// What is shown.
enum Shown {
    /// The list again, with what is missing.
    List(Box<queue::Page>),
    /// To be looked over, or the results.
    Bulk(Box<Page>, StatusCode),
}

/// The moves that fit some of these cases and ask for nothing, or for one text that all share.
pub(super) fn offered(
    site: &Site,
    language: Language,
    staff: &Staff,
    lines: &[CaseLine],
) -> Vec<Choice> {
    let mut choices: Vec<Choice> = Vec::new();
    let open: Vec<_> = lines.iter().filter(|line| line.outcome.is_none()).collect();
    if open.len() < 2 {
        return choices;
    }
    for line in open {
        let Some(process) = site.law().process(&line.process, site.today()) else { continue };
        for one in process.moves_from(&line.state).filter(|one| simple(process, one)) {
            let id = format!("{}/{}", process.id, one.id);
            if mine(process, one, staff) && choices.iter().all(|choice| choice.id != id) {
                let (whole, part) = (language.of(&process.title), language.of(&one.title));
                choices.push(Choice::new(id, format!("{whole} · {part}")));
            }
        }
    }
    choices
}

/// Whether a move needs no paper, and at most one text.
fn simple(process: &Process, one: &Move) -> bool {
    let text = |id: &String| {
        let kind = process.field(id).map(|field| field.kind);
        matches!(kind, Some(FieldKind::Text | FieldKind::Paragraph))
    };
    one.documents.is_empty() && one.needs.len() <= 1 && one.needs.iter().all(text)
}

/// Whether the role can be one of the actors; the engine looks at the agency.
fn mine(process: &Process, one: &Move, staff: &Staff) -> bool {
    one.by
        .iter()
        .filter_map(|actor| process.actor(actor))
        .any(|actor| actor.who == Who::Staff && actor.roles.contains(&staff.role))
}

/// `POST /desk/cases/bulk`
pub(super) async fn many(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Form(fields): Form<Fields>,
) -> Result<Response, WebError> {
    let language = visit.language;
    let shown = site.ask(move |site| shown(site, language, &staff, &fields)).await?;
    match shown {
        Shown::List(view) => {
            let list = page(&site, visit, ("desk/cases/index.html", "cases"), |_, _| Ok(view));
            Ok(again(list.await?, StatusCode::UNPROCESSABLE_ENTITY))
        }
        Shown::Bulk(view, status) => {
            let bulk = page(&site, visit, ("desk/cases/bulk.html", "cases"), |_, _| Ok(view));
            Ok(again(bulk.await?, status))
        }
    }
}

fn shown(
    site: &Site,
    language: Language,
    staff: &Staff,
    fields: &Fields,
) -> Result<Shown, WebError> {
    let numbers: Vec<String> = fields.all("case").take(MANY).map(str::to_owned).collect();
    let chosen = fields.get("move").split_once('/');
    let found = chosen.and_then(|(process, one)| {
        let process = site.law().process(process, site.today())?;
        let one = process.step(one)?;
        simple(process, one).then_some((process, one))
    });
    let (Some((process, one)), false) = (found, numbers.is_empty()) else {
        let mut errors = Wrongs::default();
        if numbers.is_empty() {
            errors.add(site, language, "main", "desk.error.bulk_none");
        }
        if found.is_none() {
            errors.add(site, language, "move", "desk.error.bulk_move");
        }
        let view = queue::view(site, language, staff, &queue::Chosen::default())?;
        let view = view.again(fields.get("move"), numbers, errors);
        return Ok(Shown::List(Box::new(view)));
    };
    let mut lines = Vec::new();
    for number in &numbers {
        lines.push(site.cases().view(&by(staff), number)?.line);
    }
    let mut view = looked_over(site, language, staff, (process, one), (&lines, fields))?;
    if fields.get("sure").is_empty() {
        return Ok(Shown::Bulk(Box::new(view), StatusCode::OK));
    }
    if !view.form.check(site, language, &[]) {
        return Ok(Shown::Bulk(Box::new(view), StatusCode::UNPROCESSABLE_ENTITY));
    }
    let input = Input { fields: view.form.values(), papers: Vec::new() };
    let results = site.cases().act_on_all(&by(staff), &numbers, &one.id, &input);
    for (number, result) in results {
        let line = lines.iter().find(|line| line.number == number);
        let name = line.and_then(|line| line.name.clone());
        view.results.push(outcome(language, process, (number, name), result)?);
    }
    view.left = view.results.iter().filter(|result| result.refused.is_some()).count();
    view.done = view.results.len() - view.left;
    Ok(Shown::Bulk(Box::new(view), StatusCode::OK))
}

fn looked_over(
    site: &Site,
    language: Language,
    staff: &Staff,
    (process, one): (&Process, &Move),
    (lines, fields): (&[CaseLine], &Fields),
) -> Result<Page, WebError> {
    let to = Some(one.to.as_str()).filter(|to| *to != "same");
    let foretold = foretell(site, language, process, to, (&one.effects, &one.notices));
    let asks = Asks { process, needs: &one.needs, asks: &[], documents: &[], attaches: &[] };
    let of = CaseOrNew::Case(lines.first().map(|line| line.number.clone()).unwrap_or_default());
    Ok(Page {
        title: language.of(&one.title),
        process: language.of(&process.title),
        r#move: format!("{}/{}", process.id, one.id),
        effects: foretold.lines,
        ends: foretold.ends,
        cases: lines.iter().map(|line| told(site, language, line)).collect(),
        form: options::form(site, language, staff, &of, asks, fields)?,
        results: Vec::new(),
        done: 0,
        left: 0,
    })
}

fn outcome(
    language: Language,
    process: &Process,
    (number, name): (String, Option<String>),
    result: Result<Acted, WorkflowError>,
) -> Result<Outcome, WebError> {
    let mut outcome = Outcome { number, name, state: String::new(), refused: None };
    match result {
        Ok(acted) => {
            let state = process.state(&acted.state);
            outcome.state = state.map(|state| language.of(&state.title)).unwrap_or_default();
        }
        Err(WorkflowError::Refused(refusal)) => outcome.refused = Some((*refusal).into()),
        Err(WorkflowError::Faulty(faults)) => {
            let reason = faults.into_iter().map(|fault| fault.reason).next().unwrap_or_default();
            outcome.refused = Some(Refused { reason, remedy: None, basis: None, rule: None });
        }
        Err(other) => return Err(other.into()),
    }
    Ok(outcome)
}
