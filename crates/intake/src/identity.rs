//! Whom a row is about: the number, checked, and the keyed id made from it.

use policy::model::catalog::{FieldRole, FieldType};
use vocabulary::{
    Date, DocumentType, Identifier, PersonId, RegistrationNumber, SiteKey, SubjectId, SubjectKind,
    UnifiedCode, UnifiedCodeWarning,
};

use crate::{
    cleanse::NO_CODE,
    fault::Fault,
    row::Row,
    rule::{self, RuleRef},
};

/// The subject of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Subject {
    pub(crate) id: SubjectId,
    pub(crate) kind: SubjectKind,
}

/// Finds the subject; what is wrong with its numbers becomes a fault of the row. The numbers of other
/// persons in the row are checked too.
pub(crate) fn identify(row: &mut Row<'_>, key: &SiteKey) -> Option<Subject> {
    representative(row);
    let subject = if is_person(row) { person(row, key) } else { organisation(row, key) }?;
    if row.shape.subjects.contains(&subject.kind) {
        return Some(subject);
    }
    match row.shape.roles.code.or(row.shape.roles.number) {
        Some(place) => row.fault_at(place, &rule::SUBJECT_KIND),
        None => row.faults.push(Fault::of_row(&rule::SUBJECT_KIND)),
    }
    None
}

/// By the category if the row has one, else by the number it has.
fn is_person(row: &Row<'_>) -> bool {
    let shape = row.shape;
    let category = row.at(shape.roles.category);
    if !shape.admits_persons() || shape.is_of_persons() {
        return shape.is_of_persons();
    }
    if category.is_empty() {
        return row.at(shape.roles.code).is_empty() && !row.at(shape.roles.number).is_empty();
    }
    category == "自然人"
}

fn person(row: &mut Row<'_>, key: &SiteKey) -> Option<Subject> {
    let roles = &row.shape.roles;
    let place = roles.number?;
    if let Some(code) = roles.code.filter(|code| !row.at(Some(*code)).is_empty()) {
        row.fault_at(code, &rule::CATEGORY_MISMATCH);
        return None;
    }
    if row.is_broken(place) || roles.document.is_some_and(|document| row.is_broken(document)) {
        return None;
    }
    if row.at(Some(place)).is_empty() {
        row.fault(place, &rule::NO_SUBJECT, "");
        return None;
    }
    let found = number(row, roles.document, place)?;
    let decided: Option<Date> = row.at(roles.decided_on).parse().ok();
    let day = decided.or_else(|| row.today().parse().ok())?;
    if found.is_minor(day) == Some(true) {
        row.faults.clear();
        row.fault_at(place, &rule::MINOR);
        return None;
    }
    Some(Subject { id: key.subject_id(found.identifier()), kind: SubjectKind::Person })
}

/// Reads a person's number with its document; the slot keeps the number in its one form.
fn number(row: &mut Row<'_>, document: Option<usize>, place: usize) -> Option<PersonId> {
    let written = row.at(document);
    let kind = if written.is_empty() {
        DocumentType::IdentityCard
    } else {
        DocumentType::parse(written).unwrap_or(DocumentType::IdentityCard)
    };
    match PersonId::parse(kind, row.at(Some(place))) {
        Ok(person) => {
            let plain = &person.identifier().number;
            if let Some(slot) = row.slots.get_mut(place)
                && slot.value != *plain
            {
                let sent = slot.value.clone();
                slot.change(plain, &sent, &rule::LENGTHENED);
            }
            Some(person)
        }
        Err(_) => {
            row.fault_at(place, &rule::PERSON_NUMBER);
            None
        }
    }
}

/// Numbers of persons who are not the subject.
fn representative(row: &mut Row<'_>) {
    let shape = row.shape;
    for (place, field) in shape.fields.iter().enumerate() {
        let other = field.kind == FieldType::PersonNumber && Some(place) != shape.roles.number;
        if !other || row.is_broken(place) || row.at(Some(place)).is_empty() {
            continue;
        }
        let document = match field.role {
            Some(FieldRole::RepresentativeNumber) => shape.roles.representative_document,
            Some(FieldRole::RelatedNumber) => shape.roles.related_document,
            _ => None,
        };
        number(row, document, place);
    }
}

fn organisation(row: &mut Row<'_>, key: &SiteKey) -> Option<Subject> {
    let roles = &row.shape.roles;
    let category = row.at(roles.category).to_owned();
    let place = roles.code?;
    if row.is_broken(place) {
        return None;
    }
    let written = row.at(Some(place));
    if written.is_empty() {
        let rule: RuleRef =
            if category.is_empty() { &rule::NO_SUBJECT } else { &rule::CATEGORY_MISMATCH };
        row.fault(place, rule, "");
        return None;
    }
    if written == NO_CODE {
        return household(row, key, place, &category);
    }
    let Ok(code) = UnifiedCode::parse(written) else {
        row.fault_at(place, &rule::UNIFIED_CODE);
        return None;
    };
    let kind = code.subject_kind();
    let self_employed = kind == SubjectKind::SelfEmployed;
    if !category.is_empty() && self_employed != (category == "个体工商户") {
        row.fault_at(place, &rule::CATEGORY_MISMATCH);
        return None;
    }
    if code.warnings().any(|warning| warning == UnifiedCodeWarning::OrganisationCheck) {
        row.faults.push(Fault::of_field(row.shape, place, &rule::ORGANISATION_PART, code.as_str()));
    }
    Some(Subject { id: key.subject_id(&code.identifier()), kind })
}

/// A household without code is known by its registration number.
fn household(row: &mut Row<'_>, key: &SiteKey, place: usize, category: &str) -> Option<Subject> {
    let number = row.at(row.shape.roles.registration);
    let household = category == "个体工商户" || category.is_empty();
    let admitted = row.shape.subjects.contains(&SubjectKind::SelfEmployed);
    if !household || !admitted || number.is_empty() {
        row.fault_at(place, &rule::PLACEHOLDER);
        return None;
    }
    let identifier = RegistrationNumber::parse(number).map_or_else(
        |_| Identifier {
            kind: vocabulary::IdentifierKind::RegistrationNumber,
            number: number.to_owned(),
        },
        |number| number.identifier(),
    );
    Some(Subject { id: key.subject_id(&identifier), kind: SubjectKind::SelfEmployed })
}
