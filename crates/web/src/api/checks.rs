//! Credit checks: ask, prove, report the decision back.

use account::KeyHolder;
use axum::{
    Json,
    extract::{State, rejection::StringRejection},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use check::{Decision, Question};
use policy::model::role::Action;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use vocabulary::{Identifier, Position, UnifiedCode, person_id::parse_person};

use super::{
    ledger::Inclusion,
    problem::Problem,
    wire::{Answer, CheckCoverage, CheckLine, CheckReceipt, Rehearsal, all},
};
use crate::{
    WebError,
    guard::{
        caller::{allow, registered},
        idempotency::{self, fingerprint},
        read::{Asked, Named, Sent, text},
    },
    site::Site,
};

/// A matter's question about a subject.
#[derive(Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckRequest {
    /// Matter of the application list.
    matter: String,
    /// Number of the business in the unit's own books.
    matter_number: String,
    /// Unified code of an organisation, or the number of a person's document.
    code: String,
    /// Kind of a person's document as on the form (身份证, 护照 …); absent for organisations.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    document: Option<String>,
}

impl CheckRequest {
    fn identifier(&self) -> Result<Identifier, WebError> {
        let (read, remedy) = match &self.document {
            None => (
                UnifiedCode::parse(&self.code)
                    .map(|code| code.identifier())
                    .map_err(|error| error.to_string()),
                "请对照营业执照；查自然人请填 document",
            ),
            Some(document) => (
                parse_person(document, &self.code).map_err(|error| error.to_string()),
                "请对照证件",
            ),
        };
        read.map_err(|what| WebError::Invalid { what, remedy: remedy.to_owned() })
    }
}

/// The question of a key; one about a matter that the key is not for is refused and registered.
fn question(
    site: &Site,
    holder: &KeyHolder,
    (matter, matter_number): (&str, &str),
    subject: Identifier,
) -> Result<Question, WebError> {
    if !holder.covers(matter) {
        let known = !subject.number.is_empty();
        let about = known.then(|| site.site_key.subject_id(&subject));
        let role = holder.role.clone();
        let error = WebError::Forbidden { role, action: "核查这一事项".into() };
        let purpose = site.law.matter(matter, site.today()).map_or("", |m| m.purpose.as_str());
        return Err(registered(site, holder, about, (purpose, matter_number), error));
    }
    Ok(Question {
        actor: holder.actor(),
        organisation: holder.agency.clone(),
        matter: matter.to_owned(),
        matter_number: matter_number.trim().to_owned(),
        subject,
    })
}

/// Asks a credit check. The answer is durable in the ledger before it is returned, and the subject
/// can see that it was asked.
#[utoipa::path(
    post, path = "/api/v1/checks", tag = "checks", operation_id = "ask_check", request_body = CheckRequest,
    security(("key" = [])),
    responses(
        (status = 201, body = Answer),
        (status = 401, body = Problem),
        (status = 403, body = Problem),
        (status = 422, body = Problem),
    )
)]
pub(crate) async fn ask(
    State(site): State<Site>,
    holder: KeyHolder,
    headers: HeaderMap,
    Sent(request): Sent<CheckRequest>,
) -> Result<Response, WebError> {
    allow(&site, &holder, Action::MakeCheck)?;
    let document = request.document.as_deref().unwrap_or_default();
    let parts = [&request.matter, &request.matter_number, &request.code, document];
    let digest = fingerprint(&parts.map(str::as_bytes));
    let work = {
        let (site, holder) = (site.clone(), holder.clone());
        async move {
            site.ask(move |site| {
                let asked = (request.matter.as_str(), request.matter_number.as_str());
                let question = question(site, &holder, asked, request.identifier()?)?;
                let answer = site.checker.check(&question)?;
                let location = format!("/api/v1/checks/{}", answer.number);
                let body = Json(Answer::from(&answer));
                Ok((StatusCode::CREATED, [(header::LOCATION, location)], body).into_response())
            })
            .await
        }
    };
    idempotency::once(&site, &holder, &headers, (digest, idempotency::MINUTES), work).await
}

/// The matter of a list.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct ListMatter {
    /// Matter of the application list.
    matter: String,
    /// Number of the business in the unit's own books.
    matter_number: String,
}

/// Checks a list: one unified code a line, or a CSV whose first column holds it.
#[utoipa::path(
    post, path = "/api/v1/checks/batch", tag = "checks", operation_id = "ask_check_list", params(ListMatter),
    request_body(content = String, content_type = "text/csv"), security(("key" = [])),
    responses((status = 200, body = Vec<CheckLine>), (status = 422, body = Problem))
)]
pub(crate) async fn ask_list(
    State(site): State<Site>,
    holder: KeyHolder,
    Asked(list): Asked<ListMatter>,
    body: Result<String, StringRejection>,
) -> Result<impl IntoResponse, WebError> {
    allow(&site, &holder, Action::MakeCheck)?;
    let text = text(&site, body)?;
    site.ask(move |site| {
        // The room takes the subjects from the list; the question's own is not looked at.
        let nobody =
            Identifier { kind: vocabulary::IdentifierKind::UnifiedCode, number: String::new() };
        let question = question(site, &holder, (&list.matter, &list.matter_number), nobody)?;
        let lines = site.checker.check_list(&question, &text)?;
        Ok(Json(all::<_, CheckLine>(lines.iter())))
    })
    .await
}

