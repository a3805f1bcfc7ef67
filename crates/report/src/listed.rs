//! Lists of reports, for the desk, for auditors and for figures; none names the subject.

use policy::model::matter::Purpose;
use serde::Serialize;
use vocabulary::{Actor, Date, Timestamp};

use crate::{Asker, VerifiedHead};

/// Who issues the reports of a site, and where they are verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issuer {
    /// Who issues, as printed.
    pub name: String,
    /// Address of the site, without slash at the end.
    pub address: String,
}

/// Narrows the register of issued reports; everything left out means all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RegisterFilter {
    /// Issued on or after this day.
    pub from: Option<Date>,
    /// Issued on or before this day.
    pub until: Option<Date>,
    /// Id or unified code of the organisation that asked.
    pub organisation: Option<String>,
    /// Id of the layout.
    pub template: Option<String>,
    /// Number of the report.
    pub number: Option<String>,
}

/// A line of the register of issued reports.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RegisterLine {
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
    /// Unified code of the organisation that asked; empty if the subject itself asked.
    pub organisation: String,
    /// Account or key.
    pub by: String,
    /// The door: `desk`, `api`, `hall`, `mine`, `portal`.
    pub channel: String,
    /// What for: a purpose of the closed list, or `own`.
    pub purpose: String,
    /// Number of the business in the organisation's own books.
    pub matter_number: Option<String>,
    /// Number of the consent it rests on.
    pub consent: Option<String>,
    /// The fact `report.issued`.
    pub position: u64,
    /// Whether something it cites has changed or gone since.
    pub superseded: bool,
}

impl RegisterLine {
    /// Somebody of an organisation who would have the report again: asked for as it was then. None if the
    /// subject itself had it.
    pub fn asker(&self, actor: Actor, organisation: String) -> Option<Asker> {
        let matter_number = self.matter_number.clone().unwrap_or_default();
        let (document, purpose) = (String::new(), String::new());
        match self.asker.as_str() {
            "counter" => {
                Some(Asker::Counter { actor, organisation, document, matter_number, purpose })
            }
            "consented" => {
                let consent = self.consent.clone()?;
                Some(Asker::Consented { actor, organisation, consent, matter_number })
            }
            "agency" => {
                let purpose = Purpose::parse(&self.purpose)?;
                Some(Asker::Agency { actor, organisation, purpose, matter_number })
            }
            _ => None,
        }
    }
}

/// How many reports were issued in a year, one line for each channel, organisation and purpose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReportCount {
    /// The door.
    pub channel: String,
    /// Unified code of the organisation that asked; empty if the subject itself asked.
    pub organisation: String,
    /// What for.
    pub purpose: String,
    /// Reports issued.
    pub reports: u64,
    /// Of these, those whose look stands in the access register and was counted there already.
    pub registered: u64,
}

/// What became of another region's report that somebody handed in.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Recognised {
    /// Whether it is accepted for the matter.
    pub accepted: bool,
    /// Id of the partner whose seal it bears, if it is known.
    pub partner: Option<String>,
    /// The rule that refused it.
    pub rule: Option<String>,
    /// Why it is refused and what to do; none if it is accepted.
    pub reason: Option<String>,
    /// What the report says of itself, as far as its seal holds.
    pub head: Option<VerifiedHead>,
    /// The fact `report.recognised`.
    pub position: u64,
}

/// A line in the list of reports of other regions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RecognisedLine {
    /// The fact `report.recognised`.
    pub position: u64,
    /// When it was handed in.
    pub at: Timestamp,
    /// Unified code of the agency that handles the matter.
    pub organisation: String,
    /// Account or key.
    pub by: String,
    /// Id of the partner.
    pub partner: Option<String>,
    /// Number of the partner's report.
    pub number: Option<String>,
    /// The matter.
    pub matter: String,
    /// Number of the business in the agency's own books.
    pub matter_number: String,
    /// Whether it was accepted.
    pub accepted: bool,
    /// The rule that refused it.
    pub rule: Option<String>,
}
