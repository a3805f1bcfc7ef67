//! The answer of a check as an officer reads it: incentives first, then the verdict with basis and
//! end, what to do next, and what else is known for the matter.

use check::{Answer, Hit, MeasureDue, Outcome};
use policy::model::{matter::CheckDuty, measure::MeasureEffect};
use serde::Serialize;
use vocabulary::Date;
use web::door::{
    Language, Site,
    tell::{cite, instant, tone},
};

use crate::reports::ways::Way;

/// The answer on one screen.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Page {
    /// Result number.
    number: String,
    /// Its place in the ledger.
    position: u64,
    /// When it was answered.
    at: String,
    /// What the matter is called.
    matter: String,
    /// Whether the check is required before it.
    required: bool,
    /// The unit's number of the business.
    matter_number: String,
    /// Who was asked about.
    subject: Subject,
    /// The unit that asks.
    unit: String,
    /// Name of the officer.
    officer: String,
    /// Incentives the subject is entitled to.
    incentives: Vec<Measure>,
    /// Commendations.
    honours: Vec<Line>,
    /// Key of the verdict under `desk.verdict.*`.
    verdict: &'static str,
    /// Its colour: `stop`, `wait`, `clear`.
    tone: &'static str,
    /// The statutory bans on which it rests.
    bans: Vec<Measure>,
    /// Restraints that are to be weighed.
    measures: Vec<Measure>,
    /// Lists, records, broken commitments and neutral records.
    lines: Vec<Line>,
    /// Whether the role may record what was decided.
    decides: bool,
    /// The report that the matter asks for, if the role may fetch it (S-72).
    wanted: Option<Way>,
}

/// Who was asked about.
#[derive(Clone, Debug, Serialize)]
struct Subject {
    /// Whether anything is recorded under the number.
    known: bool,
    /// Its name; none for persons.
    name: Option<String>,
    /// The number asked for, masked for persons.
    code: String,
    /// Operating state as registered.
    state: Option<String>,
    /// Day on which it ceased to exist.
    exited_on: Option<String>,
}

/// A measure that is valid for the matter.
#[derive(Clone, Debug, Serialize)]
struct Measure {
    id: String,
    title: String,
    /// What is done.
    act: String,
    /// Last day; none means until its object ends.
    until: Option<String>,
    /// What lifts it.
    lifts_when: String,
    /// The provision.
    basis: String,
    /// Number of the document of the record from which it follows.
    document: Option<String>,
    /// The agency that decided.
    authority: Option<String>,
}

/// A record of the matter's items.
#[derive(Clone, Debug, Serialize)]
struct Line {
    /// What kind of record it is.
    item: String,
    tone: &'static str,
    /// What it is about.
    title: String,
    document: Option<String>,
    authority: Option<String>,
    decided_on: String,
    objected: bool,
    /// Key of what it means for the matter, under `desk.weight.*`.
    weight: &'static str,
    weight_tone: &'static str,
    /// Restraints that follow from it.
    measures: Vec<String>,
}

/// Who asks, and how the number may be shown.
pub(super) struct Asker {
    pub(super) unit: String,
    pub(super) officer: String,
    pub(super) number: String,
    pub(super) decides: bool,
    pub(super) wanted: Option<Way>,
}

