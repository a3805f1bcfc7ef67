//! Disclosure rules: for how long a record may be seen.

use serde::{Deserialize, Serialize};
use vocabulary::Date;

use super::basis::{Basis, Length, Title};

/// One file `disclosure/<id>.toml`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DisclosureRule {
    /// The file name; filled by the loader.
    #[serde(skip_deserializing, default)]
    pub id: String,
    /// What it is called.
    pub title: Title,
    /// The editions, oldest first; without gap or overlap.
    pub edition: Vec<DisclosureEdition>,
}

/// The rule as it stood between two days; chosen by the day of recognition, the more favourable
/// of that edition and the present one is used where `favourable`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DisclosureEdition {
    /// First day.
    pub effective_from: Date,
    /// Last day.
    pub until: Option<Date>,
    /// From which day the period counts.
    pub counts_from: CountsFrom,
    /// Whether an edition in force later, if shorter, is used for older records too.
    #[serde(default)]
    pub favourable: bool,
    /// Legal bases.
    pub basis: Vec<Basis>,
    /// The classes in order; the first whose condition holds is taken.
    pub class: Vec<DisclosureClass>,
}

/// From which day a period counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CountsFrom {
    /// 认定（决定）之日
    DecidedOn,
    /// 失信行为终止之日 (the last day in force, or else the decision)
    ConductEnded,
    /// The record's own last day in force ends the disclosure.
    ValidUntil,
    /// No end: as long as the subject exists (registration).
    WhileItStands,
}

/// One class of a disclosure edition (轻微 / 一般 / 严重, or `all`).
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DisclosureClass {
    /// `minor`, `general`, `serious`, `all`.
    pub id: String,
    /// What it is called.
    pub title: Title,
    /// Condition over the record's fields; holds always if absent.
    pub when: Option<String>,
    /// Whether a record of this class is published at all.
    pub published: bool,
    /// Shortest time before repair can be asked for.
    pub minimum: Option<Length>,
    /// Longest publication.
    pub maximum: Option<Length>,
    /// Longest disclosure to anyone (Shandong art. 38: five years).
    pub shared_for: Option<Length>,
}
