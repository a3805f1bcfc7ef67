//! A case in the words of its parties, the same at every door that shows one to a party.

use policy::model::process::{DocumentRule, FieldKind, Outcome, Process, Sight};
use vocabulary::{Date, clock::date_in_china};
use workflow::case::{CaseLine, CaseView, Colour, Due, FieldView, Letter, MoveView, StepView};

use super::{CaseChoice, CaseForm, CaseWrong};
use crate::{
    WebError,
    site::{Site, instant},
    view::{Labelled, Refused, case as view},
    wording::Language,
};

/// What stands around a case: where its page is, what it is about, which letters came.
#[derive(Clone, Debug, Default)]
pub struct Around {
    /// What it is about.
    pub about: Option<view::About>,
    /// Its letters with their texts.
    pub letters: Vec<Letter>,
    /// Whether a repair receipt can be read.
    pub receipt: bool,
    /// Lines of the cases that it made; empty paths for those that cannot be opened.
    pub children: Vec<view::Line>,
}

/// A case as one line; `yours` if it waits for the reader.
pub fn case_line(
    site: &Site,
    language: Language,
    line: &CaseLine,
    (href, yours): (Option<String>, bool),
) -> view::Line {
    let open = line.outcome.is_none();
    view::Line {
        href,
        number: line.number.clone(),
        title: language.of(&line.title),
        about: line.about.as_ref().map(|about| language.of(about)).or_else(|| line.name.clone()),
        state: language.of(&line.state_title),
        tone: tone(line.outcome, line.colour),
        with: line.unit_title.as_ref().filter(|_| open).map(|unit| language.of(unit)),
        yours: open && yours,
        due: line.due_on.filter(|_| open).map(|on| view::Due {
            title: String::new(),
            on: Some(on.to_string()),
            state: urgency(site.today(), on),
            explained: String::new(),
        }),
        filed_on: line.filed_on.to_string(),
        closed_on: line.closed_on.map(|day| day.to_string()),
    }
}

/// A case whole.
pub fn case_view(site: &Site, language: Language, case: &CaseView, around: Around) -> view::Case {
    let line = &case.line;
    let process = process_of(site, case);
    let letters = around.letters.iter().map(|one| letter(language, one));
    view::Case {
        number: line.number.clone(),
        title: language.of(&line.title),
        guide_href: format!("/processes/{}", line.process),
        state: language.of(&line.state_title),
        said: language.of(&line.said),
        tone: tone(line.outcome, line.colour),
        open: line.outcome.is_none(),
        with: line.unit_title.as_ref().map(|unit| language.of(unit)),
        yours: waits_for(process, case),
        dues: case.due.iter().map(|due| case_due(site, language, due)).collect(),
        about: around.about,
        filed_on: line.filed_on.to_string(),
        closed_on: line.closed_on.map(|day| day.to_string()),
        facts: case.fields.iter().filter_map(|field| fact(site, language, field)).collect(),
        papers: case.papers.iter().map(|paper| case_paper(language, paper)).collect(),
        steps: case.steps.iter().map(|one| step(site, language, one)).collect(),
        letters: letters.collect(),
        moves: case.moves.iter().map(|one| act(language, one)).collect(),
        children: around.children,
        receipt: around.receipt,
        noted: case.may_note,
        addable: process.map(|process| addable(language, process)).unwrap_or_default(),
    }
}

/// Papers of a process that a party can add at any time.
fn addable(language: Language, process: &Process) -> Vec<CaseChoice> {
    let seen = |paper: &&DocumentRule| matches!(paper.sight, Sight::Parties | Sight::Public);
    let choice = |paper: &DocumentRule| CaseChoice {
        id: paper.id.clone(),
        title: language.of(&paper.title),
    };
    process.document.iter().filter(seen).map(choice).collect()
}

/// The edition of the process under which a case runs.
pub fn process_of<'law>(site: &'law Site, case: &CaseView) -> Option<&'law Process> {
    site.law.process_edition(&case.line.process, case.edition)
}

/// Whether the next move is due from whoever looks.
pub fn waits_for(process: Option<&Process>, case: &CaseView) -> bool {
    let owner = process.and_then(|process| process.state(&case.line.state)?.owner.as_ref());
    owner.is_some_and(|owner| case.seats.contains(owner))
}

