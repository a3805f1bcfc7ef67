//! A record that hangs on the wrong organisation is moved to the right one; moving it back is the same act.

use axum::{extract::State, http::StatusCode, response::Response};
use disclosure::RecordView;
use intake::IntakeError;
use policy::model::catalog::CatalogClass;
use serde::{Deserialize, Serialize};
use vocabulary::{SubjectId, UnifiedCode};
use web::{
    WebError,
    door::{
        Asked, Fields, Form, Language, Site, Staff, Visit, page, said,
        tell::{authority, title},
    },
};

use super::tabs;
use crate::{
    chip::Chip,
    form::{Wrongs, again},
    sides,
};

/// Whose records are shown.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Chosen {
    #[serde(default)]
    from: String,
}

/// The page.
#[derive(Clone, Debug, Serialize)]
struct Page {
    tabs: Vec<Chip>,
    from: String,
    /// Name and id of the organisation, once it is known.
    name: Option<String>,
    subject: String,
    records: Vec<Record>,
    chosen: String,
    to: String,
    reason: String,
    errors: Wrongs,
}

/// A record that may hang on the wrong one.
#[derive(Clone, Debug, Serialize)]
struct Record {
    /// The digest.
    id: String,
    title: String,
    hint: String,
}

/// `GET /desk/subjects/relink`
pub(super) async fn show(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Asked(chosen): Asked<Chosen>,
) -> Result<Response, WebError> {
    page(&site, visit, ("desk/subjects/relink.html", "subjects"), move |site, visit| {
        view(site, visit.language, &staff, chosen.from.trim())
    })
    .await
}

fn view(site: &Site, language: Language, staff: &Staff, from: &str) -> Result<Page, WebError> {
    let mut view = Page {
        tabs: tabs(site, language, staff, "/desk/subjects/relink"),
        from: from.to_owned(),
        name: None,
        subject: String::new(),
        records: Vec::new(),
        chosen: String::new(),
        to: String::new(),
        reason: String::new(),
        errors: Wrongs::default(),
    };
    if from.is_empty() {
        return Ok(view);
    }
    let Ok(code) = UnifiedCode::parse(from) else {
        view.errors.add(site, language, "from", "desk.error.code_wrong");
        return Ok(view);
    };
    let subject = site.site_key.subject_id(&code.identifier());
    let Some(found) = site.gate().page(subject)? else {
        view.errors.add(site, language, "from", "desk.error.subject_unknown");
        return Ok(view);
    };
    let found = found.into_inner();
    view.name = found.head.name.clone().or(found.head.code.clone());
    view.subject = found.head.subject.clone();
    // A registration is nobody else's: it is corrected by the registration authority.
    let movable = |one: &&RecordView| one.class != CatalogClass::Registration;
    let records = found.records.iter().filter(movable);
    view.records = records.map(|one| record(site, language, one)).collect();
    Ok(view)
}

fn record(site: &Site, language: Language, record: &RecordView) -> Record {
    let parts =
        [language.of(&record.title), record.decided_on.to_string(), authority(language, record)];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    Record {
        id: format!("{}/{}", record.subject, record.digest),
        title: title(language, record),
        hint: parts.join(&site.word(language, "site.comma")),
    }
}

/// `POST /desk/subjects/relink`
pub(super) async fn relink(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Form(fields): Form<Fields>,
) -> Result<Response, WebError> {
    let language = visit.language;
    let moved = site.ask(move |site| act(site, language, &staff, &fields)).await?;
    match moved {
        Ok(to) => {
            Ok(said(&visit, &format!("/desk/subjects/relink?from={to}"), "desk.said.relinked"))
        }
        Err(view) => {
            let made =
                page(&site, visit, ("desk/subjects/relink.html", "subjects"), |_, _| Ok(view));
            Ok(again(made.await?, StatusCode::UNPROCESSABLE_ENTITY))
        }
    }
}

/// The code it was moved to, or the form again with what is wrong.
fn act(
    site: &Site,
    language: Language,
    staff: &Staff,
    fields: &Fields,
) -> Result<Result<String, Box<Page>>, WebError> {
    let mut errors = Wrongs::default();
    let record = fields.get("record").split_once('/');
    let record = record.and_then(|(subject, digest)| Some((SubjectId::from_hex(subject)?, digest)));
    if record.is_none() {
        errors.add(site, language, "record", "desk.error.record_missing");
    }
    let to = UnifiedCode::parse(fields.get("to")).ok();
    match &to {
        None => errors.add(site, language, "to", "desk.error.code_wrong"),
        Some(code) if sides::of_code(site, code.as_str())?.is_none() => {
            errors.add(site, language, "to", "desk.error.subject_unknown");
        }
        Some(_) => {}
    }
    if fields.get("reason").is_empty() {
        errors.add(site, language, "reason", "desk.error.relink_reason_missing");
    }
    if let (Some((subject, digest)), Some(to), true) = (record, &to, errors.none()) {
        let reason = fields.get("reason");
        match site.intake().relink(&staff.actor(), subject, digest, to, reason) {
            Ok(_) => return Ok(Ok(to.as_str().to_owned())),
            Err(
                refused @ (IntakeError::Forbidden { .. }
                | IntakeError::State { .. }
                | IntakeError::Faulty { .. }
                | IntakeError::NoSuchRecord),
            ) => errors.say("record", refused.to_string()),
            Err(other) => return Err(other.into()),
        }
    }
    let mut view = view(site, language, staff, fields.get("from"))?;
    view.chosen = fields.get("record").to_owned();
    view.to = fields.get("to").to_owned();
    view.reason = fields.get("reason").to_owned();
    view.errors = errors;
    Ok(Err(Box::new(view)))
}
