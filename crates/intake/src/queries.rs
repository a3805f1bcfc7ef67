//! All of this room's SQL.

pub(crate) mod batches;
pub(crate) mod declarations;
pub(crate) mod entries;
pub(crate) mod keys;
pub(crate) mod months;
pub(crate) mod numbers;
pub(crate) mod registers;
pub(crate) mod settlements;
