//! Who looks, at what, and how far the gate opens at all.

use policy::model::matter::Purpose;
use vocabulary::{Actor, SubjectId};

/// Who looks.
#[derive(Clone, Debug)]
pub enum Viewer {
    /// Anyone: only what is published, masked.
    Public,
    /// A department, for one purpose and one matter of business.
    Department {
        /// Agency and account or key.
        actor: Actor,
        /// Agency id or unified code on whose behalf it looks.
        organisation: String,
        /// Purpose from the closed list (Shandong regulation art. 22).
        purpose: Purpose,
        /// Number of the business in the department's own books; never empty.
        matter_number: String,
        /// What it may look at.
        items: Items,
    },
    /// An agency or another organisation, on a consent of the subject: the items of the consent,
    /// while it holds (S-34, H-23).
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
    /// The subject itself, whose identity the door has proved.
    Subject {
        /// Whose data may be seen: only its own.
        subject: SubjectId,
    },
    /// The subject itself at a window, its document seen by a clerk: sees as the subject, and the
    /// visit stands in the register.
    Counter {
        /// Agency and account of the clerk.
        actor: Actor,
        /// Agency id or unified code of the window.
        organisation: String,
        /// Whose data may be seen: only its own.
        subject: SubjectId,
        /// Which document was seen: 居民身份证, 营业执照 …; never empty.
        document: String,
        /// Number of the business in the window's own books; never empty.
        matter_number: String,
    },
    /// An auditor: reads everything, changes nothing, leaves a trace.
    Auditor {
        /// Agency and account.
        actor: Actor,
    },
}

impl Viewer {
    /// Who stands in the register; the platform itself for those who have no account of an agency.
    pub(crate) fn actor(&self) -> Actor {
        match self {
            Self::Department { actor, .. }
            | Self::Consented { actor, .. }
            | Self::Counter { actor, .. }
            | Self::Auditor { actor } => actor.clone(),
            Self::Public | Self::Subject { .. } => Actor::platform(),
        }
    }
}

/// Catalog items a department may look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Items {
    /// Every item that is shared with agencies.
    All,
    /// Only these ids.
    Only(Vec<String>),
}

/// The limits of this gate; none of them is law.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Files one actor may open on one day (H-11).
    pub files_a_day: u32,
    /// Entries of one page of a list or search, at most.
    pub page_entries: u32,
    /// Records shown on a subject's public page, at most; the newest are taken.
    pub page_records: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self { files_a_day: 500, page_entries: 100, page_records: 200 }
    }
}
