//! The review by a second person: filed and public in the same moment, or sent back with the reason.

use std::{collections::BTreeMap, sync::Arc};

use ledger::Scribe;
use serde_json::{Value, json};
use vocabulary::{Actor, Draft, FactKind};

use super::{EntryState, POINTS, place};
use crate::{
    Intake, IntakeError,
    batch::{Alone, file_batch},
    queries::{
        batches,
        entries::{self, End, Entered},
    },
    rule,
};

/// Longest reason for sending back, in characters.
const NOTE: usize = 500;

impl Intake {
    /// Files an entry after its review; what was looked for are [`POINTS`]. Gives the batch.
    ///
    /// # Errors
    ///
    /// [`IntakeError::Forbidden`] by whoever entered it, and unless all points were looked for;
    /// [`IntakeError::State`] unless it waits; [`IntakeError::Faulty`] and [`IntakeError::Refused`] if it
    /// is no good record any more: then nothing was done.
    pub fn pass_entry(
        self: &Arc<Self>,
        by: &Actor,
        number: &str,
        points: &[String],
    ) -> Result<String, IntakeError> {
        if POINTS.iter().any(|point| !points.iter().any(|given| given == point)) {
            return Err(IntakeError::Forbidden {
                rule: "H-24",
                reason: "保密审查的各项没有全部确认".to_owned(),
                remedy: "请逐项核对后全部勾选；有一项不能确认的，请退回。",
            });
        }
        let (intake, by, number) = (Arc::clone(self), by.clone(), number.to_owned());
        self.pen.transact(move |scribe| {
            let entered = intake.reviewable(scribe, &by, &number)?;
            let fields = intake.view_of(&entered)?;
            intake.sound(&entered.line.item, &fields)?;
            intake.file_entry(scribe, (&by, None), entered, &fields)
        })
    }

    /// Sends an entry back to whoever entered it, with the reason.
    ///
    /// # Errors
    ///
    /// [`IntakeError::NoReason`]; [`IntakeError::Forbidden`] by whoever entered it;
    /// [`IntakeError::State`] unless it waits.
    pub fn return_entry(
        self: &Arc<Self>,
        by: &Actor,
        number: &str,
        reason: &str,
    ) -> Result<(), IntakeError> {
        let reason: String = reason.trim().chars().take(NOTE).collect();
        if reason.is_empty() {
            return Err(IntakeError::NoReason);
        }
        let (intake, by, number) = (Arc::clone(self), by.clone(), number.to_owned());
        self.pen.transact(move |scribe| {
            let entered = intake.reviewable(scribe, &by, &number)?;
            let note =
                intake.vault.seal(reason.as_bytes(), &place("note", &number), &*intake.entropy);
            let end = End {
                state: EntryState::Returned,
                content: entered.content.clone(),
                by: Some(&by.by),
                at: Some(scribe.now().as_microsecond()),
                note: Some(note.clone()),
                batch: None,
            };
            entries::end(scribe.tx(), &number, end)?;
            let body = json!({ "number": number, "verdict": "returned", "note": note });
            scribe.append(intake.reviewed(&by, &entered, &body));
            Ok(())
        })
    }

    /// Drops an entry that was not filed; only whoever entered it can.
    ///
    /// # Errors
    ///
    /// [`IntakeError::NoSuchRecord`]; [`IntakeError::State`] if it was filed.
    pub fn drop_entry(&self, by: &Actor, number: &str) -> Result<(), IntakeError> {
        let (by, number) = (by.clone(), number.to_owned());
        self.pen.transact(move |scribe| {
            let found = entries::find(scribe.tx(), &number)?;
            let own = found.filter(|one| one.line.entered_by == by.by);
            let entered = own.ok_or(IntakeError::NoSuchRecord)?;
            if !matches!(entered.line.state, EntryState::Waiting | EntryState::Returned) {
                return Err(IntakeError::State { state: "已经报送", act: "作废" });
            }
            let end = End {
                state: EntryState::Dropped,
                content: None,
                by: None,
                at: None,
                note: None,
                batch: None,
            };
            Ok(entries::end(scribe.tx(), &number, end)?)
        })
    }

