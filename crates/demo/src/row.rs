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
    /// Another company of the city, where the record ties the two.
    pub partner: Option<&'a Resident>,
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

    /// A document number such as agencies give: 历下市监罚〔2026〕45号.
    pub(crate) fn document_number(&self) -> String {
        let title = self.agency.title.zh.as_str();
        let place = title.trim_start_matches("济南市");
        let place: String = place.chars().take(2).collect();
        let known =
            crate::place::DISTRICTS.iter().any(|district| district.name.starts_with(&place));
        let place = if known { place.as_str() } else { "济" };
        let year = self.decided_on.year();
        format!("{place}{}{}〔{year}〕{}号", duty(title), act(&self.item.id), self.serial)
    }
}

/// The mark of an agency's duty in its document numbers.
fn duty(title: &str) -> &'static str {
    const MARKS: [(&str, &str); 16] = [
        ("市场监督", "市监"),
        ("审批", "审批"),
        ("生态环境", "环"),
        ("税务", "税"),
        ("法院", "法"),
        ("人力资源", "人社"),
        ("住房", "建"),
        ("交通", "交"),
        ("应急", "应急"),
        ("卫生", "卫"),
        ("文化", "文旅"),
        ("民政", "民"),
        ("发展和改革", "发改"),
        ("农业", "农"),
        ("水务", "水"),
        ("科学", "科"),
    ];
    MARKS.iter().find(|(word, _)| title.contains(word)).map_or("公", |(_, mark)| mark)
}

/// The mark of an act in document numbers.
fn act(item: &str) -> &'static str {
    const MARKS: [(&str, &str); 6] = [
        ("penalty", "罚"),
        ("licence", "许"),
        ("inspection", "检"),
        ("commitment", "诺"),
        ("honour", "奖"),
        ("reward", "奖"),
    ];
    MARKS.iter().find(|(word, _)| item.contains(word)).map_or("字", |(_, mark)| mark)
}
