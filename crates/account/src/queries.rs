//! All SQL of this room.

pub(crate) mod accounts;
pub(crate) mod freezes;
pub(crate) mod holders;
pub(crate) mod invitations;
pub(crate) mod keys;
pub(crate) mod mandates;
pub(crate) mod passwords;
pub(crate) mod sessions;
