//! What is public, by stretches of addresses: for those who begin a copy, or compare one.

use archive::{Digest, read};
use vocabulary::{Position, SubjectId};

use super::Gate;
use crate::{ChangeView, Disclosed, GateError, Moved, Stretch};

/// Addresses told at a time.
const MOVED: u32 = 10_000;

impl Gate {
    /// Every public record of organisations from an address on, before another one, at most
    /// `limit` that ever were public. An address is the id of the subject and the digest of the
    /// record, 64 hexadecimal digits, or the first of them; the digits that are missing count as 0.
    pub fn stretch(
        &self,
        from: &str,
        before: Option<&str>,
        limit: u32,
    ) -> Result<Disclosed<Stretch>, GateError> {
        let inner = &*self.0;
        let from = address(from)?;
        let before = before.map(address).transpose()?;
        let stretch = inner.db.read(|tx| {
            let mut found = read::changes_between(tx, from, before, limit.saturating_add(1))?;
            let more = found.len() > limit as usize;
            let next = if more { found.pop() } else { None };
            let last = found.last().map(text);
            let mut entries = inner.entries(tx, &found)?;
            entries.retain(|entry| entry.record.is_some());
            let next = next.map(|next| text(&next));
            Ok::<_, GateError>(Stretch { entries, last, next })
        })?;
        Ok(Disclosed::new(stretch))
    }

    /// The position of the last change of what is public.
    pub fn last_change(&self) -> Result<Option<u64>, GateError> {
        let last = self.0.db.read(|tx| Ok::<_, GateError>(read::last_change(tx)?))?;
        Ok(last.map(|at| at.0))
    }

    /// The addresses at which something has changed since a position, and nothing of what; all of
    /// them are told when `next` is the position of the last change.
    pub fn moved(&self, after: Option<Position>) -> Result<Disclosed<Moved>, GateError> {
        let inner = &*self.0;
        let moved = inner.db.read(|tx| {
            let (changed, more) = read::changes(tx, after, MOVED)?;
            let next = changed.last().map_or(after, |last| Some(last.position));
            let today = inner.clock.today();
            let (edition, holds_until) = inner.edition(tx, today)?;
            Ok::<_, GateError>(Moved {
                addresses: changed.iter().map(text).collect(),
                next: next.map(|at| at.0),
                more,
                edition,
                holds_until,
                today,
            })
        })?;
        Ok(Disclosed::new(moved))
    }
}

impl ChangeView {
    /// The record's address: 64 hexadecimal digits.
    pub fn address(&self) -> String {
        format!("{}{}", self.subject, self.digest)
    }
}

fn text(change: &read::Change) -> String {
    format!("{}{}", change.subject.to_hex(), change.digest.to_hex())
}

/// The address of hexadecimal digits, filled up with zeros.
fn address(digits: &str) -> Result<(SubjectId, Digest), GateError> {
    let fault = || GateError::Cursor { cursor: digits.to_owned() };
    if digits.len() > 64 || !digits.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')) {
        return Err(fault());
    }
    let whole = format!("{digits:0<64}");
    let (subject, digest) = whole.split_at_checked(32).ok_or_else(fault)?;
    SubjectId::from_hex(subject).zip(Digest::from_hex(digest)).ok_or_else(fault)
}
