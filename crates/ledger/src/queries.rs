//! All of this room's SQL.

pub(crate) mod facts;
pub(crate) mod tiles;
