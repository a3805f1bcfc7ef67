//! A catalog item prepared for rows: fields by position, conditions parsed, roles looked up once.

use std::{collections::HashMap, sync::Arc};

use policy::{
    CompiledItem, Condition, Law,
    model::{
        basis::Length,
        catalog::{Audience, CatalogClass, CatalogItem, Field, FieldRole, FieldType, Publicity},
    },
};
use vocabulary::{Date, Divisions, SubjectKind};

use crate::{
    IntakeError,
    rule::{self, RuleRef},
};

/// One field.
pub(crate) struct FieldShape {
    pub(crate) name: String,
    pub(crate) label: String,
    pub(crate) kind: FieldType,
    pub(crate) max_length: usize,
    pub(crate) required: bool,
    pub(crate) required_when: Option<Condition>,
    pub(crate) values: Vec<String>,
    pub(crate) several: bool,
    pub(crate) role: Option<FieldRole>,
    pub(crate) sealed: bool,
    /// Whether personal numbers must not stand in it: free text that the public may read.
    pub(crate) published_text: bool,
    /// Whether a phone number must not stand in it either; keys may look like one.
    pub(crate) no_phone: bool,
    /// Whether it is the last day of something that may have no end.
    pub(crate) open_end: bool,
    pub(crate) divisions: Arc<DivisionNames>,
}

/// A rule over several fields.
pub(crate) struct CrossShape {
    pub(crate) id: String,
    pub(crate) when: Option<Condition>,
    pub(crate) must: Condition,
    pub(crate) field: Option<usize>,
    pub(crate) advice: String,
}

/// What never becomes credit information.
pub(crate) struct ExclusionShape {
    pub(crate) when: Condition,
    pub(crate) advice: String,
}

/// Where the fields stand that intake itself must understand.
#[derive(Default)]
pub(crate) struct Roles {
    pub(crate) name: Option<usize>,
    pub(crate) category: Option<usize>,
    pub(crate) code: Option<usize>,
    pub(crate) registration: Option<usize>,
    pub(crate) document: Option<usize>,
    pub(crate) number: Option<usize>,
    pub(crate) representative_document: Option<usize>,
    pub(crate) related_document: Option<usize>,
    pub(crate) recogniser: Option<usize>,
    pub(crate) decided_on: Option<usize>,
    pub(crate) from: Option<usize>,
    pub(crate) until: Option<usize>,
}

/// An item ready to check rows.
pub(crate) struct Shape {
    pub(crate) item: String,
    pub(crate) subjects: Vec<SubjectKind>,
    pub(crate) fields: Vec<FieldShape>,
    pub(crate) places: HashMap<String, usize>,
    pub(crate) roles: Roles,
    pub(crate) natural_key: Vec<usize>,
    pub(crate) exclusions: Vec<ExclusionShape>,
    pub(crate) rules: Vec<CrossShape>,
    pub(crate) report_within: Option<Length>,
    /// Whether it tells a person's name with authority (registration).
    pub(crate) registers: bool,
    /// Whether it tells of others than its subject: registrations, relations.
    pub(crate) relates: bool,
    /// Days on which no edition was in force although an earlier one was.
    pub(crate) ended: Vec<(Date, Option<Date>)>,
}

impl Shape {
    /// The edition of an item in force today.
    pub(crate) fn of(law: &Law, id: &str, today: Date) -> Result<Self, IntakeError> {
        let compiled = law.compiled(id, today).ok_or_else(|| unlisted(id))?;
        let item = &compiled.item;
        let divisions = Arc::new(DivisionNames::of(law.divisions(), today));
        let fields: Vec<_> = item
            .field
            .iter()
            .zip(&compiled.required_when)
            .map(|(field, when)| FieldShape::of(item, field, when.clone(), &divisions))
            .collect();
        let places: HashMap<String, usize> =
            fields.iter().enumerate().map(|(place, field)| (field.name.clone(), place)).collect();
        let roles = Roles::of(item, &fields, &places);
        let natural_key =
            item.natural_key.iter().filter_map(|name| places.get(name).copied()).collect();
        let exclusions = exclusions(compiled);
        let rules = rules(compiled, &places);
        Ok(Self {
            item: item.id.clone(),
            subjects: item.subjects.clone(),
            fields,
            places,
            roles,
            natural_key,
            exclusions,
            rules,
            report_within: item.report_within,
            registers: item.class == CatalogClass::Registration,
            relates: item.class == CatalogClass::Registration || item.relation.is_some(),
            ended: gaps(editions(law, id)),
        })
    }

