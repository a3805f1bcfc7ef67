//! One file from a source agency, from the first byte to the receipt.

mod chunk;
mod decide;
mod examine;
mod faults;
mod prepare;
mod read;
mod receipt;
mod single;
mod submit;
mod write;

pub(crate) use chunk::{Columns, Context, Counts, Prepared, Timing, cells_context};
pub(crate) use decide::{Known, State};
pub use examine::examine;
pub(crate) use faults::ADDED as HELP_COLUMNS;
pub(crate) use prepare::{Preparing, subject as subject_of};
pub use receipt::BatchLine;
pub(crate) use single::Alone;
pub(crate) use submit::base_of;
pub(crate) use write::{file_alone, file_batch, month_of};
