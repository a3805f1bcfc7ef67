//! The ledger for verifiers: C2SP tlog-tiles at the root, proofs under `/api/v1`.

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
};
use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use ledger::TilePath;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use vocabulary::Position;

use super::problem::Problem;
use crate::{
    WebError,
    guard::read::{Asked, Named},
    site::Site,
};

/// The newest signed checkpoint (C2SP tlog-checkpoint).
#[utoipa::path(
    get, path = "/checkpoint", tag = "ledger", operation_id = "ledger_checkpoint",
    responses((status = 200, body = String, content_type = "text/plain"))
)]
pub(crate) async fn checkpoint(State(site): State<Site>) -> Result<Response, WebError> {
    site.ask(|site| {
        let checkpoint = site.reader.checkpoint()?.ok_or(WebError::Missing)?;
        let kind = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
        Ok((kind, checkpoint.note).into_response())
    })
    .await
}

/// A tile or a bundle of entries (C2SP tlog-tiles). A full tile never changes.
#[utoipa::path(
    get, path = "/tile/{path}", tag = "ledger", operation_id = "ledger_tile",
    params(("path" = String, Path, description = "`<level>/<number>`, `entries/<number>`, each with `.p/<width>` when partial")),
    responses(
        (status = 200, body = Vec<u8>, content_type = "application/octet-stream"),
        (status = 404, body = Problem),
    )
)]
pub(crate) async fn tile(
    State(site): State<Site>,
    Named(path): Named<String>,
) -> Result<Response, WebError> {
    site.ask(move |site| {
        let path = TilePath::parse(&format!("tile/{path}")).ok_or(WebError::Missing)?;
        let bytes = site.reader.resource(path)?.ok_or(WebError::Missing)?;
        let headers = [
            (header::CONTENT_TYPE, "application/octet-stream"),
            (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
        ];
        Ok((headers, bytes).into_response())
    })
    .await
}

/// That a fact stands at its position under a signed checkpoint; verifies offline.
#[derive(Debug, Serialize, ToSchema)]
pub struct Inclusion {
    /// The position.
    pub position: u64,
    /// The entry, word for word: kind of fact, microseconds since 1970, salted digest of the content.
    pub entry: String,
    /// Sibling hashes from the leaf to below the root, base64 (RFC 9162, 2.1.3).
    pub path: Vec<String>,
    /// The signed checkpoint, word for word.
    pub checkpoint: String,
    /// All of it in one text (C2SP tlog-proof), as `probity ledger verify` takes it.
    pub proof: String,
}

impl From<&ledger::Inclusion> for Inclusion {
    fn from(inclusion: &ledger::Inclusion) -> Self {
        Self {
            position: inclusion.position.0,
            entry: inclusion.entry.clone(),
            path: inclusion.path.iter().map(|hash| BASE64.encode(hash)).collect(),
            checkpoint: inclusion.checkpoint.clone(),
            proof: inclusion.to_text(),
        }
    }
}

/// The proof that the fact at a position stands in the ledger. `Accept: text/plain` gives the proof
/// as one text. A fact written within the last second may not be signed yet: 404 with Retry-After.
#[utoipa::path(
    get, path = "/api/v1/ledger/inclusion/{position}", tag = "ledger", operation_id = "ledger_inclusion",
    params(("position" = u64, Path, description = "Position of the fact, from 0")),
    responses((status = 200, body = Inclusion), (status = 404, body = Problem))
)]
pub(crate) async fn inclusion(
    State(site): State<Site>,
    Named(position): Named<u64>,
    headers: HeaderMap,
) -> Result<Response, WebError> {
    site.ask(move |site| {
        let inclusion = site.reader.inclusion(Position(position))?;
        let wished = headers.get(header::ACCEPT).and_then(|accept| accept.to_str().ok());
        Ok(match wished {
            Some("text/plain") => inclusion.to_text().into_response(),
            _ => Json(Inclusion::from(&inclusion)).into_response(),
        })
    })
    .await
}

/// Two sizes of the ledger.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Sizes {
    /// Size of the older checkpoint.
    from: u64,
    /// Size of the newer one; the latest if absent.
    to: Option<u64>,
}

/// That the newer ledger contains the older one unaltered.
#[derive(Debug, Serialize, ToSchema)]
pub struct Consistency {
    /// Size of the older ledger.
    pub from: u64,
    /// Size of the newer ledger.
    pub to: u64,
    /// Hashes, base64 (RFC 9162, 2.1.4).
    pub path: Vec<String>,
}

/// The proof that the ledger has only grown between two sizes.
#[utoipa::path(
    get, path = "/api/v1/ledger/consistency", tag = "ledger", operation_id = "ledger_consistency", params(Sizes),
    responses((status = 200, body = Consistency), (status = 404, body = Problem))
)]
pub(crate) async fn consistency(
    State(site): State<Site>,
    Asked(sizes): Asked<Sizes>,
) -> Result<impl IntoResponse, WebError> {
    site.ask(move |site| {
        let latest = || Ok(site.reader.checkpoint()?.ok_or(WebError::Missing)?.size);
        let to = sizes.to.map_or_else(latest, Ok::<_, WebError>)?;
        let path = site.reader.consistency(sizes.from, to)?;
        let path = path.iter().map(|hash| BASE64.encode(hash)).collect();
        Ok(Json(Consistency { from: sizes.from, to, path }))
    })
    .await
}
