//! Whom a row names beside its subject, as keyed ids: by them relations are known without a number.

use policy::model::catalog::FieldRole;
use vocabulary::{DocumentType, PersonId, RegistrationNumber, SiteKey, SubjectId, UnifiedCode};

use crate::row::Row;

/// Adds `"links": {"<field>": "<subject id>"}` to a body that is still open, where the item tells of
/// others: registrations, and records of a relation.
pub(crate) fn add_links(body: &mut String, row: &Row<'_>, key: &SiteKey) {
    if !row.shape.relates {
        return;
    }
    let fields = row.shape.fields.iter().enumerate();
    let links: serde_json::Map<String, serde_json::Value> = fields
        .filter_map(|(place, field)| {
            let id = link(row, field.role?, place, key)?;
            Some((field.name.clone(), id.to_hex().into()))
        })
        .collect();
    if !links.is_empty() {
        body.push_str(",\"links\":");
        body.push_str(&serde_json::Value::Object(links).to_string());
    }
}

fn link(row: &Row<'_>, role: FieldRole, place: usize, key: &SiteKey) -> Option<SubjectId> {
    let value = row.at(Some(place));
    if value.is_empty() || row.is_broken(place) {
        return None;
    }
    let roles = &row.shape.roles;
    match role {
        FieldRole::ParentCode | FieldRole::RelatedCode => organisation(value, key),
        FieldRole::RepresentativeNumber => {
            person(value, row.at(roles.representative_document), key)
        }
        FieldRole::RelatedNumber => person(value, row.at(roles.related_document), key),
        _ => None,
    }
}

fn organisation(number: &str, key: &SiteKey) -> Option<SubjectId> {
    let identifier = match UnifiedCode::parse(number) {
        Ok(code) => code.identifier(),
        Err(_) => RegistrationNumber::parse(number).ok()?.identifier(),
    };
    Some(key.subject_id(&identifier))
}

fn person(number: &str, document: &str, key: &SiteKey) -> Option<SubjectId> {
    let kind = DocumentType::parse(document).unwrap_or(DocumentType::IdentityCard);
    let person = PersonId::parse(kind, number).ok()?;
    Some(key.subject_id(person.identifier()))
}
