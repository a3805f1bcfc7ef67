//! All of this room's SQL.

pub(crate) mod batches;
pub(crate) mod declarations;
pub(crate) mod keys;
pub(crate) mod months;
pub(crate) mod settlements;
