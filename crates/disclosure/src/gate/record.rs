//! The public address of one record.

use archive::{Digest, model::Publication, read};
use vocabulary::SubjectId;

use super::Gate;
use crate::{
    Disclosed, GateError, RecordAnswer,
    view::{Reach, subject::brief},
};

impl Gate {
    /// The record at an address: public, gone, or nothing. Of one that was public and no longer is
    /// it tells only that (H-26, C-06.f); of one that never was it tells nothing (H-18).
    pub fn record(
        &self,
        subject: SubjectId,
        digest: &str,
    ) -> Result<Disclosed<RecordAnswer>, GateError> {
        let (inner, reach) = (&*self.0, Reach::Public);
        let Some(digest) = Digest::from_hex(digest) else {
            return Ok(Disclosed::new(RecordAnswer::NotFound));
        };
        let answer = inner.db.read(|tx| {
            let versions = read::record(tx, subject, digest)?;
            let owner = read::subjects(tx, &[subject])?.pop().flatten();
            let (Some(current), Some(owner)) = (versions.last().cloned(), owner) else {
                return Ok(RecordAnswer::NotFound);
            };
            let was_public =
                versions.iter().any(|version| version.publication != Publication::Never);
            let visible = inner.visible(&reach, owner.kind, vec![current]);
            let record = inner.views(tx, &reach, owner.kind, &visible, &[])?.pop();
            Ok::<_, GateError>(match record {
                Some(record) => {
                    RecordAnswer::Public { record: Box::new(record), head: Box::new(brief(&owner)) }
                }
                None if was_public => RecordAnswer::Gone,
                None => RecordAnswer::NotFound,
            })
        })?;
        Ok(Disclosed::new(answer))
    }
}
