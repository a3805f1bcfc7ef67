//! Subjects that are one: what was merged and parted so far, and two of them side by side before a merge.

use axum::{extract::State, http::StatusCode, response::Response};
use disclosure::{MergeStep, MergeView, PageRequest, SubjectHead};
use identity::Name;
use policy::model::role::Action;
use serde::{Deserialize, Serialize};
use vocabulary::UnifiedCode;
use web::{
    WebError,
    door::{
        Asked, Fields, Language, Site, Staff, Visit, page,
        tell::{Pager, instant},
    },
};

use super::tabs;
use crate::{
    chip::Chip,
    form::{Wrongs, again},
    may,
    sides::{self, Compared, Known, Side},
    unit,
};

/// Merges on one page.
const ROWS: u32 = 20;

/// Which two are compared, or which part of the list.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Chosen {
    #[serde(default)]
    member: String,
    #[serde(default)]
    into: String,
    after: Option<String>,
}

/// The list, with the form that begins a merge.
#[derive(Clone, Debug, Serialize)]
struct Page {
    tabs: Vec<Chip>,
    /// Whether this role merges and parts; an auditor only reads.
    keeps: bool,
    member: String,
    into: String,
    errors: Wrongs,
    merges: Vec<Told>,
    pager: Pager,
}

/// One merge.
#[derive(Clone, Debug, Serialize)]
struct Told {
    member: Named,
    into: Named,
    by_registration: bool,
    #[serde(flatten)]
    merged: Step,
    parted: Option<Step>,
}

/// Who did it, when and why.
#[derive(Clone, Debug, Serialize)]
struct Step {
    position: u64,
    at: String,
    by: String,
    reason: String,
    evidence: String,
}

/// One of the two.
#[derive(Clone, Debug, Serialize)]
struct Named {
    subject: String,
    name: Option<String>,
    code: String,
    href: Option<String>,
}

/// The two of a merge that is not made yet.
#[derive(Clone, Debug, Serialize)]
struct Pair {
    member: Named,
    into: Named,
    /// Whether they are one subject already.
    one: bool,
    sides: Vec<Side>,
    #[serde(flatten)]
    compared: Compared,
    reason: String,
    /// The evidence as it was typed.
    shown: String,
    errors: Wrongs,
}

/// What is shown.
enum View {
    List(Box<Page>),
    Pair(Box<Pair>),
}

/// `GET /desk/subjects/merges`: with two codes their comparison, else the list.
pub(super) async fn show(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Asked(chosen): Asked<Chosen>,
) -> Result<Response, WebError> {
    let language = visit.language;
    let view = site.ask(move |site| view(site, language, &staff, chosen)).await?;
    draw(&site, visit, view).await
}

/// A form that was not taken is shown again with what was typed.
pub(super) async fn once_more(
    site: &Site,
    visit: Visit,
    staff: Staff,
    fields: Fields,
) -> Result<Response, WebError> {
    let language = visit.language;
    let view = site
        .ask(move |site| {
            let mut chosen = Chosen::default();
            (chosen.member, chosen.into) =
                (fields.get("member").to_owned(), fields.get("into").to_owned());
            let mut view = view(site, language, &staff, chosen)?;
            if let View::Pair(pair) = &mut view {
                pair.reason = fields.get("reason").to_owned();
                pair.shown = fields.get("evidence").to_owned();
                for (field, key) in [
                    ("reason", "desk.error.merge_reason_missing"),
                    ("evidence", "desk.error.merge_evidence_missing"),
                ] {
                    if fields.get(field).is_empty() {
                        pair.errors.add(site, language, field, key);
                    }
                }
            }
            Ok(view)
        })
        .await?;
    Ok(again(draw(site, visit, view).await?, StatusCode::UNPROCESSABLE_ENTITY))
}

async fn draw(site: &Site, visit: Visit, view: View) -> Result<Response, WebError> {
    match view {
        View::List(view) => {
            page(site, visit, ("desk/subjects/merges.html", "subjects"), |_, _| Ok(view)).await
        }
        View::Pair(view) => {
            page(site, visit, ("desk/subjects/merge.html", "subjects"), |_, _| Ok(view)).await
        }
    }
}

fn view(site: &Site, language: Language, staff: &Staff, chosen: Chosen) -> Result<View, WebError> {
    let mut errors = Wrongs::default();
    let (member, into) = (chosen.member.trim(), chosen.into.trim());
    let keeps = may::has(site.law(), staff, Action::KeepSubjects);
    if keeps && !into.is_empty() {
        let found = (sides::of_code(site, member)?, sides::of_code(site, into)?);
        if let (Some(member), Some(into)) = &found {
            let codes = (chosen.member.trim(), chosen.into.trim());
            return Ok(View::Pair(Box::new(pair(site, language, codes, (member, into)))));
        }
        for (field, code, known) in
            [("member", member, found.0.is_some()), ("into", into, found.1.is_some())]
        {
            let key = match UnifiedCode::parse(code) {
                _ if known => continue,
                Ok(_) => "desk.error.subject_unknown",
                Err(_) => "desk.error.code_wrong",
            };
            errors.add(site, language, field, key);
        }
    }
    let first = chosen.after.is_some().then(|| "/desk/subjects/merges".to_owned());
    let part = PageRequest { after: chosen.after.clone(), size: ROWS };
    let merges = site.gate().merges(&part)?.into_inner();
    let mut query = form_urlencoded::Serializer::new(String::new());
    let mut address = |after: &str| {
        format!("/desk/subjects/merges?{}", query.append_pair("after", after).finish())
    };
    Ok(View::List(Box::new(Page {
        tabs: if keeps { tabs(site, language, staff, "/desk/subjects/merges") } else { Vec::new() },
        keeps,
        member: member.to_owned(),
        into: into.to_owned(),
        errors,
        pager: Pager { next: merges.next.as_deref().map(&mut address), first },
        merges: merges.entries.iter().map(|merge| told(site, language, merge)).collect(),
    })))
}

fn pair(
    site: &Site,
    language: Language,
    (member_code, into_code): (&str, &str),
    (member, into): (&Known, &Known),
) -> Pair {
    let one = member.head.subject == into.head.subject;
    let names = [member, into].map(|known| Name::parse(known.head.name.as_deref().unwrap_or("")));
    let score = identity::compare(&names[0], &names[1]);
    Pair {
        member: Named { code: member_code.to_owned(), ..named(&member.head) },
        into: Named { code: into_code.to_owned(), ..named(&into.head) },
        one,
        sides: sides::of_two(site, language, member, into),
        compared: Compared::from(&score),
        reason: String::new(),
        shown: String::new(),
        errors: Wrongs::default(),
    }
}

fn named(head: &SubjectHead) -> Named {
    Named {
        subject: head.subject.clone(),
        name: head.name.clone(),
        code: head.code.clone().unwrap_or_default(),
        href: head.code.as_ref().map(|code| format!("/subjects/{code}")),
    }
}

fn told(site: &Site, language: Language, merge: &MergeView) -> Told {
    Told {
        member: named(&merge.member),
        into: named(&merge.into),
        by_registration: merge.by_registration,
        merged: step(site, language, &merge.merged),
        parted: merge.parted.as_ref().map(|parted| step(site, language, parted)),
    }
}

fn step(site: &Site, language: Language, step: &MergeStep) -> Step {
    Step {
        position: step.position,
        at: instant(step.at),
        by: match &step.agency.title {
            Some(title) => language.of(title),
            None => unit::title(site, language, &step.agency.code),
        },
        reason: step.reason.clone(),
        evidence: step.evidence.clone(),
    }
}