/// A running term.
pub fn case_due(site: &Site, language: Language, due: &Due) -> view::Due {
    let state = match due.on {
        _ if due.paused => "paused",
        Some(on) => urgency(site.today(), on),
        None => "unknown",
    };
    view::Due {
        title: language.of(&due.title),
        on: due.on.filter(|_| !due.paused).map(|on| on.to_string()),
        state,
        explained: language.of(&due.explained),
    }
}

/// How near a last day is.
pub fn urgency(today: Date, on: Date) -> &'static str {
    match today.until(on).map_or(0, |span| span.get_days()) {
        ..0 => "late",
        0 => "today",
        1 => "soon",
        _ => "later",
    }
}

fn tone(outcome: Option<Outcome>, colour: Colour) -> &'static str {
    match (outcome, colour) {
        (Some(Outcome::Done), _) => "good",
        (Some(Outcome::Refused), _) | (None, Colour::Red) => "bad",
        (Some(Outcome::Withdrawn | Outcome::Lapsed), _) => "quiet",
        (None, _) => "wait",
    }
}

/// A field that was filled in; what is sealed to named officers says so.
fn fact(site: &Site, language: Language, field: &FieldView) -> Option<Labelled> {
    let shown = field.shown.as_ref().map(|shown| language.of(shown));
    let value = match (shown, &field.value) {
        (Some(shown), _) => shown,
        (None, Some(value)) if value.is_empty() => return None,
        (None, Some(value)) if field.kind == FieldKind::Tick => {
            if value == "no" {
                return None;
            }
            site.word(language, "case.tick")
        }
        (None, Some(value)) => value.clone(),
        (None, None) => site.word(language, "case.sealed"),
    };
    let wide = field.kind == FieldKind::Paragraph;
    Some(Labelled { label: language.of(&field.title), value, wide })
}

fn case_paper(language: Language, paper: &workflow::case::PaperLine) -> view::Paper {
    view::Paper { place: paper.place, title: language.of(&paper.title), name: paper.name.clone() }
}

fn step(site: &Site, language: Language, step: &StepView) -> view::Step {
    let by = step.agency_title.as_ref().map(|agency| language.of(agency));
    let clock = matches!(step.step.as_str(), "alarm" | "escalated" | "told");
    view::Step {
        on: date_in_china(step.at).to_string(),
        at: instant(step.at),
        title: language.of(&step.title),
        by: by.unwrap_or_else(|| match clock {
            true => site.word(language, "case.by_clock"),
            false => String::new(),
        }),
        note: step.note.clone().filter(|note| !note.is_empty()),
        position: step.position,
        tone: match step.step.as_str() {
            "alarm" | "escalated" => "bad",
            "extended" => "wait",
            _ => "",
        },
    }
}

fn letter(language: Language, letter: &Letter) -> view::Letter {
    let text = language.of(&letter.text);
    view::Letter {
        place: letter.line.place,
        title: language.of(&letter.line.title),
        text: text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect(),
        on: letter.line.on.to_string(),
        formal: letter.line.letter,
    }
}

fn act(language: Language, one: &MoveView) -> view::Move {
    view::Move {
        id: one.id.clone(),
        title: language.of(&one.title),
        refused: one.refused.clone().map(Refused::from),
    }
}

/// What the engine found wrong, beside the fields of the form it belongs to.
///
/// Errors: those that are no fault of the form.
pub fn case_trouble(
    form: &mut CaseForm,
    error: workflow::WorkflowError,
) -> Result<Option<Refused>, WebError> {
    use workflow::WorkflowError::{Faulty, Refused as Barred};
    match error {
        Barred(refusal) => Ok(Some((*refusal).into())),
        Faulty(faults) => {
            for fault in faults {
                let field = name_in(form, &fault.field);
                form.errors.push(CaseWrong { field, text: fault.reason });
            }
            Ok(None)
        }
        other => Err(other.into()),
    }
}

/// The name of a field or paper in the form.
fn name_in(form: &CaseForm, id: &str) -> String {
    let field = form.fields.iter().find(|field| field.id == id).map(|field| &field.name);
    let paper = || form.papers.iter().find(|paper| paper.id == id).map(|paper| &paper.name);
    field.or_else(paper).cloned().unwrap_or_else(|| id.to_owned())
}
