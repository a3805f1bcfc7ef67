//! All the SQL of this room.

pub(crate) mod blocked;
pub(crate) mod receipts;
pub(crate) mod totals;
