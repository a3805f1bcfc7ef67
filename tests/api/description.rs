//! The description of the API is true, whole and committed.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use serde_json::Value;
use web::Config;

use crate::story;

fn document() -> Value {
    serde_json::from_str(&web::openapi()).unwrap()
}

#[test]
fn the_committed_description_is_what_the_code_says() {
    let committed = include_str!("../../docs/openapi.json");
    assert!(committed == web::openapi(), "docs/openapi.json is old; run: cargo xtask openapi");
}

#[test]
fn the_description_names_every_route_and_no_other() {
    let document = document();
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
    let described: BTreeSet<String> =
        document["paths"].as_object().unwrap().keys().cloned().collect();
    let source = include_str!("../../crates/web/src/api.rs");
    let routed: BTreeSet<String> = source
        .split(".route(\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap().replace("{*path}", "{path}"))
        .filter(|path| path != "/api/v1/openapi.json" && !path.contains("{*nothing}"))
        .collect();
    assert!(routed.len() > 25, "the routes were found: {routed:#?}");
    assert_eq!(described, routed);
}

#[test]
fn every_reference_in_the_description_leads_somewhere() {
    let document = document();
    let text = document.to_string();
    for reference in text.split("\"$ref\":\"#").skip(1) {
        let pointer = reference.split('"').next().unwrap();
        assert!(document.pointer(pointer).is_some(), "{pointer} is not in the document");
    }
    for (path, methods) in document["paths"].as_object().unwrap() {
        for operation in methods.as_object().unwrap().values() {
            let about = operation["summary"].as_str().or(operation["description"].as_str());
            assert!(about.is_some_and(|text| text.len() > 10), "{path} says what it does");
            let parameters = operation["parameters"].as_array().cloned().unwrap_or_default();
            let named = |name: &str| parameters.iter().any(|one| one["name"] == name);
            let in_path = path.split('{').skip(1).map(|rest| rest.split('}').next().unwrap());
            for name in in_path {
                assert!(named(name), "{path} describes {name}");
            }
        }
    }
}

story! {
    fn the_description_is_served_as_json(town) {
        let served = town.doors(Config::default()).get("/api/v1/openapi.json");
        assert_eq!(served.status, StatusCode::OK);
        assert_eq!(served.header("content-type"), "application/json");
        assert_eq!(served.json(), document());
    }
}
