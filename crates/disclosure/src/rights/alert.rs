//! Security alerts: what in the register is unusual.

use serde::Serialize;
use vocabulary::Timestamp;

use crate::AgencyView;

/// Why a look is unusual.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum AlertKind {
    /// More looks in an hour or on a day than the law of the site expects.
    Bulk,
    /// Outside working hours, or on a day on which nobody works.
    OutOfHours,
    /// At a subject of another division.
    OutsideDistrict,
    /// At oneself, or an organisation one represents.
    OwnRelatives,
    /// Beyond what the actor may see (H-19, H-74, H-77, H-84).
    OverAuthority,
    /// On a consent that does not hold.
    ConsentMissing,
    /// Refused again and again.
    RefusedOften,
    /// Data was taken out of the platform unmasked.
    Unmasked,
}

impl AlertKind {
    /// Every kind.
    pub const ALL: [Self; 8] = [
        Self::Bulk,
        Self::OutOfHours,
        Self::OutsideDistrict,
        Self::OwnRelatives,
        Self::OverAuthority,
        Self::ConsentMissing,
        Self::RefusedOften,
        Self::Unmasked,
    ];

    /// The text form of the table.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Bulk => "bulk",
            Self::OutOfHours => "out-of-hours",
            Self::OutsideDistrict => "outside-district",
            Self::OwnRelatives => "own-relatives",
            Self::OverAuthority => "over-authority",
            Self::ConsentMissing => "consent-missing",
            Self::RefusedOften => "refused-often",
            Self::Unmasked => "unmasked",
        }
    }

    /// The kind of a text form.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

/// Narrows the alerts.
#[derive(Clone, Debug, Default)]
pub struct AlertFilter {
    /// Only open ones, or only closed ones.
    pub open: Option<bool>,
    /// Only this kind.
    pub kind: Option<AlertKind>,
}

/// One alert. Everything an actor does of one kind on one day is one alert, until it is closed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AlertView {
    /// Its number: the position of the fact that raised it and the kind.
    pub number: String,
    /// Why.
    pub kind: AlertKind,
    /// When it was raised: the instant of the fact.
    pub at: Timestamp,
    /// The fact that raised it.
    pub position: u64,
    /// The last fact that added to it.
    pub last: u64,
    /// How many facts it counts.
    pub times: u64,
    /// Who looked.
    pub organisation: AgencyView,
    /// Account or key.
    pub actor: String,
    /// Whose data was looked at first, 32 hexadecimal digits.
    pub subject: Option<String>,
    /// The rule that was broken, if one.
    pub rule: Option<String>,
    /// When it was closed.
    pub closed_at: Option<Timestamp>,
    /// What was found.
    pub finding: Option<String>,
}
