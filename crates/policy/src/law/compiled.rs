//! Items and disclosure rules with their conditions parsed once.

use vocabulary::Date;

use crate::{
    condition::{Condition, ConditionError},
    model::{
        basis::Length,
        catalog::CatalogItem,
        disclosure::{DisclosureClass, DisclosureEdition, DisclosureRule},
    },
};

/// A catalog item whose conditions need no parsing for each row.
#[derive(Clone, Debug)]
pub struct CompiledItem {
    /// The item.
    pub item: CatalogItem,
    /// Per field of the item, in order: when it is required, if only sometimes.
    pub required_when: Vec<Option<Condition>>,
    /// Per exclusion of the item, in order: when the row is no credit information.
    pub exclusions: Vec<Condition>,
    /// Per cross rule of the item, in order.
    pub rules: Vec<CompiledRule>,
}

/// A rule over several fields of a row.
#[derive(Clone, Debug)]
pub struct CompiledRule {
    /// When it applies; always if none.
    pub when: Option<Condition>,
    /// What must then hold.
    pub must: Condition,
}

impl CompiledItem {
    /// Parses every condition of an item.
    pub(crate) fn new(item: CatalogItem) -> Result<Self, ConditionError> {
        let optional = |text: &Option<String>| text.as_deref().map(Condition::parse).transpose();
        Ok(Self {
            required_when: item
                .field
                .iter()
                .map(|field| optional(&field.required_when))
                .collect::<Result<_, _>>()?,
            exclusions: item
                .exclude
                .iter()
                .map(|exclusion| Condition::parse(&exclusion.when))
                .collect::<Result<_, _>>()?,
            rules: item
                .rule
                .iter()
                .map(|rule| {
                    let (when, must) = (optional(&rule.when)?, Condition::parse(&rule.must)?);
                    Ok(CompiledRule { when, must })
                })
                .collect::<Result<_, _>>()?,
            item,
        })
    }
}

/// A disclosure rule whose class conditions are parsed.
#[derive(Clone, Debug)]
pub(crate) struct CompiledDisclosure {
    pub(crate) rule: DisclosureRule,
    /// Per edition, per class: the condition, and whether it asks for `today`.
    conditions: Vec<Vec<Option<Condition>>>,
}

impl CompiledDisclosure {
    pub(crate) fn new(mut rule: DisclosureRule) -> Result<Self, ConditionError> {
        rule.edition.sort_by_key(|edition| edition.effective_from);
        let conditions = rule
            .edition
            .iter()
            .map(|edition| {
                let classes = edition.class.iter();
                classes.map(|class| class.when.as_deref().map(Condition::parse).transpose())
            })
            .map(Iterator::collect)
            .collect::<Result<_, _>>()?;
        Ok(Self { rule, conditions })
    }

    /// The edition of a day. Before the first one the first, because older law is not on file;
    /// after the last has ended none.
    pub(crate) fn edition_on(&self, on: Date) -> Option<(usize, &DisclosureEdition)> {
        let mut editions = self.rule.edition.iter().enumerate();
        let first = self.rule.edition.first()?;
        if on < first.effective_from {
            return Some((0, first));
        }
        editions.find(|(_, edition)| {
            edition.effective_from <= on && edition.until.is_none_or(|until| on <= until)
        })
    }

    /// The first class of an edition whose condition holds.
    pub(crate) fn class_of(
        &self,
        edition: usize,
        values: &dyn crate::values::Values,
    ) -> Option<&DisclosureClass> {
        let conditions = self.conditions.get(edition)?;
        let classes = &self.rule.edition.get(edition)?.class;
        let mut pairs = classes.iter().zip(conditions);
        pairs
            .find(|(_, when)| when.as_ref().is_none_or(|condition| condition.holds(values)))
            .map(|(class, _)| class)
    }
}

/// A longest time that a layer sets for an item, over what the disclosure rule says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub(crate) struct Cap {
    pub(crate) maximum: Option<Length>,
    pub(crate) shared_for: Option<Length>,
    pub(crate) effective_from: Option<Date>,
    pub(crate) until: Option<Date>,
}
