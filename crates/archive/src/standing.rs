//! Standing: what a check needs of a subject, kept current in one row so that it is one point read.

use policy::Values;
use serde::{Deserialize, Serialize};
use store::Tx;
use vocabulary::{Date, SubjectId};

use crate::{ArchiveError, Digest, Subject, queries};

/// Entries of one item that speak for a subject or neither way; older ones stay in the file.
/// Those that speak against it are all kept.
const KEPT: usize = 20;
/// Characters of a summary that are kept; the file has the rest.
const SUMMARY: usize = 80;

/// A subject and its active entries.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    /// Who it is; of merged subjects the one they were merged into.
    pub subject: Subject,
    /// Its active entries, newest first; dates are not applied.
    pub entries: Vec<Entry>,
}

/// One active record in a standing. Keys are short: this row is read at every check.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Digest of the record's key, hexadecimal.
    #[serde(rename = "d")]
    pub digest: String,
    /// Catalog item.
    #[serde(rename = "i")]
    pub item: String,
    /// Fact with the content.
    #[serde(rename = "p")]
    pub position: u64,
    /// Day of the decision.
    #[serde(rename = "o")]
    pub decided_on: Date,
    /// First day in force.
    #[serde(rename = "f", default, skip_serializing_if = "Option::is_none")]
    pub from_on: Option<Date>,
    /// Last day in force.
    #[serde(rename = "u", default, skip_serializing_if = "Option::is_none")]
    pub until_on: Option<Date>,
    /// Last day on which agencies may see it.
    #[serde(rename = "s", default, skip_serializing_if = "Option::is_none")]
    pub shared_until: Option<Date>,
    /// Disclosure class.
    #[serde(rename = "c")]
    pub class: String,
    /// Whether it is under objection.
    #[serde(rename = "x", default, skip_serializing_if = "std::ops::Not::not")]
    pub in_objection: bool,
    /// Fields that measures and answers need, in the order of the catalog.
    #[serde(rename = "v", default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<(String, String)>,
}

impl Values for Entry {
    fn value(&self, field: &str) -> Option<&str> {
        self.fields.iter().find(|(name, _)| name == field).map(|(_, value)| value.as_str())
    }
}

/// Puts an entry in its place, instead of an older version of the same record.
pub(crate) fn put(entries: &mut Vec<Entry>, entry: Entry, negative: bool) {
    remove(entries, &entry.digest);
    let item = entry.item.clone();
    let order = |entry: &Entry| (entry.decided_on, entry.digest.clone());
    let place = entries.partition_point(|other| order(other) > order(&entry));
    entries.insert(place, entry);
    let of_item = || entries.iter().enumerate().filter(|(_, entry)| entry.item == item);
    if !negative && of_item().count() > KEPT {
        let oldest = of_item().next_back().map(|(index, _)| index);
        if let Some(index) = oldest {
            entries.remove(index);
        }
    }
}

/// A summary as it is kept.
pub(crate) fn shortened(text: &str) -> String {
    match text.char_indices().nth(SUMMARY) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// Takes a record's entry away.
pub(crate) fn remove(entries: &mut Vec<Entry>, digest: &str) {
    entries.retain(|entry| entry.digest != digest);
}

/// The summary as it is stored.
pub(crate) fn write(entries: &[Entry]) -> Result<String, ArchiveError> {
    serde_json::to_string(entries)
        .map_err(|error| ArchiveError::Stored { column: "summary", found: error.to_string() })
}

/// The entries of a stored summary.
pub(crate) fn read(summary: &str) -> Result<Vec<Entry>, ArchiveError> {
    serde_json::from_str(summary)
        .map_err(|error| ArchiveError::Stored { column: "summary", found: error.to_string() })
}

/// The standing of a subject: one point read, unless subjects were merged.
pub fn standing(tx: &mut Tx, subject: SubjectId) -> Result<Option<Standing>, ArchiveError> {
    Ok(standings(tx, &[subject])?.pop().flatten())
}

/// The standings of many subjects, in the order asked for.
pub fn standings(
    tx: &mut Tx,
    subjects: &[SubjectId],
) -> Result<Vec<Option<Standing>>, ArchiveError> {
    let found = queries::subjects::with_standing(tx, subjects)?;
    let mut standings = Vec::with_capacity(found.len());
    for one in found {
        let Some(kept) = one else {
            standings.push(None);
            continue;
        };
        let entries = kept.summary.as_deref().map_or(Ok(Vec::new()), read)?;
        let mut standing = Standing { subject: kept.subject, entries };
        if kept.has_members || standing.subject.merged_into.is_some() {
            join_members(tx, &mut standing)?;
        }
        standings.push(Some(standing));
    }
    Ok(standings)
}

/// The entries of all subjects that are one.
fn join_members(tx: &mut Tx, standing: &mut Standing) -> Result<(), ArchiveError> {
    let Some(whole) = crate::read::whole(tx, standing.subject.id)? else { return Ok(()) };
    let mut entries = Vec::new();
    for kept in queries::subjects::with_standing(tx, &whole.ids)?.into_iter().flatten() {
        entries.append(&mut kept.summary.as_deref().map_or(Ok(Vec::new()), read)?);
    }
    entries.sort_by(|a, b| (b.decided_on, &b.digest).cmp(&(a.decided_on, &a.digest)));
    *standing = Standing { subject: whole.subject, entries };
    Ok(())
}

/// The digest of an entry as bytes.
impl Entry {
    /// The record's digest; none if the row was altered.
    pub fn record(&self) -> Option<Digest> {
        Digest::from_hex(&self.digest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(number: u8, day: i8) -> Entry {
        Entry {
            digest: Digest([number; 16]).to_hex(),
            item: "honour".to_owned(),
            position: number.into(),
            decided_on: jiff::civil::date(2026, 1, day),
            from_on: None,
            until_on: None,
            shared_until: None,
            class: "all".to_owned(),
            in_objection: false,
            fields: Vec::new(),
        }
    }

    #[test]
    fn a_newer_version_takes_the_place_of_the_older() {
        let mut entries = Vec::new();
        put(&mut entries, entry(1, 3), true);
        put(&mut entries, entry(2, 5), true);
        put(&mut entries, entry(1, 9), true);
        let days: Vec<i8> = entries.iter().map(|entry| entry.decided_on.day()).collect();
        assert_eq!(days, [9, 5]);
        assert_eq!(read(&write(&entries).unwrap()).unwrap(), entries);
    }

    #[test]
    fn only_what_speaks_against_a_subject_is_kept_without_limit() {
        let (mut positive, mut negative) = (Vec::new(), Vec::new());
        for number in 0..60 {
            put(&mut positive, entry(number, 1), false);
            put(&mut negative, entry(number, 1), true);
        }
        assert_eq!((positive.len(), negative.len()), (KEPT, 60));
        assert_eq!(positive.last().unwrap().position, 40);
        assert_eq!(shortened(&"长".repeat(99)).chars().count(), SUMMARY + 1);
    }
}
