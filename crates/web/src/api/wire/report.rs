//! Credit reports.

use jiff::{Timestamp, civil::Date};
use report as room;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Which report is wanted about whom, and what for.
#[derive(Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewReport {
    /// Unified code of an organisation, or, on a consent, the number of a person's document.
    pub code: String,
    /// Kind of a person's document as on the form (身份证, 护照 …); absent for organisations.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
    /// Number of the business in the unit's own books.
    pub matter_number: String,
    /// Matter of the application list: it names the purpose and, if a use is listed, the report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matter: Option<String>,
    /// Purpose from the closed list, if no matter is named and there is no consent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<String>,
    /// Number of a consent given to the unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent: Option<String>,
    /// Layout: `organisation` …; left out if the matter names it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub template: Option<String>,
    /// Language of the paper: `zh` (if left out) or `en`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Compare with a day: as known on it, what came since is marked as new.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub known_on: Option<Date>,
    /// First day that a special report covers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// Last day that a special report covers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// Fields of law that a special report covers; all if empty.
    #[serde(default)]
    pub domains: Vec<String>,
}

/// A report that was issued.
#[derive(Debug, Serialize, ToSchema)]
pub struct IssuedReport {
    /// Its number, 22 characters; to be stored with the matter.
    pub number: String,
    /// Id of its layout.
    pub template: String,
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
    /// SM3 of its canonical JSON, in hexadecimal digits.
    pub digest: String,
    /// The fact `report.issued` in the ledger.
    pub position: u64,
    /// Where anyone verifies it.
    pub verify: String,
    /// Where it is fetched, as JSON or PDF by `Accept`.
    pub file: String,
}

impl From<&room::Issued> for IssuedReport {
    fn from(issued: &room::Issued) -> Self {
        let report = &issued.report;
        Self {
            number: report.number.clone(),
            template: report.template.id.clone(),
            title: report.template.title.clone(),
            version: report.template.version.clone(),
            issued_at: report.issued_at,
            cut_off: report.cut_off.at,
            valid_until: report.valid_until,
            digest: issued.digest.clone(),
            position: issued.position,
            verify: report.verify.clone(),
            file: format!("/api/v1/reports/{}", report.number),
        }
    }
}

/// What there is to say of a number or a file.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReportVerdict {
    /// `genuine`; `superseded` (issued here, and something in it has changed or gone since); `altered`
    /// (the file is not what was issued); `unknown`.
    pub verdict: String,
    /// Whether a file was looked at, and its seal holds.
    pub sealed: Option<bool>,
    /// What anyone may know of the report, if it was issued here.
    pub report: Option<ReportHead>,
}

/// What anyone who has its number may know of a report.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReportHead {
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
    /// SM3 of its canonical JSON, to be compared with the paper.
    pub digest: String,
}

impl From<room::Verified> for ReportVerdict {
    fn from(verified: room::Verified) -> Self {
        let head = |head: room::VerifiedHead| ReportHead {
            number: head.number,
            title: head.title,
            version: head.version,
            issued_at: head.issued_at,
            cut_off: head.cut_off,
            valid_until: head.valid_until,
            is_over: head.is_over,
            subject: head.subject,
            digest: head.digest,
        };
        Self {
            verdict: super::word(&verified.verdict),
            sealed: verified.sealed,
            report: verified.head.map(head),
        }
    }
}

/// The keys under which the files of reports are sealed.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReportKeys {
    /// Each as `name+id+key`, as in the notes of the ledger; a file counts only if every one of them
    /// signed.
    pub keys: Vec<String>,
}