/// A check that the key's unit made: that it was asked and what came out, not what was found.
#[utoipa::path(
    get, path = "/api/v1/checks/{number}", tag = "checks", operation_id = "check_receipt", security(("key" = [])),
    params(("number" = String, Path, description = "Result number, `C-1024`")),
    responses((status = 200, body = CheckReceipt), (status = 404, body = Problem))
)]
pub(crate) async fn receipt(
    State(site): State<Site>,
    holder: KeyHolder,
    Named(number): Named<String>,
) -> Result<impl IntoResponse, WebError> {
    allow(&site, &holder, Action::MakeCheck)?;
    site.ask(move |site| {
        let receipt = site.checker.receipt(&holder.agency, &number)?;
        Ok(Json(CheckReceipt::from(&receipt)))
    })
    .await
}

/// The proof that a check stands in the ledger; verifies offline. Ready about a second after the
/// answer; before that 404 with Retry-After.
#[utoipa::path(
    get, path = "/api/v1/checks/{number}/proof", tag = "checks", operation_id = "check_proof", security(("key" = [])),
    params(("number" = String, Path, description = "Result number, `C-1024`")),
    responses((status = 200, body = Inclusion), (status = 404, body = Problem))
)]
pub(crate) async fn proof(
    State(site): State<Site>,
    holder: KeyHolder,
    Named(number): Named<String>,
) -> Result<impl IntoResponse, WebError> {
    allow(&site, &holder, Action::MakeCheck)?;
    site.ask(move |site| {
        let receipt = site.checker.receipt(&holder.agency, &number)?;
        let inclusion = site.reader.inclusion(Position(receipt.position))?;
        Ok(Json(Inclusion::from(&inclusion)))
    })
    .await
}

/// What the unit decided.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DecisionRequest {
    /// `granted`, `granted-with-conditions`, `refused`, `withdrawn`.
    decision: String,
    /// Why; required for a refusal and after an interception.
    #[serde(default)]
    reason: String,
    /// Number of the credit report that was fetched for the matter, if one was (S-135).
    #[serde(default)]
    report: Option<String>,
}

/// The decision is on record.
#[derive(Serialize, ToSchema)]
pub struct DecisionReceipt {
    /// Position of the fact in the ledger.
    pub position: u64,
}

/// Reports back what was decided after a check. Once, and by the unit that asked.
#[utoipa::path(
    post, path = "/api/v1/checks/{number}/decision", tag = "checks", operation_id = "decide_check",
    request_body = DecisionRequest, security(("key" = [])),
    params(("number" = String, Path, description = "Result number, `C-1024`")),
    responses(
        (status = 201, body = DecisionReceipt),
        (status = 404, body = Problem),
        (status = 409, body = Problem),
    )
)]
pub(crate) async fn decide(
    State(site): State<Site>,
    holder: KeyHolder,
    Named(number): Named<String>,
    Sent(request): Sent<DecisionRequest>,
) -> Result<impl IntoResponse, WebError> {
    allow(&site, &holder, Action::DecideCheck)?;
    let decision = Decision::parse(&request.decision).ok_or_else(|| WebError::Invalid {
        what: format!("“{}”不是办理结果", request.decision),
        remedy: "请填 granted、granted-with-conditions、refused 或 withdrawn".into(),
    })?;
    site.ask(move |site| {
        let (actor, unit) = (holder.actor(), &holder.agency);
        let report = request.report.as_deref().map(|report| issued(site, report)).transpose()?;
        let why = (request.reason.as_str(), report.as_deref());
        let position = site.checker.decide(&actor, unit, &number, decision, why)?;
        Ok((StatusCode::CREATED, Json(DecisionReceipt { position: position.0 })))
    })
    .await
}

/// The number of a report that was issued here; it is kept with the decision (S-135).
fn issued(site: &Site, report: &str) -> Result<String, WebError> {
    let number = report.trim().to_uppercase();
    match site.reports.verify(&number)?.head {
        Some(head) => Ok(head.number),
        None => Err(WebError::Invalid {
            what: format!("没有编号为“{number}”的信用报告"),
            remedy: "请核对报告编号；没有调取报告的不填 report".into(),
        }),
    }
}

/// What this key would get for a matter. Nothing is looked at and nothing is recorded: for the test
/// run of a system that is being embedded (C-09.f).
#[utoipa::path(
    get, path = "/api/v1/matters/{id}/rehearsal", tag = "checks", operation_id = "rehearse_matter", security(("key" = [])),
    params(("id" = String, Path, description = "Id of the matter")),
    responses((status = 200, body = Rehearsal), (status = 422, body = Problem))
)]
pub(crate) async fn rehearse(
    State(site): State<Site>,
    holder: KeyHolder,
    Named(id): Named<String>,
) -> Result<impl IntoResponse, WebError> {
    allow(&site, &holder, Action::MakeCheck)?;
    site.ask(move |site| Ok(Json(Rehearsal::from(&site.checker.rehearse(&holder.agency, &id)?))))
        .await
}

/// How far checks are used, by unit and matter (C-09.e). A unit's key sees its own lines; every line
/// needs `read-quality`.
#[utoipa::path(
    get, path = "/api/v1/checks/coverage", tag = "checks", operation_id = "check_coverage", security(("key" = [])),
    responses((status = 200, body = Vec<CheckCoverage>), (status = 403, body = Problem))
)]
pub(crate) async fn coverage(
    State(site): State<Site>,
    holder: KeyHolder,
) -> Result<impl IntoResponse, WebError> {
    let every = allow(&site, &holder, Action::ReadQuality).is_ok();
    if !every {
        allow(&site, &holder, Action::MakeCheck)?;
    }
    site.ask(move |site| {
        let unit = (!every).then_some(holder.agency.as_str());
        let lines = site.checker.coverage(unit)?;
        Ok(Json(all::<_, CheckCoverage>(&lines)))
    })
    .await
}
