//! All the SQL of this room.

pub(crate) mod changes;
pub(crate) mod columns;
pub(crate) mod due;
pub(crate) mod merges;
pub(crate) mod named;
pub(crate) mod names;
pub(crate) mod patrol;
pub(crate) mod public;
pub(crate) mod records;
pub(crate) mod relations;
pub(crate) mod strangers;
pub(crate) mod subjects;
pub(crate) mod totals;
pub(crate) mod traces;
pub(crate) mod whole;
