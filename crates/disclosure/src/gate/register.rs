//! The register as auditors search it. A search of the register is a look itself.

use ledger::Reader;
use store::Tx;
use vocabulary::{Date, FactKind, Position, SubjectId, clock::date_in_china};

use super::{
    Gate, Inner,
    lookups::{bodies, given},
    refusals::not_yours,
    refuse::Look,
};
use crate::{
    AgencyView, Disclosed, GateError, LookFilter, PageRequest, Paged, RegisterRow, Viewer,
    queries::{
        lookups::{self, NOBODY, Registered, Wanted},
        quotas,
    },
};

/// What a look at the register is registered with.
const REGISTER: &str = "register";

impl Gate {
    /// Lines of the register, newest first, each with its place in the ledger. For auditors; the
    /// search is registered before it is answered.
    pub fn register(
        &self,
        viewer: &Viewer,
        filter: &LookFilter,
        page: &PageRequest,
    ) -> Result<Disclosed<Paged<RegisterRow>>, GateError> {
        let Viewer::Auditor { .. } = viewer else {
            let actor = viewer.actor();
            return Err(self.refuse(&actor, filter.subject, not_yours(), &Look::default()));
        };
        self.trace(viewer, filter.subject, REGISTER)?;
        let (inner, size) = (&*self.0, self.page_size(page.size));
        let found = inner.db.read(|tx| {
            let found = inner.search(tx, filter, mark(page)?, size)?;
            let next = found.last().filter(|_| found.len() == size as usize);
            let next = next.map(|last| format!("{}_{}", last.at.as_microsecond(), last.position));
            let entries = inner.rows(tx, found)?;
            Ok::<_, GateError>(Paged { entries, next })
        })?;
        Ok(Disclosed::new(found))
    }

    /// Registers that somebody read what is kept beside the files.
    pub(super) fn trace(
        &self,
        viewer: &Viewer,
        subject: Option<SubjectId>,
        what: &str,
    ) -> Result<Position, GateError> {
        let inner = &*self.0;
        let look = Look { what: vec![what.to_owned()], ..inner.look(viewer) };
        let look = look.through(self.whence());
        let draft = inner.draft(FactKind::LookupMade, &viewer.actor(), subject, &look, None);
        let position = inner.pen.append(vec![draft])?.pop();
        position.ok_or(GateError::Ledger(ledger::LedgerError::Closed))
    }
}

/// Where a page of the register begins: before an instant and a position.
fn mark(page: &PageRequest) -> Result<(i64, Position), GateError> {
    let Some(text) = &page.after else { return Ok((i64::MAX, Position(u64::MAX))) };
    let parsed = text
        .split_once('_')
        .and_then(|(at, position)| Some((at.parse().ok()?, Position(position.parse().ok()?))));
    parsed.ok_or_else(|| GateError::Cursor { cursor: text.clone() })
}

/// The instants of days, in microseconds: from the first of one, before the first after another.
pub(super) fn span(from: Option<Date>, until: Option<Date>) -> (i64, i64) {
    let instant = |day: Date| {
        let midnight = jiff::tz::Offset::constant(8).to_timestamp(day.at(0, 0, 0, 0));
        midnight.ok().map(jiff::Timestamp::as_microsecond)
    };
    let from = from.and_then(instant).unwrap_or(i64::MIN);
    let end = until.and_then(|day| day.tomorrow().ok()).and_then(instant).unwrap_or(i64::MAX);
    (from, end)
}

impl Inner {
    pub(super) fn search(
        &self,
        tx: &mut Tx,
        filter: &LookFilter,
        before: (i64, Position),
        limit: u32,
    ) -> Result<Vec<Registered>, GateError> {
        let (from, end) = span(filter.from, filter.until);
        let organisation = filter.organisation.as_deref().map(|id| self.code_of(id));
        let wanted = Wanted {
            from,
            end,
            before,
            organisation: organisation.as_deref(),
            actor: filter.actor.as_deref().unwrap_or_default(),
            kind: filter.kind.as_deref().unwrap_or_default(),
            subject: filter.subject,
            questioned: filter.questioned,
            limit,
        };
        Ok(lookups::search(tx, &wanted)?)
    }

    /// Looks as lines of the register.
    pub(super) fn rows(
        &self,
        tx: &mut Tx,
        looks: Vec<Registered>,
    ) -> Result<Vec<RegisterRow>, GateError> {
        let bodies = bodies(tx, &looks)?;
        let mut rows = Vec::with_capacity(looks.len());
        for (at, body) in looks.into_iter().zip(bodies) {
            let review = match at.reviewed {
                Some(position) => self.review(tx, position)?,
                None => None,
            };
            let statement = match at.questioned {
                Some(position) => statement(tx, at.subject, position)?,
                None => None,
            };
            let basis = self.basis_of(&body, date_in_china(at.at));
            let (what, look) = (body.what(), body.look);
            let code = at.organisation.clone().unwrap_or(look.organisation);
            let title = self.law.agency(&code).map(|agency| agency.title.clone());
            rows.push(RegisterRow {
                position: at.position.0,
                at: at.at,
                kind: at.kind,
                subject: (at.subject != NOBODY).then(|| at.subject.to_hex()),
                organisation: AgencyView { code, title },
                actor: at.actor.as_deref().map(quotas::by).unwrap_or_default().to_owned(),
                channel: at.channel,
                purpose: given(look.purpose),
                matter: body.matter,
                matter_number: given(look.matter_number),
                basis,
                what,
                questioned: at.questioned.map(|position| position.0),
                statement,
                review,
            });
        }
        Ok(rows)
    }
}

/// What the subject asked about a look.
fn statement(
    tx: &mut Tx,
    subject: SubjectId,
    position: Position,
) -> Result<Option<String>, GateError> {
    let body = Reader::body(tx, subject, position)?;
    let parsed: Option<serde_json::Value> = body.and_then(|body| serde_json::from_str(&body).ok());
    let text = parsed.as_ref().and_then(|body| body.get("statement")?.as_str());
    Ok(text.map(str::to_owned))
}
