//! The comparison: every decision of the registers beside what was reported.

use ledger::Reader;
use policy::model::catalog::CatalogItem;
use serde::Deserialize;
use store::Tx;
use vocabulary::{Date, Position, clock::date_in_china};

use super::{GapLine, GapState};
use crate::{
    Intake, IntakeError,
    batch::{Known, Timing},
    queries::{keys, keys::Key, registers},
    timing::{last_day, timing},
};

/// Decisions that are compared at once.
const COMPARED: u64 = 5_000;

/// What of a record's body leads to the version before.
#[derive(Deserialize)]
struct Before {
    replaces: Option<u64>,
}

impl Intake {
    /// The decisions of an agency's registers (id or unified code) in a month `2026-11` or a quarter
    /// `2026-Q4`, each with what became of it; what is missing first.
    pub fn gaps(&self, agency: &str, period: &str) -> Result<Vec<GapLine>, IntakeError> {
        let code = self.agency(agency)?.code.clone();
        let days = crate::quality::days_of(period)?;
        let today = self.clock.today();
        let mut lines = self.db.read(|tx| {
            let listed = registers::listed(tx, &code, days, COMPARED)?;
            let keys: Vec<Key> = listed.iter().map(|one| one.key).collect();
            let known = keys::known_of(tx, &keys)?;
            let mut lines = Vec::with_capacity(listed.len());
            for (one, known) in listed.into_iter().zip(known) {
                let received = known.map(|known| first_of(tx, &one.key, &known)).transpose()?;
                let item = self.law.item(&one.item, today);
                let (due_on, state) = self.stands(item, (one.decided_on, received.flatten()));
                lines.push(GapLine {
                    subject: one.key.0,
                    digest: hex::encode(one.key.1),
                    item: one.item,
                    document: one.document,
                    decided_on: one.decided_on,
                    due_on,
                    received_on: received.flatten(),
                    state,
                    reason: one.reason,
                });
            }
            Ok::<_, IntakeError>(lines)
        })?;
        lines.sort_by(|one, other| {
            let key = |line: &GapLine| (line.state, line.reason.is_some(), line.decided_on);
            key(one).cmp(&key(other)).then_with(|| one.document.cmp(&other.document))
        });
        Ok(lines)
    }

    /// The last days of those decisions of an agency's registers (id or unified code) that are missing and
    /// were not explained, in a month or a quarter: what is to be done, without reading any record.
    pub fn unexplained(&self, agency: &str, period: &str) -> Result<Vec<Date>, IntakeError> {
        let code = self.agency(agency)?.code.clone();
        let days = crate::quality::days_of(period)?;
        let absent = self.db.read(|tx| registers::absent(tx, days, &code))?;
        let today = self.clock.today();
        let due = absent.into_iter().filter(|(.., explained)| !explained).filter_map(
            |(_, item, decided, _)| {
                let (due, state) = self.stands(self.law.item(&item, today), (decided, None));
                (state == GapState::Missing).then(|| due.unwrap_or(decided))
            },
        );
        Ok(due.collect())
    }

    /// The last day of a decision and how it stands.
    pub(super) fn stands(
        &self,
        item: Option<&CatalogItem>,
        (decided, received): (Date, Option<Date>),
    ) -> (Option<Date>, GapState) {
        let limit = item.and_then(|item| item.report_within.as_ref());
        let due = limit.and_then(|limit| last_day(limit, decided, self.law.calendar()));
        let on = received.unwrap_or_else(|| self.clock.today());
        let state = match (received, timing(limit, decided, on, self.law.calendar())) {
            (Some(_), Timing::OnTime) => GapState::OnTime,
            (Some(_), Timing::Late) => GapState::Late,
            (Some(_), Timing::None | Timing::Unknown) => GapState::Unclocked,
            (None, Timing::OnTime | Timing::Unknown) => GapState::Pending,
            (None, Timing::Late | Timing::None) => GapState::Missing,
        };
        (due, state)
    }
}

/// The day on which the first version of a record came.
fn first_of(tx: &mut Tx, key: &Key, known: &Known) -> Result<Option<Date>, IntakeError> {
    let mut position = Some(known.position);
    let mut first = None;
    while let Some(at) = position {
        let fact = Reader::facts_in(tx, Position(at), 1)?.pop();
        let Some(fact) = fact.filter(|fact| fact.draft.subject == Some(key.0)) else { break };
        first = Some(date_in_china(fact.at));
        let before: Option<Before> = serde_json::from_str(&fact.draft.body).ok();
        position = before.and_then(|body| body.replaces).filter(|before| *before < at);
    }
    Ok(first)
}
