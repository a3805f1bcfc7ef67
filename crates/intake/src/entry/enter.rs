//! Entering: the checks of every row, then to the reviewer, or straight to the files.

use std::{collections::BTreeMap, sync::Arc};

use policy::model::{agency::Agency, catalog::CatalogItem};
use serde_json::json;
use sha2::{Digest, Sha256};
use vocabulary::{Actor, Timestamp, case_number, clock::date_in_china};

use super::{EntryLine, EntryState, NewEntry, PREFIX, ReviewBy, place};
use crate::{
    Channel, Intake, IntakeError, Submission,
    batch::{Context, base_of},
    examine,
    fault::verdict,
    queries::{
        declarations,
        entries::{self, Entered},
    },
    rule::{self, Severity},
};

/// Longest statement of a review, in characters.
const STATED: usize = 120;

impl Intake {
    /// Takes a single record. An item that asks for a review of secrecy waits for a second person of the
    /// unit, or says under which number the unit reviewed it; everything else is filed at once.
    ///
    /// # Errors
    ///
    /// [`IntakeError::Faulty`] field by field; [`IntakeError::Refused`] if the agency may not send the
    /// item, or the same record stands there already in a state that forbids it.
    pub fn enter(self: &Arc<Self>, by: &Actor, new: &NewEntry) -> Result<EntryLine, IntakeError> {
        let (agency, item) = self.may_enter(new)?;
        let fields = given(&new.fields);
        self.sound(&item.id, &fields)?;
        let stated = match &new.review {
            ReviewBy::Stated(by) => Some(statement(by)?),
            ReviewBy::Colleague if !item.secrecy_review => Some(String::new()),
            ReviewBy::Colleague => None,
        };
        let (agency, item) = (agency.code.clone(), item.id.clone());
        let (intake, by, correction) = (Arc::clone(self), by.clone(), new.correction);
        self.pen.transact(move |scribe| {
            let now = scribe.now();
            let number = intake.numbered(scribe.tx(), now)?;
            let line = EntryLine {
                number: number.clone(),
                item,
                state: EntryState::Waiting,
                entered_by: by.by.clone(),
                entered_at: now,
                reviewed_by: None,
                reviewed_at: None,
                batch: None,
            };
            let content = Some(intake.seal_entry(&number, &fields));
            let entered = Entered { line, agency, correction, content, note: None };
            entries::insert(scribe.tx(), &entered)?;
            if let Some(stated) = stated {
                intake.file_entry(scribe, (&by, Some(&stated)), entered, &fields)?;
            }
            let filed = entries::find(scribe.tx(), &number)?;
            filed.map(|found| found.line).ok_or(IntakeError::Damaged { what: "an entry" })
        })
    }

    /// Gives an entry that was sent back other values; it waits again.
    ///
    /// # Errors
    ///
    /// As [`Intake::enter`]; [`IntakeError::State`] unless it was sent back or waits.
    pub fn change_entry(
        self: &Arc<Self>,
        by: &Actor,
        number: &str,
        new: &NewEntry,
    ) -> Result<(), IntakeError> {
        let (agency, item) = self.may_enter(new)?;
        let fields = given(&new.fields);
        self.sound(&item.id, &fields)?;
        let (code, item) = (agency.code.clone(), item.id.clone());
        let (intake, by, number) = (Arc::clone(self), by.clone(), number.to_owned());
        let correction = new.correction;
        self.pen.transact(move |scribe| {
            let found = entries::find(scribe.tx(), &number)?;
            let own = found.filter(|one| one.agency == code && one.line.item == item);
            let entered = own.ok_or(IntakeError::NoSuchRecord)?;
            if !matches!(entered.line.state, EntryState::Waiting | EntryState::Returned) {
                return Err(IntakeError::State {
                    state: "已经报送或者作废", act: "修改"
                });
            }
            let content = intake.seal_entry(&number, &fields);
            let at = scribe.now().as_microsecond();
            Ok(entries::change(scribe.tx(), &number, (correction, &content), (&by.by, at))?)
        })
    }

    fn may_enter(&self, new: &NewEntry) -> Result<(&Agency, &CatalogItem), IntakeError> {
        let agency = self.agency(&new.agency)?;
        let item = self.item(&new.item, self.clock.today())?;
        if self.law.may_provide(agency, item) {
            return Ok((agency, item));
        }
        Err(IntakeError::Refused {
            rule: &rule::NOT_PROVIDER,
            message: format!("{}不是“{}”的数源单位", agency.title.zh, item.title.zh),
        })
    }

    /// Whether the values would be taken as a row.
    pub(super) fn sound(
        &self,
        item: &str,
        fields: &BTreeMap<String, String>,
    ) -> Result<(), IntakeError> {
        let faults = examine(&self.law, &self.key, item, self.clock.today(), fields)?;
        if verdict(&faults) == Some(Severity::Refused) {
            return Err(IntakeError::Faulty { faults });
        }
        Ok(())
    }

    fn numbered(&self, tx: &mut store::Tx, now: Timestamp) -> Result<String, IntakeError> {
        let today = date_in_china(now);
        let serial = declarations::next_serial(tx, today)?;
        let division = self.law.sites().first().and_then(|site| site.division.clone());
        Ok(case_number(PREFIX, &division.unwrap_or_default(), today, serial))
    }

    fn seal_entry(&self, number: &str, fields: &BTreeMap<String, String>) -> String {
        let plain = json!(fields).to_string();
        self.vault.seal(plain.as_bytes(), &place("content", number), &*self.entropy)
    }

    /// What is the same for the one row of an entry: a batch of its own.
    pub(super) fn entry_context(
        &self,
        entered: &Entered,
        reviewed: String,
        fields: &BTreeMap<String, String>,
    ) -> Context {
        let digest: [u8; 32] =
            Sha256::digest(format!("{}{}", entered.line.number, json!(fields))).into();
        let submission = Submission {
            agency: entered.agency.clone(),
            item: entered.line.item.clone(),
            file_name: entered.line.number.clone(),
            channel: Channel::Form,
            by: entered.line.entered_by.clone(),
            reviewed: Some(reviewed).filter(|by| !by.is_empty()),
            profile: None,
            correction: entered.correction,
        };
        let base = base_of(&entered.agency, &entered.line.item, &digest, &submission);
        Context {
            batch: format!("{base}-1"),
            base,
            attempt: 1,
            agency: entered.agency.clone(),
            actor: Actor::new(entered.agency.clone(), submission.by.clone()),
            submission,
            policy: self.law.version().to_owned(),
            today: self.clock.today(),
            file_digest: digest,
            bytes: 0,
            vault: Arc::clone(&self.vault),
            entropy: Arc::clone(&self.entropy),
        }
    }
}

/// The values that say something.
fn given(fields: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let said = fields.iter().filter(|(_, value)| !value.trim().is_empty());
    said.map(|(name, value)| (name.clone(), value.trim().to_owned())).collect()
}

/// What the unit states of its own review.
fn statement(by: &str) -> Result<String, IntakeError> {
    let by = by.trim();
    if by.is_empty() {
        return Err(IntakeError::Refused {
            rule: &rule::NOT_REVIEWED,
            message: "没有写明由哪个机构、以哪个文号审查".to_owned(),
        });
    }
    Ok(by.chars().take(STATED).collect())
}
