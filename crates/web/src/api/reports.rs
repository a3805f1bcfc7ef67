//! Credit reports of systems: fetched for a matter or on a consent, and verified by anyone.

use account::KeyHolder;
use axum::{
    Json,
    body::Bytes,
    extract::{DefaultBodyLimit, Extension, State, rejection::BytesRejection},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
    routing::{MethodRouter, post},
};
use disclosure::{Channel, Whence};
use policy::model::{matter::Purpose, role::Action};
use report::{Ask, Asker, RegisterFilter, ReportError, Reports, model::Period};
use serde::Deserialize;
use utoipa::IntoParams;
use vocabulary::{Identifier, UnifiedCode, person_id::parse_person};

use super::{
    problem::Problem,
    wire::{IssuedReport, NewReport, ReportKeys, ReportVerdict},
};
use crate::{
    Allowance, WebError,
    door::file,
    guard::{
        caller::{Address, allow, registered},
        idempotency::{self, fingerprint},
        read::{Asked, Named, Sent},
    },
    site::Site,
};

/// The largest file that is verified.
const FILE_BYTES: usize = 8 << 20;
/// How often one address may verify.
const OFTEN: Allowance = Allowance { per_minute: 60, burst: 30 };

fn reports(site: &Site) -> Reports {
    site.reports.through(Whence { channel: Channel::Api, ..Whence::default() })
}

fn invalid(what: impl Into<String>, remedy: &str) -> WebError {
    WebError::Invalid { what: what.into(), remedy: remedy.to_owned() }
}

/// Whom it is about.
fn subject(new: &NewReport) -> Result<Identifier, WebError> {
    let read = match &new.document {
        None => {
            UnifiedCode::parse(&new.code).map(|code| code.identifier()).map_err(|e| e.to_string())
        }
        Some(document) => parse_person(document, &new.code).map_err(|error| error.to_string()),
    };
    read.map_err(|what| invalid(what, "请对照营业执照；涉及自然人的请填 document 并凭授权"))
}

/// The purpose and the layout: those of the matter, if one is named; a key with a scope names one.
fn wanted(
    site: &Site,
    holder: &KeyHolder,
    new: &NewReport,
) -> Result<(Option<Purpose>, String), WebError> {
    let role = allow(site, holder, Action::FetchReports)?;
    let forbidden =
        |action: &str| WebError::Forbidden { role: holder.role.clone(), action: action.to_owned() };
    let named = new.matter.as_deref();
    if !holder.covers(named.unwrap_or_default()) {
        return Err(forbidden("为这一事项调取报告"));
    }
    let mut purpose = None;
    let mut template = new.template.clone();
    if let Some(named) = named {
        let unknown = || invalid(format!("应用清单中没有事项“{named}”"), "见 GET /api/v1/matters");
        let matter = site.law.matter(named, site.today()).ok_or_else(unknown)?;
        purpose = Some(matter.purpose);
        let mut uses = site.law.report_uses().iter();
        let listed = uses.find(|one| one.matters.contains(&matter.id));
        template = template.or_else(|| listed.map(|one| one.report.clone()));
    } else if let Some(asked) = &new.purpose {
        let known = Purpose::parse(asked);
        purpose = Some(known.ok_or_else(|| {
            invalid(format!("“{asked}”不在法定用途清单中"), "见 GET /api/v1/matters 的 purpose")
        })?);
    }
    if new.consent.is_none() {
        if new.document.is_some() {
            return Err(forbidden("调取自然人的报告；请先取得本人授权并填写 consent"));
        }
        let purpose = purpose.ok_or_else(|| {
            invalid("没有写明用途", "请填写 matter 或者 purpose，或者凭授权填写 consent")
        })?;
        if !role.purposes.contains(&purpose) {
            return Err(forbidden("为这一用途调取报告"));
        }
    }
    let template = template
        .ok_or_else(|| invalid("没有写明报告种类", "请填写 template，例如 organisation"))?;
    Ok((purpose, template))
}

fn issue(site: &Site, holder: &KeyHolder, new: NewReport) -> Result<Response, WebError> {
    let subject = site.site_key.subject_id(&subject(&new)?);
    let (purpose, template) = wanted(site, holder, &new).map_err(|error| {
        let purpose = new.purpose.as_deref().unwrap_or_default();
        registered(site, holder, Some(subject), (purpose, &new.matter_number), error)
    })?;
    let (actor, organisation) = (holder.actor(), holder.agency.clone());
    let matter_number = new.matter_number.trim().to_owned();
    let asker = match (new.consent, purpose) {
        (Some(consent), _) => Asker::Consented { actor, organisation, consent, matter_number },
        (None, Some(purpose)) => Asker::Agency { actor, organisation, purpose, matter_number },
        (None, None) => return Err(WebError::Missing),
    };
    let ask = Ask {
        template,
        language: new.language.unwrap_or_else(|| "zh".to_owned()),
        known_on: new.known_on,
        period: new.from.zip(new.until).map(|(from, until)| Period { from, until }),
        domains: new.domains,
    };
    let issued = reports(site).issue(&asker, subject, &ask)?;
    let body = IssuedReport::from(&issued);
    let location = body.file.clone();
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], Json(body)).into_response())
}

