//! Whom a name may mean, as other rooms ask for it.

use vocabulary::{SubjectId, SubjectKind};

use crate::Score;

/// An organisation that a name may mean.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// Who it is; of merged subjects the one they were merged into.
    pub subject: SubjectId,
    /// What it is.
    pub kind: SubjectKind,
    /// Its unified code.
    pub code: Option<String>,
    /// Its present name.
    pub name: String,
    /// The name that matched, when it is a former one.
    pub former: Option<String>,
    /// Its division (GB/T 2260).
    pub division: Option<String>,
    /// Why it may be meant.
    pub score: Score,
}

/// The organisations of a site, by name. Persons are in none: nobody finds them by name.
pub trait Directory: Send + Sync {
    /// Who may be meant, best first, at most `limit`. Names that are nearly the same stand together, so a
    /// caller sees whether the first is alone.
    ///
    /// # Errors
    ///
    /// [`DirectoryError`] if the directory cannot be read.
    fn candidates(&self, name: &str, limit: usize) -> Result<Vec<Candidate>, DirectoryError>;
}

/// The directory could not be read.
#[derive(Debug, thiserror::Error)]
#[error(
    "the directory of names could not be read: {reason}; try again, and look at the log of the database"
)]
pub struct DirectoryError {
    /// The words of what failed.
    pub reason: String,
}
