//! Derives security alerts from the register: deterministic, in the transaction of the fact.

use std::sync::Arc;

use jiff::tz::Offset;
use ledger::{Follower, LedgerError};
use policy::{Law, model::security::AlertRules};
use serde::Deserialize;
use store::Tx;
use vocabulary::{Fact, FactKind, Timestamp, clock::date_in_china};

use crate::{
    AlertKind, Look,
    follower::seen,
    gate::alert_place,
    queries::{
        alerts::{self, Alert},
        lookups::LookKind,
        quotas,
    },
};

/// Rules whose breaking is a look beyond authority.
const AUTHORITY: [&str; 4] = ["H-19", "H-74", "H-77", "H-84"];

/// Follows the ledger and raises alerts: a pure function of the facts and of `security.toml`.
#[derive(Clone)]
pub struct AlertFollower {
    law: Arc<Law>,
}

/// Body of `alert.closed`.
#[derive(Deserialize)]
struct Closed {
    alert: String,
}

/// What of `export.taken` matters here.
#[derive(Deserialize)]
struct Taken {
    #[serde(default)]
    unmasked: bool,
}

impl Follower for AlertFollower {
    fn name(&self) -> &'static str {
        "disclosure alerts"
    }

    fn apply(&self, tx: &mut Tx, facts: &[Fact]) -> Result<(), LedgerError> {
        for fact in facts {
            if fact.draft.kind == FactKind::AlertClosed {
                let closed: Option<Closed> = serde_json::from_str(&fact.draft.body).ok();
                if let Some(place) = closed.and_then(|closed| alert_place(&closed.alert)) {
                    alerts::close(tx, place, fact.position, fact.at)?;
                }
            } else if let Some((kind, look)) = seen(fact) {
                for (alert, rule) in self.unusual(tx, fact, kind, &look)? {
                    self.raise(tx, fact, &look, (alert, rule))?;
                }
            }
        }
        Ok(())
    }
}

/// Why a look is unusual, and the rule that was broken, if one.
type Unusual = (AlertKind, Option<String>);

impl AlertFollower {
    /// A follower under a law: its thresholds are those of `security.toml`.
    pub fn new(law: Arc<Law>) -> Self {
        Self { law }
    }

    fn rules(&self) -> &AlertRules {
        &self.law.security().alert
    }

    fn unusual(
        &self,
        tx: &mut Tx,
        fact: &Fact,
        kind: LookKind,
        look: &Look,
    ) -> Result<Vec<Unusual>, LedgerError> {
        let staff = fact.draft.actor.by.starts_with("account ");
        let mut found: Vec<Unusual> = Vec::new();
        match kind {
            LookKind::Refused => found = self.refused(tx, fact, look)?,
            LookKind::File => {
                let (actor, hour) = (quotas::actor(&fact.draft.actor), hour(fact.at));
                let (looks, _) = alerts::pace(tx, (&actor, &hour), (1, 0))?;
                let rules = self.rules();
                let over = looks > rules.bulk_an_hour.into()
                    || alerts::of_day(tx, &actor, day_of(&hour))? > rules.bulk_a_day.into();
                if over {
                    found.push((AlertKind::Bulk, None));
                }
                if look.elsewhere {
                    found.push((AlertKind::OutsideDistrict, None));
                }
            }
            LookKind::Export => {
                let taken: Option<Taken> = serde_json::from_str(&fact.draft.body).ok();
                if taken.is_some_and(|taken| taken.unmasked) {
                    found.push((AlertKind::Unmasked, None));
                }
            }
            LookKind::Check | LookKind::Register => {}
        }
        let reads = matches!(kind, LookKind::File | LookKind::Check | LookKind::Export);
        if reads && look.link.is_some() {
            found.push((AlertKind::OwnRelatives, None));
        }
        if reads && staff && self.is_out_of_hours(fact.at) {
            found.push((AlertKind::OutOfHours, None));
        }
        Ok(found)
    }

    fn refused(&self, tx: &mut Tx, fact: &Fact, look: &Look) -> Result<Vec<Unusual>, LedgerError> {
        let mut found = Vec::new();
        if let Some(rule) = &look.rule {
            let kind = match rule.as_str() {
                "H-23" => Some(AlertKind::ConsentMissing),
                "H-11" => Some(AlertKind::Bulk),
                rule if AUTHORITY.contains(&rule) => Some(AlertKind::OverAuthority),
                _ => None,
            };
            found.extend(kind.map(|kind| (kind, Some(rule.clone()))));
        }
        let (actor, hour) = (quotas::actor(&fact.draft.actor), hour(fact.at));
        let (_, refusals) = alerts::pace(tx, (&actor, &hour), (0, 1))?;
        if refusals > self.rules().refusals_an_hour.into() {
            found.push((AlertKind::RefusedOften, look.rule.clone()));
        }
        Ok(found)
    }

    /// Whether a look is outside of working hours. Of a year that is not announced only the time of
    /// day is known.
    fn is_out_of_hours(&self, at: Timestamp) -> bool {
        let time = Offset::constant(8).to_datetime(at).time();
        let time = format!("{:02}:{:02}", time.hour(), time.minute());
        let rules = self.rules();
        time < rules.from_time
            || time > rules.until_time
            || self.law.calendar().is_working_day(date_in_china(at)) == Ok(false)
    }

    fn raise(
        &self,
        tx: &mut Tx,
        fact: &Fact,
        look: &Look,
        (kind, rule): Unusual,
    ) -> Result<(), LedgerError> {
        let actor = &fact.draft.actor;
        let organisation = match look.organisation.as_str() {
            "" => actor.agency.clone(),
            code => code.to_owned(),
        };
        let alert = Alert {
            position: fact.position,
            kind,
            actor: quotas::actor(actor),
            organisation,
            whose: fact.draft.subject.map(vocabulary::SubjectId::to_hex),
            rule,
            at: fact.at,
            latest: fact.position,
            times: 1,
            closed: None,
            closed_at: None,
        };
        Ok(alerts::raise(tx, &alert, &date_in_china(fact.at).to_string())?)
    }
}

/// The hour of an instant in Asia/Shanghai: `2026-11-20T09`.
fn hour(at: Timestamp) -> String {
    let time = Offset::constant(8).to_datetime(at);
    format!("{}T{:02}", time.date(), time.hour())
}

fn day_of(hour: &str) -> &str {
    hour.split_once('T').map_or(hour, |(day, _)| day)
}
