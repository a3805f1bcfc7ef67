//! Work that takes longer than a page: a file that is read, a list that is checked. It is kept in
//! memory, for its own account, until an hour after its end; what came of a file is durable elsewhere.

mod keep;
mod show;

pub(crate) use keep::{Done, works};
pub(crate) use show::{begun, lines};
