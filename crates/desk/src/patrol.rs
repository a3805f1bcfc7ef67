//! The patrol: what stands against the law in the files, the register and partners' copies, with what to do
//! about each (C-18.d, C-18.b). A unit is ordered to put it right by the process of rectification.

use axum::{extract::State, response::Response};
use policy::model::{
    process::{About, Process},
    role::Action::{Audit, HandleCases, ReviewLookups},
};
use serde::{Deserialize, Serialize};
use web::{
    WebError,
    door::{Asked, Fields, Form, Language, Site, Staff, Visit, page, said, tell},
};
use workflow::{Finding, FindingKind, Round, case::Page as Part};

use crate::{
    chip::Chip,
    may,
    table::{Line, get, post},
    unit,
};

/// Findings of one page.
const SIZE: u32 = 30;
/// Whose round is the daily one.
const PATROL: &str = "patrol";

/// The routes of this page.
pub(crate) fn lines() -> Vec<Line> {
    const NEEDS: &[policy::model::role::Action] = &[HandleCases, Audit, ReviewLookups];
    vec![get("/desk/patrol", NEEDS, show), post("/desk/patrol", NEEDS, walk)]
}

/// Which findings.
#[derive(Clone, Debug, Default, Deserialize)]
struct Asking {
    kind: Option<String>,
    after: Option<String>,
}

/// The page.
#[derive(Clone, Debug, Serialize)]
struct Page {
    chips: Vec<Chip>,
    kind: &'static str,
    rounds: Vec<Went>,
    findings: Vec<Told>,
    next: Option<String>,
    first: Option<String>,
}

/// How a round went.
#[derive(Clone, Debug, Serialize)]
struct Went {
    whose: Option<String>,
    on: String,
    today: bool,
    seen: u64,
    differing: u64,
    position: u64,
}

/// A finding.
#[derive(Clone, Debug, Serialize)]
struct Told {
    what: String,
    record: Option<String>,
    href: Option<String>,
    item: Option<String>,
    who: String,
    on: String,
    position: u64,
    order: Option<String>,
}

async fn show(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Asked(asking): Asked<Asking>,
) -> Result<Response, WebError> {
    page(&site, visit, ("desk/patrol/index.html", "patrol"), move |site, visit| {
        view(site, visit.language, &staff, &asking)
    })
    .await
}

/// Goes round now: what was mended in the meantime leaves the list.
async fn walk(
    State(site): State<Site>,
    visit: Visit,
    _: Staff,
    Form(_): Form<Fields>,
) -> Result<Response, WebError> {
    site.ask(|site| Ok(site.patrol().walk()?)).await?;
    Ok(said(&visit, "/desk/patrol", "desk.said.patrol_went"))
}

fn view(site: &Site, language: Language, staff: &Staff, asking: &Asking) -> Result<Page, WebError> {
    let counts = site.patrol().counts()?;
    let count =
        |kind: FindingKind| counts.iter().find(|(one, _)| *one == kind).map_or(0, |(_, n)| *n);
    let most = FindingKind::ALL.into_iter().find(|kind| count(*kind) > 0);
    let chosen = asking.kind.as_deref().and_then(FindingKind::parse);
    let kind = chosen.or(most).unwrap_or(FindingKind::Overdue);
    let chip = |one: FindingKind| {
        let title = site.word(language, &format!("desk.patrol_kind.{}", one.as_str()));
        Chip::new(title, address(one), one == kind).counted(count(one))
    };
    let part = Part { after: asking.after.clone(), size: SIZE };
    let found = site.patrol().findings(kind, &part)?;
    let rectification = rectification(site, staff);
    let told = |finding: &Finding| told(site, language, finding, rectification);
    Ok(Page {
        chips: FindingKind::ALL.into_iter().map(chip).collect(),
        kind: kind.as_str(),
        rounds: rounds(site)?,
        findings: found.entries.iter().map(told).collect(),
        next: found.next.map(|after| format!("{}&after={after}", address(kind))),
        first: asking.after.as_ref().map(|_| address(kind)),
    })
}

