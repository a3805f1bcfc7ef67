//! Pages that gather what several processes announce, and certificates.

use serde::Serialize;

use super::{Labelled, case::About, process::Link};

/// Models, typical cases, events, courses or contests.
#[derive(Clone, Debug, Serialize)]
pub struct Shelf {
    /// Key of the page: `models` …
    pub key: &'static str,
    /// The pages of this kind.
    pub tabs: Vec<Tab>,
    /// What can be asked for here.
    pub ways: Vec<Way>,
    /// What is announced, the newest first.
    pub entries: Vec<ShelfEntry>,
    /// Where all of it is listed and downloaded, by process.
    pub all: Vec<Link>,
}

/// A page beside this one.
#[derive(Clone, Debug, Serialize)]
pub struct Tab {
    /// Key of its title.
    pub key: &'static str,
    /// Its path.
    pub href: &'static str,
    /// Whether it is this one.
    pub current: bool,
}

/// Something that can be asked for.
#[derive(Clone, Debug, Serialize)]
pub struct Way {
    /// What the button says.
    pub title: String,
    /// The guide.
    pub href: String,
}

/// One thing that is announced.
#[derive(Clone, Debug, Serialize)]
pub struct ShelfEntry {
    /// Number of its case.
    pub number: String,
    /// Since when.
    pub on: String,
    /// What it is called.
    pub heading: String,
    /// What kind of thing it is.
    pub process: String,
    /// How it stands.
    pub state: Option<String>,
    /// The organisation, if it is about one.
    pub subject: Option<About>,
    /// What is public of it.
    pub facts: Vec<Labelled>,
    /// Its last days.
    pub dues: Vec<Labelled>,
    /// What can be done now: sign up, object.
    pub acts: Vec<Way>,
}

/// The form that asks for the number of a certificate, and what became of it.
#[derive(Clone, Debug, Serialize)]
pub struct Certificate {
    /// What was asked for; empty if nothing.
    pub number: String,
    /// What was found.
    pub found: Option<Certified>,
}

/// A certificate.
#[derive(Clone, Debug, Serialize)]
pub struct Certified {
    /// Its number.
    pub number: String,
    /// Key of how it stands: `valid`, `expired`, `revoked`.
    pub standing: &'static str,
    /// Tone of the verdict.
    pub tone: &'static str,
    /// What issued it.
    pub process: String,
    /// The holder, masked.
    pub holder: String,
    /// Who issued it.
    pub unit: Option<String>,
    /// What it says.
    pub facts: Vec<Labelled>,
    /// Since when.
    pub issued_on: String,
    /// Its last day.
    pub until_on: Option<String>,
    /// Since when it holds no more.
    pub revoked_on: Option<String>,
    /// The fact that issued it.
    pub position: u64,
}
