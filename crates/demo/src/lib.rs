//! The synthetic city used by the demo, the tests and the benchmarks.
//!
//! Shaped like Jinan: its twelve districts and their division codes, its departments, believable
//! names and distributions. Every company and person in it is invented. The same seed gives the
//! same files, to the byte.

mod act;
pub mod build;
mod dice;
pub mod error;
mod fault;
mod name;
mod nation;
mod number;
mod place;
mod plan;
mod register;
mod resident;
mod row;
mod sheet;
mod trade;
mod uncoded;

pub use build::{build, send};
pub use dice::Dice;
pub use error::DemoError;
pub use nation::{Spot, spots};
pub use number::unified_code;
pub use register::{Registered, registered};
pub use resident::Resident;
pub use sheet::{City, Sheet, write};
