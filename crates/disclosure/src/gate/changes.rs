//! What has changed of what is public: a copy that follows it stays equal to it.

use archive::{Record, Subject, model::Publication, read};
use vocabulary::{Position, SubjectKind};

use super::{Gate, Inner};
use crate::{
    ChangeKind, ChangeView, Changes, Disclosed, GateError,
    view::{Reach, subject::brief},
};

/// Changes of one page, at most.
const PAGE: u32 = 1_000;

impl Gate {
    /// What the public sees differently since a position, the oldest first; everything if none is
    /// given. Of each record only its last change is told, and nothing of one that is gone. Records
    /// of natural persons are not among them.
    pub fn changes(
        &self,
        after: Option<Position>,
        size: u32,
    ) -> Result<Disclosed<Changes>, GateError> {
        let inner = &*self.0;
        let limit = if size == 0 { 200 } else { size.min(PAGE) };
        let changes = inner.db.read(|tx| {
            let mut changed = read::changes(tx, after, limit + 1)?;
            let more = changed.len() > limit as usize;
            changed.truncate(limit as usize);
            let keys: Vec<_> = changed.iter().map(|one| (one.subject, one.digest)).collect();
            let records = read::current(tx, &keys)?;
            let owners: Vec<_> = changed.iter().map(|one| one.subject).collect();
            let owners = read::subjects(tx, &owners)?;
            let mut entries = Vec::with_capacity(changed.len());
            for ((change, record), owner) in changed.into_iter().zip(records).zip(owners) {
                entries.extend(inner.change(tx, &change, record, owner.as_ref())?);
            }
            Ok::<_, GateError>(Changes { entries, more })
        })?;
        Ok(Disclosed::new(changes))
    }
}

impl Inner {
    fn change(
        &self,
        tx: &mut store::Tx,
        change: &read::Change,
        record: Option<Record>,
        owner: Option<&Subject>,
    ) -> Result<Option<ChangeView>, GateError> {
        let reach = Reach::Public;
        let kind = owner.map_or(SubjectKind::OtherOrganisation, |owner| owner.kind);
        if kind == SubjectKind::Person {
            return Ok(None);
        }
        let visible = self.visible(&reach, kind, record.into_iter().collect());
        let view = self.views(tx, &reach, kind, &visible, &[])?.pop();
        let first = |tx: &mut store::Tx| {
            let versions = read::record(tx, change.subject, change.digest)?;
            let mut known = versions.iter().filter(|one| one.publication != Publication::Never);
            Ok::<_, GateError>(known.next().is_none_or(|one| one.version == change.position))
        };
        let what = match &view {
            None => ChangeKind::Gone,
            Some(_) if first(tx)? => ChangeKind::Published,
            Some(_) => ChangeKind::Corrected,
        };
        Ok(Some(ChangeView {
            position: change.position.0,
            kind: what,
            subject: change.subject.to_hex(),
            digest: change.digest.to_hex(),
            code: owner.and_then(|owner| brief(owner).code),
            record: view.map(Box::new),
        }))
    }
}
