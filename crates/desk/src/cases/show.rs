//! One case whole: how it stands, what can be done now, what it is about, everything that happened.

use axum::{extract::State, response::Response};
use disclosure::RecordAnswer;
use policy::model::process::{FieldKind, Outcome, Process};
use serde::Serialize;
use vocabulary::SubjectId;
use web::{
    WebError,
    door::{
        Language, Named, Site, Staff, Visit, page, process_of,
        tell::{Labelled, id, instant, title},
    },
};
use workflow::{
    case::{CaseLine, CaseView, Colour, Due, FieldView, LetterLine, PaperLine},
    receipt::StopLine,
};

use super::{
    by,
    line::{Told, ticking, told},
    story::{self, Step},
};
use crate::form::{Choice, Refused, Wrongs};

/// The page.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Page {
    number: String,
    title: String,
    href: String,
    /// The list of this process.
    queue: String,
    subject: Option<String>,
    state: String,
    tone: &'static str,
    /// `clear`, `wait`, `stop`.
    verdict: &'static str,
    said: String,
    open: bool,
    who: Option<String>,
    closed: Option<String>,
    clocks: Vec<Clock>,
    moves: Vec<Button>,
    barred: Vec<Button>,
    facts: Vec<Labelled>,
    record: Option<Record>,
    /// Whether it is about a record that is not public.
    hidden: bool,
    fields: Vec<Field>,
    sealed: bool,
    papers: Vec<Paper>,
    letters: Vec<Letter>,
    receipt: Vec<Stop>,
    waiting: usize,
    parent: Option<String>,
    children: Vec<Told>,
    steps: Vec<Step>,
    earlier: Vec<Step>,
    /// Whether a note can be added.
    notes: bool,
    noting: bool,
    note: String,
    extensions: Vec<Extension>,
    /// Agencies to which this person can hand it over.
    heirs: Vec<Choice>,
    handing: Handing,
    errors: Wrongs,
    refused: Option<Refused>,
}

/// A clock that runs or stands still.
#[derive(Clone, Debug, Serialize)]
struct Clock {
    title: String,
    due: Option<String>,
    clock: &'static str,
    words: String,
    explained: String,
}

/// A move.
#[derive(Clone, Debug, Serialize)]
struct Button {
    href: String,
    title: String,
    tone: &'static str,
    refused: Option<Refused>,
}

/// The record that it is about.
#[derive(Clone, Debug, Serialize)]
struct Record {
    href: String,
    title: String,
    whose: String,
}

/// A field that was given.
#[derive(Clone, Debug, Serialize)]
struct Field {
    id: String,
    label: String,
    value: String,
    sealed: bool,
    /// Whether this person may open it.
    show: bool,
    /// Whether it was opened for this page.
    opened: bool,
}

/// A paper.
#[derive(Clone, Debug, Serialize)]
struct Paper {
    href: String,
    title: String,
    name: String,
    size: String,
    on: String,
    sha256: String,
}

/// A letter.
#[derive(Clone, Debug, Serialize)]
struct Letter {
    href: String,
    title: String,
    to: String,
    on: String,
}

/// A place where publication, sharing or use stopped.
#[derive(Clone, Debug, Serialize)]
struct Stop {
    place: String,
    text: Option<String>,
    at: Option<String>,
}

/// A clock that can be extended.
#[derive(Clone, Debug, Serialize)]
struct Extension {
    clock: String,
    title: String,
    length: String,
    times: u8,
    reason: String,
    open: bool,
}

/// A handing over that was not taken.
#[derive(Clone, Debug, Default, Serialize)]
struct Handing {
    open: bool,
    agency: String,
    reason: String,
}

/// `GET /desk/cases/{number}`
pub(super) async fn show(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Named(number): Named<String>,
) -> Result<Response, WebError> {
    page(&site, visit, ("desk/cases/show.html", "cases"), move |site, visit| {
        let case = site.cases().view(&by(&staff), &number)?;
        of(site, visit.language, &staff, &case)
    })
    .await
}

