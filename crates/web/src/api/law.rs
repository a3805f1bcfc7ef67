//! Matters, measures, lists and the packs themselves.

use axum::{Json, extract::State};

use super::wire::{ListType, Matter, Measure, Policies, all};
use crate::site::Site;

/// The matters before which a credit check is asked (应用清单).
#[utoipa::path(
    get, path = "/api/v1/matters", tag = "law", operation_id = "list_matters",
    responses((status = 200, body = Vec<Matter>))
)]
pub(crate) async fn matters(State(site): State<Site>) -> Json<Vec<Matter>> {
    Json(all(site.law.matters(site.today())))
}

/// The measures in force.
#[utoipa::path(
    get, path = "/api/v1/measures", tag = "law", operation_id = "list_measures",
    responses((status = 200, body = Vec<Measure>))
)]
pub(crate) async fn measures(State(site): State<Site>) -> Json<Vec<Measure>> {
    Json(all(site.law.measures(site.today())))
}

/// The lists that a law provides for.
#[utoipa::path(
    get, path = "/api/v1/lists", tag = "law", operation_id = "list_lists",
    responses((status = 200, body = Vec<ListType>))
)]
pub(crate) async fn lists(State(site): State<Site>) -> Json<Vec<ListType>> {
    Json(all(site.law.lists(site.today())))
}

/// Version and size of the policy packs in force.
#[utoipa::path(
    get, path = "/api/v1/policies", tag = "law", operation_id = "show_policies",
    responses((status = 200, body = Policies))
)]
pub(crate) async fn policies(State(site): State<Site>) -> Json<Policies> {
    let (law, today) = (&site.law, site.today());
    Json(Policies {
        version: law.version().to_owned(),
        layers: law.layers().iter().map(|layer| (&layer.title).into()).collect(),
        items: law.items(today).len(),
        lists: law.lists(today).len(),
        measures: law.measures(today).len(),
        matters: law.matters(today).len(),
    })
}
