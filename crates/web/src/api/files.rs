//! Credit files for departments: with a purpose and a matter number, and on record.

use account::KeyHolder;
use axum::{Json, extract::State, response::IntoResponse};
use disclosure::{AsOf, Items, Viewer};
use jiff::{Timestamp, civil::Date};
use policy::model::{matter::Purpose, role::Action};
use serde::Deserialize;
use utoipa::ToSchema;

use super::{problem::Problem, wire::File};
use crate::{
    WebError,
    guard::{
        caller::{allow, registered},
        read::Sent,
    },
    portal::subject::subject_of,
    site::Site,
};

/// Whose file is opened, and what for. It is a POST, and the code stands in the body, so that
/// neither logs nor histories keep who was looked at.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FileRequest {
    /// Unified code.
    code: String,
    /// Purpose from the closed list (Shandong regulation art. 22): `licensing`, `supervision` …
    purpose: String,
    /// Number of the business in the department's own books.
    matter_number: String,
    /// What the platform knew at this instant; now if absent.
    known_at: Option<Timestamp>,
    /// What was in force on this day; everything if absent.
    valid_on: Option<Date>,
}

/// Opens a subject's file for a purpose. The look is registered before anything is read, and the
/// subject can see it.
#[utoipa::path(
    post, path = "/api/v1/files", tag = "files", operation_id = "open_file", request_body = FileRequest,
    security(("key" = [])),
    responses(
        (status = 200, body = File),
        (status = 401, body = Problem),
        (status = 403, body = Problem),
        (status = 404, body = Problem),
    )
)]
pub(crate) async fn open(
    State(site): State<Site>,
    holder: KeyHolder,
    Sent(request): Sent<FileRequest>,
) -> Result<impl IntoResponse, WebError> {
    site.ask(move |site| {
        let subject = subject_of(site, &request.code)?;
        let viewer = viewer(site, &holder, &request).map_err(|error| {
            let business = (request.purpose.as_str(), request.matter_number.as_str());
            registered(site, &holder, Some(subject), business, error)
        })?;
        let as_of = AsOf { known_at: request.known_at, valid_on: request.valid_on };
        let file = site.gate.file(&viewer, subject, as_of)?.ok_or(WebError::Missing)?;
        Ok(Json(File::from(&*file)))
    })
    .await
}

fn viewer(site: &Site, holder: &KeyHolder, request: &FileRequest) -> Result<Viewer, WebError> {
    if allow(site, holder, Action::Audit).is_ok() {
        return Ok(Viewer::Auditor { actor: holder.actor() });
    }
    let role = allow(site, holder, Action::ReadFile)?;
    let purpose = Purpose::parse(&request.purpose).ok_or_else(|| WebError::Invalid {
        what: format!("“{}”不在法定用途清单中", request.purpose),
        remedy: "见 GET /api/v1/matters 的 purpose".into(),
    })?;
    if !role.purposes.contains(&purpose) {
        let role = holder.role.clone();
        return Err(WebError::Forbidden { role, action: "为这一用途查阅".into() });
    }
    Ok(Viewer::Department {
        actor: holder.actor(),
        organisation: holder.agency.clone(),
        purpose,
        matter_number: request.matter_number.trim().to_owned(),
        items: Items::All,
    })
}
