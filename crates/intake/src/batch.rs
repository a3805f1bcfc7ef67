//! One file from a source agency, from the first byte to the receipt.

mod chunk;
mod decide;
mod examine;
mod faults;
mod read;
mod receipt;
mod submit;
mod write;

pub(crate) use chunk::{Columns, Context, Counts, Timing};
pub(crate) use decide::{Known, State};
pub use examine::examine;
pub use receipt::BatchLine;
pub(crate) use write::month_of;