fn address(kind: FindingKind) -> String {
    format!("/desk/patrol?kind={}", kind.as_str())
}

/// The last rounds, the daily one first.
fn rounds(site: &Site) -> Result<Vec<Went>, WebError> {
    let mut rounds = site.patrol().rounds()?;
    rounds.sort_by_key(|round| round.whose != PATROL);
    let today = site.today();
    let went = |round: Round| Went {
        on: round.on.to_string(),
        today: round.on == today,
        seen: round.seen,
        differing: round.differing,
        position: round.position,
        whose: Some(round.whose).filter(|whose| whose != PATROL),
    };
    Ok(rounds.into_iter().map(went).collect())
}

/// The process by which a unit is ordered to put a finding right, if this person may begin it.
fn rectification<'s>(site: &'s Site, staff: &Staff) -> Option<&'s Process> {
    let orders = |process: &&Process| {
        process.about == About::Agency
            && process.field("unit").is_some()
            && process.field("finding").is_some()
    };
    let process = site.law().processes(site.today()).into_iter().find(orders)?;
    let named = process.start.by.iter().filter_map(|id| process.actor(id));
    let plays = named.flat_map(|actor| &actor.roles).any(|role| *role == staff.role);
    (plays && may::has(site.law(), staff, HandleCases)).then_some(process)
}

fn told(
    site: &Site,
    language: Language,
    finding: &Finding,
    rectification: Option<&Process>,
) -> Told {
    let item = finding.item.as_deref().map(|item| unit::item_title(site, language, item));
    let known = unit::agency(site, &finding.who);
    let who = known.map_or_else(|| finding.who.clone(), |agency| language.of(&agency.title));
    let what = what(site, language, finding);
    let about: Vec<&str> =
        [finding.name.as_deref(), item.as_deref()].into_iter().flatten().collect();
    let said = format!("{} {}", what, about.join(" "));
    let page = finding.code.as_ref().zip(finding.digest.as_ref());
    Told {
        order: rectification.map(|process| {
            order(process, finding.kind, known.map(|agency| agency.id.as_str()), said.trim())
        }),
        record: finding.name.clone().or_else(|| finding.digest.clone()),
        href: page.map(|(code, digest)| format!("/subjects/{code}/records/{digest}")),
        what,
        item,
        who,
        on: finding.found_on.to_string(),
        position: finding.position,
    }
}

/// What exactly was found.
fn what(site: &Site, language: Language, finding: &Finding) -> String {
    let detail = [("detail", finding.detail.clone())];
    match finding.kind {
        FindingKind::Overdue => site.words(language, "desk.patrol_detail.overdue", &detail),
        FindingKind::Stray => site.word(language, "desk.patrol_detail.stray"),
        FindingKind::Look if finding.detail != "no-purpose" => {
            site.words(language, "desk.patrol_detail.refused", &detail)
        }
        _ => site.word(language, &format!("desk.patrol_detail.{}", finding.detail)),
    }
}

/// The form of the order with what is known filled in.
fn order(process: &Process, kind: FindingKind, unit: Option<&str>, found: &str) -> String {
    let choice = match kind {
        FindingKind::Overdue => "overdue",
        FindingKind::Baseless => "deletion",
        FindingKind::Look => "access",
        FindingKind::Class | FindingKind::Stray | FindingKind::Copy => "wrong",
    };
    let clause = tell::cite(&process.basis);
    let mut query = form_urlencoded::Serializer::new(String::new());
    let fields = [
        ("field.unit", unit.unwrap_or_default()),
        ("field.kind", choice),
        ("field.finding", found),
        ("field.clause", &clause),
    ];
    for (name, value) in fields.into_iter().filter(|(_, value)| !value.is_empty()) {
        query.append_pair(name, value);
    }
    format!("/desk/cases/new/{}?{}", process.id, query.finish())
}
