//! "Who looked at me": the access register of one subject.

use archive::read;
use ledger::Reader;
use serde::Deserialize;
use store::Tx;
use vocabulary::{Date, Position, SubjectId, clock::date_in_china};

use super::{
    Gate, Inner,
    refusals::not_yours,
    refuse::{Look, cited},
};
use crate::{
    AgencyView, DelayView, Disclosed, GateError, LookupView, PageRequest, Paged, ReviewView,
    Viewer,
    queries::{
        lookups::{self, NOBODY, Registered},
        reviews,
    },
};

/// What a look's fact holds, of whichever kind it is.
#[derive(Deserialize, Default)]
pub(super) struct Body {
    #[serde(flatten)]
    pub(super) look: Look,
    #[serde(default)]
    pub(super) matter: Option<String>,
    #[serde(default)]
    hits: Vec<Hit>,
}

#[derive(Deserialize)]
struct Hit {
    item: String,
}

/// What a review's fact holds.
#[derive(Deserialize)]
struct Review {
    finding: String,
}

/// The position before which a page begins.
pub(super) fn before(page: &PageRequest) -> Result<Position, GateError> {
    let cursor = |text: &String| GateError::Cursor { cursor: text.clone() };
    match &page.after {
        None => Ok(Position(u64::MAX)),
        Some(text) => text.parse().map(Position).map_err(|_| cursor(text)),
    }
}

impl Gate {
    /// Who looked at a subject, newest first. Only the subject itself and auditors are told. A look
    /// of which the law lets the subject learn later is told later, with the provision.
    pub fn lookups(
        &self,
        viewer: &Viewer,
        subject: SubjectId,
        page: &PageRequest,
    ) -> Result<Disclosed<Paged<LookupView>>, GateError> {
        match viewer {
            Viewer::Subject { subject: own } if *own == subject => {}
            Viewer::Auditor { .. } => {}
            other => {
                let (actor, look) = (other.actor(), Look::default());
                return Err(self.refuse(&actor, Some(subject), not_yours(), &look));
            }
        }
        let (inner, size, before) = (&*self.0, self.page_size(page.size), before(page)?);
        let today = self.today();
        let told = |look: &LookupView| {
            let due = look.delay.as_ref().is_none_or(|delay| delay.until_on <= today);
            due || matches!(viewer, Viewer::Auditor { .. })
        };
        let paged = inner.db.read(|tx| {
            let ids = read::whole(tx, subject)?.map_or_else(|| vec![subject], |whole| whole.ids);
            let mut entries = Vec::new();
            for id in ids {
                entries.append(&mut inner.looks_at(tx, id, before, size)?);
            }
            entries.sort_by_key(|look| std::cmp::Reverse(look.position));
            entries.truncate(size as usize);
            let full = entries.len() == size as usize;
            let next = entries.last().filter(|_| full).map(|look| look.position.to_string());
            entries.retain(told);
            Ok::<_, GateError>(Paged { entries, next })
        })?;
        Ok(Disclosed::new(paged))
    }
}

impl Inner {
    /// Looks at one subject before a position, newest first.
    pub(super) fn looks_at(
        &self,
        tx: &mut Tx,
        subject: SubjectId,
        before: Position,
        size: u32,
    ) -> Result<Vec<LookupView>, GateError> {
        let looks = lookups::of_subject(tx, subject, before, size)?;
        let bodies = bodies(tx, &looks)?;
        let mut views = Vec::with_capacity(looks.len());
        for (look, body) in looks.into_iter().zip(bodies) {
            let review = match look.reviewed.filter(|_| look.questioned.is_some()) {
                Some(position) => self.review(tx, position)?,
                None => None,
            };
            views.push(self.lookup_view(look, body, review));
        }
        Ok(views)
    }

    fn lookup_view(&self, at: Registered, body: Body, review: Option<ReviewView>) -> LookupView {
        let day = date_in_china(at.at);
        let (basis, what) = (self.basis_of(&body, day), body.what());
        let (delay, look) = (self.delay(&body, day), body.look);
        let title = self.law.agency(&look.organisation).map(|agency| agency.title.clone());
        let unit =
            look.division.as_deref().and_then(|code| self.law.divisions().name_on(code, day));
        LookupView {
            at: at.at,
            kind: at.kind,
            unit: unit.map(str::to_owned),
            organisation: AgencyView { code: look.organisation, title },
            purpose: given(look.purpose),
            basis,
            matter: body.matter,
            matter_number: given(look.matter_number),
            what,
            position: at.position.0,
            channel: look.channel.or(at.channel),
            consent: look.consent,
            questioned: at.questioned.map(|position| position.0),
            review,
            delay,
        }
    }

    /// On which basis somebody looked; for a refusal the rule that refused.
    pub(super) fn basis_of(&self, body: &Body, day: Date) -> Option<String> {
        let of_matter = |id: &String| self.law.matter(id, day)?.basis.first().map(cited);
        let own = body.look.rule.clone().or_else(|| given(body.look.basis.clone()));
        own.or_else(|| body.matter.as_ref().and_then(of_matter))
    }

    /// Until when the law lets a look of this matter stay untold.
    fn delay(&self, body: &Body, day: Date) -> Option<DelayView> {
        let matter = self.law.matter(body.matter.as_ref()?, day)?;
        let notice = matter.delayed_notice.as_ref()?;
        let until_on = super::consents::after(day, notice.after)?;
        Some(DelayView { until_on, basis: notice.basis.clone() })
    }

    /// A review, by its fact.
    pub(super) fn review(
        &self,
        tx: &mut Tx,
        position: Position,
    ) -> Result<Option<ReviewView>, GateError> {
        let Some((at, looks)) = reviews::one(tx, position)? else { return Ok(None) };
        let Some(body) = Reader::body(tx, NOBODY, position)? else { return Ok(None) };
        let Ok(review) = serde_json::from_str::<Review>(&body) else { return Ok(None) };
        Ok(Some(ReviewView { position: position.0, at, looks, finding: review.finding }))
    }
}

impl Body {
    /// Items that were looked at, and those that a check showed.
    pub(super) fn what(&self) -> Vec<String> {
        let mut what = self.look.what.clone();
        what.extend(self.hits.iter().map(|hit| hit.item.clone()));
        what.dedup();
        what
    }
}

/// The bodies of looks, in their order.
pub(super) fn bodies(tx: &mut Tx, looks: &[Registered]) -> Result<Vec<Body>, GateError> {
    let keys: Vec<_> = looks.iter().map(|look| (look.subject, look.position)).collect();
    let bodies = Reader::bodies(tx, &keys)?.into_iter();
    let parsed = |body: Option<String>| serde_json::from_str(&body?).ok();
    Ok(bodies.map(|body| parsed(body).unwrap_or_default()).collect())
}

/// A text that is not empty.
pub(super) fn given(text: String) -> Option<String> {
    Some(text).filter(|text| !text.is_empty())
}
