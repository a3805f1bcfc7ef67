//! Rows: the fields of one record of one resident, filled by what each field is in the record.

use std::collections::BTreeMap;

use policy::model::{
    agency::Agency,
    catalog::{CatalogItem, Field, FieldRole, FieldType},
};
use vocabulary::Date;

use crate::{dice::Dice, resident::Resident};

/// Field name to value.
pub(crate) type Row = BTreeMap<String, String>;

/// What a row is made from.
pub(crate) struct Occasion<'a> {
    /// The catalog item.
    pub item: &'a CatalogItem,
    /// Whom it is about.
    pub resident: &'a Resident,
    /// Who decided and sends.
    pub agency: &'a Agency,
    /// When it was decided.
    pub decided_on: Date,
    /// A number that no other row has.
    pub serial: u64,
}

impl Occasion<'_> {
    /// The whole row: first what its kind of item says, then whatever else is required.
    pub(crate) fn row(&self, dice: &mut Dice) -> Row {
        let mut row = crate::act::fields(self, dice);
        for field in &self.item.field {
            if row.contains_key(&field.name) {
                continue;
            }
            if let Some(value) = self.value(field, dice) {
                row.insert(field.name.clone(), value);
            }
        }
        row.retain(|name, _| self.item.field.iter().any(|field| field.name == *name));
        row
    }

    fn value(&self, field: &Field, dice: &mut Dice) -> Option<String> {
        if let Some(role) = field.role {
            return self
                .by_role(role)
                .or_else(|| field.required.then(|| self.by_type(field, dice)));
        }
        if field.name == self.item.decided_on {
            return Some(self.decided_on.to_string());
        }
        field.required.then(|| self.by_type(field, dice))
    }

    fn by_role(&self, role: FieldRole) -> Option<String> {
        let resident = self.resident;
        let value = match role {
            FieldRole::SubjectName => resident.name.clone(),
            FieldRole::SubjectCategory => resident.category().to_owned(),
            FieldRole::SubjectCode => resident.code.clone(),
            FieldRole::SubjectDocument => "身份证".to_owned(),
            FieldRole::SubjectNumber => resident.identity_card.clone(),
            FieldRole::RepresentativeName => resident.representative.clone(),
            FieldRole::RecogniserCode | FieldRole::SourceCode => self.agency.code.clone(),
            FieldRole::RecogniserName | FieldRole::SourceName => self.agency.title.zh.clone(),
            FieldRole::OperatingState if resident.ended => "注销".to_owned(),
            FieldRole::OperatingState => "存续".to_owned(),
            _ => return None,
        };
        (!value.is_empty()).then_some(value)
    }

    fn by_type(&self, field: &Field, dice: &mut Dice) -> String {
        if !field.values.is_empty() {
            let index = usize::try_from(dice.below(field.values.len() as u64)).unwrap_or(0);
            return field.values.get(index).cloned().unwrap_or_default();
        }
        match field.kind {
            FieldType::Date => self.decided_on.to_string(),
            FieldType::Amount => format!("{}.{}", dice.between(1, 300), dice.between(0, 9)),
            FieldType::Integer => self.decided_on.year().to_string(),
            FieldType::UnifiedCode => self.agency.code.clone(),
            FieldType::Division => self.resident.district.code.to_owned(),
            FieldType::YesNo => "是".to_owned(),
            FieldType::PersonDocument => "身份证".to_owned(),
            FieldType::PersonNumber => self.resident.identity_card.clone(),
            _ => self.text(field),
        }
    }

    fn text(&self, field: &Field) -> String {
        if field.name.contains("number") {
            return self.document_number();
        }
        format!("{}（{}）", self.item.title.zh, field.zh)
    }

    /// A document number such as agencies give: 济市监〔2026〕12345号.
    pub(crate) fn document_number(&self) -> String {
        let mark: String =
            self.agency.title.zh.chars().filter(|c| !"市区县局中心".contains(*c)).collect();
        let mark: String = mark.chars().take(4).collect();
        format!("{mark}〔{}〕{}号", self.decided_on.year(), self.serial)
    }
}
