//! Finding organisations by name: an index in memory, current with the tables at each question.

use std::{
    collections::HashSet,
    sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard},
};

use identity::{Candidate, Directory, DirectoryError, How, Index, Listed, Name, Score, index};
use store::{Database, Tx};
use vocabulary::{Position, SubjectId, SubjectKind, UnifiedCode};

use crate::{ArchiveError, Subject, queries, queries::named::Line, read};

/// Finds organisations by name, former name, code, a slip away from it. Clones share one index.
/// Persons are not in it: nobody finds them by name.
///
/// Every answer is as the tables stand when it is asked for, whoever wrote them: what the follower has
/// touched since the last answer is read first.
#[derive(Clone)]
pub struct Finder(Arc<Inner>);

struct Inner {
    db: Database,
    held: RwLock<Held>,
    /// Who makes the index current; one at a time.
    making: Mutex<()>,
}

/// The index, and what of the tables it knows.
#[derive(Default)]
struct Held {
    index: Index,
    /// None until it was read for the first time.
    epoch: Option<u64>,
    last: Option<Position>,
}

/// One subject found.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Who it is; of merged subjects the one they were merged into.
    pub subject: Subject,
    /// The name that matched.
    pub matched: String,
    /// How it matched.
    pub how: How,
    /// Which characters of that name matched: from, before.
    pub marks: Vec<(u16, u16)>,
    /// Which characters of its code matched, when it was found by code.
    pub code_part: Option<(u16, u16)>,
}

impl Finder {
    /// A finder over a database; the index is read when it is first asked, or by [`Finder::warm`].
    pub fn new(db: Database) -> Self {
        Self(Arc::new(Inner { db, held: RwLock::default(), making: Mutex::default() }))
    }

    /// Makes the index current now; it tells how many organisations it holds, in how many bytes.
    ///
    /// # Errors
    ///
    /// [`ArchiveError`] if the tables cannot be read.
    pub fn warm(&self) -> Result<(usize, usize), ArchiveError> {
        let held = self.current()?;
        Ok((held.index.len(), held.index.bytes()))
    }

    /// A page of organisations that a text may mean, best first, and the mark of the next page.
    ///
    /// # Errors
    ///
    /// [`ArchiveError`] if the tables cannot be read, or the mark was not made here.
    pub fn search(
        &self,
        text: &str,
        after: Option<&str>,
        limit: u32,
    ) -> Result<(Vec<Found>, Option<String>), ArchiveError> {
        if let Some(mark) = after.filter(|mark| !Index::is_mark(mark)) {
            return Err(ArchiveError::Cursor { cursor: mark.to_owned() });
        }
        let text = readable(text);
        if text.is_empty() || limit == 0 {
            return Ok((Vec::new(), None));
        }
        let page = index::Page { after, limit: limit as usize };
        let found = self.current()?.index.find(&text, &page);
        Ok((self.found(found.hits)?, found.next))
    }

    /// What somebody who types may mean, best first: for suggestions.
    ///
    /// # Errors
    ///
    /// [`ArchiveError`] if the tables cannot be read.
    pub fn suggest(&self, text: &str, limit: u32) -> Result<Vec<Found>, ArchiveError> {
        let text = readable(text);
        if text.is_empty() || limit == 0 {
            return Ok(Vec::new());
        }
        let hits = self.current()?.index.suggest(&text, limit as usize);
        self.found(hits)
    }

    /// Organisations that a name may mean, best first, each with the reasons; of a valid code the one
    /// that bears it.
    ///
    /// # Errors
    ///
    /// [`ArchiveError`] if the tables cannot be read.
    pub fn candidates(&self, name: &str, limit: usize) -> Result<Vec<Candidate>, ArchiveError> {
        if let Ok(code) = UnifiedCode::parse(name.trim()) {
            return self.holder(&code);
        }
        let name = Name::parse(&readable(name));
        let likely = self.current()?.index.candidates(&name, limit);
        let ids: Vec<SubjectId> = likely.iter().map(|one| one.subject).collect();
        let wholes = self.0.db.read(|tx| wholes(tx, &ids))?;
        let mut seen = HashSet::new();
        let mut candidates = Vec::with_capacity(likely.len());
        for (one, whole) in likely.into_iter().zip(wholes) {
            let Some(whole) = whole.filter(|whole| seen.insert(whole.id)) else { continue };
            let former = whole.name.as_ref() != Some(&one.name);
            candidates.push(Candidate {
                subject: whole.id,
                kind: whole.kind,
                code: whole.code,
                former: former.then_some(one.name.clone()),
                name: whole.name.unwrap_or(one.name),
                division: whole.division,
                score: one.score,
            });
        }
        Ok(candidates)
    }

    /// Who bears a code.
    fn holder(&self, code: &UnifiedCode) -> Result<Vec<Candidate>, ArchiveError> {
        let mut found =
            self.current()?.index.find(code.as_str(), &index::Page { after: None, limit: 1 });
        found.hits.retain(|hit| hit.how == How::Code);
        let found = self.found(found.hits)?;
        let candidate = |Found { subject, matched, .. }: Found| Candidate {
            subject: subject.id,
            kind: subject.kind,
            code: subject.code,
            name: subject.name.unwrap_or(matched),
            former: None,
            division: subject.division,
            score: Score::of_code(code.as_str()),
        };
        Ok(found.into_iter().map(candidate).collect())
    }

