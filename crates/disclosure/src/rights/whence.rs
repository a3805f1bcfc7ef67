//! From where somebody looks: the door, and what is known of the account behind it.

use serde::{Deserialize, Serialize};
use vocabulary::SubjectId;

/// The door through which somebody looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Channel {
    /// The desk of staff.
    #[default]
    Desk,
    /// A system with a key.
    Api,
    /// The check window of an approval hall.
    Hall,
    /// A subject's own page.
    Mine,
    /// The public pages.
    Portal,
}

impl Channel {
    /// The text form of facts and tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Desk => "desk",
            Self::Api => "api",
            Self::Hall => "hall",
            Self::Mine => "mine",
            Self::Portal => "portal",
        }
    }
}

/// From where a look comes. A gate that knows it ([`crate::Gate::through`]) writes it into the
/// register; what links the looker to whom he looks at is weighed and never written by name.
#[derive(Clone, Debug, Default)]
pub struct Whence {
    /// The door.
    pub channel: Channel,
    /// The account, if a person of staff looks.
    pub account: Option<String>,
    /// Division (GB/T 2260) for which the account works.
    pub division: Option<String>,
    /// Division outside of which the account's role does not reach.
    pub within: Option<String>,
    /// The looker's own person, if the account is bound to one.
    pub person: Option<SubjectId>,
    /// The looker's name, compared with those of representatives and of persons.
    pub name: Option<String>,
    /// Organisations that the looker represents.
    pub represents: Vec<SubjectId>,
}
