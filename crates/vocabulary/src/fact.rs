//! A fact: one thing that happened, as it is appended to the ledger.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Actor, SubjectId};

/// Where a fact stands in the ledger: dense, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Position(pub u64);

impl std::fmt::Display for Position {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

macro_rules! fact_kinds {
    ($($(#[$doc:meta])* $name:ident = $text:literal,)*) => {
        /// What happened. The text form stands in the ledger and never changes.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum FactKind { $($(#[$doc])* #[serde(rename = $text)] $name,)* }

        impl FactKind {
            /// Every kind there is.
            pub const ALL: &[FactKind] = &[$(FactKind::$name,)*];

            /// The text form, `noun.verb`.
            pub fn as_str(self) -> &'static str {
                match self { $(FactKind::$name => $text,)* }
            }

            /// The kind of a text form.
            pub fn parse(text: &str) -> Option<Self> {
                match text { $($text => Some(FactKind::$name),)* _ => None }
            }
        }
    };
}

fact_kinds! {
    /// A batch was received from a source agency.
    BatchReceived = "batch.received",
    /// A batch was read to its end.
    BatchCompleted = "batch.completed",
    /// A record was filed.
    RecordFiled = "record.filed",
    /// A record was replaced by a new version.
    RecordCorrected = "record.corrected",
    /// The same record came from a second source: a further provenance.
    RecordJoined = "record.joined",
    /// A record was withdrawn by its source, with a reason.
    RecordWithdrawn = "record.withdrawn",
    /// A cleansing of a record was undone.
    RecordRestored = "record.restored",
    /// A record went past the end of its disclosure.
    RecordExpired = "record.expired",
    /// A record was repaired: no longer shown, shared or used.
    RepairGranted = "repair.granted",
    /// An objection to a record was marked.
    ObjectionMarked = "objection.marked",
    /// Two subjects were found to be one.
    SubjectMerged = "subject.merged",
    /// A merge was undone.
    SubjectParted = "subject.parted",
    /// A subject's non-public data was looked at.
    LookupMade = "lookup.made",
    /// A look that was refused.
    LookupRefused = "lookup.refused",
    /// A credit check was answered.
    CheckMade = "check.made",
    /// The decision taken after a credit check was fed back.
    CheckDecided = "check.decided",
    /// A subject gave a consent.
    ConsentGiven = "consent.given",
    /// A subject withdrew a consent.
    ConsentWithdrawn = "consent.withdrawn",
    /// An edition of the policy packs came into use.
    PolicyAdopted = "policy.adopted",
    /// The body of a fact was destroyed by order of law.
    BodyErased = "body.erased",
}

/// A fact before it has its place: what a room hands to the pen.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// What happened.
    pub kind: FactKind,
    /// Whose data it is; none for facts about batches and policies.
    pub subject: Option<SubjectId>,
    /// Who did it.
    pub actor: Actor,
    /// Id of the catalog item, if the fact is about one.
    pub item: Option<String>,
    /// Version (digest) of the policy packs in force when it was decided.
    pub policy: String,
    /// The content, canonical JSON; secret values inside are sealed before they come here.
    pub body: String,
}

/// A fact in its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// Its place in the ledger.
    pub position: Position,
    /// When the platform learnt it.
    pub at: Timestamp,
    /// What was appended.
    pub draft: Draft,
}
