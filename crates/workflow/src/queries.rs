//! All of this room's SQL.

pub(crate) mod boards;
pub(crate) mod cases;
pub(crate) mod certificates;
pub(crate) mod clocks;
pub(crate) mod dispatches;
pub(crate) mod effects;
pub(crate) mod findings;
pub(crate) mod letters;
pub(crate) mod measures;
pub(crate) mod papers;
pub(crate) mod places;
pub(crate) mod story;
