//! All of this room's SQL.

pub(crate) mod objections;
pub(crate) mod steps;
