//! Forms that are shown again: what was typed, what is wrong with it, what the rooms refused.

use axum::{http::StatusCode, response::Response};
use serde::Serialize;
use web::door::{Language, Site};

/// One choice of a drop-down or a row of buttons.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Choice {
    /// What is sent.
    pub(crate) id: String,
    /// What is read.
    pub(crate) title: String,
}

impl Choice {
    pub(crate) fn new(id: impl Into<String>, title: impl Into<String>) -> Self {
        Self { id: id.into(), title: title.into() }
    }
}

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Wrong {
    /// Name of the field.
    pub(crate) field: String,
    /// What to do, in the reader's language.
    pub(crate) text: String,
}

/// The faults of a form, in the order of its fields.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub(crate) struct Wrongs(Vec<Wrong>);

impl Wrongs {
    /// Adds what is wrong with a field; `key` is a message.
    pub(crate) fn add(&mut self, site: &Site, language: Language, field: &str, key: &str) {
        self.say(field, site.word(language, key));
    }

    /// Adds what is wrong with a field, in words that are there already.
    pub(crate) fn say(&mut self, field: impl Into<String>, text: String) {
        self.0.push(Wrong { field: field.into(), text });
    }

    pub(crate) fn none(&self) -> bool {
        self.0.is_empty()
    }
}

/// A refusal by law: what happened, what to do, on which basis, by which rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Refused {
    pub(crate) reason: String,
    pub(crate) remedy: Option<String>,
    pub(crate) basis: Option<String>,
    pub(crate) rule: Option<String>,
}

/// Every room refuses in its own type, with the same four parts.
macro_rules! refused_by {
    ($($room:ty),+) => {$(
        impl From<$room> for Refused {
            fn from(refused: $room) -> Self {
                let given = |text: String| Some(text).filter(|text| !text.is_empty());
                Self {
                    reason: refused.reason,
                    remedy: given(refused.remedy),
                    basis: given(refused.basis),
                    rule: Some(refused.rule.to_string()),
                }
            }
        }
    )+};
}

refused_by!(
    account::Refused,
    content::Refusal,
    disclosure::Refusal,
    web::view::Refused,
    workflow::Refusal
);

/// The page of a form that was not taken.
pub(crate) fn again(mut response: Response, status: StatusCode) -> Response {
    *response.status_mut() = status;
    response
}
