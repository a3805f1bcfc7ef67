//! Looks on a consent: read at every use, in the same step that registers the look (S-34, H-23).

use ledger::Scribe;
use store::Tx;
use vocabulary::{Date, FactKind, Position, SubjectId, clock::date_in_china};

use super::{
    Gate, Inner,
    consents::position_of,
    refusals::{no_consent, over_limit},
    refuse::Look,
};
use crate::{
    GateError, Refusal, Viewer,
    queries::{
        consents::{self, Consent},
        quotas,
    },
};

/// What a look was registered with.
pub(super) struct Registered {
    pub(super) position: Position,
    /// The items of the consent, if the look rests on one.
    pub(super) items: Vec<String>,
    /// What that consent was given for.
    pub(super) purpose: Option<String>,
}

impl Gate {
    /// Appends `lookup.made` if the actor may look once more today and, for a look on a consent, if
    /// the consent holds at the instant of the fact. Counting, reading the consent and appending are
    /// one step of the one writer: nobody overtakes it.
    pub(super) fn registered(
        &self,
        viewer: &Viewer,
        subject: SubjectId,
        ids: &[SubjectId],
        look: Look,
    ) -> Result<Registered, GateError> {
        let (gate, viewer, ids) = (self.clone(), viewer.clone(), ids.to_vec());
        self.0.pen.transact(move |scribe: &mut Scribe<'_>| {
            let (inner, today) = (&*gate.0, date_in_china(scribe.now()));
            let (Viewer::Department { actor, .. }
            | Viewer::Auditor { actor }
            | Viewer::Counter { actor, .. }
            | Viewer::Consented { actor, .. }) = &viewer
            else {
                return Err(GateError::Refused(super::refusals::not_yours()));
            };
            let (mut look, mut items, mut purpose) = (look, Vec::new(), None);
            if let Viewer::Consented { consent: number, .. } = &viewer {
                let consent = inner.holds(scribe.tx(), &viewer, &ids, today)?;
                let consent = consent.map_err(GateError::Refused)?;
                look.basis = format!("本人授权 {number}");
                look.purpose.clone_from(&consent.purpose);
                look.what.clone_from(&consent.items);
                (items, purpose) = (consent.items, Some(consent.purpose));
            }
            let limit = u64::from(inner.limits.files_a_day);
            if quotas::looks(scribe.tx(), actor, today)? >= limit {
                return Err(GateError::Refused(over_limit(limit)));
            }
            quotas::add(scribe.tx(), actor, today)?;
            let draft = inner.draft(FactKind::LookupMade, actor, Some(subject), &look, None);
            Ok(Registered { position: scribe.append(draft), items, purpose })
        })
    }
}

impl Inner {
    /// The consent that a viewer names, if it holds for him on a day; else why it does not.
    pub(super) fn holds(
        &self,
        tx: &mut Tx,
        viewer: &Viewer,
        ids: &[SubjectId],
        today: Date,
    ) -> Result<Result<Consent, Refusal>, GateError> {
        let Viewer::Consented { organisation, consent: number, .. } = viewer else {
            return Ok(Err(no_consent("没有授权")));
        };
        let found = match position_of(number) {
            Some(position) => consents::one(tx, ids, position)?,
            None => None,
        };
        let code = self.code_of(organisation);
        // A consent to somebody else is told apart from none by nothing.
        let Some(consent) = found.filter(|consent| consent.recipient == code) else {
            return Ok(Err(no_consent("当事人没有给本单位这项授权")));
        };
        if consent.withdrawn_at.is_some() {
            return Ok(Err(no_consent("当事人已经撤回授权")));
        }
        if consent.until_on < today {
            return Ok(Err(no_consent("授权已经到期")));
        }
        Ok(Ok(consent))
    }
}
