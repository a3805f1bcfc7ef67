//! Batches: send, follow, fetch the receipt and the rows to mend.

use account::KeyHolder;
use std::io::{Seek, SeekFrom, Write};

use axum::{
    Json,
    body::Body,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use futures_util::StreamExt;
use intake::{Channel, Progress, Submission};
use policy::model::role::Action;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use utoipa::IntoParams;

use super::{
    problem::Problem,
    wire::{BatchLine, BatchReceipt, all},
};
use crate::{
    WebError,
    guard::{
        caller::allow,
        idempotency::{self, fingerprint},
        read::{Asked, Named},
    },
    portal::receipt::token,
    site::Site,
};

/// How a batch is sent.
#[derive(Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Sending {
    /// Catalog item of the rows.
    item: String,
    /// Who reviewed the file for secrecy and privacy; required by items that say so.
    declaration: Option<String>,
    /// Name of the file, as the sender calls it.
    file: Option<String>,
    /// Import profile, such as `2016`; found from the headers if absent.
    profile: Option<String>,
    /// Whether the rows correct what was sent before.
    #[serde(default)]
    correction: bool,
}

/// Sends a batch: CSV, XLSX or JSON Lines, each plain or gzipped, or a JSON array of rows. The format
/// is found from the bytes. Answers when every good row is durable.
#[utoipa::path(
    post, path = "/api/v1/batches", tag = "batches", operation_id = "submit_batch", params(Sending),
    request_body(content = Vec<u8>, description = "The file", content_type = "application/octet-stream"),
    security(("key" = [])),
    responses(
        (status = 201, body = BatchReceipt),
        (status = 401, body = Problem),
        (status = 403, body = Problem),
        (status = 413, body = Problem),
        (status = 422, body = Problem),
    )
)]
pub(crate) async fn submit(
    State(site): State<Site>,
    holder: KeyHolder,
    Asked(sending): Asked<Sending>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, WebError> {
    allow(&site, &holder, Action::SubmitBatch)?;
    let rows = is_json(&headers);
    let (file, digest) = spool(&site, body, rows).await?;
    let correction = [u8::from(sending.correction)];
    let profile = sending.profile.clone().unwrap_or_default();
    let parts = [sending.item.as_bytes(), profile.as_bytes(), &correction, &digest];
    let request = fingerprint(&parts);
    let work = {
        let (site, holder) = (site.clone(), holder.clone());
        async move {
            let submission = submission(&holder, sending, rows);
            site.ask(move |site| {
                let receipt = site.intake.submit(&submission, file, &mut Progress::silent())?;
                let location = format!("/api/v1/batches/{}", receipt.batch);
                let body = Json(wire(site, receipt));
                Ok((StatusCode::CREATED, [(header::LOCATION, location)], body).into_response())
            })
            .await
        }
    };
    idempotency::once(&site, &holder, &headers, (request, idempotency::A_DAY), work).await
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("application/json"))
}

fn submission(holder: &KeyHolder, sending: Sending, rows: bool) -> Submission {
    Submission {
        agency: holder.agency.clone(),
        item: sending.item,
        file_name: sending.file.unwrap_or_default(),
        channel: if rows { Channel::Api } else { Channel::File },
        by: format!("key {}", holder.id),
        reviewed: sending.declaration.filter(|by| !by.trim().is_empty()),
        profile: sending.profile,
        correction: sending.correction,
    }
}

fn wire(site: &Site, receipt: intake::Receipt) -> BatchReceipt {
    let (batch, address) = (&receipt.batch, &site.config.address);
    let page = format!("{address}/batches/{batch}?token={}", token(site, batch));
    BatchReceipt::new(receipt, page)
}

/// Takes the body into a temporary file, so that memory stays flat, and digests it on the way. A
/// JSON array of rows becomes JSON Lines; it is held in memory and so bound by the smaller limit.
async fn spool(site: &Site, body: Body, rows: bool) -> Result<(std::fs::File, [u8; 32]), WebError> {
    let limits = &site.config.limits;
    let limit = if rows { limits.body_bytes } else { limits.batch_bytes };
    let mut file = tempfile::tempfile().map_err(disk)?;
    let (mut hash, mut size, mut held) = (Sha256::new(), 0, Vec::new());
    let mut stream = body.into_data_stream();
    while let Some(chunk) = stream.next().await {
        let chunk = chunk.map_err(|error| WebError::Invalid {
            what: format!("文件没有传完（{error}）"),
            remedy: "请重新发送；没有收下任何一行".into(),
        })?;
        size += chunk.len() as u64;
        if size > limit {
            return Err(WebError::TooLarge { limit });
        }
        hash.update(&chunk);
        if rows {
            held.extend_from_slice(&chunk);
        } else {
            file = site.ask(move |_| file.write_all(&chunk).map(|()| file).map_err(disk)).await?;
        }
    }
    let file = site
        .ask(move |_| {
            if rows {
                file.write_all(&lines(&held)?).map_err(disk)?;
            }
            file.seek(SeekFrom::Start(0)).map_err(disk)?;
            Ok(file)
        })
        .await?;
    Ok((file, hash.finalize().into()))
}