/// Has a report issued: for a matter or a purpose of the unit about an organisation, or on a consent
/// about whoever gave it. It is durable in the ledger before this answers; the subject sees it.
#[utoipa::path(
    post, path = "/api/v1/reports", tag = "reports", operation_id = "issue_report", request_body = NewReport,
    security(("key" = [])),
    responses(
        (status = 201, body = IssuedReport),
        (status = 401, body = Problem),
        (status = 403, body = Problem),
        (status = 404, body = Problem),
        (status = 422, body = Problem),
    )
)]
pub(crate) async fn ask(
    State(site): State<Site>,
    holder: KeyHolder,
    headers: HeaderMap,
    Sent(new): Sent<NewReport>,
) -> Result<Response, WebError> {
    allow(&site, &holder, Action::FetchReports)?;
    let request = serde_json::to_vec(&new).unwrap_or_default();
    let request = fingerprint(&[b"report".as_slice(), &request]);
    let work = {
        let (site, holder) = (site.clone(), holder.clone());
        async move { site.ask(move |site| issue(site, &holder, new)).await }
    };
    idempotency::once(&site, &holder, &headers, (request, idempotency::MINUTES), work).await
}

/// A report that the key's unit had: its sealed JSON, or its sealed PDF if `Accept` begins with
/// `application/pdf`. Byte for byte the same each time; one that is superseded is gone.
#[utoipa::path(
    get, path = "/api/v1/reports/{number}", tag = "reports", operation_id = "report", security(("key" = [])),
    params(("number" = String, Path, description = "Number of the report")),
    responses(
        (status = 200, description = "The file", content((String = "application/json"), (Vec<u8> = "application/pdf"))),
        (status = 404, body = Problem),
        (status = 410, body = Problem),
    )
)]
pub(crate) async fn show(
    State(site): State<Site>,
    holder: KeyHolder,
    headers: HeaderMap,
    Named(number): Named<String>,
) -> Result<Response, WebError> {
    allow(&site, &holder, Action::FetchReports)?;
    let wished = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok());
    let paper = wished.is_some_and(|wished| wished.trim_start().starts_with("application/pdf"));
    site.ask(move |site| {
        let filter = RegisterFilter {
            number: Some(number.clone()),
            organisation: Some(holder.agency.clone()),
            ..RegisterFilter::default()
        };
        let line = site.reports.register(&filter, 1)?.into_iter().next();
        let line = line.ok_or(WebError::Missing)?;
        let asker = line.asker(holder.actor(), holder.agency.clone()).ok_or(WebError::Missing)?;
        let reports = reports(site);
        let issued = match reports.again(&asker, &number) {
            Err(ReportError::Superseded { .. }) => return Err(WebError::Gone),
            other => other?,
        };
        Ok(match paper {
            true => file(&format!("{number}.pdf"), "application/pdf", reports.pdf(&issued)?),
            false => file(&format!("{number}.json"), "application/json", reports.json(&issued)?),
        })
    })
    .await
}

/// What is verified.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Verifying {
    /// Number of a report; left out if a file is sent.
    number: Option<String>,
}

/// The route of verifying, with a limit of its own: a paper of hundreds of records is larger than JSON.
pub(crate) fn verifying() -> MethodRouter<Site> {
    post(verify).layer(DefaultBodyLimit::max(FILE_BYTES))
}

/// Says of a number, or of a file as it was issued (PDF or JSON, sent as the body), whether it is genuine,
/// superseded, altered or unknown. The file is looked at and forgotten.
#[utoipa::path(
    post, path = "/api/v1/reports/verify", tag = "reports", operation_id = "verify_report", params(Verifying),
    request_body(content = Vec<u8>, description = "The file; empty if a number is given", content_type = "application/octet-stream"),
    responses((status = 200, body = ReportVerdict), (status = 422, body = Problem))
)]
pub(crate) async fn verify(
    State(site): State<Site>,
    Extension(Address(address)): Extension<Address>,
    Asked(verifying): Asked<Verifying>,
    body: Result<Bytes, BytesRejection>,
) -> Result<impl IntoResponse, WebError> {
    site.metered(&format!("verify {address}"), OFTEN)?;
    let body = body.map_err(|_| WebError::TooLarge { limit: FILE_BYTES as u64 })?;
    let verified = site
        .ask(move |site| match verifying.number.as_deref().map(str::trim) {
            Some(number) if !number.is_empty() => {
                Ok(site.reports.verify(&number.to_uppercase())?)
            }
            _ if body.is_empty() => {
                Err(invalid("没有编号，也没有文件", "请填写 number，或者把文件作为内容发送"))
            }
            _ => Ok(site.reports.verify_file(&body)?),
        })
        .await?;
    Ok(Json(ReportVerdict::from(verified)))
}

/// The published keys of the seals: with them a file is verified anywhere, without asking this site
/// (`probity report verify FILE --keys FILE`).
#[utoipa::path(
    get, path = "/api/v1/reports/keys", tag = "reports", operation_id = "report_keys",
    responses((status = 200, body = ReportKeys))
)]
pub(crate) async fn keys(State(site): State<Site>) -> impl IntoResponse {
    Json(ReportKeys { keys: site.reports.keys() })
}
