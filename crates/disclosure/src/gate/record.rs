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
    /// it tells only that (H-26, C-06.f); of one that never was it tells nothing (H-18). Of subjects that
    /// are one (C-02.b) each leads to the records of all; its own goes first.
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
            let Some(whole) = read::whole(tx, subject)? else { return Ok(RecordAnswer::NotFound) };
            let owner = &whole.subject;
            let others = whole.ids.iter().copied().filter(|id| *id != subject);
            let mut versions = Vec::new();
            for id in std::iter::once(subject).chain(others) {
                versions = read::record(tx, id, digest)?;
                if !versions.is_empty() {
                    break;
                }
            }
            let Some(current) = versions.last().cloned() else {
                return Ok(RecordAnswer::NotFound);
            };
            let was_public =
                versions.iter().any(|version| version.publication != Publication::Never);
            let visible = inner.visible(&reach, owner.kind, vec![current]);
            let record = inner.views(tx, &reach, owner.kind, &visible, &[])?.pop();
            Ok::<_, GateError>(match record {
                Some(record) => {
                    RecordAnswer::Public { record: Box::new(record), head: Box::new(brief(owner)) }
                }
                None if was_public => RecordAnswer::Gone,
                None => RecordAnswer::NotFound,
            })
        })?;
        Ok(Disclosed::new(answer))
    }
}
