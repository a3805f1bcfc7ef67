//! What can go wrong while the city is built.

/// A closed list of faults.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// A file could not be written.
    #[error("the demo could not write its files: {0}; choose a folder with room by --data")]
    File(#[from] std::io::Error),
    /// A row could not be written.
    #[error("the demo could not write a row: {0}; choose a folder with room by --data")]
    Row(#[from] csv::Error),
    /// The packs do not know an agency of the city.
    #[error("the policy packs know no agency `{0}`; add it to agencies.toml")]
    UnknownAgency(String),
    /// Intake refused a whole file.
    #[error("intake refused a file of the demo: {0}")]
    Intake(#[from] intake::IntakeError),
}
