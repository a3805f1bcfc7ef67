//! All the SQL of this room.

pub(crate) mod issues;
pub(crate) mod recognised;
