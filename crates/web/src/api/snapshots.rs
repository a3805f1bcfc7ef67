//! What is public as files with checksums under a signed manifest: to begin a copy, and to prove
//! that one is equal.

use axum::{
    Json,
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use sha2::{Digest, Sha256};

use super::{
    cut,
    problem::Problem,
    wire::{Manifest, ManifestPiece, Snapshot, SnapshotLine, SnapshotSummary},
};
use crate::{WebError, guard::read::Named, site::Site};

/// The title under which manifests are signed.
pub const TITLE: &str = "probity/snapshot";

/// Which snapshots there are: the one of today, always as it is at this moment. Older ones are not
/// kept: they would hold what has left since.
#[utoipa::path(
    get, path = "/api/v1/snapshots", tag = "open", operation_id = "list_snapshots",
    responses((status = 200, body = Vec<SnapshotSummary>), (status = 503, body = Problem))
)]
pub(crate) async fn list(State(site): State<Site>) -> Result<impl IntoResponse, WebError> {
    site.ask(|site| {
        let manifest = manifest(site)?;
        Ok(Json(vec![SnapshotSummary {
            day: manifest.day,
            records: manifest.records,
            pieces: manifest.pieces.len() as u64,
            position: manifest.position,
            sha256: manifest.sha256,
            address: format!("{}/api/v1/snapshots/latest", site.config.address),
        }]))
    })
    .await
}

/// The manifest of what is public at this moment: each piece with its checksum, and a signature of
/// the keys of the log. While much has changed it is being cut: ask again when told.
#[utoipa::path(
    get, path = "/api/v1/snapshots/latest", tag = "open", operation_id = "latest_snapshot",
    responses((status = 200, body = Snapshot), (status = 503, body = Problem))
)]
pub(crate) async fn latest(State(site): State<Site>) -> Result<impl IntoResponse, WebError> {
    site.ask(|site| {
        let text = serde_json::to_string(&manifest(site)?)
            .map_err(|error| WebError::Machine(format!("a manifest was not written: {error}")))?;
        let sum = hex::encode(Sha256::digest(text.as_bytes()));
        let note = site.seal.attest(TITLE, &sum)?;
        Ok(([(header::CACHE_CONTROL, "no-store")], Json(Snapshot { manifest: text, note })))
    })
    .await
}

/// A piece: one record a line. It is made at this moment; where it no longer is what the manifest
/// named, because something in it was repaired, corrected, withdrawn, has expired, or came in since,
/// it is gone: take the manifest again.
#[utoipa::path(
    get, path = "/api/v1/snapshots/{piece}", tag = "open", operation_id = "snapshot_piece",
    params(("piece" = String, Path, description = "Name of the piece in the manifest")),
    responses(
        (status = 200, body = SnapshotLine, content_type = "application/jsonl"),
        (status = 404, body = Problem), (status = 410, body = Problem),
    )
)]
pub(crate) async fn piece(
    State(site): State<Site>,
    Named(name): Named<String>,
) -> Result<Response, WebError> {
    site.ask(move |site| {
        let bytes = cut::piece(site, &name)?;
        let digest = format!("sha-256=:{}:", BASE64.encode(Sha256::digest(&bytes)));
        let headers = [
            (header::CONTENT_TYPE, "application/jsonl".to_owned()),
            (header::CACHE_CONTROL, "no-store".to_owned()),
            (header::HeaderName::from_static("repr-digest"), digest),
        ];
        Ok((headers, bytes).into_response())
    })
    .await
}

fn manifest(site: &Site) -> Result<Manifest, WebError> {
    let whole = site.cut.whole(site)?;
    let piece = |one: &cut::Piece| ManifestPiece {
        name: one.name(),
        from: one.from.clone(),
        before: one.before.clone(),
        records: one.records,
        bytes: one.bytes,
        sha256: one.sha256.clone(),
    };
    let pieces: Vec<ManifestPiece> = whole.pieces.iter().map(piece).collect();
    let sums: Vec<&str> = pieces.iter().map(|piece| piece.sha256.as_str()).collect();
    Ok(Manifest {
        address: site.config.address.clone(),
        day: whole.day,
        edition: whole.edition,
        holds_until: whole.holds_until,
        position: whole.position,
        records: pieces.iter().map(|piece| piece.records).sum(),
        sha256: hex::encode(Sha256::digest(sums.join("\n").as_bytes())),
        pieces,
    })
}
