//! The description of the API (OpenAPI 3.1), generated from the handlers.

use axum::{
    http::header,
    response::{IntoResponse, Response},
};
use utoipa::OpenApi;

use super::{
    batches, cases, changes, checks, datasets, files, items, law, ledger, quality,
    refusals::Refusals, reports, scheme::Keyed, snapshots, subjects,
};
use crate::view::{ApiGroup, ApiOperation};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Probity 明信",
        description = "Public credit information: batches from departments, credit checks, public \
                       search, and a ledger that anyone can verify. Refusals follow RFC 9457.",
    ),
    paths(
        batches::submit, batches::list, batches::receipt, batches::faults,
        cases::begin, cases::show, cases::step,
        items::list, items::show, items::template_xlsx, items::template_csv,
        checks::ask, checks::ask_list, checks::receipt, checks::proof, checks::decide,
        checks::coverage, checks::rehearse,
        subjects::search, subjects::suggest, subjects::compare, subjects::show, subjects::records,
        subjects::record,
        changes::follow, snapshots::list, snapshots::latest, snapshots::piece,
        datasets::list, datasets::show, datasets::csv, datasets::jsonl,
        files::open,
        reports::ask, reports::show, reports::verify, reports::keys,
        law::matters, law::measures, law::lists, law::policies,
        quality::report, quality::timeliness,
        ledger::checkpoint, ledger::tile, ledger::inclusion, ledger::consistency,
    ),
    modifiers(&Keyed, &Refusals),
)]
struct Document;

/// The OpenAPI 3.1 document as JSON, with a newline at its end.
pub fn openapi() -> String {
    let mut text = Document::openapi().to_pretty_json().unwrap_or_default();
    text.push('\n');
    text
}

/// `GET /api/v1/openapi.json`
pub(crate) async fn serve() -> Response {
    ([(header::CONTENT_TYPE, "application/json")], openapi()).into_response()
}

/// The operations by tag, in the order of the document.
pub(crate) fn groups() -> Vec<ApiGroup> {
    let mut groups: Vec<ApiGroup> = Vec::new();
    let document = serde_json::to_value(Document::openapi()).unwrap_or_default();
    let paths = document.get("paths").and_then(|paths| paths.as_object());
    for (path, methods) in paths.into_iter().flatten() {
        for (method, operation) in methods.as_object().into_iter().flatten() {
            let text = |key: &str| operation.get(key).and_then(|value| value.as_str());
            let tag = operation.pointer("/tags/0").and_then(|tag| tag.as_str()).unwrap_or_default();
            let operation = ApiOperation {
                method: method.clone(),
                path: path.clone(),
                id: text("operationId").unwrap_or_default().to_owned(),
                key: operation.get("security").is_some(),
            };
            match groups.iter_mut().find(|group| group.tag == tag) {
                Some(group) => group.operations.push(operation),
                None => groups.push(ApiGroup { tag: tag.to_owned(), operations: vec![operation] }),
            }
        }
    }
    let order = [
        "subjects", "open", "batches", "checks", "cases", "files", "reports", "items", "law",
        "quality", "ledger",
    ];
    groups.sort_by_key(|group| order.iter().position(|tag| *tag == group.tag));
    groups
}
