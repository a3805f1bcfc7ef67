//! All of this room's SQL.

pub(crate) mod articles;
pub(crate) mod lists;
