//! Searching the register. The search is itself registered.

use axum::{extract::State, response::Response};
use disclosure::{LookFilter, PageRequest, RegisterRow, Viewer};
use policy::model::matter::Purpose;
use serde::{Deserialize, Serialize};
use vocabulary::{Date, SubjectId};
use web::{
    WebError,
    door::{
        Asked, Language, Site, Staff, Visit, page,
        tell::{agency, instant},
    },
};

use crate::form::Choice;

/// Lines of one page.
const SIZE: u32 = 40;
/// The kinds of looks.
const KINDS: [&str; 5] = ["file", "check", "refused", "register", "export"];

/// What is asked for; empty fields ask for nothing.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub(super) struct Asking {
    #[serde(default)]
    from: String,
    #[serde(default)]
    until: String,
    #[serde(default)]
    organisation: String,
    #[serde(default)]
    actor: String,
    #[serde(default)]
    subject: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    questioned: String,
    #[serde(default, skip_serializing)]
    after: Option<String>,
}

/// The page.
#[derive(Clone, Debug, Serialize)]
struct Page {
    asked: Asking,
    kinds: Vec<Choice>,
    rows: Vec<Row>,
    next: Option<String>,
    first: Option<String>,
}

/// One line of the register.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Row {
    /// Subject and position, as a review names it; none if it is about nobody.
    pub(super) mark: Option<String>,
    position: u64,
    at: String,
    kind: String,
    unit: String,
    actor: String,
    purpose: String,
    matter_number: String,
    basis: String,
    subject: Option<String>,
    statement: Option<String>,
    reviewed: Option<String>,
}

/// `GET /desk/audit`
pub(super) async fn show(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Asked(asked): Asked<Asking>,
) -> Result<Response, WebError> {
    page(&site, visit, ("desk/audit/index.html", "audit"), move |site, visit| {
        let viewer = Viewer::Auditor { actor: staff.actor() };
        let ask = PageRequest { after: asked.after.clone(), size: SIZE };
        let found = site.gate().register(&viewer, &filter(&asked), &ask)?.into_inner();
        let base = format!("/desk/audit?{}", query(&asked));
        let kind = |kind: &&str| Choice::new(*kind, word(site, visit.language, kind));
        Ok(Page {
            kinds: KINDS.iter().map(kind).collect(),
            rows: found.entries.into_iter().map(|row| told(site, visit.language, row)).collect(),
            next: found.next.map(|after| format!("{base}&after={after}")),
            first: asked.after.is_some().then_some(base),
            asked,
        })
    })
    .await
}

fn filter(asked: &Asking) -> LookFilter {
    let given = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let day = |text: &str| text.trim().parse::<Date>().ok();
    LookFilter {
        from: day(&asked.from),
        until: day(&asked.until),
        organisation: given(&asked.organisation),
        actor: given(&asked.actor),
        subject: SubjectId::from_hex(asked.subject.trim()),
        kind: given(&asked.kind),
        questioned: !asked.questioned.is_empty(),
    }
}

fn query(asked: &Asking) -> String {
    let fields = [
        ("from", &asked.from),
        ("until", &asked.until),
        ("organisation", &asked.organisation),
        ("actor", &asked.actor),
        ("subject", &asked.subject),
        ("kind", &asked.kind),
        ("questioned", &asked.questioned),
    ];
    let mut query = form_urlencoded::Serializer::new(String::new());
    for (name, value) in fields.into_iter().filter(|(_, value)| !value.is_empty()) {
        query.append_pair(name, value);
    }
    query.finish()
}

fn word(site: &Site, language: Language, kind: &str) -> String {
    site.word(language, &format!("desk.look_kind.{kind}"))
}

pub(super) fn told(site: &Site, language: Language, row: RegisterRow) -> Row {
    let purpose = row.purpose.as_deref().map(|purpose| match Purpose::parse(purpose) {
        Some(_) => site.word(language, &format!("purpose.{purpose}")),
        None => purpose.to_owned(),
    });
    Row {
        mark: row.subject.as_ref().map(|subject| format!("{subject}_{}", row.position)),
        position: row.position,
        at: instant(row.at),
        kind: word(site, language, &row.kind),
        unit: agency(language, &row.organisation),
        actor: row.actor,
        purpose: purpose.unwrap_or_default(),
        matter_number: row.matter_number.unwrap_or_default(),
        basis: row.basis.unwrap_or_default(),
        subject: row.subject,
        statement: row.statement,
        reviewed: row.review.map(|review| review.finding),
    }
}
