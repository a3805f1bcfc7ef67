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
    pub(crate) field: &'static str,
    /// What to do, in the reader's language.
    pub(crate) text: String,
}

/// The faults of a form, in the order of its fields.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub(crate) struct Wrongs(Vec<Wrong>);

impl Wrongs {
    /// Adds what is wrong with a field; `key` is a message.
    pub(crate) fn add(&mut self, site: &Site, language: Language, field: &'static str, key: &str) {
        self.0.push(Wrong { field, text: site.word(language, key) });
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

impl From<disclosure::Refusal> for Refused {
    fn from(refusal: disclosure::Refusal) -> Self {
        let given = |text: String| Some(text).filter(|text| !text.is_empty());
        Self {
            reason: refusal.reason,
            remedy: given(refusal.remedy),
            basis: given(refusal.basis),
            rule: Some(refusal.rule.to_owned()),
        }
    }
}

/// The page of a form that was not taken.
pub(crate) fn again(mut response: Response, status: StatusCode) -> Response {
    *response.status_mut() = status;
    response
}

impl From<content::Refusal> for Refused {
    fn from(refusal: content::Refusal) -> Self {
        let given = |text: String| Some(text).filter(|text| !text.is_empty());
        Self {
            reason: refusal.reason,
            remedy: given(refusal.remedy),
            basis: given(refusal.basis),
            rule: Some(refusal.rule),
        }
    }
}

impl From<account::Refused> for Refused {
    fn from(refused: account::Refused) -> Self {
        let given = |text: String| Some(text).filter(|text| !text.is_empty());
        Self {
            reason: refused.reason,
            remedy: given(refused.remedy),
            basis: given(refused.basis),
            rule: Some(refused.rule.to_owned()),
        }
    }
}
