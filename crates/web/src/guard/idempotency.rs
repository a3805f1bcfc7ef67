//! Idempotency keys: a request sent again gets the first answer, and nothing is done twice.

use account::KeyHolder;
use axum::{
    body::{Body, to_bytes},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use jiff::SignedDuration;
use sha2::{Digest, Sha256};

use vocabulary::Timestamp;

use crate::{WebError, queries, site::Site};

const HEADER: HeaderName = HeaderName::from_static("idempotency-key");
const REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");
/// For how long the answer to a batch is kept.
pub(crate) const A_DAY: SignedDuration = SignedDuration::from_hours(24);
/// For how long the answer to a check is kept: long enough for a lost line, and no longer, since
/// a record in it may be repaired in the meantime (H-29).
pub(crate) const MINUTES: SignedDuration = SignedDuration::from_mins(5);
/// After how long a request without an answer is taken to have died with its process.
const DEAD: SignedDuration = SignedDuration::from_mins(30);
/// The largest answer that is kept.
const LARGEST: usize = 4 << 20;

/// The digest of what is asked for: two requests with one key must agree in it.
pub(crate) fn fingerprint(parts: &[&[u8]]) -> [u8; 32] {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    hash.finalize().into()
}

/// Answers with `work`, or, if this holder sent the same request under the same key before, with
/// what was answered then. Without the header `work` is simply done.
pub(crate) async fn once<F>(
    site: &Site,
    holder: &KeyHolder,
    headers: &HeaderMap,
    (request, kept): ([u8; 32], SignedDuration),
    work: F,
) -> Result<Response, WebError>
where
    F: Future<Output = Result<Response, WebError>>,
{
    let Some(key) = header_key(headers)? else { return work.await };
    let id = holder.id.clone();
    let place = (id, key);
    let reserved = {
        let (id, key) = place.clone();
        let until = site.clock.now() + kept.min(DEAD);
        site.ask(move |site| reserve(site, (&id, &key), &request, until)).await?
    };
    if let Some(earlier) = reserved {
        return Ok(earlier);
    }
    let answer = match work.await {
        Ok(response) => keep(response).await,
        Err(error) => Err(error),
    };
    match answer {
        Ok(kept_answer) => {
            let stored = kept_answer.clone();
            site.ask(move |site| {
                site.db.write(|tx| {
                    let (id, key) = &place;
                    let Kept { status, kind, location, body } = &stored;
                    let answer =
                        (status.as_u16(), kind.as_str(), location.as_deref(), body.as_slice());
                    let until = site.clock.now() + kept;
                    queries::idempotency::answer(tx, (id, key), answer, until)
                        .map_err(WebError::from)
                })
            })
            .await?;
            Ok(kept_answer.rebuild())
        }
        Err(error) => {
            site.ask(move |site| {
                site.db.write(|tx| {
                    queries::idempotency::release(tx, &place.0, &place.1).map_err(WebError::from)
                })
            })
            .await?;
            Err(error)
        }
    }
}

fn header_key(headers: &HeaderMap) -> Result<Option<String>, WebError> {
    let Some(value) = headers.get(HEADER) else { return Ok(None) };
    let key = value.to_str().unwrap_or_default().trim();
    if key.is_empty() || key.len() > 128 {
        return Err(WebError::Invalid {
            what: "Idempotency-Key 为空、太长或不是纯文本".into(),
            remedy: "请填不超过 128 个字符，例如文件编号".into(),
        });
    }
    Ok(Some(key.to_owned()))
}

/// The earlier answer if there is one; none if the place is now reserved for this request.
fn reserve(
    site: &Site,
    (id, key): (&str, &str),
    request: &[u8; 32],
    until: Timestamp,
) -> Result<Option<Response>, WebError> {
    let now = site.clock.now();
    site.db.write(|tx| {
        queries::idempotency::forget(tx, now)?;
        if queries::idempotency::reserve(tx, (id, key), request, until)? {
            return Ok(None);
        }
        let Some(row) = queries::idempotency::find(tx, id, key)? else {
            return Err(WebError::StillRunning);
        };
        if row.bytes(0)? != request {
            return Err(WebError::KeyReused);
        }
        let Some(status) = row.opt_int(1)? else { return Err(WebError::StillRunning) };
        let status = u16::try_from(status).ok().and_then(|code| StatusCode::from_u16(code).ok());
        let earlier = Kept {
            status: status.unwrap_or(StatusCode::OK),
            kind: row.opt_text(2)?.unwrap_or("application/json").to_owned(),
            location: row.opt_text(3)?.map(str::to_owned),
            body: row.opt_bytes(4)?.unwrap_or_default().to_vec(),
        };
        let mut response = earlier.rebuild();
        response.headers_mut().insert(REPLAYED, HeaderValue::from_static("true"));
        Ok(Some(response))
    })
}

/// An answer as it is kept.
#[derive(Clone)]
struct Kept {
    status: StatusCode,
    kind: String,
    location: Option<String>,
    body: Vec<u8>,
}

async fn keep(response: Response) -> Result<Kept, WebError> {
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, LARGEST)
        .await
        .map_err(|error| WebError::Machine(format!("an answer could not be kept: {error}")))?;
    let text = |name| parts.headers.get(name).and_then(|value| value.to_str().ok());
    Ok(Kept {
        status: parts.status,
        kind: text(header::CONTENT_TYPE).unwrap_or("application/json").to_owned(),
        location: text(header::LOCATION).map(str::to_owned),
        body: bytes.to_vec(),
    })
}

impl Kept {
    fn rebuild(self) -> Response {
        let mut response = (self.status, Body::from(self.body)).into_response();
        let headers = response.headers_mut();
        if let Ok(kind) = HeaderValue::from_str(&self.kind) {
            headers.insert(header::CONTENT_TYPE, kind);
        }
        if let Some(Ok(location)) = self.location.map(|place| HeaderValue::from_str(&place)) {
            headers.insert(header::LOCATION, location);
        }
        response
    }
}
