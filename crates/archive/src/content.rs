//! The content of records: read from the ledger, never kept twice.

use std::collections::{HashMap, hash_map::Entry};

use ledger::Reader;
use store::Tx;
use vocabulary::{Position, SubjectId};

use crate::{ArchiveError, Filing, Record, filing::Joining, queries};

/// What was filed, with the cleansings undone that were undone since.
#[derive(Clone, Debug)]
pub struct Content {
    /// The body of the fact, its fields as they now hold.
    pub filing: Filing,
    /// Fields whose cleansing was undone.
    pub undone: Vec<String>,
}

/// The contents of records, in their order; none where a body was erased.
pub fn contents(tx: &mut Tx, records: &[&Record]) -> Result<Vec<Option<Content>>, ArchiveError> {
    let keys: Vec<(SubjectId, Position)> =
        records.iter().map(|record| (record.subject, record.position)).collect();
    let bodies = Reader::bodies(tx, &keys)?;
    let mut restored = HashMap::new();
    let mut contents = Vec::with_capacity(records.len());
    for (record, body) in records.iter().zip(bodies) {
        let Some(body) = body else {
            contents.push(None);
            continue;
        };
        let filing = parse(&body, record.position)?;
        let mut content = Content { filing, undone: Vec::new() };
        // Only what was cleansed can have been restored.
        if !content.filing.cleansed.is_empty() {
            let of_subject = match restored.entry(record.subject) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(unknown) => {
                    unknown.insert(queries::records::restored(tx, record.subject)?)
                }
            };
            let of_record = of_subject.get(&record.digest);
            let later = of_record.into_iter().flatten().filter(|(_, at)| *at > record.position);
            content.undo(later.map(|(field, _)| field.as_str()));
        }
        contents.push(Some(content));
    }
    Ok(contents)
}

impl Content {
    fn undo<'a>(&mut self, fields: impl Iterator<Item = &'a str>) {
        for field in fields {
            let cleansed = self.filing.cleansed.iter().find(|change| change.field == field);
            if let Some(original) = cleansed.map(|change| change.original.clone()) {
                self.filing.fields.put(field, &original);
                self.undone.push(field.to_owned());
            }
        }
    }
}

fn parse(body: &str, position: Position) -> Result<Filing, ArchiveError> {
    serde_json::from_str(body)
        .map_err(|error| ArchiveError::Body { position, reason: error.to_string() })
}

/// The bodies of facts by which further sources joined a record.
pub fn joinings(
    tx: &mut Tx,
    keys: &[(SubjectId, Position)],
) -> Result<Vec<Option<Joining>>, ArchiveError> {
    let bodies = Reader::bodies(tx, keys)?;
    let parsed = bodies.into_iter().zip(keys).map(|(body, (_, position))| {
        body.map(|body| serde_json::from_str(&body))
            .transpose()
            .map_err(|error| ArchiveError::Body { position: *position, reason: error.to_string() })
    });
    parsed.collect()
}
