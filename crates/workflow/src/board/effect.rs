//! What measures came to (H-56): reached, applied, corrected, repaired, objected to.

use std::collections::BTreeMap;

use policy::model::{
    basis::Title,
    process::{Effect, Outcome},
};
use serde::Serialize;

use super::ALWAYS;
use crate::{Cases, WorkflowError, queries::boards};

/// A measure on the records of an item or list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct EffectLine {
    /// Catalog item; that of a list for its entries.
    pub item: String,
    /// What the item is called.
    pub item_title: Option<Title>,
    /// The list, if the item is one.
    pub list: Option<String>,
    /// Measure.
    pub measure: String,
    /// What the measure is called.
    pub measure_title: Option<Title>,
    /// Tasks to apply it.
    pub reached: u64,
    /// Tasks in which it was not applied, with a reason.
    pub declined: u64,
    /// How often it was applied.
    pub applied: u64,
    /// To how many subjects.
    pub subjects: u64,
    /// How often it still is.
    pub lasting: u64,
    /// Lifted because the record was repaired.
    pub repaired: u64,
    /// Lifted otherwise: corrected, removed, withdrawn.
    pub corrected: u64,
    /// Objections to the records.
    pub objections: u64,
}

impl Cases {
    /// Every measure that was ever to be applied, by item.
    pub fn effects(&self) -> Result<Vec<EffectLine>, WorkflowError> {
        let inner = &*self.0;
        let today = inner.clock.today();
        let objecting = inner.chosen(|process| {
            process.start.effects.iter().any(|effect| matches!(effect, Effect::Mark {}))
        });
        let mut lines: BTreeMap<(String, String), EffectLine> = BTreeMap::new();
        inner.db.read(|tx| {
            for process in inner.tasks() {
                let field = process.field.iter().find(|field| field.id == "measure");
                boards::each(tx, &process.id, ALWAYS, |seen| {
                    let measure = field.and_then(|field| seen.plain(&field.id));
                    let Some(measure) = measure.map(str::to_owned) else { return };
                    let line = lines.entry((seen.item.clone(), measure)).or_default();
                    line.reached += 1;
                    line.declined += u64::from(seen.outcome == Some(Outcome::Refused));
                })?;
            }
            for counted in boards::measures(tx, today)? {
                let line = lines.entry((counted.item, counted.measure)).or_default();
                line.applied = counted.started;
                line.subjects = counted.subjects;
                line.lasting = counted.lasting;
                line.repaired = counted.repaired;
                line.corrected = counted.otherwise;
            }
            for process in &objecting {
                for (key, count) in boards::objected(tx, &process.id)? {
                    lines.entry(key).or_default().objections += count;
                }
            }
            Ok::<_, WorkflowError>(())
        })?;
        let line = |((item, measure), line): ((String, String), EffectLine)| {
            let known = inner.law.item(&item, today);
            EffectLine {
                item_title: known.map(|item| item.title.clone()),
                list: known.and_then(|item| item.list.clone()),
                measure_title: inner.law.measure(&measure, today).map(|one| one.title.clone()),
                item,
                measure,
                ..line
            }
        };
        Ok(lines.into_iter().map(line).collect())
    }
}