    /// An entry that this account may review.
    fn reviewable(
        &self,
        scribe: &mut Scribe<'_>,
        by: &Actor,
        number: &str,
    ) -> Result<Entered, IntakeError> {
        let agency = self.agency(&by.agency)?.code.clone();
        let found = entries::find(scribe.tx(), number)?;
        let entered = found.filter(|one| one.agency == agency).ok_or(IntakeError::NoSuchRecord)?;
        if entered.line.state != EntryState::Waiting {
            return Err(IntakeError::State { state: "不在待审查状态", act: "审查" });
        }
        if entered.line.entered_by == by.by {
            return Err(IntakeError::Forbidden {
                rule: "H-24",
                reason: "录入人不能审查自己录入的信息".to_owned(),
                remedy: "请由本单位另一人审查。",
            });
        }
        Ok(entered)
    }

    fn view_of(&self, entered: &Entered) -> Result<BTreeMap<String, String>, IntakeError> {
        let copy = Entered {
            line: entered.line.clone(),
            agency: entered.agency.clone(),
            correction: entered.correction,
            content: entered.content.clone(),
            note: None,
        };
        Ok(self.view(copy)?.fields)
    }

    /// Files the one row of an entry as a batch, with the fact of its review before it, in one
    /// transaction: what is filed was reviewed.
    pub(super) fn file_entry(
        &self,
        scribe: &mut Scribe<'_>,
        (by, stated): (&Actor, Option<&str>),
        entered: Entered,
        fields: &BTreeMap<String, String>,
    ) -> Result<String, IntakeError> {
        let number = entered.line.number.clone();
        let reviewer = stated.map_or_else(|| by.by.clone(), str::to_owned);
        let context = Arc::new(self.entry_context(&entered, reviewer.clone(), fields));
        let verdict = match stated {
            None => Some("passed"),
            Some("") => None,
            Some(_) => Some("stated"),
        };
        if let Some(verdict) = verdict {
            let points: &[&str] = if verdict == "passed" { &POINTS } else { &[] };
            let body = json!({
                "number": number, "verdict": verdict, "reviewer": reviewer, "points": points,
                "batch": context.batch,
            });
            scribe.append(self.reviewed(by, &entered, &body));
        }
        let Alone { entry, columns } = self.row_alone(&context, fields)?;
        file_batch(scribe, &context, entry, columns)?;
        self.taken(scribe, &context.batch)?;
        let end = End {
            state: EntryState::Filed,
            content: None,
            by: Some(&reviewer),
            at: Some(scribe.now().as_microsecond()),
            note: None,
            batch: Some(&context.batch),
        };
        entries::end(scribe.tx(), &number, end)?;
        Ok(context.batch.clone())
    }

    /// Refuses the whole if the row of a batch was turned away.
    fn taken(&self, scribe: &mut Scribe<'_>, batch: &str) -> Result<(), IntakeError> {
        let row = batches::batch(scribe.tx(), batch)?;
        let refused = row.map_or(Ok(0), |row| row.count(9))?;
        if refused == 0 {
            return Ok(());
        }
        let faults = batches::faults_of(scribe.tx(), batch, 1)?;
        let broken = faults.first().map(|fault| fault.text(2).map(rule::find)).transpose()?;
        let rule = broken.flatten().unwrap_or(&rule::UNREADABLE_LINE);
        Err(IntakeError::Refused { rule, message: "平台上已有这一记录".to_owned() })
    }

    fn reviewed(&self, by: &Actor, entered: &Entered, body: &Value) -> Draft {
        Draft {
            kind: FactKind::EntryReviewed,
            subject: None,
            actor: by.clone(),
            item: Some(entered.line.item.clone()),
            policy: self.law.version().to_owned(),
            body: body.to_string(),
        }
    }
}
