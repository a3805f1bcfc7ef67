//! The API as a department's system and a verifier meet it: requests to the real router.

mod batches;
mod cases;
mod checks;
mod description;
mod doors;
mod ledger;
mod limits;
mod reading;
mod reports;
mod shut;
mod signed;

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Method, Request, StatusCode},
};
use serde_json::Value;
use tower::ServiceExt;
use web::Config;

use crate::harness::Town;

/// The standing doors of a town, with what they remember between requests.
struct Doors {
    router: Router,
    runtime: tokio::runtime::Runtime,
}

/// An answer, read to its end.
struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    bytes: Vec<u8>,
}

impl Answer {
    fn text(&self) -> &str {
        std::str::from_utf8(&self.bytes).unwrap()
    }

    fn json(&self) -> Value {
        let text = String::from_utf8_lossy(&self.bytes);
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
    }

    /// A header; empty if it is absent.
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The problem this answer tells: every member that RFC 9457 and the house require is there.
    fn problem(&self, status: u16, slug: &str) -> Value {
        let told = self.json();
        assert_eq!(self.status.as_u16(), status, "{told:#}");
        assert_eq!(self.header("content-type"), "application/problem+json");
        assert_eq!(self.header("cache-control"), "no-store", "a refusal is not kept");
        assert_eq!(told["type"], format!("/problems/{slug}"));
        assert_eq!(told["status"], status);
        for member in ["title", "remedy", "request"] {
            assert!(!told[member].as_str().unwrap_or_default().is_empty(), "{member}: {told:#}");
        }
        assert_eq!(told["request"], self.header("x-request-id"));
        told
    }
}

impl Town {
    /// The doors of the town, opened once.
    fn doors(&self, config: Config) -> Doors {
        let router = web::router(self.platform.doors(config)).unwrap();
        Doors { router, runtime: tokio::runtime::Runtime::new().unwrap() }
    }
}

impl Doors {
    fn send(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: impl Into<Body>,
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(body.into()).unwrap();
        self.runtime.block_on(async {
            let response = self.router.clone().oneshot(request).await.unwrap();
            let (parts, body) = response.into_parts();
            let bytes = to_bytes(body, usize::MAX).await.unwrap().to_vec();
            Answer { status: parts.status, headers: parts.headers, bytes }
        })
    }

    /// Fetches a path without a key.
    fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, &[], Body::empty())
    }

    /// Fetches a path with a key.
    fn get_as(&self, key: &str, path: &str) -> Answer {
        self.send(Method::GET, path, &[("authorization", &bearer(key))], Body::empty())
    }

    /// Posts JSON with a key.
    fn post_as(&self, key: &str, path: &str, body: &Value) -> Answer {
        self.send_as(key, path, &[("content-type", "application/json")], body.to_string())
    }

    /// Posts a body with a key.
    fn send_as(
        &self,
        key: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: impl Into<Body>,
    ) -> Answer {
        let bearer = bearer(key);
        let mut all = vec![("authorization", bearer.as_str())];
        all.extend_from_slice(headers);
        self.send(Method::POST, path, &all, body)
    }
}

fn bearer(key: &str) -> String {
    format!("Bearer {key}")
}
