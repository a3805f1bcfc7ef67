//! Cases of systems: courts push them, approval systems sign commitments in their own flow, and all of
//! them follow and move what they began. What a key can do is what an actor of the process says.

use account::KeyHolder;
use axum::{
    Json,
    extract::State,
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use policy::model::role::Action;
use sha2::{Digest, Sha256};
use vocabulary::{SubjectId, UnifiedCode, person_id::parse_person};
use workflow::{By, Input, Paper, StaffBy};

use super::{
    problem::Problem,
    wire::{Case, CaseMove, CaseMoved, CasePaper, NewCase},
};
use crate::{
    WebError,
    guard::{
        caller::allow,
        idempotency::{self, fingerprint},
        read::{Named, Sent},
    },
    queries,
    site::Site,
};

const HEADER: HeaderName = HeaderName::from_static("idempotency-key");

/// Begins a case of a process in which a role of the key takes part. The reference is the number in
/// the sender's own books: sent again it answers with the case that there is.
#[utoipa::path(
    post, path = "/api/v1/cases/{id}", tag = "cases", operation_id = "begin_case", request_body = NewCase,
    params(("id" = String, Path, description = "Process, as on its public guide")),
    security(("key" = [])),
    responses(
        (status = 200, body = Case, description = "There is a case of this reference already"),
        (status = 201, body = Case),
        (status = 401, body = Problem),
        (status = 403, body = Problem),
        (status = 404, body = Problem),
        (status = 422, body = Problem),
    )
)]
pub(crate) async fn begin(
    State(site): State<Site>,
    holder: KeyHolder,
    mut headers: HeaderMap,
    Named(process): Named<String>,
    Sent(new): Sent<NewCase>,
) -> Result<Response, WebError> {
    allow(&site, &holder, Action::SendCases)?;
    let reference = new.reference.trim().to_owned();
    if reference.is_empty() || reference.chars().count() > 100 {
        return Err(WebError::Invalid {
            what: "reference 为空或者超过 100 个字".into(),
            remedy: "请填写本单位的编号，例如案号；同一编号重复发送不会重复立项".into(),
        });
    }
    let request = serde_json::to_vec(&new).unwrap_or_default();
    let request = fingerprint(&[process.as_bytes(), &request]);
    if !headers.contains_key(HEADER) {
        let key = Sha256::digest(format!("{process}\n{reference}"));
        let key = HeaderValue::from_str(&format!("case {}", hex::encode(key)));
        headers.extend(key.map(|key| (HEADER, key)));
    }
    let work = {
        let (site, holder) = (site.clone(), holder.clone());
        async move { site.ask(move |site| open(site, &holder, (&process, &reference), new)).await }
    };
    idempotency::once(&site, &holder, &headers, (request, idempotency::MINUTES), work).await
}

fn open(
    site: &Site,
    holder: &KeyHolder,
    (process, reference): (&str, &str),
    new: NewCase,
) -> Result<Response, WebError> {
    let (by, agency) = (by(site, holder), agency(site, holder));
    let sent = (agency.as_str(), process, reference);
    let known = site.db.read(|tx| queries::cases::number(tx, sent))?;
    if let Some(number) = known {
        return Ok(Json(Case::from(&site.cases.view(&by, &number)?)).into_response());
    }
    let receipt = site.cases.open(
        &by,
        workflow::NewCase {
            process: process.to_owned(),
            subject: subject(site, &new)?,
            digest: new.record,
            input: input(new.fields, new.papers)?,
        },
    )?;
    site.db.write(|tx| queries::cases::remember(tx, sent, &receipt.number))?;
    let case = Case::from(&site.cases.view(&by, &receipt.number)?);
    let location = format!("/api/v1/cases/{}", receipt.number);
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], Json(case)).into_response())
}

