//! Catalog items.

use axum::{Json, extract::State, response::IntoResponse};

use super::{
    problem::Problem,
    wire::{Item, all},
};
use crate::{WebError, guard::read::Named, site::Site};

/// The catalog items in force today.
#[utoipa::path(
    get, path = "/api/v1/items", tag = "items",
    responses((status = 200, body = Vec<Item>))
)]
pub(crate) async fn list(State(site): State<Site>) -> Json<Vec<Item>> {
    Json(all(site.law.items(site.today())))
}

/// One catalog item in force today.
#[utoipa::path(
    get, path = "/api/v1/items/{id}", tag = "items",
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
