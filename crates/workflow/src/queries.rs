//! All of this room's SQL.

pub(crate) mod cases;
pub(crate) mod clocks;
pub(crate) mod letters;
pub(crate) mod objections;
pub(crate) mod papers;
pub(crate) mod places;
pub(crate) mod steps;
pub(crate) mod story;
