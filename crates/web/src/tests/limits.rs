//! Rates, sizes, caching, headers, and that the description of the API is true.

use axum::{
    body::Body,
    http::{Method, Request, StatusCode},
};

use super::{A, Doors, NAME, on_both, town, town::registration};
use crate::{Allowance, Config, Limits};

#[test]
fn too_many_requests_are_told_to_wait() {
    let limits = Limits { anonymous: Allowance { per_minute: 6, burst: 2 }, ..Limits::default() };
    town::on_both(super::followers, |town| {
        let doors = Doors::of(town, Config { limits: limits.clone(), ..Config::default() });
        assert_eq!(doors.get("/about").status, StatusCode::OK);
        assert_eq!(doors.get("/api/v1/policies").status, StatusCode::OK);
        let page = doors.get("/about");
        assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(page.header("retry-after"), "10");
        assert!(page.text.contains("<h1>请求太多"), "{}", page.text);
        let api = doors.get("/api/v1/policies");
        assert_eq!(api.json()["type"], "/problems/busy");
        let key = doors.key("approval", "desk");
        assert_eq!(doors.get_with("/api/v1/policies", &key).status, StatusCode::OK);
        assert_eq!(
            doors.get("/assets/probity.css").status,
            StatusCode::OK,
            "a page needs its style"
        );
    });
}

#[test]
fn who_types_takes_nothing_from_what_may_be_read() {
    let few = Allowance { per_minute: 6, burst: 2 };
    let limits = Limits { anonymous: few, suggestions: few, ..Limits::default() };
    town::on_both(super::followers, |town| {
        let doors = Doors::of(town, Config { limits: limits.clone(), ..Config::default() });
        for path in ["/search/suggest?q=ab", "/api/v1/subjects/suggest?q=ab"] {
            assert_eq!(doors.get(path).status, StatusCode::OK);
        }
        let typed = doors.get("/en/search/suggest?q=ab");
        assert_eq!(typed.status, StatusCode::TOO_MANY_REQUESTS, "the three share one bucket");
        assert_eq!(doors.get("/about").status, StatusCode::OK);
    });
}

#[test]
fn a_body_that_is_too_large_is_refused() {
    let limits = Limits { body_bytes: 100, ..Limits::default() };
    town::on_both(super::followers, |town| {
        let doors = Doors::of(town, Config { limits: limits.clone(), ..Config::default() });
        let key = doors.key("approval", "desk");
        let large = serde_json::json!({ "matter": "x".repeat(200) });
        let refused = doors.post_json("/api/v1/checks", &key, &large);
        assert_eq!(refused.status, StatusCode::PAYLOAD_TOO_LARGE, "{}", refused.text);
        assert_eq!(refused.json()["type"], "/problems/too-large");
    });
}

#[test]
fn what_is_unchanged_is_not_sent_again() {
    on_both(|doors| {
        doors.town.file(&registration(A, NAME, &[]));
        let path = format!("/api/v1/subjects/{A}");
        let first = doors.get(&path);
        let request = Request::get(&path).header("if-none-match", first.header("etag"));
        let again = doors.send(request.body(Body::empty()).unwrap());
        assert_eq!(again.status, StatusCode::NOT_MODIFIED);
        assert_eq!(again.text, "");
        assert_eq!(first.header("cache-control"), "no-cache", "taken down means gone at once");
    });
}

#[test]
fn every_answer_is_guarded() {
    on_both(|doors| {
        for path in ["/", "/nothing", "/api/v1/nothing", "/checkpoint", "/assets/seal.svg"] {
            let answer = doors.get(path);
            assert!(answer.header("content-security-policy").contains("default-src 'none'"));
            assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
            assert_eq!(answer.header("x-frame-options"), "DENY", "{path}");
            assert_eq!(answer.header("x-request-id").len(), 16, "{path}");
        }
        let head = Request::builder().method(Method::HEAD).uri("/about");
        let head = doors.send(head.body(Body::empty()).unwrap());
        assert_eq!((head.status, head.text.as_str()), (StatusCode::OK, ""));
    });
}

#[test]
fn every_operation_of_the_description_is_there_and_guarded_as_it_says() {
    on_both(|doors| {
        let document: serde_json::Value = serde_json::from_str(&crate::openapi()).unwrap();
        assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
        for (path, methods) in document["paths"].as_object().unwrap() {
            for (method, operation) in methods.as_object().unwrap() {
                let path = path.replace(['{', '}'], "");
                let method = Method::from_bytes(method.to_uppercase().as_bytes()).unwrap();
                let request = Request::builder().method(&method).uri(&path);
                let status = doors.send(request.body(Body::empty()).unwrap()).status;
                assert_ne!(status, StatusCode::METHOD_NOT_ALLOWED, "{method} {path}");
                assert_eq!(
                    status == StatusCode::UNAUTHORIZED,
                    operation.get("security").is_some(),
                    "{method} {path} answers {status} without a key"
                );
            }
        }
    });
}

#[test]
fn every_operation_has_a_name_of_its_own_and_says_what_it_does() {
    let document: serde_json::Value = serde_json::from_str(&crate::openapi()).unwrap();
    let wording = crate::pages::Pages::open(None).unwrap().wording();
    let mut names = std::collections::BTreeSet::new();
    for methods in document["paths"].as_object().unwrap().values() {
        for operation in methods.as_object().unwrap().values() {
            let name = operation["operationId"].as_str().unwrap();
            assert!(names.insert(name.to_owned()), "{name} stands twice");
            let key = format!("api_operation.{name}");
            assert!(wording.keys().any(|known| known == key), "{key} is not in the messages");
        }
    }
}
