//! What was reported once and is asked for again: whose it is, and whether a consent still opens it.

use archive::Digest;
use policy::model::report::ReportHolds;
use store::Tx;
use vocabulary::SubjectId;

use super::Gate;
use crate::{Cited, Disclosed, GateError, Viewer};

impl Gate {
    /// Every id under which a subject is known (C-02.b); its own alone if nobody knows it.
    pub fn ids(&self, subject: SubjectId) -> Result<Vec<SubjectId>, GateError> {
        self.0.db.read(|tx| Ok(self.known(tx, subject)?.ids))
    }

    /// As [`Gate::stands`], inside a transaction of the pen: nothing that was appended before can be
    /// overlooked.
    pub fn stands_in(
        &self,
        tx: &mut Tx,
        holds: ReportHolds,
        cited: &[Cited<'_>],
    ) -> Result<Disclosed<bool>, GateError> {
        let keys: Option<Vec<(SubjectId, Digest)>> =
            cited.iter().map(|cite| Some((cite.subject, Digest::from_hex(cite.digest)?))).collect();
        let stands = match keys {
            Some(keys) => self.0.all_stand(tx, holds, cited, &keys)?,
            None => false,
        };
        Ok(Disclosed::new(stands))
    }

    /// Refuses, and registers that, unless the consent that a viewer names still holds. It is no look:
    /// nothing new is shown to whoever has looked today already.
    pub fn still_consents(&self, viewer: &Viewer, subject: SubjectId) -> Result<(), GateError> {
        let inner = &*self.0;
        let held = inner.db.read(|tx| {
            let ids = self.known(tx, subject)?.ids;
            inner.holds(tx, viewer, &ids, inner.clock.today())
        })?;
        held.map(drop).map_err(|refusal| {
            self.refuse(&viewer.actor(), Some(subject), refusal, &inner.look(viewer))
        })
    }
}
