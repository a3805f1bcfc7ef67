//! All the SQL of this room.

pub(crate) mod alerts;
pub(crate) mod columns;
pub(crate) mod consents;
pub(crate) mod counts;
pub(crate) mod erasures;
pub(crate) mod events;
pub(crate) mod exports;
pub(crate) mod lookups;
pub(crate) mod quotas;
pub(crate) mod reviews;
pub(crate) mod withdrawals;