/// A case in which the key takes part: where it stands, by when what happens, which moves it can make.
#[utoipa::path(
    get, path = "/api/v1/cases/{id}", tag = "cases", operation_id = "case", security(("key" = [])),
    params(("id" = String, Path, description = "Number of the case")),
    responses((status = 200, body = Case), (status = 404, body = Problem))
)]
pub(crate) async fn show(
    State(site): State<Site>,
    holder: KeyHolder,
    Named(number): Named<String>,
) -> Result<impl IntoResponse, WebError> {
    allow(&site, &holder, Action::SendCases)?;
    site.ask(move |site| Ok(Json(Case::from(&site.cases.view(&by(site, &holder), &number)?)))).await
}

/// Moves a case: a court confirms, an authority verifies. With an Idempotency-Key a move that is sent
/// again is not made twice.
#[utoipa::path(
    post, path = "/api/v1/cases/{number}/moves/{move}", tag = "cases", operation_id = "move_case",
    params(
        ("number" = String, Path, description = "Number of the case"),
        ("move" = String, Path, description = "Move of its process"),
    ),
    request_body = CaseMove, security(("key" = [])),
    responses(
        (status = 200, body = CaseMoved),
        (status = 401, body = Problem),
        (status = 403, body = Problem),
        (status = 404, body = Problem),
        (status = 422, body = Problem),
    )
)]
pub(crate) async fn step(
    State(site): State<Site>,
    holder: KeyHolder,
    headers: HeaderMap,
    Named((number, step)): Named<(String, String)>,
    Sent(given): Sent<CaseMove>,
) -> Result<Response, WebError> {
    allow(&site, &holder, Action::SendCases)?;
    let request = serde_json::to_vec(&given).unwrap_or_default();
    let request = fingerprint(&[number.as_bytes(), step.as_bytes(), &request]);
    let work = {
        let (site, holder) = (site.clone(), holder.clone());
        async move {
            site.ask(move |site| {
                let input = input(given.fields, given.papers)?;
                let acted = site.cases.act(&by(site, &holder), &number, &step, input)?;
                let (state, made, position) = (acted.state, acted.made, acted.position);
                Ok(Json(CaseMoved { number, state, made, position }).into_response())
            })
            .await
        }
    };
    idempotency::once(&site, &holder, &headers, (request, idempotency::A_DAY), work).await
}

/// The agency of a key, by its id.
fn agency(site: &Site, holder: &KeyHolder) -> String {
    site.law.agency(&holder.agency).map_or_else(|| holder.agency.clone(), |one| one.id.clone())
}

fn by(site: &Site, holder: &KeyHolder) -> By {
    let (actor, agency) = (holder.actor(), agency(site, holder));
    By::Staff(StaffBy { actor, agency, role: holder.role.clone() })
}

/// Whom the case is about.
fn subject(site: &Site, new: &NewCase) -> Result<Option<SubjectId>, WebError> {
    let Some(code) = &new.code else { return Ok(None) };
    let read = match &new.document {
        None => UnifiedCode::parse(code).map(|code| code.identifier()).map_err(|e| e.to_string()),
        Some(document) => parse_person(document, code).map_err(|error| error.to_string()),
    };
    let identifier = read.map_err(|what| WebError::Invalid {
        what,
        remedy: "请对照营业执照；涉及自然人的请填 document".into(),
    })?;
    Ok(Some(site.site_key.subject_id(&identifier)))
}

fn input(
    fields: std::collections::BTreeMap<String, String>,
    papers: Vec<CasePaper>,
) -> Result<Input, WebError> {
    let papers = papers.into_iter().map(paper).collect::<Result<_, _>>()?;
    Ok(Input { fields, papers })
}

fn paper(sent: CasePaper) -> Result<Paper, WebError> {
    let bytes = STANDARD.decode(sent.content.as_bytes()).map_err(|_| WebError::Invalid {
        what: format!("材料“{}”不是 base64", sent.name),
        remedy: "请把文件内容编码为 base64 再放进 content".into(),
    })?;
    let media_type = match bytes.as_slice() {
        [0x89, b'P', ..] => "image/png",
        [0xff, 0xd8, ..] => "image/jpeg",
        _ => "application/pdf",
    };
    Ok(Paper { document: sent.document, name: sent.name, media_type: media_type.to_owned(), bytes })
}
