//! Samples of the register, drawn and reviewed so that leaks are found (H-79).

use std::collections::BTreeMap;

use ledger::Scribe;
use serde_json::json;
use store::Tx;
use vocabulary::{Actor, Date, Draft, FactKind, Position, SubjectId};

use super::{
    Gate,
    question::worded,
    refusals::{alone, unknown},
    register::span,
};
use crate::{
    Disclosed, GateError, LookFilter, PageRequest, Paged, RegisterRow, ReviewView, Sample, Viewer,
    queries::{
        lookups::{self, Registered},
        quotas, reviews,
    },
};

/// Of so many looks one is drawn.
const ONE_OF: u64 = 50;
/// How many are drawn at least, if there are so many, and at most.
const BOUNDS: (u64, u64) = (20, 200);

impl Gate {
    /// A sample of the looks of a period, and every look that a subject asked about. The same
    /// period gives the same sample, which nobody can foresee while looking: it hangs on the
    /// instants of all. Drawing it is registered.
    pub fn sample(
        &self,
        viewer: &Viewer,
        from: Date,
        until: Date,
    ) -> Result<Disclosed<Sample>, GateError> {
        let Viewer::Auditor { .. } = viewer else {
            let (actor, look) = (viewer.actor(), super::refuse::Look::default());
            return Err(self.refuse(&actor, None, super::refusals::not_yours(), &look));
        };
        self.trace(viewer, None, "register")?;
        let inner = &*self.0;
        let sample = inner.db.read(|tx| {
            let (of, drawn) = drawn(tx, from, until)?;
            let filter = LookFilter {
                from: Some(from),
                until: Some(until),
                questioned: true,
                ..LookFilter::default()
            };
            let first = (i64::MAX, Position(u64::MAX));
            let asked = inner.search(tx, &filter, first, BOUNDS.1 as u32)?;
            let mut looks: BTreeMap<(Position, SubjectId), Registered> = BTreeMap::new();
            for (position, at) in drawn {
                for look in inner.at(tx, position, at)? {
                    looks.insert((look.position, look.subject), look);
                }
            }
            looks.extend(asked.into_iter().map(|look| ((look.position, look.subject), look)));
            let rows = inner.rows(tx, looks.into_values().rev().collect())?;
            Ok::<_, GateError>(Sample { from, until, of, rows })
        })?;
        Ok(Disclosed::new(sample))
    }

    /// Writes down what was found about looks, each given by subject and position as the register
    /// shows them. Nobody reviews his own looks. Gives the position of the review.
    pub fn review(
        &self,
        actor: &Actor,
        looks: &[(SubjectId, u64)],
        finding: &str,
    ) -> Result<u64, GateError> {
        let inner = &*self.0;
        let finding = worded("H-79", finding)?;
        let (by, looks) = (actor.clone(), looks.to_vec());
        let policy = inner.law.version().to_owned();
        let reviewed = inner.pen.transact(move |scribe: &mut Scribe<'_>| {
            let own = quotas::actor(&by);
            let mut keys = Vec::with_capacity(looks.len());
            for (subject, position) in looks {
                let missing =
                    || GateError::Refused(unknown("H-79", "查询记录", &position.to_string()));
                let found = lookups::one(scribe.tx(), &[subject], Position(position))?;
                if found.ok_or_else(missing)?.actor.as_deref() == Some(own.as_str()) {
                    return Err(GateError::Refused(alone("H-79")));
                }
                keys.push((subject.to_hex(), position));
            }
            let body = json!({ "looks": keys, "finding": finding });
            Ok(scribe.append(Draft {
                kind: FactKind::LookupReviewed,
                subject: None,
                actor: by,
                item: None,
                policy,
                body: body.to_string(),
            }))
        })?;
        Ok(reviewed.0)
    }

    /// The reviews there were, newest first.
    pub fn reviews(&self, page: &PageRequest) -> Result<Disclosed<Paged<ReviewView>>, GateError> {
        let (inner, size) = (&*self.0, self.page_size(page.size));
        let before = super::lookups::before(page)?;
        let paged = inner.db.read(|tx| {
            let found = reviews::list(tx, before, size)?;
            let next = found.last().filter(|_| found.len() == size as usize);
            let next = next.map(|last| last.to_string());
            let mut entries = Vec::with_capacity(found.len());
            for position in found {
                entries.extend(inner.review(tx, position)?);
            }
            Ok::<_, GateError>(Paged { entries, next })
        })?;
        Ok(Disclosed::new(paged))
    }

    /// The lines of the register at a position, for whoever holds a proof of it.
    pub fn register_row(
        &self,
        viewer: &Viewer,
        position: u64,
    ) -> Result<Disclosed<Vec<RegisterRow>>, GateError> {
        let Viewer::Auditor { .. } = viewer else {
            let (actor, look) = (viewer.actor(), super::refuse::Look::default());
            return Err(self.refuse(&actor, None, super::refusals::not_yours(), &look));
        };
        self.trace(viewer, None, "register")?;
        let inner = &*self.0;
        let position = Position(position);
        let at = ledger::Reader::new(inner.db.clone()).fact(position)?;
        let Some(at) = at.map(|fact| fact.at) else { return Ok(Disclosed::new(Vec::new())) };
        let rows = inner.db.read(|tx| {
            let looks = inner.at(tx, position, at.as_microsecond())?;
            inner.rows(tx, looks)
        })?;
        Ok(Disclosed::new(rows))
    }
}

impl super::Inner {
    /// The looks at a position, whose instant is known.
    fn at(&self, tx: &mut Tx, position: Position, at: i64) -> Result<Vec<Registered>, GateError> {
        let wanted = lookups::Wanted {
            from: at,
            end: at.saturating_add(1),
            before: (at, Position(position.0.saturating_add(1))),
            organisation: None,
            actor: "",
            kind: "",
            subject: None,
            questioned: false,
            limit: 1,
        };
        let found = lookups::search(tx, &wanted)?;
        Ok(found.into_iter().filter(|look| look.position == position).collect())
    }
}

/// How many looks there were, and the positions and instants of those drawn.
fn drawn(tx: &mut Tx, from: Date, until: Date) -> Result<(u64, Vec<(Position, i64)>), GateError> {
    let (from, end) = span(Some(from), Some(until));
    let (mut of, mut seed) = (0_u64, 0_u64);
    lookups::between(tx, from, end, |position, at| {
        of += 1;
        seed = seed.wrapping_add(mixed(position ^ at.unsigned_abs().rotate_left(32)));
    })?;
    let wanted = (of / ONE_OF).clamp(BOUNDS.0, BOUNDS.1) as usize;
    let mut smallest: BTreeMap<(u64, u64), i64> = BTreeMap::new();
    lookups::between(tx, from, end, |position, at| {
        smallest.insert((mixed(position ^ seed), position), at);
        if smallest.len() > wanted {
            smallest.pop_last();
        }
    })?;
    Ok((of, smallest.into_iter().map(|((_, position), at)| (Position(position), at)).collect()))
}

/// A number spread over all numbers (SplitMix64).
fn mixed(number: u64) -> u64 {
    let state = number.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let state = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let state = (state ^ (state >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    state ^ (state >> 31)
}
