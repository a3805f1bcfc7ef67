//! Security alerts, as the security officer sees and closes them.

use ledger::{Reader, Scribe};
use serde_json::json;
use store::Tx;
use vocabulary::{Actor, Draft, FactKind, Position};

use super::{
    Gate, Inner,
    question::worded,
    refusals::{done_before, unknown},
};
use crate::{
    AgencyView, AlertFilter, AlertKind, AlertView, Disclosed, GateError, PageRequest, Paged,
    queries::{
        alerts::{self, Alert},
        lookups::NOBODY,
        quotas,
    },
};

impl Gate {
    /// Alerts, newest first. The door has asked whether the viewer watches security; whose data was
    /// looked at is told by the pseudonymous id only.
    pub fn alerts(
        &self,
        filter: &AlertFilter,
        page: &PageRequest,
    ) -> Result<Disclosed<Paged<AlertView>>, GateError> {
        let (inner, size) = (&*self.0, self.page_size(page.size));
        let mark = match &page.after {
            None => (Position(u64::MAX), String::new()),
            Some(text) => {
                let (position, kind) = place(text).ok_or_else(|| cursor(text))?;
                (position, kind.as_str().to_owned())
            }
        };
        let paged = inner.db.read(|tx| {
            let found = alerts::list(tx, filter, (mark.0, &mark.1), size)?;
            let next = found.last().filter(|_| found.len() == size as usize);
            let next = next.map(number);
            let mut entries = Vec::with_capacity(found.len());
            for alert in found {
                entries.push(inner.alert_view(tx, alert)?);
            }
            Ok::<_, GateError>(Paged { entries, next })
        })?;
        Ok(Disclosed::new(paged))
    }

    /// One alert; none if there is none of that number.
    pub fn alert(&self, number: &str) -> Result<Option<Disclosed<AlertView>>, GateError> {
        let Some((position, kind)) = place(number) else { return Ok(None) };
        let inner = &*self.0;
        let found = inner.db.read(|tx| {
            let found = alerts::one(tx, position, kind)?;
            found.map(|alert| inner.alert_view(tx, alert)).transpose()
        })?;
        Ok(found.map(Disclosed::new))
    }

    /// Closes an alert with what was found. What the same actor does next of the same kind is a new
    /// alert.
    pub fn close_alert(
        &self,
        actor: &Actor,
        number: &str,
        finding: &str,
    ) -> Result<Position, GateError> {
        let inner = &*self.0;
        let finding = worded("C-34", finding)?;
        let missing = |number: &str| GateError::Refused(unknown("C-34", "告警", number));
        let (position, kind) = place(number).ok_or_else(|| missing(number))?;
        let (number, actor) = (number.to_owned(), actor.clone());
        let policy = inner.law.version().to_owned();
        inner.pen.transact(move |scribe: &mut Scribe<'_>| {
            let alert = alerts::one(scribe.tx(), position, kind)?;
            if alert.ok_or_else(|| missing(&number))?.closed.is_some() {
                return Err(GateError::Refused(done_before("C-34", "这条告警已经办结")));
            }
            let body = json!({ "alert": number.trim(), "finding": finding });
            Ok(scribe.append(Draft {
                kind: FactKind::AlertClosed,
                subject: None,
                actor,
                item: None,
                policy,
                body: body.to_string(),
            }))
        })
    }
}

fn number(alert: &Alert) -> String {
    format!("W-{}-{}", alert.position, alert.kind.as_str())
}

/// The fact and the kind of an alert's number.
pub(crate) fn place(number: &str) -> Option<(Position, AlertKind)> {
    let (position, kind) = number.trim().strip_prefix("W-")?.split_once('-')?;
    Some((Position(position.parse().ok()?), AlertKind::parse(kind)?))
}

fn cursor(text: &str) -> GateError {
    GateError::Cursor { cursor: text.to_owned() }
}

impl Inner {
    fn alert_view(&self, tx: &mut Tx, alert: Alert) -> Result<AlertView, GateError> {
        let finding = match alert.closed {
            Some(position) => Reader::body(tx, NOBODY, position)?,
            None => None,
        };
        let finding: Option<serde_json::Value> =
            finding.and_then(|body| serde_json::from_str(&body).ok());
        let finding = finding.as_ref().and_then(|body| body.get("finding")?.as_str());
        let title = self.law.agency(&alert.organisation).map(|agency| agency.title.clone());
        Ok(AlertView {
            number: number(&alert),
            kind: alert.kind,
            at: alert.at,
            position: alert.position.0,
            last: alert.latest.0,
            times: alert.times,
            actor: quotas::by(&alert.actor).to_owned(),
            organisation: AgencyView { code: alert.organisation, title },
            subject: alert.whose,
            rule: alert.rule,
            closed_at: alert.closed_at,
            finding: finding.map(str::to_owned),
        })
    }
}
