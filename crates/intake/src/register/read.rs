//! Reading a register: only what names a decision is read, everything else in the file is passed over.

use std::collections::BTreeSet;

use policy::model::catalog::CatalogItem;
use vocabulary::{Date, SiteKey};

use super::{LINES, Listed, ListedFault, NewRegister};
use crate::{
    IntakeError,
    fault::in_words,
    format::{RawRow, Sink},
    header::{Headers, Mapping},
    identity::identify,
    record::{key_digest, pseudonyms},
    row::Row,
    rule,
    shape::Shape,
};

/// Takes the lines of a register.
pub(super) struct Reading<'r> {
    new: &'r NewRegister,
    item: &'r CatalogItem,
    /// Unified code of the unit, where a line names no authority.
    authority: &'r str,
    key: &'r SiteKey,
    shape: &'r Shape,
    headers: Headers,
    mapping: Mapping,
    row: Row<'r>,
    pub(super) lines: Vec<Listed>,
    pub(super) faults: Vec<ListedFault>,
}

impl<'r> Reading<'r> {
    /// A reading of a register of an item.
    pub(super) fn new(
        new: &'r NewRegister,
        (item, authority): (&'r CatalogItem, &'r str),
        (key, shape): (&'r SiteKey, &'r Shape),
        today: Date,
    ) -> Self {
        Self {
            new,
            item,
            authority,
            key,
            shape,
            headers: Headers::of(item, shape),
            mapping: Mapping::default(),
            row: Row::new(shape, today.to_string()),
            lines: Vec::new(),
            faults: Vec::new(),
        }
    }

    /// Labels of the columns that a register must have.
    pub(super) fn wanted(item: &CatalogItem, shape: &Shape) -> Vec<String> {
        let roles = &shape.roles;
        let subject = roles.code.or(roles.number);
        let mut places: Vec<usize> = shape.natural_key.clone();
        places.retain(|place| Some(*place) != roles.recogniser);
        places.extend(subject);
        places.extend(shape.places.get(&item.decided_on).copied());
        let mut seen = BTreeSet::new();
        places.retain(|place| seen.insert(*place));
        let label = |place: usize| shape.fields.get(place).map(|field| field.label.clone());
        places.into_iter().filter_map(label).collect()
    }

    fn missing(&self) -> Vec<String> {
        let held = |label: &String| {
            let place = self.shape.fields.iter().position(|field| field.label == *label);
            place.and_then(|at| self.mapping.sources.get(at)).is_some_and(Option::is_some)
        };
        let wanted = Self::wanted(self.item, self.shape).into_iter();
        wanted.filter(|label| !held(label)).collect()
    }

    /// A line, or what is wrong with it.
    fn line(&mut self, raw: &RawRow) -> Result<Listed, String> {
        let row = &mut self.row;
        row.fill(raw, &self.mapping);
        if let Some(place) = self.shape.roles.recogniser
            && row.at(Some(place)).is_empty()
            && let Some(slot) = row.slots.get_mut(place)
        {
            slot.change(self.authority, "", &rule::FILLED);
        }
        let subject = identify(row, self.key);
        let wanted = self.shape.natural_key.iter().copied().chain(self.shape.roles.decided_on);
        let empty = wanted.filter(|place| row.at(Some(*place)).is_empty());
        for place in empty.collect::<Vec<_>>() {
            if !row.is_broken(place) {
                row.fault(place, &rule::REQUIRED, "");
            }
        }
        let told = in_words(&row.faults);
        let (Some(subject), true) = (subject, row.faults.is_empty()) else {
            return Err(told);
        };
        let decided: Date = row
            .at(self.shape.roles.decided_on)
            .parse()
            .map_err(|_| "决定日期读不懂。请按“年-月-日”填写".to_owned())?;
        if decided < self.new.from || self.new.until < decided {
            return Err("决定日期不在登记册的期间内。请核对日期，或者改选期间".to_owned());
        }
        let digest = key_digest(row, &pseudonyms(row, &subject, self.key));
        // The first field of the key is the number by which the unit knows its decision.
        let document = row.at(self.shape.natural_key.first().copied());
        Ok(Listed {
            document: document.to_owned(),
            decided_on: decided,
            subject: subject.id.to_hex(),
            digest: hex::encode(digest),
        })
    }
}

impl Sink for Reading<'_> {
    fn headers(&mut self, headers: &[String], complete: bool) -> Result<(), IntakeError> {
        self.mapping = self.headers.map(headers, None, false)?;
        let missing = self.missing();
        if complete && !missing.is_empty() {
            return Err(IntakeError::Refused {
                rule: &rule::COLUMNS,
                message: format!("登记册缺少栏目：{}", missing.join("、")),
            });
        }
        Ok(())
    }

    fn row(&mut self, raw: &RawRow) -> Result<(), IntakeError> {
        if self.lines.len() + self.faults.len() >= LINES {
            return Err(IntakeError::TooLarge { what: "登记册的行数", limit: LINES as u64 });
        }
        match self.line(raw) {
            Ok(listed) => {
                let twice = self
                    .lines
                    .iter()
                    .any(|one| one.digest == listed.digest && one.subject == listed.subject);
                if !twice {
                    self.lines.push(listed);
                }
            }
            Err(text) => self.faults.push(ListedFault { line: raw.line(), text }),
        }
        Ok(())
    }
}
