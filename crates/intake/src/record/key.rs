//! Digests by which a record is found again, and by which two contents are told apart.
//!
//! Numbers of persons enter them only as keyed pseudonyms: a leaked table must not let anybody try
//! numbers out.

use policy::model::catalog::FieldRole;
use sha2::Sha256;
use sm3::{Digest, Sm3};
use vocabulary::{Identifier, IdentifierKind, SiteKey, SubjectId};

use crate::{identity::Subject, row::Row};

/// Stand-ins for the personal numbers of a row: place and text.
pub(crate) type Pseudonyms = Vec<(usize, String)>;

/// The stand-ins of a row's sealed values.
pub(crate) fn pseudonyms(row: &Row<'_>, subject: &Subject, key: &SiteKey) -> Pseudonyms {
    let number = row.shape.roles.number;
    let fields = row.shape.fields.iter().enumerate();
    fields
        .filter(|(place, field)| field.is_personal() && !row.at(Some(*place)).is_empty())
        .map(|(place, _)| {
            let id =
                if Some(place) == number { subject.id } else { mark(key, row.at(Some(place)), "") };
            (place, id.to_hex())
        })
        .collect()
}

/// The record key digest: the first 16 bytes of SM3 over item, NUL, and the natural key's values
/// joined by U+001F.
pub(crate) fn key_digest(row: &Row<'_>, pseudonyms: &Pseudonyms) -> [u8; 16] {
    let mut digest = Sm3::new();
    digest.update(row.shape.item.as_bytes());
    digest.update(b"\0");
    for (count, place) in row.shape.natural_key.iter().enumerate() {
        if count > 0 {
            digest.update(b"\x1f");
        }
        digest.update(value(row, pseudonyms, *place).as_bytes());
    }
    first_half(digest.finalize().as_slice())
}

/// The digest of all that a record says. Who sent it is no content: the same decision sent by city
/// and province is one record.
pub(crate) fn content_digest(row: &Row<'_>, pseudonyms: &Pseudonyms) -> [u8; 16] {
    let mut digest = Sha256::new();
    for (place, field) in row.shape.fields.iter().enumerate() {
        let sender = matches!(field.role, Some(FieldRole::SourceCode | FieldRole::SourceName));
        let value = value(row, pseudonyms, place);
        if sender || value.is_empty() {
            continue;
        }
        digest.update(field.name.as_bytes());
        digest.update(b"\0");
        digest.update(value.as_bytes());
        digest.update(b"\x1f");
    }
    first_half(digest.finalize().as_slice())
}

/// A keyed mark of a person's name, by which two names of one person are compared without being kept.
pub(crate) fn name_mark(key: &SiteKey, subject: SubjectId, name: &str) -> [u8; 16] {
    mark(key, name, &subject.to_hex()).0
}

/// A keyed hash that is no subject's id: the separator cannot stand in a number.
fn mark(key: &SiteKey, text: &str, of: &str) -> SubjectId {
    let number = format!("{of}\x1f{text}");
    key.subject_id(&Identifier { kind: IdentifierKind::IdentityCard, number })
}

fn value<'r>(row: &'r Row<'_>, pseudonyms: &'r Pseudonyms, place: usize) -> &'r str {
    let stand_in = pseudonyms.iter().find(|(masked, _)| *masked == place);
    stand_in.map_or_else(|| row.at(Some(place)), |(_, text)| text)
}

fn first_half(digest: &[u8]) -> [u8; 16] {
    let mut half = [0; 16];
    half.iter_mut().zip(digest).for_each(|(to, from)| *to = *from);
    half
}
