//! The list of alerts, the open ones first.

use axum::{extract::State, response::Response};
use disclosure::{AlertFilter, AlertKind, AlertView, PageRequest};
use policy::model::role::Action;
use serde::Serialize;
use web::{
    WebError,
    door::{
        Asked, Language, Site, Staff, Visit, page,
        tell::{agency, instant},
    },
};

use crate::{chip::Chip, may};

/// Alerts of one page.
const SIZE: u32 = 30;

/// What is asked for.
#[derive(Clone, Debug, Default, serde::Deserialize)]
pub(super) struct Asking {
    kind: Option<String>,
    closed: Option<String>,
    after: Option<String>,
}

/// The page.
#[derive(Clone, Debug, Serialize)]
struct Page {
    chips: Vec<Chip>,
    closed: bool,
    alerts: Vec<Told>,
    next: Option<String>,
    first: Option<String>,
}

/// One alert.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Told {
    pub(super) number: String,
    pub(super) kind: &'static str,
    pub(super) at: String,
    pub(super) position: u64,
    pub(super) times: u64,
    pub(super) unit: String,
    pub(super) actor: String,
    pub(super) subject: Option<String>,
    pub(super) rule: Option<String>,
    pub(super) closed: Option<String>,
    pub(super) finding: Option<String>,
}

/// `GET /desk/alerts`
pub(super) async fn show(
    State(site): State<Site>,
    visit: Visit,
    _: Staff,
    Asked(asking): Asked<Asking>,
) -> Result<Response, WebError> {
    page(&site, visit, ("desk/alerts/index.html", "alerts"), move |site, visit| {
        let language = visit.language;
        let kind = asking.kind.as_deref().and_then(AlertKind::parse);
        let closed = asking.closed.is_some();
        let filter = AlertFilter { open: Some(!closed), kind };
        let ask = PageRequest { after: asking.after.clone(), size: SIZE };
        let found = site.gate().alerts(&filter, &ask)?.into_inner();
        let base = address(kind, closed);
        let joint = if base.contains('?') { '&' } else { '?' };
        Ok(Page {
            chips: chips(site, language, kind, closed),
            closed,
            alerts: found.entries.into_iter().map(|alert| told(language, alert)).collect(),
            next: found.next.map(|after| format!("{base}{joint}after={after}")),
            first: asking.after.map(|_| base),
        })
    })
    .await
}

fn address(kind: Option<AlertKind>, closed: bool) -> String {
    let kind = kind.map(|kind| format!("kind={}", kind.as_str()));
    let closed = closed.then(|| "closed=yes".to_owned());
    let query: Vec<String> = kind.into_iter().chain(closed).collect();
    if query.is_empty() {
        "/desk/alerts".to_owned()
    } else {
        format!("/desk/alerts?{}", query.join("&"))
    }
}

fn chips(site: &Site, language: Language, kind: Option<AlertKind>, closed: bool) -> Vec<Chip> {
    let word = |key: &str| site.word(language, key);
    let mut chips = vec![
        Chip::new(word("desk.alerts.open"), address(None, false), !closed && kind.is_none()),
        Chip::new(word("desk.alerts.closed"), address(None, true), closed && kind.is_none()),
    ];
    chips.extend(AlertKind::ALL.into_iter().map(|one| {
        let title = word(&format!("desk.alert_kind.{}", one.as_str()));
        Chip::new(title, address(Some(one), closed), kind == Some(one))
    }));
    chips
}

pub(super) fn told(language: Language, alert: AlertView) -> Told {
    Told {
        unit: agency(language, &alert.organisation),
        number: alert.number,
        kind: alert.kind.as_str(),
        at: instant(alert.at),
        position: alert.position,
        times: alert.times,
        actor: alert.actor,
        subject: alert.subject,
        rule: alert.rule,
        closed: alert.closed_at.map(instant),
        finding: alert.finding,
    }
}

/// Alerts that nobody has handled: for the queue.
pub(crate) fn open(site: &Site, staff: &Staff) -> Result<Vec<AlertView>, WebError> {
    if !may::has(site.law(), staff, Action::WatchSecurity) {
        return Ok(Vec::new());
    }
    let filter = AlertFilter { open: Some(true), kind: None };
    let ask = PageRequest { after: None, size: SIZE };
    Ok(site.gate().alerts(&filter, &ask)?.into_inner().entries)
}
