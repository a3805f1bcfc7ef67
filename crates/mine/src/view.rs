//! What each page shows: plain data. Texts of the law come in the reader's language; texts of the
//! site are keys of the message catalog or are said already.

pub(crate) mod report;

use serde::Serialize;
use web::{
    door::tell::{Labelled, Pager, Period, Tag},
    view::{
        Refused,
        case::{Line as Running, Repair},
    },
};

/// The start page.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Start {
    pub(crate) name: String,
    pub(crate) code: Option<String>,
    pub(crate) organisation: bool,
    pub(crate) kind: &'static str,
    pub(crate) sentence: String,
    pub(crate) figures: Figures,
    pub(crate) looked: usize,
    pub(crate) last_look: Option<Look>,
    pub(crate) consents: usize,
    pub(crate) due: Vec<Due>,
    pub(crate) news: Vec<News>,
    pub(crate) acting: Vec<Acting>,
}

/// Whom the subject is linked to.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Associations {
    pub(crate) organisation: bool,
    pub(crate) links: Vec<Association>,
    /// Whether more was left off.
    pub(crate) more: bool,
}

/// One link, seen from the subject's side.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Association {
    /// What the other is to it, as in `relation.*`.
    pub(crate) role: &'static str,
    pub(crate) name: String,
    /// Unified code of the other: it has a public page.
    pub(crate) code: Option<String>,
    /// The address both share.
    pub(crate) address: Option<String>,
    pub(crate) period: Option<String>,
    pub(crate) holds: bool,
    pub(crate) mutual: bool,
    /// The fact in the ledger.
    pub(crate) position: u64,
}

/// How many records.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Figures {
    pub(crate) active: usize,
    pub(crate) public: usize,
    pub(crate) over: usize,
}

/// Something with a day.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Due {
    pub(crate) text: String,
    pub(crate) on: String,
    pub(crate) state: &'static str,
    pub(crate) href: String,
}

/// One for whom the holder may act.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Acting {
    /// Unified code; empty for oneself.
    pub(crate) code: String,
    pub(crate) name: String,
    pub(crate) own: bool,
    pub(crate) current: bool,
}

/// The line of time.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Records {
    pub(crate) name: String,
    pub(crate) organisation: bool,
    pub(crate) total: usize,
    pub(crate) over: usize,
    pub(crate) years: Vec<Year>,
}

/// A year of it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Year {
    pub(crate) year: String,
    pub(crate) lines: Vec<Line>,
}

/// One record as one line.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Line {
    pub(crate) href: String,
    pub(crate) objection_href: String,
    pub(crate) item_title: String,
    pub(crate) tone: &'static str,
    pub(crate) title: String,
    pub(crate) source: String,
    pub(crate) document_number: Option<String>,
    pub(crate) decided_on: String,
    pub(crate) valid_until: Option<String>,
    pub(crate) seen: String,
    pub(crate) state: Option<Tag>,
    pub(crate) self_declared: bool,
    pub(crate) check_state: Option<String>,
    pub(crate) objected: bool,
}

/// A record whole.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Record {
    pub(crate) line: Line,
    pub(crate) meaning: Vec<String>,
    pub(crate) period: Option<Period>,
    pub(crate) fields: Vec<Labelled>,
    pub(crate) basis: Option<String>,
    pub(crate) item_href: String,
    pub(crate) sources: Vec<Source>,
    pub(crate) cleansed: Vec<Cleansed>,
    pub(crate) position: u64,
    pub(crate) repair: Option<Repair>,
    /// Cases about it.
    pub(crate) cases: Vec<Running>,
    /// What can be begun about it beside objection and repair.
    pub(crate) begin: Vec<Choice>,
}

/// Where a record came from.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Source {
    pub(crate) agency: String,
    pub(crate) received_at: String,
    pub(crate) batch: Option<String>,
    pub(crate) line: Option<u64>,
    pub(crate) position: u64,
}

/// What cleansing changed.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Cleansed {
    pub(crate) field: String,
    pub(crate) original: String,
    pub(crate) value: String,
    pub(crate) rule: String,
    pub(crate) undone: bool,
}

/// Who looked.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Lookups {
    pub(crate) looks: Vec<Look>,
    pub(crate) pager: Pager,
}

/// One look.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Look {
    pub(crate) href: String,
    pub(crate) at: String,
    /// `file`, `check`, `refused` …
    pub(crate) kind: String,
    pub(crate) refused: bool,
    pub(crate) organisation: String,
    pub(crate) unit: Option<String>,
    pub(crate) purpose: Option<String>,
    pub(crate) matter: Option<String>,
    pub(crate) matter_number: Option<String>,
    pub(crate) basis: Option<String>,
    pub(crate) what: Vec<String>,
    pub(crate) channel: Option<String>,
    pub(crate) consent: Option<String>,
    pub(crate) questioned: bool,
    pub(crate) finding: Option<String>,
    /// Until when the law let it be told later, and the rule.
    pub(crate) delay: Option<String>,
    pub(crate) position: u64,
}

/// One look whole.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Lookup {
    pub(crate) look: Look,
    pub(crate) empty: bool,
}

/// News.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Messages {
    pub(crate) news: Vec<News>,
    pub(crate) pager: Pager,
}

/// One piece of news.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct News {
    pub(crate) at: String,
    pub(crate) tone: &'static str,
    pub(crate) text: String,
    pub(crate) summary: Option<String>,
    pub(crate) href: Option<String>,
}