    /// Whether the item can be about natural persons.
    pub(crate) fn admits_persons(&self) -> bool {
        self.subjects.contains(&SubjectKind::Person)
    }

    /// Whether it is about nobody else.
    pub(crate) fn is_of_persons(&self) -> bool {
        self.subjects.iter().all(|kind| *kind == SubjectKind::Person)
    }

    /// Whether the item had ended when something was decided. What was decided before the first
    /// edition is collected under the edition of the day of receipt.
    pub(crate) fn had_ended(&self, decided_on: Date) -> bool {
        let gap = |(from, until): &(Date, Option<Date>)| {
            *from <= decided_on && until.is_none_or(|until| decided_on <= until)
        };
        self.ended.iter().any(gap)
    }
}

impl FieldShape {
    fn of(
        item: &CatalogItem,
        field: &Field,
        required_when: Option<Condition>,
        divisions: &Arc<DivisionNames>,
    ) -> Self {
        let free = field.kind == FieldType::Text && field.values.is_empty();
        let public = field.audience == Audience::Public && item.publicity == Publicity::Public;
        Self {
            name: field.name.clone(),
            label: field.zh.clone(),
            kind: field.kind,
            max_length: field.max_length.map_or(usize::MAX, usize::from),
            required: field.required,
            required_when,
            values: field.values.clone(),
            several: field.several,
            role: field.role,
            sealed: field.sealed,
            open_end: item.valid.as_ref().and_then(|valid| valid.until.as_ref())
                == Some(&field.name),
            published_text: free && public,
            no_phone: free && public && !item.natural_key.contains(&field.name),
            divisions: Arc::clone(divisions),
        }
    }

    /// Whether its values must not be shown in a list of faults.
    pub(crate) fn is_personal(&self) -> bool {
        self.sealed || self.kind == FieldType::PersonNumber
    }

    /// A field for tests of its type.
    #[cfg(test)]
    pub(crate) fn for_tests(kind: FieldType, values: &[&str]) -> Self {
        Self {
            name: "field".into(),
            label: "栏目".into(),
            kind,
            max_length: usize::MAX,
            required: false,
            required_when: None,
            values: values.iter().map(|value| (*value).to_owned()).collect(),
            several: false,
            role: None,
            sealed: false,
            open_end: false,
            published_text: false,
            no_phone: false,
            divisions: Arc::default(),
        }
    }
}

impl Roles {
    fn of(item: &CatalogItem, fields: &[FieldShape], places: &HashMap<String, usize>) -> Self {
        let role = |role| fields.iter().position(|field| field.role == Some(role));
        let named = |name: Option<&String>| name.and_then(|name| places.get(name).copied());
        let valid = item.valid.as_ref();
        Self {
            name: role(FieldRole::SubjectName),
            category: role(FieldRole::SubjectCategory),
            code: role(FieldRole::SubjectCode),
            registration: role(FieldRole::SubjectRegistrationNumber),
            document: role(FieldRole::SubjectDocument),
            number: role(FieldRole::SubjectNumber),
            representative_document: role(FieldRole::RepresentativeDocument),
            related_document: role(FieldRole::RelatedDocument),
            recogniser: role(FieldRole::RecogniserCode),
            decided_on: named(Some(&item.decided_on)),
            from: named(valid.and_then(|valid| valid.from.as_ref())),
            until: named(valid.and_then(|valid| valid.until.as_ref())),
        }
    }
}