fn disk(error: std::io::Error) -> WebError {
    WebError::Machine(format!("a batch could not be kept: {error}"))
}

/// A JSON array of objects as JSON Lines; anything else is left to intake to judge.
fn lines(body: &[u8]) -> Result<Vec<u8>, WebError> {
    let begins = body.iter().find(|byte| !byte.is_ascii_whitespace());
    if begins != Some(&b'[') {
        return Ok(body.to_vec());
    }
    let rows: Vec<serde_json::Map<String, serde_json::Value>> = serde_json::from_slice(body)
        .map_err(|error| WebError::Invalid {
            what: format!("读不懂这些行（{error}）"),
            remedy: "请发送对象的数组，键为字段名或栏目名".into(),
        })?;
    let mut lines = Vec::with_capacity(body.len());
    for row in rows {
        let written = serde_json::to_writer(&mut lines, &row);
        written.map_err(|error| WebError::Machine(format!("rows were not written: {error}")))?;
        lines.push(b'\n');
    }
    Ok(lines)
}

/// The unified code of the holder's agency.
pub(crate) fn own_code<'a>(site: &'a Site, holder: &'a KeyHolder) -> &'a str {
    site.law.agency(&holder.agency).map_or(holder.agency.as_str(), |agency| &agency.code)
}

/// The latest batches of the key's agency.
#[utoipa::path(
    get, path = "/api/v1/batches", tag = "batches", operation_id = "list_batches", security(("key" = [])),
    responses((status = 200, body = Vec<BatchLine>), (status = 401, body = Problem))
)]
pub(crate) async fn list(
    State(site): State<Site>,
    holder: KeyHolder,
) -> Result<impl IntoResponse, WebError> {
    allow(&site, &holder, Action::ReadReceipts)?;
    site.ask(move |site| {
        let batches = site.intake.batches(Some(own_code(site, &holder)), 100)?;
        Ok(Json(all::<_, BatchLine>(&batches)))
    })
    .await
}

/// A batch of the holder's own agency; another's is as if it did not exist.
fn own(site: &Site, holder: &KeyHolder, batch: &str) -> Result<intake::Receipt, WebError> {
    allow(site, holder, Action::ReadReceipts)?;
    let receipt = site.intake.receipt(batch)?;
    if receipt.agency == own_code(site, holder) { Ok(receipt) } else { Err(WebError::Missing) }
}

/// The receipt of a batch; of one that is still read, as far as it has come.
#[utoipa::path(
    get, path = "/api/v1/batches/{id}", tag = "batches", operation_id = "batch_receipt", security(("key" = [])),
    params(("id" = String, Path, description = "Id of the batch")),
    responses((status = 200, body = BatchReceipt), (status = 404, body = Problem))
)]
pub(crate) async fn receipt(
    State(site): State<Site>,
    holder: KeyHolder,
    Named(id): Named<String>,
) -> Result<impl IntoResponse, WebError> {
    site.ask(move |site| Ok(Json(wire(site, own(site, &holder, &id)?)))).await
}

/// The rejected rows of a batch, to mend and send again (CSV).
#[utoipa::path(
    get, path = "/api/v1/batches/{id}/faults", tag = "batches", operation_id = "batch_faults", security(("key" = [])),
    params(("id" = String, Path, description = "Id of the batch")),
    responses(
        (status = 200, body = String, content_type = "text/csv"),
        (status = 404, body = Problem),
    )
)]
pub(crate) async fn faults(
    State(site): State<Site>,
    holder: KeyHolder,
    Named(id): Named<String>,
) -> Result<Response, WebError> {
    site.ask(move |site| {
        own(site, &holder, &id)?;
        let mut rows = Vec::new();
        site.intake.faults_csv(&id, &mut rows)?;
        let headers = [
            (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
            (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{id}-faults.csv\"")),
            (header::CACHE_CONTROL, "no-store".to_owned()),
        ];
        Ok((headers, rows).into_response())
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_array_of_rows_becomes_lines() {
        let array = br#" [{"a":"1","b":"2"},{"a":"3"}]"#;
        assert_eq!(lines(array).unwrap(), b"{\"a\":\"1\",\"b\":\"2\"}\n{\"a\":\"3\"}\n");
        assert_eq!(lines(b"{\"a\":1}\n").unwrap(), b"{\"a\":1}\n");
        assert!(lines(b"[1, 2]").is_err());
    }
}
