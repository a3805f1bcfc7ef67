//! The public portal: what it lists and hands out, whom it serves, and what never leaves by it.

mod cases;
mod columns;
mod data;
mod feed;
mod notices;
mod reach;
mod reports;
mod scan;
mod search;
mod tenants;
mod visits;

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Request, StatusCode},
};
use tower::ServiceExt;
use web::{Allowance, Config, Limits};

use crate::harness::Town;

/// The doors of a town without limits of rate, opened once for many requests.
pub(crate) struct Portal {
    router: Router,
    runtime: tokio::runtime::Runtime,
}

/// An answer, read to its end.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl Answer {
    /// A header as text; empty if it is not there.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }
}

impl Portal {
    /// The doors of a town.
    pub(crate) fn of(town: &Town) -> Self {
        let open = Allowance { per_minute: 10_000_000, burst: 10_000_000 };
        let limits = Limits { anonymous: open, suggestions: open, key: open, ..Limits::default() };
        let config = Config { limits, ..Config::default() };
        let router = web::router(town.platform.doors(config)).unwrap();
        Self { router, runtime: tokio::runtime::Runtime::new().unwrap() }
    }

    fn send(&self, request: Request<Body>) -> Answer {
        self.runtime.block_on(async {
            let response = self.router.clone().oneshot(request).await.unwrap();
            let (status, headers) = (response.status(), response.headers().clone());
            let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
            let text = String::from_utf8_lossy(&bytes).into_owned();
            Answer { status, headers, text }
        })
    }

    /// What anyone gets at a path.
    pub(crate) fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path).body(Body::empty()).unwrap())
    }

    /// The same at a site of its own name.
    pub(crate) fn at(&self, host: &str, path: &str) -> Answer {
        self.send(Request::get(path).header("host", host).body(Body::empty()).unwrap())
    }

    /// What a form with files gets; none are chosen.
    pub(crate) fn upload(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let owned = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let body = crate::plays::multipart(&owned.collect::<Vec<_>>(), &[]);
        let request = Request::post(path)
            .header("content-type", "multipart/form-data; boundary=edge")
            .header("host", "127.0.0.1")
            .header("origin", "http://127.0.0.1");
        self.send(request.body(Body::from(body)).unwrap())
    }

    /// What a form gets.
    pub(crate) fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body: Vec<String> = fields
            .iter()
            .map(|(name, value)| format!("{name}={}", crate::sight::percent(value)))
            .collect();
        let request = Request::post(path)
            .header("content-type", "application/x-www-form-urlencoded")
            .header("host", "127.0.0.1")
            .header("origin", "http://127.0.0.1");
        self.send(request.body(Body::from(body.join("&"))).unwrap())
    }
}
