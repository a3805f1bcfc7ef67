//! Who acts: a department's system, a person of staff, a subject, or the platform itself.

use serde::{Deserialize, Serialize};

/// Who caused a fact, as it stands in the ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// Code of the agency on whose authority the act was done, or `platform`.
    pub agency: String,
    /// Account, API key id or command that did it; never a person's name.
    pub by: String,
}

impl Actor {
    /// An actor of an agency.
    pub fn new(agency: impl Into<String>, by: impl Into<String>) -> Self {
        Self { agency: agency.into(), by: by.into() }
    }

    /// The platform's own timers and jobs.
    pub fn platform() -> Self {
        Self::new("platform", "timer")
    }
}