    /// The subjects of hits, merged ones as one, each once.
    fn found(&self, hits: Vec<index::Hit>) -> Result<Vec<Found>, ArchiveError> {
        let ids: Vec<SubjectId> = hits.iter().map(|hit| hit.subject).collect();
        let wholes = self.0.db.read(|tx| wholes(tx, &ids))?;
        let mut seen = HashSet::new();
        let mut found = Vec::with_capacity(hits.len());
        for (hit, whole) in hits.into_iter().zip(wholes) {
            let Some(subject) = whole.filter(|whole| seen.insert(whole.id)) else { continue };
            let own = subject.id == hit.subject;
            found.push(Found {
                subject,
                matched: hit.name,
                how: hit.how,
                marks: hit.marks,
                code_part: hit.code_part.filter(|_| own),
            });
        }
        Ok(found)
    }

    /// The index as the tables stand now.
    fn current(&self) -> Result<RwLockReadGuard<'_, Held>, ArchiveError> {
        let inner = &*self.0;
        let held = inner.read();
        let now = inner.db.read(stand)?;
        if (held.epoch, held.last) == (Some(now.0), now.1) {
            return Ok(held);
        }
        drop(held);
        inner.follow()?;
        Ok(inner.read())
    }
}

impl Inner {
    fn read(&self) -> RwLockReadGuard<'_, Held> {
        self.held.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Held> {
        self.held.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// Reads what was touched since, or everything after the archive was made anew. Others go on
    /// finding in the old index until the new one stands.
    fn follow(&self) -> Result<(), ArchiveError> {
        let _making: MutexGuard<'_, ()> =
            self.making.lock().unwrap_or_else(PoisonError::into_inner);
        let (epoch, last) = {
            let held = self.read();
            (held.epoch, held.last)
        };
        let changes = self.db.read(|tx| {
            let now = stand(tx)?;
            if (epoch, last) == (Some(now.0), now.1) {
                return Ok(None);
            }
            let anew = epoch != Some(now.0);
            let touched = if anew { Vec::new() } else { touched(tx, last)? };
            let whole = if anew { Some(build(tx)?) } else { None };
            Ok::<_, ArchiveError>(Some((now, whole, touched)))
        })?;
        let Some((now, whole, touched)) = changes else { return Ok(()) };
        let mut held = self.write();
        if let Some(index) = whole {
            held.index = index;
        }
        for (subject, lines) in touched {
            put(&mut held.index, subject, &lines);
        }
        (held.epoch, held.last) = (Some(now.0), now.1);
        Ok(())
    }
}

impl Directory for Finder {
    fn candidates(&self, name: &str, limit: usize) -> Result<Vec<Candidate>, DirectoryError> {
        let found = Self::candidates(self, name, limit);
        found.map_err(|error| DirectoryError { reason: error.to_string() })
    }
}

/// How often the archive was made anew, and the last fact that touched a name.
fn stand(tx: &mut Tx) -> Result<(u64, Option<Position>), ArchiveError> {
    Ok((queries::changes::epoch(tx)?, queries::named::last(tx)?))
}

fn build(tx: &mut Tx) -> Result<Index, ArchiveError> {
    let mut index = Index::new();
    let mut lines: Vec<Line> = Vec::new();
    queries::named::every(tx, |line| {
        if let Some(first) = lines.first().filter(|first| first.subject != line.subject) {
            put(&mut index, first.subject, &lines);
            lines.clear();
        }
        lines.push(line);
    })?;
    if let Some(first) = lines.first() {
        put(&mut index, first.subject, &lines);
    }
    index.settle();
    Ok(index)
}

/// The names, as they are now, of all that was touched after a position.
fn touched(
    tx: &mut Tx,
    last: Option<Position>,
) -> Result<Vec<(SubjectId, Vec<Line>)>, ArchiveError> {
    let mut ids = Vec::new();
    for (id, _) in queries::named::after(tx, last)? {
        ids.push(id);
        // Who was merged into it may be one with it since, or no more.
        ids.append(&mut queries::merges::ever_into(tx, id)?);
    }
    ids.into_iter().map(|id| Ok((id, queries::named::of_subject(tx, id)?))).collect()
}

fn put(index: &mut Index, subject: SubjectId, lines: &[Line]) {
    let names: Vec<(&str, bool)> =
        lines.iter().map(|line| (line.name.as_str(), line.present)).collect();
    let code = lines.first().and_then(|line| line.code.as_deref());
    match names.as_slice() {
        [] => index.remove(subject),
        names => index.put(subject, &Listed { names, code }),
    }
}

/// The organisations of which subjects are part, in the order asked for.
fn wholes(tx: &mut Tx, ids: &[SubjectId]) -> Result<Vec<Option<Subject>>, ArchiveError> {
    let mut wholes = read::subjects(tx, ids)?;
    for one in &mut wholes {
        if let Some(member) = one.as_ref().filter(|one| one.merged_into.is_some()) {
            *one = read::whole(tx, member.id)?.map(|whole| whole.subject);
        }
        *one = one.take().filter(|one| one.kind != SubjectKind::Person);
    }
    Ok(wholes)
}

/// A text as it is searched: without what nobody sees.
fn readable(text: &str) -> String {
    text.trim().chars().filter(|letter| !letter.is_control()).collect()
}
