//! The law as data: loads, checks and dates the policy packs, and answers "which rule on this day".

mod checks;
pub mod condition;
mod error;
mod finding;
mod law;
pub mod model;
mod pack;
pub mod process;
pub mod render;
pub mod rule;
mod source;
mod values;

pub use condition::{Condition, ConditionError};
pub use error::Refusal;
pub use finding::Finding;
pub use law::{
    Law,
    compare::{Change, ChangeKind},
    compiled::{CompiledItem, CompiledRule},
    doubt::Doubt,
    show::ItemPage,
    term::{RecordDates, Term},
};
pub use values::{OnDay, Values};