/// The page of an answer.
pub(super) fn page(site: &Site, language: Language, asker: Asker, answer: &Answer) -> Page {
    let restraint = |due: &&MeasureDue| due.effect == MeasureEffect::Restraint;
    let measures = || answer.measures.iter();
    let measure = |due: &MeasureDue| measure(language, answer, due);
    let law = site.law().matter(&answer.matter.id, answer.today);
    let (verdict, tone) = match (&answer.subject, answer.outcome) {
        (None, _) => ("unknown", "clear"),
        (_, Outcome::Clear) => ("clear", "clear"),
        (_, Outcome::Reference) => ("reference", "wait"),
        (_, Outcome::Intercept) => ("intercept", "stop"),
    };
    let state = answer.subject.as_ref();
    Page {
        number: answer.number.clone(),
        position: answer.position,
        at: instant(answer.at),
        matter: language.of(&answer.matter.title),
        required: law.is_some_and(|matter| matter.check == CheckDuty::Required),
        matter_number: answer.matter_number.clone(),
        subject: Subject {
            known: state.is_some(),
            name: state.and_then(|state| state.name.clone()),
            code: asker.number,
            state: state.and_then(|state| state.state.clone()),
            exited_on: state.and_then(|state| state.exited_on).map(|day| day.to_string()),
        },
        unit: asker.unit,
        officer: asker.officer,
        incentives: measures().filter(|due| !restraint(due)).map(measure).collect(),
        honours: answer.incentives.iter().map(|hit| line(language, answer, hit, "")).collect(),
        verdict,
        tone,
        bans: measures().filter(restraint).filter(|due| due.intercepts).map(measure).collect(),
        measures: longest(measures().filter(restraint).filter(|due| !due.intercepts))
            .into_iter()
            .map(measure)
            .collect(),
        lines: lines(language, answer),
        decides: asker.decides,
        wanted: asker.wanted,
    }
}

/// A measure that follows from several records, once: as long as the longest of them lasts.
fn longest<'a>(due: impl Iterator<Item = &'a MeasureDue>) -> Vec<&'a MeasureDue> {
    let mut kept: Vec<&MeasureDue> = Vec::new();
    for one in due {
        match kept.iter_mut().find(|other| other.id == one.id) {
            Some(other) => {
                let ends = |due: &MeasureDue| due.until_on.unwrap_or(Date::MAX);
                if ends(one) > ends(other) {
                    *other = one;
                }
            }
            None => kept.push(one),
        }
    }
    kept
}

fn hits(answer: &Answer) -> impl Iterator<Item = (&Hit, &'static str)> {
    let against = answer.lists.iter().chain(&answer.records).chain(&answer.commitments_broken);
    let neutral = answer.other.iter().map(|hit| (hit, "neutral"));
    against.map(|hit| (hit, "reference")).chain(neutral)
}

fn lines(language: Language, answer: &Answer) -> Vec<Line> {
    hits(answer).map(|(hit, weight)| line(language, answer, hit, weight)).collect()
}

fn line(language: Language, answer: &Answer, hit: &Hit, weight: &'static str) -> Line {
    let follows =
        |due: &&MeasureDue| due.digest == hit.digest && due.effect == MeasureEffect::Restraint;
    let measures: Vec<&MeasureDue> = answer.measures.iter().filter(follows).collect();
    let (weight, weight_tone) = match weight {
        _ if measures.iter().any(|due| due.intercepts) => ("ban", "bad"),
        "reference" => ("reference", "wait"),
        other => (other, ""),
    };
    Line {
        item: language.of(&hit.title),
        tone: tone(hit.polarity),
        title: hit.summary.clone().unwrap_or_else(|| language.of(&hit.title)),
        document: hit.document_number.clone(),
        authority: hit.authority.clone(),
        decided_on: hit.decided_on.to_string(),
        objected: hit.in_objection,
        weight,
        weight_tone,
        measures: measures.iter().map(|due| language.of(&due.title)).collect(),
    }
}

fn measure(language: Language, answer: &Answer, due: &MeasureDue) -> Measure {
    let from = hits(answer)
        .map(|(hit, _)| hit)
        .chain(&answer.incentives)
        .find(|hit| hit.digest == due.digest);
    Measure {
        id: due.national.clone().unwrap_or_else(|| due.id.clone()),
        title: language.of(&due.title),
        act: due.act.clone(),
        until: due.until_on.map(|day| day.to_string()),
        lifts_when: due.lifts_when.clone(),
        basis: cite(&due.basis),
        document: from.and_then(|hit| hit.document_number.clone()),
        authority: from.and_then(|hit| hit.authority.clone()),
    }
}
