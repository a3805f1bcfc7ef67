//! Who begins, moves and looks at cases.

use vocabulary::{Actor, SubjectId};

/// Whoever does something with a case, as the door knows him.
#[derive(Clone, Debug)]
pub enum By {
    /// Signed-in staff.
    Staff(StaffBy),
    /// A signed-in person, for himself or for an organisation.
    Holder {
        /// Account.
        actor: Actor,
        /// Who is signed in.
        person: SubjectId,
        /// For whom: himself or an organisation.
        acting: SubjectId,
    },
    /// Anybody, without an account; name and contact may be empty, and are stored sealed.
    Anyone {
        /// Name.
        name: String,
        /// Telephone or address.
        contact: String,
    },
    /// Whoever holds number and code of a case.
    Coded {
        /// The number.
        number: String,
        /// The code that was told once.
        code: String,
    },
    /// A clock that expired.
    Clock,
}

/// A person of staff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffBy {
    /// The actor that stands in the ledger.
    pub actor: Actor,
    /// Agency, by its id.
    pub agency: String,
    /// Role of the packs.
    pub role: String,
}

impl By {
    /// Who stands in the ledger for it.
    pub fn actor(&self) -> Actor {
        match self {
            Self::Staff(staff) => staff.actor.clone(),
            Self::Holder { actor, .. } => actor.clone(),
            Self::Anyone { .. } | Self::Coded { .. } => Actor::new("public", "anyone"),
            Self::Clock => Actor::platform(),
        }
    }

    /// The agency for which staff acts.
    pub fn agency(&self) -> Option<&str> {
        match self {
            Self::Staff(staff) => Some(&staff.agency),
            _ => None,
        }
    }
}
