//! Pages that explain: services, legal bases, sites, a subject's code, collections.

use serde::Serialize;

use super::{Pager, Tag, subject::Line};

/// The service guide.
#[derive(Clone, Debug, Serialize)]
pub struct Services {
    /// What parties can begin, by group.
    pub processes: Vec<super::process::Group>,
    /// Matters before which credit is checked.
    pub matters: Vec<Matter>,
    /// Agencies by division.
    pub contacts: Vec<Contacts>,
    /// Title of the site's own division.
    pub division: Option<String>,
}

/// A matter before which credit is checked.
#[derive(Clone, Debug, Serialize)]
pub struct Matter {
    /// Its page.
    pub href: String,
    /// What it is called.
    pub title: String,
    /// Message key of its duty.
    pub duty_key: String,
    /// Colour of the duty.
    pub tone: &'static str,
    /// Who handles it.
    pub units: Vec<String>,
}

/// The agencies of a division.
#[derive(Clone, Debug, Serialize)]
pub struct Contacts {
    /// The division.
    pub title: String,
    /// Whether it is the site's own.
    pub own: bool,
    /// Its agencies.
    pub agencies: Vec<Agency>,
}

/// An agency.
#[derive(Clone, Debug, Serialize)]
pub struct Agency {
    /// What it is called.
    pub title: String,
    /// Unified code.
    pub code: String,
    /// How many public items it may send.
    pub items: usize,
}

/// Every document that the law in force cites.
#[derive(Clone, Debug, Serialize)]
pub struct Documents {
    /// The documents, the strongest kind first.
    pub groups: Vec<DocumentGroup>,
    /// Values that were not seen in the text of the document itself.
    pub doubts: Vec<Doubt>,
    /// Version of the packs.
    pub version: String,
}

/// Documents of one kind.
#[derive(Clone, Debug, Serialize)]
pub struct DocumentGroup {
    /// Key under `document_kind.*`.
    pub kind: String,
    /// The documents.
    pub documents: Vec<Document>,
}

/// A document.
#[derive(Clone, Debug, Serialize)]
pub struct Document {
    /// As people cite it.
    pub title: String,
    /// Key under `certainty.*`: the least of all places that cite it.
    pub certainty: String,
    /// Articles that are cited, in the order of the text form.
    pub articles: Vec<String>,
    /// What rests on it.
    pub uses: Vec<Use>,
}

/// A rule that rests on a document.
#[derive(Clone, Debug, Serialize)]
pub struct Use {
    /// What it is called.
    pub title: String,
    /// Its page.
    pub href: String,
}

/// A value that was not seen in the text of the document itself.
#[derive(Clone, Debug, Serialize)]
pub struct Doubt {
    /// File and line.
    pub place: String,
    /// The document named.
    pub document: String,
    /// Key under `certainty.*`.
    pub certainty: String,
}

/// The sites of this installation, and in what they differ.
#[derive(Clone, Debug, Serialize)]
pub struct Sites {
    /// The sites.
    pub sites: Vec<SiteLine>,
}

/// One site.
#[derive(Clone, Debug, Serialize)]
pub struct SiteLine {
    /// What it is called.
    pub title: String,
    /// Its address, if it has a name of its own.
    pub address: Option<String>,
    /// The division for which it speaks.
    pub division: Option<String>,
    /// The character of its seal.
    pub seal: String,
    /// Message key of its colours.
    pub theme_key: String,
    /// Titles of columns beyond those of the site above.
    pub added: Vec<String>,
    /// Titles of columns of the site above that it does not show.
    pub left_out: Vec<String>,
    /// Titles of base columns that are missing: there must be none.
    pub missing: Vec<String>,
    /// Whether seal or colours differ from the site above.
    pub looks_different: bool,
}

/// A subject's code: what a telephone reads to open its public page.
#[derive(Clone, Debug, Serialize)]
pub struct Code {
    /// Name of the organisation.
    pub name: String,
    /// Unified code.
    pub code: String,
    /// Address that the code holds.
    pub address: String,
    /// The code, markup.
    pub svg: String,
}

/// Records of one class, with what they are.
#[derive(Clone, Debug, Serialize)]
pub struct Collection {
    /// Section of the message catalog: `commitments`, `declared`.
    pub name: &'static str,
    /// Items of the class with the number of their public records.
    pub kinds: Vec<super::publicity::Kind>,
    /// The newest records.
    pub records: Vec<Marked>,
    /// Where the list goes on.
    pub pager: Pager,
}

/// A record with words that say how its matter stands.
#[derive(Clone, Debug, Serialize)]
pub struct Marked {
    /// The record.
    pub line: Line,
    /// The words.
    pub marks: Vec<Tag>,
}
