//! 重错码: names that several subjects bear, codes that are wrong. Read through all names, so for
//! reports and not for every page.

use std::{
    collections::{BTreeMap, HashMap, hash_map::DefaultHasher},
    hash::{Hash, Hasher},
};

use identity::character;
use store::Tx;
use vocabulary::{RegistrationNumber, SubjectId, UnifiedCode};

use crate::{ArchiveError, queries};

/// A name with all who bear it.
pub type Shared = (String, Vec<SubjectId>);

/// Present names that several subjects bear, script and width aside, in the order of names, at most
/// `limit`; and whether there are more.
///
/// # Errors
///
/// [`ArchiveError`] if the tables cannot be read.
pub fn shared_names(tx: &mut Tx, limit: usize) -> Result<(Vec<Shared>, bool), ArchiveError> {
    // Names are many and shared ones few: first only their hashes are held.
    let mut bearers: HashMap<u64, u8> = HashMap::new();
    queries::named::every(tx, |line| {
        if line.present {
            let count = bearers.entry(hash(&character::plain(&line.name))).or_default();
            *count = count.saturating_add(1);
        }
    })?;
    bearers.retain(|_, count| *count > 1);
    let mut shared: BTreeMap<String, Shared> = BTreeMap::new();
    if !bearers.is_empty() {
        queries::named::every(tx, |line| {
            if !line.present {
                return;
            }
            let plain = character::plain(&line.name);
            if bearers.contains_key(&hash(&plain)) {
                let (_, subjects) = shared.entry(plain).or_insert((line.name, Vec::new()));
                subjects.push(line.subject);
            }
        })?;
    }
    shared.retain(|_, (_, subjects)| subjects.len() > 1);
    let more = shared.len() > limit;
    Ok((shared.into_values().take(limit).collect(), more))
}

/// Subjects whose code is neither a unified code nor an old registration number, in the order of
/// codes, at most `limit`; and whether there are more.
///
/// # Errors
///
/// [`ArchiveError`] if the tables cannot be read.
pub fn faulty_codes(tx: &mut Tx, limit: usize) -> Result<(Vec<SubjectId>, bool), ArchiveError> {
    let (mut faulty, mut more) = (Vec::new(), false);
    queries::named::codes(tx, |subject, code| {
        if UnifiedCode::parse(code).is_ok() || RegistrationNumber::parse(code).is_ok() {
            return;
        }
        if faulty.len() < limit {
            faulty.push(subject);
        } else {
            more = true;
        }
    })?;
    Ok((faulty, more))
}

fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}
