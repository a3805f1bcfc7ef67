//! What each page shows: plain data, made by the portal from what the gate discloses.
//!
//! Texts of the law (titles, labels) come in the reader's language; texts of the site are keys of
//! the message catalog and are said by the templates. Dates are `YYYY-MM-DD`, instants
//! `YYYY-MM-DD HH:MM:SS` in China.

pub mod case;
pub mod column;
pub mod figures;
pub mod guide;
pub mod law;
pub mod ledger;
pub mod open_data;
pub mod process;
pub mod publicity;
pub mod receipt;
pub mod record;
pub mod report;
pub mod search;
pub mod session;
pub mod shelf;
pub mod subject;

use serde::Serialize;

use crate::wording::Language;

/// What surrounds every page.
#[derive(Clone, Debug, Serialize)]
pub struct Frame {
    /// Language of the page.
    pub language: Language,
    /// Name of the site.
    pub site: String,
    /// A notice above every page: that the data is invented, for example.
    pub notice: Option<String>,
    /// Section of the menu in which the page stands; empty for none.
    pub place: &'static str,
    /// The same page in the other language.
    pub other_href: String,
    /// Whether search engines may list the page.
    pub indexed: bool,
    /// The latest checkpoint.
    pub ledger: Option<Signed>,
    /// The door in which the page stands: `portal`, `mine`, `desk`.
    pub door: &'static str,
    /// Who is signed in.
    pub signed: Option<SignedIn>,
    /// What the act before has to say, once.
    pub said: Option<String>,
    /// The site whose name was called, where an installation serves several.
    pub tenant: Option<Tenant>,
}

/// Somebody who is signed in.
#[derive(Clone, Debug, Serialize)]
pub struct SignedIn {
    /// Name of the person.
    pub name: String,
    /// The organisation a subject acts for; none for itself and for staff.
    pub acting: Option<String>,
    /// Start page of the person's door: `/mine`, `/desk`.
    pub home: &'static str,
    /// What every form must carry in its field `csrf`.
    pub csrf: String,
    /// The menu of the door.
    pub menu: Vec<MenuEntry>,
}

/// An entry of a door's menu; one without path is the heading of those after it.
#[derive(Clone, Debug, Serialize)]
pub struct MenuEntry {
    /// Path without language prefix.
    pub path: &'static str,
    /// Key of its title.
    pub key: &'static str,
    /// Whether the page stands in it.
    pub current: bool,
}

/// A site of several.
#[derive(Clone, Debug, Serialize)]
pub struct Tenant {
    /// `sites/<id>`.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Its colours: `qing`, `ink`, `stone`.
    pub theme: &'static str,
    /// The character of its seal.
    pub seal: String,
    /// Its columns in order.
    pub columns: Vec<Column>,
}

/// A column of a site.
#[derive(Clone, Debug, Serialize)]
pub struct Column {
    /// `columns/<id>`.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Path without language prefix.
    pub path: String,
}

/// A signed checkpoint in one line.
#[derive(Clone, Debug, Serialize)]
pub struct Signed {
    /// How many facts it covers.
    pub size: u64,
}

/// A coloured word. `tone` is `good`, `bad`, `wait`, `quiet` or empty.
#[derive(Clone, Debug, Serialize)]
pub struct Tag {
    /// The word.
    pub title: String,
    /// Its colour.
    pub tone: &'static str,
}

/// A label and its value.
#[derive(Clone, Debug, Serialize)]
pub struct Labelled {
    /// The label.
    pub label: String,
    /// The value.
    pub value: String,
    /// Whether it needs room.
    pub wide: bool,
}

/// Where the list goes on; paths without language prefix.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Pager {
    /// The next page.
    pub next: Option<String>,
    /// The first page, if this is not it.
    pub first: Option<String>,
}

/// The start page.
#[derive(Clone, Debug, Serialize)]
pub struct Home {
    /// Words that find something, to try the search.
    pub examples: Vec<String>,
    /// Real figures: `id` is a message key under `home.figure_`.
    pub figures: Vec<Figure>,
    /// Latest records of some kinds.
    pub latest: Vec<Latest>,
}

/// One figure.
#[derive(Clone, Debug, Serialize)]
pub struct Figure {
    /// What it counts.
    pub id: &'static str,
    /// The figure as it is read.
    pub value: String,
}

/// The latest records of one kind.
#[derive(Clone, Debug, Serialize)]
pub struct Latest {
    /// The kind.
    pub title: String,
    /// The division to which they are narrowed.
    pub place: Option<String>,
    /// The whole list.
    pub href: String,
    /// Its newest records.
    pub records: Vec<subject::Line>,
}

/// Why a room said no: what happened, which rule, what to do next, in Chinese.
#[derive(Clone, Debug, Serialize)]
pub struct Refused {
    /// Number of the rule.
    pub rule: String,
    /// What happened.
    pub reason: String,
    /// What the rule rests on.
    pub basis: String,
    /// What to do next.
    pub remedy: String,
}

impl From<account::Refused> for Refused {
    fn from(refused: account::Refused) -> Self {
        let account::Refused { rule, reason, basis, remedy } = refused;
        Self { rule: rule.to_owned(), reason, basis, remedy }
    }
}

impl From<disclosure::Refusal> for Refused {
    fn from(refused: disclosure::Refusal) -> Self {
        let disclosure::Refusal { rule, reason, basis, remedy } = refused;
        Self { rule: rule.to_owned(), reason, basis, remedy }
    }
}

impl From<workflow::Refusal> for Refused {
    fn from(refused: workflow::Refusal) -> Self {
        let workflow::Refusal { rule, reason, basis, remedy } = refused;
        Self { rule, reason, basis, remedy }
    }
}

/// A page of plain text from the message catalog.
#[derive(Clone, Debug, Serialize)]
pub struct Text {
    /// Section of the message catalog, below `text`.
    pub name: &'static str,
    /// Keys of its parts.
    pub parts: &'static [&'static str],
}

/// A page that says why there is no page.
#[derive(Clone, Debug, Serialize)]
pub struct Stop {
    /// HTTP status.
    pub status: u16,
    /// `missing`, `gone`, `invalid`, `busy`, `refused`, `fault`.
    pub kind: &'static str,
    /// What in particular; never internal text.
    pub detail: Option<String>,
    /// What to do next, where it is not part of the detail.
    pub remedy: Option<String>,
    /// Request id, where it helps to find the fault.
    pub request: Option<String>,
}

/// The page about the API.
#[derive(Clone, Debug, Serialize)]
pub struct Api {
    /// Address of the site.
    pub address: String,
    /// Requests a minute without a key.
    pub per_minute_anonymous: u32,
    /// Requests a minute with a key.
    pub per_minute_key: u32,
    /// The operations by tag.
    pub groups: Vec<ApiGroup>,
}

/// Operations of one tag.
#[derive(Clone, Debug, Serialize)]
pub struct ApiGroup {
    /// The tag.
    pub tag: String,
    /// Its operations.
    pub operations: Vec<ApiOperation>,
}

/// One operation.
#[derive(Clone, Debug, Serialize)]
pub struct ApiOperation {
    /// `get`, `post`.
    pub method: String,
    /// Path with its parameters in braces.
    pub path: String,
    /// Id of the operation: key under `api_operation.*`.
    pub id: String,
    /// Whether a key is needed.
    pub key: bool,
}
