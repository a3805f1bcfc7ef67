//! What has changed of what is public: a copy that follows it stays equal to it.

use archive::{Record, Subject, model::Publication, read};
use store::Tx;
use vocabulary::{Date, Position, SubjectKind};

use super::{Gate, Inner};
use crate::{
    ChangeKind, ChangeView, Changes, Disclosed, GateError,
    view::{Reach, subject::brief},
};

/// Changes of one page, at most; what one fact changed stays together.
const PAGE: u32 = 1_000;
/// Changes looked through for those that took something away.
const SCAN: u32 = 5_000;

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
            let (changed, more) = read::changes(tx, after, limit)?;
            let next = changed.last().map_or(after, |last| Some(last.position));
            let entries = inner.entries(tx, &changed)?;
            inner.told(tx, entries, (next, more))
        })?;
        Ok(Disclosed::new(changes))
    }

    /// Of the same only what is gone: it is to be heard before anything new (S-42).
    pub fn gone(&self, after: Option<Position>) -> Result<Disclosed<Changes>, GateError> {
        let inner = &*self.0;
        let changes = inner.db.read(|tx| {
            let (changed, more) = read::changes(tx, after, SCAN)?;
            let next = changed.last().map_or(after, |last| Some(last.position));
            let keys: Vec<_> = changed.iter().map(|one| (one.subject, one.digest)).collect();
            let records = read::current(tx, &keys)?;
            let mut left = Vec::new();
            for (change, record) in changed.into_iter().zip(records) {
                let of = SubjectKind::OtherOrganisation;
                let stays = record
                    .is_some_and(|one| !inner.visible(&Reach::Public, of, vec![one]).is_empty());
                if !stays {
                    left.push(change);
                }
            }
            let entries = inner.entries(tx, &left)?;
            inner.told(tx, entries, (next, more))
        })?;
        Ok(Disclosed::new(changes))
    }
}

impl Inner {
    fn told(
        &self,
        tx: &mut Tx,
        entries: Vec<ChangeView>,
        (next, more): (Option<Position>, bool),
    ) -> Result<Changes, GateError> {
        let today = self.clock.today();
        let (edition, holds_until) = self.edition(tx, today)?;
        Ok(Changes { entries, next: next.map(|at| at.0), more, edition, holds_until, today })
    }

    /// What decides, beside the facts, what is public: the packs, the editions of their items in
    /// force today, and how often the archive was made anew. And until when that stays so.
    pub(super) fn edition(
        &self,
        tx: &mut Tx,
        today: Date,
    ) -> Result<(String, Option<Date>), GateError> {
        let (since, until) = self.law.unchanged_around(today);
        let since = since.map(|day| day.to_string()).unwrap_or_default();
        let epoch = read::epoch(tx)?;
        Ok((format!("{}/{since}/{epoch}", self.law.version()), until))
    }

    /// The changes with what they leave public.
    pub(super) fn entries(
        &self,
        tx: &mut Tx,
        changed: &[read::Change],
    ) -> Result<Vec<ChangeView>, GateError> {
        let keys: Vec<_> = changed.iter().map(|one| (one.subject, one.digest)).collect();
        let records = read::current(tx, &keys)?;
        let owners: Vec<_> = changed.iter().map(|one| one.subject).collect();
        let owners = read::subjects(tx, &owners)?;
        let mut entries = Vec::with_capacity(changed.len());
        for ((change, record), owner) in changed.iter().zip(records).zip(owners) {
            entries.extend(self.change(tx, change, record, owner.as_ref())?);
        }
        Ok(entries)
    }

    fn change(
        &self,
        tx: &mut Tx,
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
        let until = visible.first().and_then(last_day);
        let view = self.views(tx, &reach, kind, &visible, &[])?.pop();
        let first = |tx: &mut Tx| {
            let versions = read::record(tx, change.subject, change.digest)?;
            let mut known = versions.iter().filter(|one| one.publication != Publication::Never);
            Ok::<_, GateError>(known.next().is_none_or(|one| one.version == change.position))
        };
        let what = match &view {
            None => ChangeKind::Gone,
            Some(_) if first(tx)? => ChangeKind::Published,
            Some(_) => ChangeKind::Corrected,
        };
        // On whose page it stands now: that of the one into which its owner was merged.
        let code = match owner {
            Some(merged) if merged.merged_into.is_some() => {
                read::whole(tx, change.subject)?.and_then(|whole| brief(&whole.subject).code)
            }
            owner => owner.and_then(|owner| brief(owner).code),
        };
        Ok(Some(ChangeView {
            position: change.position.0,
            kind: what,
            subject: change.subject.to_hex(),
            digest: change.digest.to_hex(),
            code,
            until: until.filter(|_| view.is_some()),
            record: view.map(Box::new),
        }))
    }
}

/// The last day on which a record is public, whichever period ends first.
fn last_day(record: &Record) -> Option<Date> {
    [record.public_until, record.shared_until].into_iter().flatten().min()
}