/// The page of a case.
pub(super) fn of(
    site: &Site,
    language: Language,
    staff: &Staff,
    case: &CaseView,
) -> Result<Page, WebError> {
    let line = &case.line;
    let one = told(site, language, line);
    let process = process_of(site, case);
    let href = format!("/desk/cases/{}", line.number);
    let (barred, moves) = buttons(language, process, case, &href);
    let (steps, earlier) = story::told(site, language, case);
    let record = record(site, language, line)?;
    let fields = fields(site, language, case);
    let receipt = receipt(site, language, staff, case)?;
    Ok(Page {
        number: line.number.clone(),
        title: language.of(&line.title),
        queue: format!("/desk/cases?process={}", line.process),
        subject: line.name.clone(),
        state: one.state,
        tone: one.tone,
        verdict: verdict(line),
        said: language.of(&line.said),
        open: line.outcome.is_none(),
        who: one.who.filter(|_| line.outcome.is_none()),
        closed: line.outcome.is_some().then_some(one.words),
        clocks: case.due.iter().map(|due| clock(site, language, due)).collect(),
        moves,
        barred,
        facts: facts(site, language, case),
        hidden: record.is_none() && line.digest.is_some(),
        record,
        sealed: fields.iter().any(|field| field.sealed),
        fields,
        papers: case.papers.iter().map(|paper| told_paper(language, &href, paper)).collect(),
        letters: case.letters.iter().map(|letter| told_letter(language, &href, letter)).collect(),
        waiting: receipt.iter().filter(|stop| stop.at.is_none()).count(),
        receipt,
        parent: case.parent.clone(),
        children: case.children.iter().map(|child| told(site, language, child)).collect(),
        steps,
        earlier,
        notes: case.may_note && line.outcome.is_none(),
        noting: false,
        note: String::new(),
        extensions: extensions(site, language, process, case),
        heirs: heirs(site, language, staff, line)?,
        handing: Handing::default(),
        errors: Wrongs::default(),
        refused: None,
        href,
    })
}

impl Page {
    /// The same with a refusal.
    pub(super) fn barred(self, refused: Refused) -> Self {
        Self { refused: Some(refused), ..self }
    }

    /// The same with a note that was not taken.
    pub(super) fn noting(self, note: &str, errors: Wrongs) -> Self {
        Self { noting: true, note: note.to_owned(), errors, ..self }
    }

    /// The same with the reason of an extension that was not taken.
    pub(super) fn extending(mut self, clock: &str, reason: &str, errors: Wrongs) -> Self {
        for extension in self.extensions.iter_mut().filter(|one| one.clock == clock) {
            extension.open = true;
            reason.clone_into(&mut extension.reason);
        }
        Self { errors, ..self }
    }

    /// The same with a handing over that was not taken.
    pub(super) fn handing(self, agency: &str, reason: &str, errors: Wrongs) -> Self {
        let handing = Handing { open: true, agency: agency.to_owned(), reason: reason.to_owned() };
        Self { handing, errors, ..self }
    }

    /// The same with a sealed field opened.
    pub(super) fn opened(mut self, field: &str, value: &str) -> Self {
        for known in self.fields.iter_mut().filter(|known| known.id == field) {
            (known.sealed, known.opened, known.value) = (false, true, value.to_owned());
        }
        self.sealed = self.fields.iter().any(|field| field.sealed);
        self
    }
}

fn verdict(line: &CaseLine) -> &'static str {
    match (line.outcome, line.colour) {
        (Some(Outcome::Done), _) => "clear",
        (None, Colour::Red) => "stop",
        _ => "wait",
    }
}

fn clock(site: &Site, language: Language, due: &Due) -> Clock {
    let left = |on| site.law().calendar().working_days_between(site.today(), on).ok();
    let days = due.on.and_then(left);
    let (clock, words) = match due.paused {
        true => ("later", site.word(language, "desk.case_clock.paused")),
        false => ticking(site, language, (due.colour, due.on.is_some()), days),
    };
    Clock {
        title: language.of(&due.title),
        due: due.on.filter(|_| !due.paused).map(|on| on.to_string()),
        clock,
        words,
        explained: language.of(&due.explained),
    }
}

/// The moves that are refused now, and those that can be made; of these the first is the main one.
fn buttons(
    language: Language,
    process: Option<&Process>,
    case: &CaseView,
    href: &str,
) -> (Vec<Button>, Vec<Button>) {
    let refuses = |one: &str| {
        let state = process.and_then(|process| process.state(&process.step(one)?.to));
        state.is_some_and(|state| state.outcome == Some(Outcome::Refused))
    };
    let button = |seen: &workflow::case::MoveView| Button {
        href: format!("{href}/moves/{}", seen.id),
        title: language.of(&seen.title),
        tone: if refuses(&seen.id) { "bad" } else { "" },
        refused: seen.refused.clone().map(Refused::from),
    };
    let all: Vec<Button> = case.moves.iter().map(button).collect();
    let (barred, mut open): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|one| one.refused.is_some());
    if let Some(first) = open.iter_mut().find(|one| one.tone.is_empty()) {
        first.tone = "main";
    }
    (barred, open)
}

fn facts(site: &Site, language: Language, case: &CaseView) -> Vec<Labelled> {
    let line = &case.line;
    let fact = |key: &str, value: String, wide| Labelled {
        label: site.word(language, &format!("desk.case.{key}")),
        value,
        wide,
    };
    let about = line.about.as_ref().map(|about| language.of(about)).unwrap_or_default();
    let code = line.code.as_ref().map(|code| format!(" {code}")).unwrap_or_default();
    let name = line.name.clone().unwrap_or_default();
    let edition = [("date", case.edition.to_string())];
    vec![
        fact("subject", format!("{name}{code}").trim().to_owned(), true),
        fact("what", about, true),
        fact("starter", site.word(language, &format!("desk.starter.{}", case.starter)), false),
        fact("filed_on", line.filed_on.to_string(), false),
        fact("closed_on", line.closed_on.map(|day| day.to_string()).unwrap_or_default(), false),
        fact("edition", site.words(language, "desk.case.edition_from", &edition), false),
    ]
}

