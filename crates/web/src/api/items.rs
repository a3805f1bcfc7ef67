//! Catalog items.

use axum::{
    Json,
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};

use super::{
    problem::Problem,
    wire::{Item, all},
};
use crate::{WebError, guard::read::Named, site::Site};

/// The catalog items in force today.
#[utoipa::path(
    get, path = "/api/v1/items", tag = "items", operation_id = "list_items",
    responses((status = 200, body = Vec<Item>))
)]
pub(crate) async fn list(State(site): State<Site>) -> Json<Vec<Item>> {
    Json(all(site.law.items(site.today())))
}

/// One catalog item in force today.
#[utoipa::path(
    get, path = "/api/v1/items/{id}", tag = "items", operation_id = "show_item",
    params(("id" = String, Path, description = "Id of the item")),
    responses((status = 200, body = Item), (status = 404, body = Problem))
)]
pub(crate) async fn show(
    State(site): State<Site>,
    Named(id): Named<String>,
) -> Result<impl IntoResponse, WebError> {
    let item = site.law.item(&id, site.today()).ok_or(WebError::Missing)?;
    Ok(Json(Item::from(item)))
}

/// The template of an item as XLSX, with drop-downs and an instruction sheet.
#[utoipa::path(
    get, path = "/api/v1/items/{id}/template.xlsx", tag = "items", operation_id = "item_template_xlsx",
    params(("id" = String, Path, description = "Id of the item")),
    responses((status = 200, body = Vec<u8>,
        content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (status = 404, body = Problem))
)]
pub(crate) async fn template_xlsx(
    State(site): State<Site>,
    Named(id): Named<String>,
) -> Result<Response, WebError> {
    site.ask(move |site| {
        site.law.item(&id, site.today()).ok_or(WebError::Missing)?;
        let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        Ok(download(&format!("{id}.xlsx"), kind, site.intake.template_xlsx(&id)?))
    })
    .await
}

/// The template of an item as CSV.
#[utoipa::path(
    get, path = "/api/v1/items/{id}/template.csv", tag = "items", operation_id = "item_template_csv",
    params(("id" = String, Path, description = "Id of the item")),
    responses(
        (status = 200, body = String, content_type = "text/csv"),
        (status = 404, body = Problem),
    )
)]
pub(crate) async fn template_csv(
    State(site): State<Site>,
    Named(id): Named<String>,
) -> Result<Response, WebError> {
    site.ask(move |site| {
        site.law.item(&id, site.today()).ok_or(WebError::Missing)?;
        let text = site.intake.template_csv(&id)?;
        Ok(download(&format!("{id}.csv"), "text/csv; charset=utf-8", text.into_bytes()))
    })
    .await
}

fn download(name: &str, kind: &'static str, bytes: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    (headers, bytes).into_response()
}
