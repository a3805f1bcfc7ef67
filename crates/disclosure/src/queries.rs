//! All the SQL of this room.

pub(crate) mod lookups;
pub(crate) mod quotas;
