//! The doors of a town: requests to the real router, without a network.

use axum::{
    body::{Body, to_bytes},
    http::{Request, StatusCode},
};
use serde_json::Value;
use tower::ServiceExt;

use crate::harness::Town;

impl Town {
    /// A key of an agency's system.
    pub fn key(&self, agency: &str, role: &str) -> String {
        self.platform.keys().issue(agency, role, "", None).unwrap().secret
    }

    /// Fetches a path; with a key if there is one.
    pub fn get(&self, path: &str, key: Option<&str>) -> (StatusCode, Value) {
        let mut request = Request::get(path).header("accept", "application/json");
        if let Some(key) = key {
            request = request.header("authorization", format!("Bearer {key}"));
        }
        self.ask(request.body(Body::empty()).unwrap())
    }

    /// Posts JSON with a key.
    pub fn post(&self, path: &str, key: &str, body: &Value) -> (StatusCode, Value) {
        let request = Request::post(path)
            .header("authorization", format!("Bearer {key}"))
            .header("content-type", "application/json");
        self.ask(request.body(Body::from(body.to_string())).unwrap())
    }

    fn ask(&self, request: Request<Body>) -> (StatusCode, Value) {
        let router = web::router(self.platform.doors(web::Config::default())).unwrap();
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(async {
            let response = router.oneshot(request).await.unwrap();
            let status = response.status();
            let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
            (status, serde_json::from_slice(&bytes).unwrap_or(Value::Null))
        })
    }
}