/// The record, as far as it is public. What is not is looked up for a purpose.
fn record(site: &Site, language: Language, line: &CaseLine) -> Result<Option<Record>, WebError> {
    let subject = line.subject.as_deref().and_then(SubjectId::from_hex);
    let (Some(subject), Some(digest)) = (subject, &line.digest) else { return Ok(None) };
    let answer = site.gate().record(subject, digest)?.into_inner();
    let RecordAnswer::Public { record, head } = answer else { return Ok(None) };
    let Some(code) = &head.code else { return Ok(None) };
    Ok(Some(Record {
        href: format!("/subjects/{code}/records/{digest}"),
        title: title(language, &record),
        whose: head.name.clone().unwrap_or_else(|| code.clone()),
    }))
}

fn fields(site: &Site, language: Language, case: &CaseView) -> Vec<Field> {
    let field = |field: &FieldView| Field {
        id: field.id.clone(),
        label: language.of(&field.title),
        value: value(site, language, field),
        sealed: field.value.is_none(),
        show: field.revealable,
        opened: false,
    };
    let given = |field: &&FieldView| field.value.as_deref() != Some("");
    let mut fields: Vec<Field> = case.fields.iter().filter(given).map(field).collect();
    if case.has_contact {
        fields.push(Field {
            id: "starter".to_owned(),
            label: site.word(language, "desk.case.contact"),
            value: String::new(),
            sealed: true,
            show: true,
            opened: false,
        });
    }
    fields
}

fn value(site: &Site, language: Language, field: &FieldView) -> String {
    match (&field.shown, &field.value, field.kind) {
        (Some(shown), _, _) => language.of(shown),
        (None, Some(_), FieldKind::Tick) => site.word(language, "desk.case.yes"),
        (None, Some(value), _) => value.clone(),
        (None, None, _) => String::new(),
    }
}

fn told_paper(language: Language, href: &str, paper: &PaperLine) -> Paper {
    Paper {
        href: format!("{href}/papers/{}", paper.place),
        title: language.of(&paper.title),
        name: paper.name.clone(),
        size: format!("{} KB", paper.bytes.div_ceil(1024)),
        on: paper.given_on.to_string(),
        sha256: paper.sha256.chars().take(16).collect(),
    }
}

fn told_letter(language: Language, href: &str, letter: &LetterLine) -> Letter {
    Letter {
        href: format!("{href}/letters/{}", letter.place),
        title: language.of(&letter.title),
        to: language.of(&letter.to_title),
        on: letter.on.to_string(),
    }
}

fn extensions(
    site: &Site,
    language: Language,
    process: Option<&Process>,
    case: &CaseView,
) -> Vec<Extension> {
    let extension = |due: &Due| {
        let rule = process?.clock(&due.clock)?.extend.as_ref()?;
        let key = format!("length.{}", id(&rule.within.unit));
        Some(Extension {
            clock: due.clock.clone(),
            title: language.of(&due.title),
            length: site.words(language, &key, &[("n", rule.within.count.to_string())]),
            times: rule.times,
            reason: String::new(),
            open: false,
        })
    };
    case.due.iter().filter(|due| due.extendable).filter_map(extension).collect()
}

/// Where publication, sharing and use stopped, if the case ended a record.
fn receipt(
    site: &Site,
    language: Language,
    staff: &Staff,
    case: &CaseView,
) -> Result<Vec<Stop>, WebError> {
    let stops = site.cases().stops(&by(staff), &case.line.number)?;
    let stop = |stop: StopLine| Stop {
        place: site.word(language, &format!("desk.stop.{}", stop.place.as_str())),
        text: stop.measure.map(|measure| {
            let agency = stop.agency.map(|agency| language.of(&agency)).unwrap_or_default();
            format!("{} {agency}", language.of(&measure)).trim().to_owned()
        }),
        at: stop.stopped_at.map(instant),
    };
    Ok(stops.into_iter().map(stop).collect())
}

/// The agencies to which it can be handed over, if this person has it.
fn heirs(
    site: &Site,
    language: Language,
    staff: &Staff,
    line: &CaseLine,
) -> Result<Vec<Choice>, WebError> {
    let heirs = site.cases().heirs(&by(staff), &line.number)?.into_iter();
    Ok(heirs.map(|agency| Choice::new(&agency.id, language.of(&agency.title))).collect())
}
