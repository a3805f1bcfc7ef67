//! Search results.

use serde::Serialize;

use super::Pager;

/// The page.
#[derive(Clone, Debug, Serialize)]
pub struct Search {
    /// What was asked.
    pub query: String,
    /// Key under `search.*` of a piece of advice.
    pub advice: Option<&'static str>,
    /// What was found, closest first.
    pub hits: Vec<Hit>,
    /// Where the list goes on.
    pub pager: Pager,
    /// Rules and articles whose title holds the words.
    pub also: Vec<Also>,
}

/// A page of the site whose title holds the words.
#[derive(Clone, Debug, Serialize)]
pub struct Also {
    /// Its address.
    pub href: String,
    /// Its title.
    pub title: String,
    /// Message key of what it is.
    pub kind_key: &'static str,
}

/// One subject.
#[derive(Clone, Debug, Serialize)]
pub struct Hit {
    /// Its page.
    pub href: String,
    /// Name.
    pub name: String,
    /// Unified code.
    pub code: String,
    /// Kind of subject, as in `kind.*`.
    pub kind: &'static str,
    /// Where it is.
    pub division: Option<String>,
    /// Operating state.
    pub state: Option<String>,
    /// Colour of the state.
    pub state_tone: &'static str,
    /// Former names.
    pub former_names: Vec<String>,
}
