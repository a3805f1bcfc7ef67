//! Who may come in, and what a role permits: accounts of staff and of subjects, passwords, second
//! factors, sessions, one-time links, mandates, keys of systems, and doors that are shut.

pub mod accounts;

pub mod error;
pub mod keys;
pub mod model;
pub mod oidc;
pub mod password;
pub mod permit;
pub mod secret;
pub mod shutters;
pub mod totp;

mod queries;
mod rules;

pub use accounts::{Accounts, first::FIRST_LOGIN, mandate::Organisation};

pub use error::{AccountError, Refused};
pub use keys::{Issued, Keeper, KeyHolder, Keys, Listed, NewKey, SignedRequest};
pub use model::{
    AccountFilter, AccountPage, AccountView, Capacity, Enrolment, Holder, Invitation, Invited,
    Mandate, Named, NewHolder, NewStaff, Origin, OwnAccount, OwnSession, Pending, SignIn, Signed,
    Staff, State, Token, TotpSecret, VerifiedIdentity, Who,
};
pub use oidc::UnifiedLogin;
pub use password::Cost;
pub use permit::{Target, permit};
pub use shutters::{Door, Frozen, Shutters};
pub use totp::code_at;

#[cfg(test)]
mod tests;
