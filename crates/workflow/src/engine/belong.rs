//! Cases that belong to one that is announced: sign-ups to their event, works to their contest.

use policy::model::{
    basis::Title,
    process::{FieldKind, FormField, Process},
};
use store::Tx;

use crate::{
    WorkflowError,
    case::{Choice, Given},
    cases::Inner,
    queries::{cases::Case, effects},
};

/// Announced cases that can be chosen from, of each process.
const CHOICES: usize = 200;
/// The field that the new case takes from the one it belongs to.
const UNIT: &str = "unit";

impl Inner {
    /// What a field of kind `announced` can be chosen from: cases announced now, by their first public text.
    pub(crate) fn announced_choices(
        &self,
        tx: &mut Tx,
        field: &FormField,
    ) -> Result<Vec<Choice>, WorkflowError> {
        let mut choices = Vec::new();
        for (process, state) in field.of.iter().map(|of| in_state(of)) {
            for one in effects::announced(tx, process, (u64::MAX, CHOICES))? {
                let known = self.known(tx, &one.number)?;
                if state.is_none_or(|state| known.case.state == state) {
                    let title = headed(known.process, &known.fields);
                    let title = title.unwrap_or_else(|| one.number.clone());
                    let title = Title { zh: title.clone(), en: title };
                    choices.push(Choice { id: one.number, title });
                }
            }
        }
        Ok(choices)
    }

    /// What a case is called where it is announced.
    pub(crate) fn title_of_case(
        &self,
        tx: &mut Tx,
        number: &str,
    ) -> Result<Option<String>, WorkflowError> {
        let known = self.known(tx, number)?;
        Ok(headed(known.process, &known.fields))
    }

    /// Lets a new case belong to what was chosen, and take its unit.
    pub(crate) fn belong(
        &self,
        tx: &mut Tx,
        process: &Process,
        case: &mut Case,
        given: &mut Given,
    ) -> Result<(), WorkflowError> {
        let chosen = process.field.iter().filter(|field| field.kind == FieldKind::Announced);
        for field in chosen {
            let Some(number) = given.get(&field.id).filter(|number| !number.is_empty()) else {
                continue;
            };
            if !self.announced_choices(tx, field)?.iter().any(|one| one.id == *number) {
                let reason = format!("“{}”已经不再受理", field.title.zh);
                let remedy = "请从列出的项目中选择。";
                return Err(self.refused(process, "C-33", reason, remedy));
            }
            let known = self.known(tx, number)?;
            case.parent.clone_from(number);
            let unit = known.fields.get(UNIT).filter(|_| process.field(UNIT).is_some());
            if let Some(unit) = unit {
                given.insert(UNIT.to_owned(), unit.clone());
            }
        }
        Ok(())
    }
}

/// `event:open`: a process, and the state in which its cases can be chosen.
fn in_state(of: &str) -> (&str, Option<&str>) {
    of.split_once(':').map_or((of, None), |(process, state)| (process, Some(state)))
}

/// What a case is called where it is announced.
fn headed(process: &Process, fields: &Given) -> Option<String> {
    let heading = process.heading()?;
    fields.get(&heading.id).filter(|text| !text.is_empty()).cloned()
}
