//! A record is filed, corrected, or gets back a value that cleansing had changed.

use policy::{
    Law, RecordDates,
    model::{catalog::RelationKind, list::ListKind},
};
use store::Tx;
use vocabulary::SubjectKind;

use super::{ArchiveFollower, event::Cause, working::Working};
use crate::{
    ArchiveError, Digest, Entry, Filing, Record, RecordState, Subject, content, model::Publication,
    queries, shape::Shape, standing,
};

impl ArchiveFollower {
    pub(super) fn file(
        &self,
        tx: &mut Tx,
        working: &mut Working,
        cause: &Cause,
        filing: &Filing,
    ) -> Result<(), ArchiveError> {
        let digest = Digest::from_hex(&filing.digest).ok_or_else(|| ArchiveError::Body {
            position: cause.position,
            reason: format!("`{}` is no digest", filing.digest),
        })?;
        let shape = self.shape(&cause.item);
        let Some(work) = working.subjects.get_mut(&cause.subject) else { return Ok(()) };
        let exited_on = work.subject.as_ref().and_then(|subject| subject.exited_on);
        let subject = work.subject.get_or_insert(Subject::bare(cause.subject, filing.kind));
        if subject.code.is_none() && subject.kind != SubjectKind::Person {
            subject.code.clone_from(&filing.code);
        }
        if shape.registers {
            work.register(tx, shape, cause, filing)?;
        } else {
            work.name_as_filed(tx, cause, filing)?;
            // A change of name names the new one before it is the subject's.
            if shape.relation != Some(RelationKind::Succession) {
                working.strangers.extend(work.stranger(tx, cause, filing)?);
            }
        }
        let renamed = work.names.as_mut().is_some_and(|names| std::mem::take(&mut names.touched));
        if renamed {
            work.touched = Some(cause.position);
        }
        let late = !shape.registers && exited_on.is_some_and(|exited| exited < filing.decided_on);
        let serious = super::yielding::has_serious(self, &work.entries, cause.day);
        let record = working.records.entry((cause.subject, digest)).or_default();
        let state = match state_of(record.current(), late) {
            state if state.is_active() && shape.list == Some(ListKind::Red) && serious => {
                RecordState::Yielded
            }
            state => state,
        };
        // What disputes the content of before disputes this one.
        let disputed = !state.is_active()
            && record
                .current()
                .is_some_and(|record| record.disputed || record.state == RecordState::InObjection);
        let next = version(&self.law, shape, cause, filing, digest, state);
        let next = Record { disputed, ..next };
        if shape.checked {
            work.keep(shape, entry(shape, &next, filing, filing.digest.clone()));
        }
        record.follow_with(next);
        Ok(())
    }

    /// Puts the original value back into the standing; the file does it when it is read.
    pub(super) fn restore(
        &self,
        tx: &mut Tx,
        working: &mut Working,
        cause: &Cause,
        digest: Digest,
        field: &str,
    ) -> Result<(), ArchiveError> {
        queries::records::restore(tx, cause.subject, digest, field, cause.position)?;
        working.reload(tx, cause.subject, Some(digest))?;
        let Some(record) =
            working.records.get(&(cause.subject, digest)).and_then(|work| work.current().cloned())
        else {
            return Ok(());
        };
        queries::changes::bump(tx, ((cause.subject, digest), cause.position))?;
        let shape = self.shape(&record.item);
        let Some(content) = content::contents(tx, &[&record])?.pop().flatten() else {
            return Ok(());
        };
        if let Some(work) = working.subjects.get_mut(&cause.subject)
            && work.entries.iter().any(|entry| entry.digest == digest.to_hex())
        {
            let entry = entry(shape, &record, &content.filing, digest.to_hex());
            work.keep(shape, entry);
        }
        Ok(())
    }
}

/// What a filing makes of the record: repaired stays repaired (H-29), withdrawn comes back only
/// by being filed anew, which gives it no current withdrawn version of the same content.
fn state_of(current: Option<&Record>, late: bool) -> RecordState {
    match current.map(|record| record.state) {
        Some(RecordState::Repaired) => RecordState::Repaired,
        // What gave way comes back only when that to which it gave way is withdrawn.
        Some(RecordState::Yielded) => RecordState::Yielded,
        _ if late => RecordState::AfterExit,
        Some(RecordState::InObjection) => RecordState::InObjection,
        _ if current.is_some_and(|record| record.disputed) => RecordState::InObjection,
        _ => RecordState::Valid,
    }
}

/// The version that a filing makes, with the disclosure decision of the law.
fn version(
    law: &Law,
    shape: &Shape,
    cause: &Cause,
    filing: &Filing,
    digest: Digest,
    state: RecordState,
) -> Record {
    let item = law.item(&cause.item, cause.day);
    let dates = RecordDates {
        decided_on: filing.decided_on,
        from_on: filing.from_on,
        until_on: filing.until_on,
    };
    let term = item.map(|item| law.term(item, &filing.fields, dates, cause.day));
    let public = term.as_ref().is_some_and(|term| term.published);
    let public = public && shape.may_be_public(filing.kind);
    Record {
        subject: cause.subject,
        digest,
        version: cause.position,
        position: cause.position,
        item: cause.item.clone(),
        state,
        decided_on: filing.decided_on,
        from_on: filing.from_on,
        until_on: filing.until_on,
        class: term.as_ref().map_or("none", |term| term.class_id).to_owned(),
        publication: if public { Publication::Public } else { Publication::Never },
        public_until: term.as_ref().filter(|_| public).and_then(|term| term.public_until),
        shared_until: term.as_ref().and_then(|term| term.shared_until),
        repairable_from: term.as_ref().and_then(|term| term.repairable_from),
        source: filing.source.clone(),
        recogniser: filing.recogniser.clone(),
        known_from: cause.at,
        known_until: None,
        disputed: false,
    }
}

/// The record's entry in the standing; none if it is not active.
pub(super) fn entry(
    shape: &Shape,
    record: &Record,
    filing: &Filing,
    digest: String,
) -> Option<Entry> {
    let kept = |name: &String| {
        let value = filing.fields.get(name)?;
        let short = shape.summary.as_ref() == Some(name);
        Some((name.clone(), if short { standing::shortened(value) } else { value.to_owned() }))
    };
    record.state.is_active().then(|| Entry {
        digest,
        item: record.item.clone(),
        position: record.position.0,
        decided_on: record.decided_on,
        from_on: record.from_on,
        until_on: record.until_on,
        shared_until: record.shared_until,
        class: record.class.clone(),
        in_objection: record.state == RecordState::InObjection,
        fields: shape.kept.iter().filter_map(kept).collect(),
    })
}

impl super::working::SubjectWork {
    pub(super) fn keep(&mut self, shape: &Shape, entry: Option<Entry>) {
        if let Some(entry) = entry {
            standing::put(&mut self.entries, entry, shape.negative);
            self.entries_changed = true;
        }
    }
}
