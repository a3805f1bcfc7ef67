//! Finding organisations by name. Persons have no row here: nobody finds them by name.

use store::Tx;
use vocabulary::SubjectId;

use crate::{ArchiveError, Match, Subject, name, queries, queries::names::Hit};

/// After every other character: the end of all texts that begin alike.
const LAST: char = '\u{10FFFF}';

/// One subject found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Who it is; of merged subjects the one they were merged into.
    pub subject: Subject,
    /// The name that matched.
    pub matched: String,
    /// How it matched.
    pub how: Match,
}

/// A page of subjects whose names match, best first, and the mark of the next page.
///
/// First come exact present and former names and the same core; then names that begin so; then
/// cores that begin so; each in byte order.
pub fn search(
    tx: &mut Tx,
    text: &str,
    after: Option<&str>,
    limit: u32,
) -> Result<(Vec<Found>, Option<String>), ArchiveError> {
    let text: String = text.trim().chars().filter(|letter| !letter.is_control()).collect();
    let (text, core) = (text.as_str(), name::core(&text));
    if text.is_empty() || limit == 0 {
        return Ok((Vec::new(), None));
    }
    let mut mark = after.map_or(Ok(Mark::start()), Mark::parse)?;
    let mut exact = exact(tx, text, &core, limit)?;
    exact.truncate(limit as usize);
    let seen: Vec<SubjectId> = exact.iter().map(|(hit, _)| hit.subject).collect();
    let mut hits = if mark.stage == Stage::Exact { exact } else { Vec::new() };
    if mark.stage == Stage::Exact {
        mark = Mark { stage: Stage::Name, ..Mark::start() };
    }
    let mut next = None;
    while (hits.len() as u32) < limit {
        let left = limit - hits.len() as u32;
        let page = mark.read(tx, text, &core, left)?;
        let full = page.len() as u32 == left;
        if let Some(last) = page.last() {
            mark.after(last);
        }
        let how = if mark.stage == Stage::Name { Match::Beginning } else { Match::CoreBeginning };
        // What stands on the first page, or begins with the name too, was shown before.
        let fresh = page.into_iter().filter(|hit| {
            !seen.contains(&hit.subject)
                && (mark.stage == Stage::Name || !hit.name.starts_with(text))
        });
        hits.extend(fresh.map(|hit| (hit, how)));
        if !full && !mark.next_stage() {
            return Ok((found(tx, hits)?, next));
        }
    }
    next = next.or_else(|| Some(mark.to_text()));
    Ok((found(tx, hits)?, next))
}

fn exact(
    tx: &mut Tx,
    text: &str,
    core: &str,
    limit: u32,
) -> Result<Vec<(Hit, Match)>, ArchiveError> {
    let start = ("", SubjectId([0; 16]));
    let mut hits = Vec::new();
    for hit in queries::names::by_name(tx, (text, &format!("{text}\u{1}")), start, limit)? {
        let how = if hit.present { Match::Name } else { Match::FormerName };
        hits.push((hit, how));
    }
    for hit in queries::names::by_core(tx, (core, &format!("{core}\u{1}")), start, limit)? {
        hits.push((hit, Match::Core));
    }
    hits.sort_by_key(|(_, how)| *how);
    Ok(hits)
}

/// Subjects of hits, merged ones as one, each once.
fn found(tx: &mut Tx, hits: Vec<(Hit, Match)>) -> Result<Vec<Found>, ArchiveError> {
    let ids: Vec<SubjectId> = hits.iter().map(|(hit, _)| hit.subject).collect();
    let subjects = crate::read::subjects(tx, &ids)?;
    let mut found: Vec<Found> = Vec::with_capacity(hits.len());
    for ((hit, how), subject) in hits.into_iter().zip(subjects) {
        let Some(mut subject) = subject else { continue };
        if subject.merged_into.is_some()
            && let Some(whole) = crate::read::whole(tx, subject.id)?
        {
            subject = whole.subject;
        }
        if found.iter().all(|known| known.subject.id != subject.id) {
            found.push(Found { subject, matched: hit.name, how });
        }
    }
    Ok(found)
}

/// Which index is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Exact,
    Name,
    Core,
}

/// Where a search goes on.
struct Mark {
    stage: Stage,
    key: String,
    subject: SubjectId,
}

impl Mark {
    fn start() -> Self {
        Self { stage: Stage::Exact, key: String::new(), subject: SubjectId([0; 16]) }
    }

    fn read(
        &self,
        tx: &mut Tx,
        text: &str,
        core: &str,
        limit: u32,
    ) -> Result<Vec<Hit>, ArchiveError> {
        let after = (self.key.as_str(), self.subject);
        let prefix = if self.stage == Stage::Core { core } else { text };
        let range = (prefix, format!("{prefix}{LAST}"));
        match self.stage {
            Stage::Core => queries::names::by_core(tx, (range.0, &range.1), after, limit),
            Stage::Exact | Stage::Name => {
                queries::names::by_name(tx, (range.0, &range.1), after, limit)
            }
        }
    }

    fn after(&mut self, hit: &Hit) {
        self.key.clone_from(&hit.key);
        self.subject = hit.subject;
    }

    /// Goes on to the next index; false if there is none.
    fn next_stage(&mut self) -> bool {
        let more = self.stage != Stage::Core;
        *self = Self { stage: Stage::Core, ..Self::start() };
        more
    }

    fn to_text(&self) -> String {
        let stage = if self.stage == Stage::Core { 'c' } else { 'n' };
        format!("{stage}{}{}", self.subject.to_hex(), hex::encode(&self.key))
    }

    fn parse(text: &str) -> Result<Self, ArchiveError> {
        let parsed = || {
            let stage = match text.get(..1)? {
                "c" => Stage::Core,
                "n" => Stage::Name,
                _ => return None,
            };
            let subject = SubjectId::from_hex(text.get(1..33)?)?;
            let key = String::from_utf8(hex::decode(text.get(33..)?).ok()?).ok()?;
            Some(Self { stage, key, subject })
        };
        parsed().ok_or_else(|| ArchiveError::Cursor { cursor: text.to_owned() })
    }
}
