//! A list of names that somebody wants matched: each line with those who may be meant, and why.

mod read;
#[cfg(test)]
mod tests;
mod write;

use std::io::Read;

use identity::Candidate;
use serde::Serialize;

use crate::{
    Intake, IntakeError,
    format::{self, Meter, Spool},
    resolve::Resolver,
};
pub use write::{outcome_zh, roster_csv, roster_xlsx};

/// What became of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum RosterOutcome {
    /// It names a valid code: that decides.
    Code,
    /// One organisation alone is meant, by a rule that is sure of it.
    Sure,
    /// Somebody must look at the candidates.
    Unsure,
    /// Nobody is found.
    Nobody,
    /// Its code breaks its check digit; the candidates are by its name.
    BadCode,
    /// It gives no name, or cannot be read.
    Unreadable,
}

/// A line of a roster.
#[derive(Clone, Debug, PartialEq)]
pub struct RosterLine {
    /// Its line in the file, from 1.
    pub line: u64,
    /// The name it gives.
    pub name: String,
    /// The code it gives, as written.
    pub code: Option<String>,
    /// What became of it.
    pub outcome: RosterOutcome,
    /// Rule of the packs: `M-1`; none where a code decided or nothing was asked.
    pub rule: Option<String>,
    /// Who may be meant, best first.
    pub candidates: Vec<Candidate>,
}

impl Intake {
    /// Matches a list of names, in any format that [`Intake::submit`] takes, or pasted with one name a
    /// line: `tell` gets the lines one by one. The column of names is found by its header (名称, 单位名称,
    /// `name` …), that of codes likewise; a file without headers is taken as it stands. Nothing is
    /// written anywhere. Gives the number of lines.
    ///
    /// # Errors
    ///
    /// [`IntakeError::TooLarge`] beyond `most` lines; whatever `tell` says; what a file can have.
    pub fn match_list(
        &self,
        input: impl Read,
        most: u64,
        tell: &mut dyn FnMut(RosterLine) -> Result<(), IntakeError>,
    ) -> Result<u64, IntakeError> {
        let today = self.clock.today();
        let mut spool = Spool::take(input, &self.limits)?;
        let resolver = Resolver::new(&self.law, &*self.directory, (&self.db, &self.key), today);
        let mut reading = read::Reading::new((&self.law, today), resolver, most, tell);
        format::read(&mut spool, &self.limits, &Meter::default(), &mut reading)?;
        Ok(reading.lines)
    }
}
