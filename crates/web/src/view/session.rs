//! The pages of coming in.

use serde::Serialize;

use super::Refused;

/// Name and password.
#[derive(Clone, Debug, Serialize)]
pub struct SignIn {
    /// What was typed.
    pub login: String,
    /// Where it goes on.
    pub next: String,
    /// Key of the reason why one is asked.
    pub why: Option<&'static str>,
    /// Whether what was given did not open.
    pub refused: bool,
    /// For how long a login rests after too many tries.
    pub minutes: u16,
    /// The city's unified login, where there is one.
    pub unified_href: Option<String>,
}

/// The second factor.
#[derive(Clone, Debug, Serialize)]
pub struct Second {
    /// Where it goes on.
    pub next: String,
    /// Whether the code did not open.
    pub refused: bool,
}

/// A one-time link; without `action` it does not stand, or no longer.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Invitation {
    /// Where the form goes.
    pub action: Option<String>,
    /// For whom it is.
    pub name: String,
    /// The name to sign in with, for staff.
    pub login: Option<String>,
    /// The role, for staff.
    pub role: Option<String>,
    /// Whether it opens an account of staff.
    pub staff: bool,
    /// Whether it was begun before and the second factor is missing.
    pub again: bool,
    /// Letters a password has at least.
    pub length: u16,
    /// Kinds of characters it has at least.
    pub classes: u16,
    /// Whether the two entries differ.
    pub differ: bool,
    /// Why the password is not taken.
    pub refused: Option<Refused>,
}

/// A second factor to be stored.
#[derive(Clone, Debug, Serialize)]
pub struct Enrol {
    /// Where the form goes.
    pub action: String,
    /// Where it can be begun anew.
    pub back: String,
    /// The secret as a picture.
    pub code: Option<String>,
    /// The secret in groups of four; none where it was shown before.
    pub secret: Option<String>,
    /// Why the code is not taken.
    pub refused: Option<Refused>,
}

/// One's own account.
#[derive(Clone, Debug, Serialize)]
pub struct Account {
    /// What stands about it.
    pub facts: Vec<super::Labelled>,
    /// Whether a second factor is asked for at sign-in.
    pub second_factor: bool,
    /// Whether the role demands one.
    pub needs_second: bool,
    /// Where one is signed in.
    pub sessions: Vec<Session>,
}

/// One session of one's own.
#[derive(Clone, Debug, Serialize)]
pub struct Session {
    /// When it was opened.
    pub opened_at: String,
    /// When it was last used.
    pub seen_at: String,
    /// Whether it is this one.
    pub current: bool,
}

/// A second factor to be taken into use.
#[derive(Clone, Debug, Serialize)]
pub struct Factor {
    /// Whether there is one already.
    pub bound: bool,
    /// Whether the role demands one.
    pub needed: bool,
    /// The secret as a picture.
    pub code: Option<String>,
    /// The secret in groups of four.
    pub shown: String,
    /// The secret, for the form.
    pub secret: String,
    /// Why it is not taken.
    pub refused: Option<Refused>,
}

/// A new password.
#[derive(Clone, Debug, Serialize)]
pub struct Password {
    /// Whether it must be changed before anything else.
    pub must: bool,
    /// Letters a password has at least.
    pub length: u16,
    /// Kinds of characters it has at least.
    pub classes: u16,
    /// Days after which it is to be changed.
    pub days: u16,
    /// Whether the two entries differ.
    pub differ: bool,
    /// Why it is not taken.
    pub refused: Option<Refused>,
}