/// The consents.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Consents {
    pub(crate) standing: Vec<ConsentLine>,
    pub(crate) past: Vec<ConsentLine>,
}

/// One consent as one line.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ConsentLine {
    pub(crate) number: String,
    pub(crate) href: String,
    pub(crate) title: String,
    pub(crate) to: String,
    pub(crate) to_code: String,
    pub(crate) purpose: String,
    pub(crate) given_at: String,
    pub(crate) until: String,
    pub(crate) withdrawn_at: Option<String>,
    /// `in-force`, `ended`, `withdrawn`.
    pub(crate) state: String,
    pub(crate) standing: bool,
}

/// One consent whole.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Consent {
    pub(crate) brief: ConsentLine,
    pub(crate) text: String,
    pub(crate) edition: String,
    pub(crate) items: Vec<String>,
    pub(crate) basis: Option<String>,
    pub(crate) uses: Vec<Look>,
}

/// The kinds of consent there are.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ConsentKinds {
    pub(crate) kinds: Vec<ConsentKind>,
}

/// A kind of consent.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ConsentKind {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) items: Vec<String>,
    pub(crate) to_agency: bool,
    pub(crate) purpose: String,
    pub(crate) longest: String,
}

/// A choice of a form.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Choice {
    pub(crate) id: String,
    pub(crate) title: String,
}

/// What is wrong with a field.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct FieldError {
    pub(crate) field: &'static str,
    pub(crate) text: String,
}

/// A consent to be given.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct NewConsent {
    pub(crate) kind: ConsentKind,
    pub(crate) text: String,
    pub(crate) edition: String,
    pub(crate) basis: Option<String>,
    pub(crate) to_agency: bool,
    pub(crate) agencies: Vec<Choice>,
    pub(crate) items: Vec<Choice>,
    pub(crate) chosen: Vec<String>,
    pub(crate) to: String,
    pub(crate) until: String,
    pub(crate) today: String,
    pub(crate) agreed: bool,
    pub(crate) errors: Vec<FieldError>,
    pub(crate) refused: Option<Refused>,
}

/// Who may act for whom.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Agents {
    pub(crate) organisation: bool,
    pub(crate) name: String,
    /// Whether the holder is the organisation's representative.
    pub(crate) leads: bool,
    pub(crate) named: Vec<Agent>,
    pub(crate) own: Vec<Mandate>,
    pub(crate) given_name: String,
    pub(crate) given_until: String,
    pub(crate) today: String,
    pub(crate) errors: Vec<FieldError>,
    pub(crate) refused: Option<Refused>,
}

/// Somebody the organisation has named.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Agent {
    pub(crate) number: String,
    pub(crate) name: String,
    pub(crate) capacity: &'static str,
    pub(crate) granted_at: String,
    pub(crate) until: Option<String>,
    pub(crate) ended_at: Option<String>,
    pub(crate) stands: bool,
}

/// A mandate of one's own.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Mandate {
    pub(crate) number: String,
    pub(crate) name: String,
    pub(crate) code: String,
    pub(crate) capacity: &'static str,
    pub(crate) until: Option<String>,
}

/// The code to show.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Code {
    pub(crate) name: String,
    pub(crate) svg: Option<String>,
    pub(crate) code: Option<String>,
    pub(crate) path: Option<String>,
    pub(crate) address: Option<String>,
}

/// The downloads.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Download {
    pub(crate) name: String,
    pub(crate) records: usize,
}

/// The declarations.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Declarations {
    pub(crate) organisation: bool,
    pub(crate) declarations: Vec<DeclarationLine>,
}

/// One declaration.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct DeclarationLine {
    pub(crate) number: String,
    pub(crate) title: String,
    pub(crate) summary: Option<String>,
    pub(crate) state: &'static str,
    pub(crate) tone: &'static str,
    pub(crate) declared_on: String,
    pub(crate) checked_on: Option<String>,
    pub(crate) checked_by: Option<String>,
    pub(crate) note: Option<String>,
    pub(crate) fields: Vec<Labelled>,
    pub(crate) evidence: Vec<Evidence>,
    pub(crate) record_href: Option<String>,
    pub(crate) withdraw_href: Option<String>,
}

/// A file that shows it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Evidence {
    pub(crate) href: String,
    pub(crate) name: String,
    pub(crate) kilobytes: u64,
}

/// The kinds of declarations.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct DeclarationKinds {
    pub(crate) organisation: bool,
    pub(crate) kinds: Vec<Choice>,
}

/// A declaration to be made.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct NewDeclaration {
    pub(crate) item: String,
    pub(crate) title: String,
    pub(crate) name: String,
    pub(crate) asked: Vec<Asked>,
    pub(crate) promised: bool,
    pub(crate) reviewed: bool,
    pub(crate) errors: Vec<DeclarationError>,
    pub(crate) refused: Option<Refused>,
}

/// What is wrong with a field of a declaration.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct DeclarationError {
    pub(crate) field: String,
    pub(crate) text: String,
}

/// A field to be filled in.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Asked {
    pub(crate) name: String,
    pub(crate) label: String,
    /// `text`, `area`, `date`, `amount`, `integer`, `code`, `choice`.
    pub(crate) kind: &'static str,
    pub(crate) required: bool,
    pub(crate) options: Vec<Choice>,
    pub(crate) max_length: Option<u16>,
    pub(crate) help: Option<String>,
    pub(crate) public: bool,
    pub(crate) value: String,
}
