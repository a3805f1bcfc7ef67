//! Quality reports and timeliness.

use account::KeyHolder;
use axum::{Json, extract::State, response::IntoResponse};
use policy::model::role::Action;
use serde::Deserialize;
use utoipa::IntoParams;

use super::{
    batches::own_code,
    problem::Problem,
    wire::{Quality, Timeliness, all},
};
use crate::{
    WebError,
    guard::{
        caller::allow,
        read::{Asked, Named},
    },
    site::Site,
};

/// The quality report of an agency. Its own keys may read it; others need `read-quality`.
#[utoipa::path(
    get, path = "/api/v1/quality/{agency}/{period}", tag = "quality", operation_id = "quality_report", security(("key" = [])),
    params(
        ("agency" = String, Path, description = "Id or unified code of the agency"),
        ("period" = String, Path, description = "`2026-11` or `2026-Q4`"),
    ),
    responses((status = 200, body = Quality), (status = 404, body = Problem))
)]
pub(crate) async fn report(
    State(site): State<Site>,
    holder: KeyHolder,
    Named((agency, period)): Named<(String, String)>,
) -> Result<impl IntoResponse, WebError> {
    let code = site.law.agency(&agency).map(|agency| agency.code.clone());
    let code = code.ok_or(WebError::Missing)?;
    if code == own_code(&site, &holder) {
        allow(&site, &holder, Action::ReadReceipts)
            .or_else(|_| allow(&site, &holder, Action::ReadQuality))?;
    } else {
        allow(&site, &holder, Action::ReadQuality).map_err(|_| WebError::Missing)?;
    }
    site.ask(move |site| Ok(Json(Quality::from(&site.intake.quality(&code, &period)?)))).await
}

/// Which period.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Asking {
    /// `2026-11` or `2026-Q4`; the present month if absent.
    period: Option<String>,
}

/// What agencies should have reported in a period, and what is missing today.
#[utoipa::path(
    get, path = "/api/v1/timeliness", tag = "quality", operation_id = "show_timeliness", params(Asking), security(("key" = [])),
    responses((status = 200, body = Timeliness), (status = 403, body = Problem))
)]
pub(crate) async fn timeliness(
    State(site): State<Site>,
    holder: KeyHolder,
    Asked(asking): Asked<Asking>,
) -> Result<impl IntoResponse, WebError> {
    allow(&site, &holder, Action::ReadQuality)?;
    site.ask(move |site| {
        let month = || site.today().strftime("%Y-%m").to_string();
        let period = asking.period.unwrap_or_else(month);
        let coverage = all(&site.intake.coverage(&period)?);
        let overdue = all(&site.intake.overdue()?);
        Ok(Json(Timeliness { period, coverage, overdue }))
    })
    .await
}