/// Names of divisions to their codes, as far as a name is unambiguous.
#[derive(Default)]
pub(crate) struct DivisionNames {
    divisions: Divisions,
    codes: HashMap<String, Option<String>>,
}

impl DivisionNames {
    fn of(divisions: &Divisions, today: Date) -> Self {
        let mut codes: HashMap<String, Option<String>> = HashMap::new();
        let mut add = |name: &str, code: &str| {
            let known = codes.entry(name.to_owned()).or_insert_with(|| Some(code.to_owned()));
            if known.as_deref().is_some_and(|known| known != code) {
                *known = None;
            }
        };
        for row in divisions.all_on(today) {
            add(&row.name, &row.code);
            let short = row.name.strip_suffix(['省', '市', '区', '县']).unwrap_or_default();
            if short.chars().count() >= 2 {
                add(short, &row.code);
            }
        }
        Self { divisions: divisions.clone(), codes }
    }

    /// Whether there ever was a division of this code.
    pub(crate) fn is_known(&self, code: &str) -> bool {
        self.divisions.is_known(code)
    }

    /// The code of the only division of this name.
    pub(crate) fn code_of(&self, name: &str) -> Option<&str> {
        self.codes.get(name)?.as_deref()
    }
}

fn exclusions(compiled: &CompiledItem) -> Vec<ExclusionShape> {
    let pairs = compiled.item.exclude.iter().zip(&compiled.exclusions);
    pairs
        .map(|(exclusion, when)| {
            let basis = &exclusion.basis;
            let article = basis.article.as_deref().unwrap_or_default();
            let advice = format!("{}（{}{article}）", exclusion.advice, basis.document);
            ExclusionShape { when: when.clone(), advice }
        })
        .collect()
}

fn rules(compiled: &CompiledItem, places: &HashMap<String, usize>) -> Vec<CrossShape> {
    let pairs = compiled.item.rule.iter().zip(&compiled.rules);
    pairs
        .map(|(rule, compiled)| CrossShape {
            id: rule.id.clone(),
            when: compiled.when.clone(),
            must: compiled.must.clone(),
            field: places.get(&rule.field).copied(),
            advice: rule.advice.clone(),
        })
        .collect()
}

fn unlisted(id: &str) -> IntakeError {
    let rule: RuleRef = &rule::UNLISTED;
    IntakeError::Refused { rule, message: format!("现行目录中没有“{id}”") }
}

/// The first and last day of the editions of an item.
fn editions(law: &Law, id: &str) -> Vec<(Date, Option<Date>)> {
    let editions = law.items_ever().filter(|item| item.id == id);
    editions.map(|item| (item.effective_from, item.until)).collect()
}

/// The stretches after an edition's end in which no other was in force.
fn gaps(mut editions: Vec<(Date, Option<Date>)>) -> Vec<(Date, Option<Date>)> {
    editions.sort();
    let begins: Vec<Date> = editions.iter().skip(1).map(|edition| edition.0).collect();
    let ends = editions.iter().map(|edition| edition.1.and_then(|end| end.tomorrow().ok()));
    ends.enumerate()
        .filter_map(|(place, from)| {
            let next = begins.get(place).and_then(|next| next.yesterday().ok());
            Some((from?, next))
        })
        .filter(|(from, until)| until.is_none_or(|until| *from <= until))
        .collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn an_item_is_not_collected_between_its_editions() {
        let first = (date(2016, 1, 1), Some(date(2018, 12, 31)));
        let second = (date(2020, 1, 1), Some(date(2020, 12, 31)));
        let third = (date(2021, 1, 1), None);
        let gap = (date(2019, 1, 1), Some(date(2019, 12, 31)));
        assert_eq!(gaps(vec![second, third, first]), [gap]);
        assert_eq!(gaps(vec![first]), [(date(2019, 1, 1), None)]);
        assert_eq!(gaps(vec![third]), []);
    }
}
