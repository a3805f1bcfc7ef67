//! Asking for a report, and what is handed out.

use policy::model::matter::Purpose;
use serde::Serialize;
use vocabulary::{Actor, Date, SubjectId, Timestamp};

use crate::{Report, model::Period};

/// Which report is wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ask {
    /// Id of the layout (`reports/<id>.toml`).
    pub template: String,
    /// `zh` or `en`.
    pub language: String,
    /// Compare with a date: as known on that day.
    pub known_on: Option<Date>,
    /// The days a special report covers.
    pub period: Option<Period>,
    /// The fields of law a special report covers; all if empty.
    pub domains: Vec<String>,
}

/// Who asks for it; the door has proved who that is.
#[derive(Clone, Debug)]
pub enum Asker {
    /// The subject itself, or who acts for it.
    Own {
        /// Whose reports may be had: only its own.
        subject: SubjectId,
        /// Who signed in, as printed.
        name: String,
        /// What for, in the asker's words; may be empty.
        purpose: String,
    },
    /// The subject itself at a window, its document seen by a clerk.
    Counter {
        /// Agency and account of the clerk.
        actor: Actor,
        /// Agency id or unified code of the window.
        organisation: String,
        /// Which document was seen: 居民身份证, 营业执照 …
        document: String,
        /// Number of the business in the window's own books; never empty.
        matter_number: String,
        /// What for, in the asker's words; may be empty.
        purpose: String,
    },
    /// Somebody to whom the subject gave a consent.
    Consented {
        /// Agency and account or key.
        actor: Actor,
        /// Agency id or unified code of whom the consent was given to.
        organisation: String,
        /// Number of the consent.
        consent: String,
        /// Number of the business in the organisation's own books; never empty.
        matter_number: String,
    },
    /// An agency for a purpose of the closed list.
    Agency {
        /// Agency and account or key.
        actor: Actor,
        /// Agency id or unified code.
        organisation: String,
        /// What for.
        purpose: Purpose,
        /// Number of the business in the agency's own books; never empty.
        matter_number: String,
    },
}

/// A report that was issued, now or before.
#[derive(Clone, Debug, PartialEq)]
pub struct Issued {
    /// The report.
    pub report: Report,
    /// SM3 of its canonical JSON, 64 hexadecimal digits; printed on the paper.
    pub digest: String,
    /// The fact `report.issued`.
    pub position: u64,
}

/// A line in the list of a subject's reports.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct IssuedLine {
    /// Its number.
    pub number: String,
    /// Id of its layout.
    pub template: String,
    /// When it was issued.
    pub issued_at: Timestamp,
    /// Last day on which it may be relied on.
    pub valid_until: Date,
    /// `own`, `counter`, `consented`, `agency`.
    pub asker: String,
    /// Who asked.
    pub requester: String,
    /// Whether something it cites has changed or gone since: it is not handed out again.
    pub superseded: bool,
}

/// What there is to say of a number or a file.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Verified {
    /// The verdict.
    pub verdict: Verdict,
    /// What anyone may know of the report, if it was issued here.
    pub head: Option<VerifiedHead>,
    /// Whether a file was looked at, and its seal holds.
    pub sealed: Option<bool>,
}

/// The verdict on a number or a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Issued here, as it is, and nothing in it has changed since.
    Genuine,
    /// Issued here, as it is; something in it has changed or gone since. Nothing of it is shown.
    Superseded,
    /// The file is not what was issued.
    Altered,
    /// No such report was issued here.
    Unknown,
}

/// What anyone who has the number may know of a report.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct VerifiedHead {
    /// Its number.
    pub number: String,
    /// What it is called.
    pub title: String,
    /// Version of the layout.
    pub version: String,
    /// When it was issued.
    pub issued_at: Timestamp,
    /// When its data was cut off.
    pub cut_off: Timestamp,
    /// Last day on which it may be relied on.
    pub valid_until: Date,
    /// Whether that day has passed.
    pub is_over: bool,
    /// Name of the subject; a person's is masked.
    pub subject: String,
    /// SM3 of the model, to be compared with the paper.
    pub digest: String,
}
