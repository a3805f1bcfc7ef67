//! Refusals in the description of the API: every operation says with which statuses it can refuse.

use utoipa::{
    Modify,
    openapi::{ContentBuilder, HttpMethod, OpenApi, Ref, RefOr, ResponseBuilder, path::Operation},
};

/// The media type of RFC 9457.
const KIND: &str = "application/problem+json";

/// Refusals of any request: not readable, no such thing, too many, shut.
const ANY: &[(&str, &str)] = &[
    ("400", "The request cannot be read"),
    ("404", "There is nothing that the caller may know of"),
    ("422", "A rule refuses what was sent"),
    ("429", "Too many requests; `Retry-After` says when"),
    ("503", "The interface is frozen, or the machine is busy"),
];
/// Refusals of requests that need a key.
const KEYED: &[(&str, &str)] = &[
    ("401", "No key that stands, or a signature that does not hold"),
    ("403", "The role of the key does not allow it, or a rule refuses"),
];
/// Refusals of requests with a body.
const SENT: &[(&str, &str)] = &[
    ("409", "It was done before, or differs from what was sent under the same Idempotency-Key"),
    ("413", "The body is too large"),
    ("415", "The body is of another media type"),
];

/// Writes the refusals into each operation.
pub(crate) struct Refusals;

impl Modify for Refusals {
    fn modify(&self, document: &mut OpenApi) {
        for item in document.paths.paths.values_mut() {
            let methods = [(HttpMethod::Get, &mut item.get), (HttpMethod::Post, &mut item.post)];
            for (method, operation) in methods {
                if let Some(operation) = operation {
                    say(operation, method == HttpMethod::Post);
                }
            }
        }
    }
}

fn say(operation: &mut Operation, sends: bool) {
    let keyed = operation.security.is_some();
    let refusals =
        ANY.iter().chain(KEYED.iter().filter(|_| keyed)).chain(SENT.iter().filter(|_| sends));
    for (status, words) in refusals {
        let words = match operation.responses.responses.get(*status) {
            Some(RefOr::T(own)) if !own.description.is_empty() => own.description.clone(),
            _ => (*words).to_owned(),
        };
        let content = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
        let response = ResponseBuilder::new().description(words).content(KIND, content).build();
        operation.responses.responses.insert((*status).to_owned(), response.into());
    }
}
