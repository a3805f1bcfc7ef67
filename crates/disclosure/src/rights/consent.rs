//! Consents: who lets whom see what, what for, until when (S-34).

use policy::model::basis::{Basis, Title};
use serde::Serialize;
use vocabulary::{Date, Timestamp};

use crate::AgencyView;

/// A consent before it is given.
#[derive(Clone, Debug, Default)]
pub struct NewConsent {
    /// Id of the kind of consent (`consents/<id>.toml`).
    pub kind: String,
    /// Id or unified code of the agency, or unified code of the organisation, that may look.
    pub to: String,
    /// Catalog items, of those of the kind; all of them if empty.
    pub items: Vec<String>,
    /// Last day; the longest that the kind allows if absent.
    pub until: Option<Date>,
}

/// What became of a consent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ConsentState {
    /// It holds.
    InForce,
    /// Its last day has passed.
    Ended,
    /// The subject took it back.
    Withdrawn,
}

/// A catalog item in an answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ItemView {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: Title,
}

/// A consent.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ConsentView {
    /// Its number: `A-` and the position of the fact that gave it.
    pub number: String,
    /// Whose data, 32 hexadecimal digits.
    pub subject: String,
    /// Id of the kind.
    pub kind: String,
    /// What the kind is called.
    pub title: Title,
    /// The text that was agreed to, in its edition.
    pub text: Title,
    /// First day of that edition.
    pub edition: Date,
    /// Who may look.
    pub to: AgencyView,
    /// What for.
    pub purpose: String,
    /// What may be looked at.
    pub items: Vec<ItemView>,
    /// When it was given.
    pub given_at: Timestamp,
    /// Last day.
    pub until_on: Date,
    /// Whether it holds.
    pub state: ConsentState,
    /// When it was taken back.
    pub withdrawn_at: Option<Timestamp>,
    /// Legal bases of the kind.
    pub basis: Vec<Basis>,
}
