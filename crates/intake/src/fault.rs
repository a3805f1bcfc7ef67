//! What is wrong with a row.

use policy::model::catalog::FieldRole;

use crate::{
    rule::{self, RuleRef, Severity},
    scan,
    shape::{FieldShape, Shape},
};

/// Longest value that is repeated, in characters.
const SHOWN: usize = 60;

/// One rule that a row breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Name of the field; none if it concerns the row as a whole.
    pub field: Option<String>,
    /// Its Chinese label.
    pub label: Option<String>,
    /// The rule.
    pub rule: RuleRef,
    /// Which of the item's own rules, where `rule` stands for all of them: `fine-amount`.
    pub detail: Option<String>,
    /// What was found; masked if it is personal.
    pub value: String,
    /// What to do, in Chinese.
    pub advice: String,
}

impl Fault {
    /// A fault of the row as a whole.
    pub(crate) fn of_row(rule: RuleRef) -> Self {
        let advice = rule.advice.to_owned();
        Self { field: None, label: None, rule, detail: None, value: String::new(), advice }
    }

    /// A fault of one field.
    pub(crate) fn of_field(shape: &Shape, place: usize, rule: RuleRef, value: &str) -> Self {
        let field = shape.fields.get(place);
        Self {
            field: field.map(|field| field.name.clone()),
            label: field.map(|field| field.label.clone()),
            value: field.map_or_else(String::new, |field| shown(shape, field, rule, value)),
            ..Self::of_row(rule)
        }
    }

    /// With the advice of the law instead of the rule's own.
    pub(crate) fn advise(mut self, advice: &str) -> Self {
        advice.clone_into(&mut self.advice);
        self
    }

    /// With the id of the item's own rule.
    pub(crate) fn detail(mut self, detail: &str) -> Self {
        self.detail = Some(detail.to_owned());
        self
    }
}

/// Faults in one sentence each.
pub(crate) fn in_words(faults: &[Fault]) -> String {
    let told = |fault: &Fault| {
        let label = fault.label.as_deref().unwrap_or("整行");
        format!("{label}：{}（{}）。{}", fault.rule.title, fault.rule.code, fault.advice)
    };
    faults.iter().map(told).collect::<Vec<_>>().join("\n")
}

/// The gravest severity among faults; none if there are none.
pub(crate) fn verdict(faults: &[Fault]) -> Option<Severity> {
    let has = |severity| faults.iter().any(|fault| fault.rule.severity == severity);
    [Severity::Refused, Severity::Held, Severity::Warned].into_iter().find(|one| has(*one))
}

/// A value as the list of faults may show it.
fn shown(shape: &Shape, field: &FieldShape, rule: RuleRef, value: &str) -> String {
    let name = matches!(field.role, Some(FieldRole::SubjectName | FieldRole::FormerName));
    let about_person = shape.admits_persons() && name;
    if about_person || field.role == Some(FieldRole::RepresentativeName) {
        return scan::masked_name(value);
    }
    let hidden = [&rule::IDENTITY_IN_TEXT, &rule::PHONE_IN_TEXT].contains(&rule);
    // A person's number may stand in any column by mistake.
    let stray = scan::hidden_number(value).is_some();
    if field.is_personal() || hidden || stray || shape.is_of_persons() {
        return scan::masked(value);
    }
    value.chars().take(SHOWN).collect()
}
