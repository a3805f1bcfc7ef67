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
    /// Name, with what of it was searched for.
    pub name: Vec<Piece>,
    /// Unified code, likewise.
    pub code: Vec<Piece>,
    /// Kind of subject, as in `kind.*`.
    pub kind: &'static str,
    /// Where it is.
    pub division: Option<String>,
    /// Operating state.
    pub state: Option<String>,
    /// Colour of the state.
    pub state_tone: &'static str,
    /// The former name by which it was found.
    pub former: Option<Vec<Piece>>,
    /// How it was found, as in `search_how.*`.
    pub how: &'static str,
    /// By which slip what was typed differs, as in `identity.reason.*`.
    pub slip: Option<String>,
}

/// A stretch of a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// Its characters.
    pub text: String,
    /// Whether they were searched for.
    pub hit: bool,
}

/// What may be meant by what somebody is typing: for `assets/search.js`.
#[derive(Clone, Debug, Serialize)]
pub struct Suggestions {
    /// How many there are, for those who listen.
    pub said: String,
    /// The subjects, closest first.
    pub entries: Vec<Suggestion>,
}

/// One subject that may be meant.
#[derive(Clone, Debug, Serialize)]
pub struct Suggestion {
    /// Its page, in the language of the reader.
    pub href: String,
    /// The name that matched, with what of it was typed.
    pub pieces: Vec<Piece>,
    /// Unified code.
    pub code: String,
    /// How it was found, in words.
    pub how: String,
}
