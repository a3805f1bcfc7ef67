//! Verification of a whole log: of a database, or of a copy of its static files.

mod audit;
mod copy;
mod database;

use serde::Serialize;

pub use copy::verify_copy;
pub use database::verify_database;

/// Faults that are listed; further ones are only counted.
const LISTED: usize = 100;

/// What a verification found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Facts (or entries) looked at.
    pub facts: u64,
    /// Bodies whose digest was computed again.
    pub bodies: u64,
    /// Facts whose body was erased with a fact that says so.
    pub erased: u64,
    /// Checkpoints whose signatures and roots were checked.
    pub checkpoints: u64,
    /// Facts under the newest checkpoint that holds; the rest is not yet signed.
    pub signed: u64,
    /// The first faults, in the order found.
    pub faults: Vec<Fault>,
    /// How many faults there are in all.
    pub fault_count: u64,
}

/// Something that is not as it was signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// The table or file.
    pub place: String,
    /// The fact's position, or a checkpoint's size; for a tile the first fact it covers.
    pub position: u64,
    /// What is wrong.
    pub what: String,
}

impl Report {
    /// Whether nothing is wrong.
    pub fn holds(&self) -> bool {
        self.fault_count == 0
    }

    fn fault(&mut self, place: impl Into<String>, position: u64, what: impl Into<String>) {
        self.add(Fault { place: place.into(), position, what: what.into() });
    }

    fn add(&mut self, fault: Fault) {
        self.fault_count += 1;
        if self.faults.len() < LISTED {
            self.faults.push(fault);
        }
    }
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} at {}: {}", self.place, self.position, self.what)
    }
}
