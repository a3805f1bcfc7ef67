//! All SQL of this room.

pub(crate) mod accounts;
pub(crate) mod holders;
pub(crate) mod invitations;
pub(crate) mod mandates;
pub(crate) mod passwords;
pub(crate) mod sessions;
