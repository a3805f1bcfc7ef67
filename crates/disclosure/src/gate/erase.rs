//! Deletions by order of law, each with a certificate (C-34.e).

use std::collections::BTreeMap;

use archive::{Digest, model::Publication, read};
use ledger::Scribe;
use serde_json::json;
use vocabulary::{Actor, Draft, FactKind, Position, SubjectId, SubjectKind};

use super::{
    Gate, Inner,
    question::worded,
    refusals::{alone, no_order, not_yours},
    refuse::Look,
};
use crate::{
    Certificate, Cleared, Disclosed, GateError, Viewer,
    queries::{
        erasures::{self, Erasure},
        quotas,
    },
};

/// A record that is corrected while it is being destroyed is destroyed again, this often at most.
const ROUNDS: usize = 4;

impl Gate {
    /// Destroys a record by order of law: the bodies of its facts, and in the same transaction
    /// whatever was derived from them. A second person must have approved it; every proof still
    /// holds. Gives the certificate.
    pub fn erase(
        &self,
        by: &Actor,
        approved_by: &Actor,
        subject: SubjectId,
        digest: &str,
        order: &str,
    ) -> Result<Certificate, GateError> {
        let inner = &*self.0;
        let order = worded("H-70", order)?;
        if quotas::actor(by) == quotas::actor(approved_by) {
            return Err(GateError::Refused(alone("H-70")));
        }
        let nothing = || GateError::Refused(no_order("没有这条记录，或者它已经销毁"));
        let digest = Digest::from_hex(digest).ok_or_else(nothing)?;
        let mut certificate: Option<Erasure> = None;
        for _ in 0..ROUNDS {
            let Some(round) = self.destroy((by, approved_by), (subject, digest), &order)? else {
                break;
            };
            let round = inner.cleared(round)?;
            certificate = Some(match certificate {
                None => round,
                Some(before) => together(before, round),
            });
        }
        certificate.map(told).ok_or_else(nothing)
    }

    /// The certificates about a subject, the newest first: for itself and for auditors.
    pub fn certificates(
        &self,
        viewer: &Viewer,
        subject: SubjectId,
    ) -> Result<Disclosed<Vec<Certificate>>, GateError> {
        match viewer {
            Viewer::Subject { subject: own } if *own == subject => {}
            Viewer::Auditor { .. } => {
                self.trace(viewer, Some(subject), "register")?;
            }
            other => {
                let (actor, look) = (other.actor(), Look::default());
                return Err(self.refuse(&actor, Some(subject), not_yours(), &look));
            }
        }
        let found = self.0.db.read(|tx| {
            let mut found = Vec::new();
            for id in self.known(tx, subject)?.ids {
                found.append(&mut erasures::of_subject(tx, id)?);
            }
            Ok::<_, GateError>(found)
        })?;
        Ok(Disclosed::new(found.into_iter().map(told).collect()))
    }

    /// One step: every body that the record has now, destroyed in one transaction. The rows of the
    /// archive as they were are counted in it; none if there is nothing left.
    fn destroy(
        &self,
        (by, approved_by): (&Actor, &Actor),
        (subject, digest): (SubjectId, Digest),
        order: &str,
    ) -> Result<Option<Erasure>, GateError> {
        let inner = &*self.0;
        let (by, approver, order) = (by.clone(), quotas::actor(approved_by), order.to_owned());
        let policy = inner.law.version().to_owned();
        inner.pen.transact(move |scribe: &mut Scribe<'_>| {
            let facts = read::facts_of_record(scribe.tx(), subject, digest)?;
            let versions = read::record(scribe.tx(), subject, digest)?;
            let Some(last) = versions.last() else { return Ok(None) };
            let item = last.item.clone();
            let owner = read::subjects(scribe.tx(), &[subject])?.pop().flatten();
            let person = owner.is_none_or(|owner| owner.kind == SubjectKind::Person);
            let was_public = versions.iter().any(|one| one.publication != Publication::Never);
            let before = read::traces(scribe.tx(), subject)?;
            let mut recorded = Vec::with_capacity(facts.len());
            for position in &facts {
                let body = json!({
                    "position": position.0, "reason": order, "approved_by": approver,
                    "digest": digest.to_hex(), "item": item,
                    // Whoever follows what is public is told that it is gone.
                    "gone": (was_public && !person).then(|| digest.to_hex()),
                });
                let record = Draft {
                    kind: FactKind::BodyErased,
                    subject: Some(subject),
                    actor: by.clone(),
                    item: Some(item.clone()),
                    policy: policy.clone(),
                    body: body.to_string(),
                };
                recorded.push(scribe.erase(*position, record)?.0);
            }
            let place = |(place, rows): (&str, u64)| Cleared { place: place.to_owned(), rows };
            let erasure = Erasure {
                subject,
                position: Position(recorded.last().copied().unwrap_or_default()),
                at: scribe.now(),
                digest: digest.0,
                item,
                order,
                actor: quotas::actor(&by),
                approver,
                erased: facts.iter().map(|position| position.0).collect(),
                recorded,
                cleared: before.into_iter().map(place).collect(),
            };
            erasures::insert(scribe.tx(), &erasure)?;
            Ok(Some(erasure))
        })
    }
}

impl Inner {
    /// The certificate with the rows that were there and are gone, in place of those that were.
    fn cleared(&self, mut erasure: Erasure) -> Result<Erasure, GateError> {
        let after: BTreeMap<&'static str, u64> =
            self.db.read(|tx| Ok::<_, GateError>(read::traces(tx, erasure.subject)?))?;
        for one in &mut erasure.cleared {
            let left = after.get(one.place.as_str()).copied().unwrap_or_default();
            one.rows = one.rows.saturating_sub(left);
        }
        // Of what followers of the public are told the address stays: that it is gone.
        erasure.cleared.retain(|one| one.place != "changes");
        let bodies =
            Cleared { place: "ledger bodies".to_owned(), rows: erasure.erased.len() as u64 };
        erasure.cleared.insert(0, bodies);
        let (key, cleared) = ((erasure.subject, erasure.position), erasure.cleared.clone());
        self.pen.transact(move |scribe: &mut Scribe<'_>| {
            Ok::<_, GateError>(erasures::clear(scribe.tx(), key, &cleared)?)
        })?;
        Ok(erasure)
    }
}

/// Two steps of one deletion.
fn together(mut before: Erasure, after: Erasure) -> Erasure {
    before.position = after.position;
    before.at = after.at;
    before.erased.extend(after.erased);
    before.recorded.extend(after.recorded);
    for (one, more) in before.cleared.iter_mut().zip(after.cleared) {
        one.rows += more.rows;
    }
    before
}

fn told(erasure: Erasure) -> Certificate {
    Certificate {
        number: format!("X-{}", erasure.position),
        at: erasure.at,
        subject: erasure.subject.to_hex(),
        digest: Digest(erasure.digest).to_hex(),
        item: erasure.item,
        order: erasure.order,
        by: quotas::by(&erasure.actor).to_owned(),
        approved_by: quotas::by(&erasure.approver).to_owned(),
        positions: erasure.erased,
        recorded: erasure.recorded,
        cleared: erasure.cleared,
    }
}
