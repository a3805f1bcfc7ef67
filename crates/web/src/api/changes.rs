//! The feed of changes: whoever follows it holds what is public, and nothing else.

use axum::{Json, extract::State, response::IntoResponse};
use serde::Deserialize;
use utoipa::IntoParams;
use vocabulary::Position;

use super::{
    problem::Problem,
    wire::{Feed, all},
};
use crate::{WebError, guard::read::Asked, site::Site};

/// From where the feed is read.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Since {
    /// `next` of the answer before; left out to begin.
    after: Option<u64>,
    /// Entries of an answer, at most 1,000; what one fact changed stays together.
    #[serde(default)]
    size: u32,
    /// `gone`: only what is public no longer. Whoever comes back late asks for it to the end first,
    /// and then for everything from where it stood.
    only: Option<String>,
}

/// What has changed of what is public, in the order of the ledger. Begin without `after`, apply
/// each entry, keep `next`, ask again; nothing is lost in between, and asking twice does no harm.
/// A `gone` entry says nothing but the address. Only records of organisations are told.
#[utoipa::path(
    get, path = "/api/v1/changes", tag = "open", operation_id = "follow_changes", params(Since),
    responses((status = 200, body = Feed), (status = 422, body = Problem))
)]
pub(crate) async fn follow(
    State(site): State<Site>,
    Asked(since): Asked<Since>,
) -> Result<impl IntoResponse, WebError> {
    site.ask(move |site| {
        let size = site.reader.size()?;
        if since.after.is_some_and(|after| after >= size) {
            return Err(WebError::Invalid {
                what: "after 超出了本账本的末尾：您的副本不是从这里跟来的".into(),
                remedy: "请去掉 after，从头再取一遍".into(),
            });
        }
        let after = since.after.map(Position);
        let changes = match since.only.as_deref() {
            None => site.gate.changes(after, since.size)?,
            Some("gone") => site.gate.gone(after)?,
            Some(_) => {
                return Err(WebError::Invalid {
                    what: "only 只能是 gone".into(),
                    remedy: "请去掉 only，或者写成 only=gone".into(),
                });
            }
        };
        let changes = changes.into_inner();
        Ok(Json(Feed {
            entries: all(&changes.entries),
            next: changes.next,
            more: changes.more,
            policy: site.law.version().to_owned(),
            edition: changes.edition,
            holds_until: changes.holds_until,
            today: changes.today,
        }))
    })
    .await
}
