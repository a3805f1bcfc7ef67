//! All the SQL of this room.

pub(crate) mod receipts;
pub(crate) mod totals;
