//! Columns to the types of this room and back.

use store::{Row, Value};
use vocabulary::{Date, Position, SubjectId, SubjectKind, Timestamp};

use crate::{ArchiveError, Digest};

pub(super) fn stored(column: &'static str, found: impl ToString) -> ArchiveError {
    ArchiveError::Stored { column, found: found.to_string() }
}

pub(super) fn subject(row: &Row, column: usize) -> Result<SubjectId, ArchiveError> {
    let bytes = row.bytes(column)?;
    SubjectId::from_slice(bytes).ok_or_else(|| stored("subject_id", hex::encode(bytes)))
}

pub(super) fn opt_subject(row: &Row, column: usize) -> Result<Option<SubjectId>, ArchiveError> {
    Ok(row.opt_bytes(column)?.and_then(SubjectId::from_slice))
}

pub(super) fn digest(row: &Row, column: usize) -> Result<Digest, ArchiveError> {
    let bytes = row.bytes(column)?;
    bytes.try_into().map(Digest).map_err(|_| stored("digest", hex::encode(bytes)))
}

pub(super) fn position(row: &Row, column: usize) -> Result<Position, ArchiveError> {
    Ok(Position(row.count(column)?))
}

pub(super) fn date(row: &Row, column: usize) -> Result<Date, ArchiveError> {
    let text = row.text(column)?;
    text.parse().map_err(|_| stored("a date", text))
}

pub(super) fn opt_date(row: &Row, column: usize) -> Result<Option<Date>, ArchiveError> {
    row.opt_text(column)?.map(|text| text.parse().map_err(|_| stored("a date", text))).transpose()
}

pub(super) fn instant(row: &Row, column: usize) -> Result<Timestamp, ArchiveError> {
    let number = row.int(column)?;
    Timestamp::from_microsecond(number).map_err(|_| stored("an instant", number))
}

pub(super) fn text(row: &Row, column: usize) -> Result<Option<String>, ArchiveError> {
    Ok(row.opt_text(column)?.map(str::to_owned))
}

pub(super) fn kind(row: &Row, column: usize) -> Result<SubjectKind, ArchiveError> {
    let found = row.text(column)?;
    KINDS
        .iter()
        .find(|(_, text)| *text == found)
        .map(|(kind, _)| *kind)
        .ok_or_else(|| stored("kind", found))
}

/// The text form of a kind in tables and totals; the same as in the packs.
pub(crate) fn kind_text(kind: SubjectKind) -> &'static str {
    KINDS.iter().find(|(one, _)| *one == kind).map_or("", |(_, text)| text)
}

const KINDS: [(SubjectKind, &str); 8] = [
    (SubjectKind::Enterprise, "enterprise"),
    (SubjectKind::SelfEmployed, "self-employed"),
    (SubjectKind::Cooperative, "cooperative"),
    (SubjectKind::SocialOrganisation, "social-organisation"),
    (SubjectKind::PublicInstitution, "public-institution"),
    (SubjectKind::Government, "government"),
    (SubjectKind::OtherOrganisation, "other-organisation"),
    (SubjectKind::Person, "person"),
];

pub(super) fn of_date(date: Option<Date>) -> Value {
    date.map(|date| date.to_string()).into()
}

pub(super) fn of_instant(at: Timestamp) -> Value {
    at.as_microsecond().into()
}
