//! One row under examination: a slot for each field of the item, used again for the next row.

use policy::Values;

use crate::{
    cleanse::{Slot, cleanse},
    fault::Fault,
    format::RawRow,
    header::Mapping,
    resolve::Taken,
    rule::{self, RuleRef},
    shape::Shape,
};

/// The values of one row by field, and what was found wrong so far.
pub(crate) struct Row<'s> {
    pub(crate) shape: &'s Shape,
    pub(crate) slots: Vec<Slot>,
    pub(crate) faults: Vec<Fault>,
    /// Code of the subject, where somebody else than the row said it: a rule of the packs, an officer.
    pub(crate) meant: Option<String>,
    /// How that code was found.
    pub(crate) taken: Option<Taken>,
    /// Fields that have no usable value.
    broken: Vec<bool>,
    today: String,
}

impl Values for Row<'_> {
    fn value(&self, field: &str) -> Option<&str> {
        if field == "today" {
            return Some(&self.today);
        }
        let place = *self.shape.places.get(field)?;
        Some(self.at(Some(place))).filter(|value| !value.is_empty())
    }
}

impl<'s> Row<'s> {
    /// An empty row of an item, examined on `today` (ISO).
    pub(crate) fn new(shape: &'s Shape, today: String) -> Self {
        Self {
            shape,
            slots: vec![Slot::default(); shape.fields.len()],
            faults: Vec::new(),
            meant: None,
            taken: None,
            broken: vec![false; shape.fields.len()],
            today,
        }
    }

    /// Today, ISO.
    pub(crate) fn today(&self) -> &str {
        &self.today
    }

    /// Reads the cells into their slots; cells that cannot be read leave a fault.
    pub(crate) fn fill(&mut self, raw: &RawRow, mapping: &Mapping) {
        self.clear();
        for (place, field) in self.shape.fields.iter().enumerate() {
            let Some(slot) = self.slots.get_mut(place) else { continue };
            let Some(column) = mapping.sources.get(place).copied().flatten() else { continue };
            if let Err(rule) = cleanse(field, raw.cell(column), slot) {
                let value = std::mem::take(&mut slot.value);
                self.fault(place, rule, &value);
            }
        }
        self.name_subject();
        for (place, value) in &mapping.fill {
            let has_column = mapping.sources.get(*place).is_some_and(Option::is_some);
            if let Some(slot) = self.slots.get_mut(*place)
                && slot.value.is_empty()
                && !has_column
            {
                slot.change(value, "", &rule::FILLED);
            }
        }
    }

    /// Puts the code in its place that the row does not give.
    fn name_subject(&mut self) {
        let (Some(place), Some(code)) = (self.shape.roles.code, self.meant.as_deref()) else {
            return;
        };
        if let (Some(slot), Some(broken)) = (self.slots.get_mut(place), self.broken.get_mut(place))
        {
            let sent = std::mem::take(&mut slot.value);
            slot.clear();
            slot.change(code, &sent, &rule::CODE_FOUND);
            *broken = false;
        }
        let name = self.shape.fields.get(place).map(|field| field.name.as_str());
        self.faults.retain(|fault| fault.field.as_deref() != name);
    }

    fn clear(&mut self) {
        self.slots.iter_mut().for_each(Slot::clear);
        self.broken.fill(false);
        self.faults.clear();
    }

    /// Notes a fault of a field; the field counts as without value from then on.
    pub(crate) fn fault(&mut self, place: usize, rule: RuleRef, value: &str) {
        self.faults.push(Fault::of_field(self.shape, place, rule, value));
        if let Some(broken) = self.broken.get_mut(place) {
            *broken = true;
        }
    }

    /// Notes a fault of a field with the value it has.
    pub(crate) fn fault_at(&mut self, place: usize, rule: RuleRef) {
        let value = self.at(Some(place)).to_owned();
        self.fault(place, rule, &value);
    }

    /// Whether a field was found without usable value.
    pub(crate) fn is_broken(&self, place: usize) -> bool {
        self.broken.get(place).copied().unwrap_or_default()
    }

    /// The value at a place; empty if there is none.
    pub(crate) fn at(&self, place: Option<usize>) -> &str {
        place.and_then(|place| self.slots.get(place)).map_or("", |slot| &slot.value)
    }
}
