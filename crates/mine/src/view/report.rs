//! What the pages of one's own reports show.

use serde::Serialize;
use web::view::{Refused, report::Paper};

use super::Choice;

/// The reports of a subject.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Reports {
    pub(crate) name: String,
    /// The report that is asked for here; none where the law has none for such a subject.
    pub(crate) form: Option<Form>,
    pub(crate) others: Vec<Other>,
    pub(crate) issued: Vec<Line>,
}

/// The form of a report.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Form {
    pub(crate) template: String,
    pub(crate) title: String,
    pub(crate) href: String,
    pub(crate) special: bool,
    /// Whether what may be left out stands open.
    pub(crate) opened: bool,
    pub(crate) purpose: String,
    /// `zh`, `en`.
    pub(crate) language: String,
    pub(crate) known_on: String,
    /// How far back it reaches, of a special report.
    pub(crate) longest: Option<String>,
    pub(crate) from: String,
    pub(crate) until: String,
    pub(crate) today: String,
    pub(crate) domains: Vec<Choice>,
    pub(crate) chosen: Vec<String>,
    pub(crate) error: Option<FieldError>,
    pub(crate) refused: Option<Refused>,
}

/// What is wrong with a field.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct FieldError {
    pub(crate) field: &'static str,
    pub(crate) text: String,
}

/// Another report that can be asked for.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Other {
    pub(crate) href: String,
    pub(crate) title: String,
    pub(crate) text: String,
}

/// A report that was issued, as one line.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Line {
    pub(crate) href: String,
    pub(crate) number: String,
    pub(crate) title: String,
    pub(crate) issued_at: String,
    pub(crate) valid_until: String,
    pub(crate) requester: String,
    /// `valid`, `over`, `superseded`.
    pub(crate) state: &'static str,
}

/// A report whole.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Report {
    pub(crate) href: String,
    pub(crate) verify_href: String,
    pub(crate) is_over: bool,
    pub(crate) position: u64,
    pub(crate) paper: Paper,
}

/// A report of which only its existence is told.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Known {
    pub(crate) superseded: bool,
    pub(crate) line: Line,
}
