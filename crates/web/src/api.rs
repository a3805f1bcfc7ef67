//! The API: `/api/v1`, and the ledger at the paths of C2SP tlog-tiles.

pub mod batches;
pub mod cases;
pub mod changes;
pub mod checks;
pub(crate) mod cut;
pub mod datasets;
pub mod files;
pub mod items;
pub mod law;
pub mod ledger;
pub mod openapi;
pub mod problem;
pub mod quality;
mod refusals;
pub mod reports;
mod scheme;
pub mod snapshots;
pub mod subjects;
pub mod wire;

use axum::{
    Router,
    extract::{DefaultBodyLimit, State},
    middleware::from_fn_with_state,
    response::Response,
    routing::{get, post},
};

use crate::{
    WebError,
    portal::page::{Visit, page as render},
    site::Site,
    view,
};

/// Every route of the API.
pub(crate) fn routes(site: &Site) -> Router<Site> {
    let limits = &site.config.limits;
    let told = from_fn_with_state(site.clone(), problem::tell);
    Router::new()
        .route("/api/v1/batches", get(batches::list).post(batches::submit))
        .route("/api/v1/batches/{id}", get(batches::receipt))
        .route("/api/v1/batches/{id}/faults", get(batches::faults))
        .route("/api/v1/cases/{id}", get(cases::show).post(cases::begin))
        .route("/api/v1/cases/{number}/moves/{move}", post(cases::step))
        .route("/api/v1/items", get(items::list))
        .route("/api/v1/items/{id}", get(items::show))
        .route("/api/v1/items/{id}/template.xlsx", get(items::template_xlsx))
        .route("/api/v1/items/{id}/template.csv", get(items::template_csv))
        .route("/api/v1/checks", post(checks::ask))
        .route("/api/v1/checks/batch", post(checks::ask_list))
        .route("/api/v1/checks/coverage", get(checks::coverage))
        .route("/api/v1/checks/{number}", get(checks::receipt))
        .route("/api/v1/checks/{number}/proof", get(checks::proof))
        .route("/api/v1/checks/{number}/decision", post(checks::decide))
        .route("/api/v1/subjects", get(subjects::search))
        .route("/api/v1/subjects/suggest", get(subjects::suggest))
        .route("/api/v1/subjects/match", post(subjects::compare))
        .route("/api/v1/subjects/{code}", get(subjects::show))
        .route("/api/v1/subjects/{code}/records", get(subjects::records))
        .route("/api/v1/subjects/{code}/records/{digest}", get(subjects::record))
        .route("/api/v1/changes", get(changes::follow))
        .route("/api/v1/snapshots", get(snapshots::list))
        .route("/api/v1/snapshots/latest", get(snapshots::latest))
        .route("/api/v1/snapshots/{piece}", get(snapshots::piece))
        .route("/api/v1/datasets", get(datasets::list))
        .route("/api/v1/datasets/{id}", get(datasets::show))
        .route("/api/v1/datasets/{id}/records.csv", get(datasets::csv))
        .route("/api/v1/datasets/{id}/records.jsonl", get(datasets::jsonl))
        .route("/api/v1/files", post(files::open))
        .route("/api/v1/reports", post(reports::ask))
        .route("/api/v1/reports/keys", get(reports::keys))
        .route("/api/v1/reports/verify", reports::verifying())
        .route("/api/v1/reports/{number}", get(reports::show))
        .route("/api/v1/matters", get(law::matters))
        .route("/api/v1/matters/{id}/rehearsal", get(checks::rehearse))
        .route("/api/v1/quality/{agency}/{period}", get(quality::report))
        .route("/api/v1/timeliness", get(quality::timeliness))
        .route("/api/v1/measures", get(law::measures))
        .route("/api/v1/lists", get(law::lists))
        .route("/api/v1/policies", get(law::policies))
        .route("/api/v1/ledger/inclusion/{position}", get(ledger::inclusion))
        .route("/api/v1/ledger/consistency", get(ledger::consistency))
        .route("/api/v1/openapi.json", get(openapi::serve))
        .route("/api/v1/{*nothing}", get(problem::nothing).post(problem::nothing))
        .route("/checkpoint", get(ledger::checkpoint))
        .route("/tile/{*path}", get(ledger::tile))
        .layer(DefaultBodyLimit::max(limits.body_bytes as usize))
        .layer(told)
}

/// `GET /api`: the operations in plain words, from the same document.
pub(crate) async fn page(State(site): State<Site>, visit: Visit) -> Result<Response, WebError> {
    render(&site, visit, ("api/index.html", "api"), |site, _| {
        let limits = &site.config.limits;
        Ok(view::Api {
            address: site.config.address.clone(),
            per_minute_anonymous: limits.anonymous.per_minute,
            per_minute_key: limits.key.per_minute,
            groups: openapi::groups(),
        })
    })
    .await
}
