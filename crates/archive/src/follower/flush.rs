//! Writes what has changed, each table once.

use store::Tx;
use vocabulary::{Position, SubjectId, SubjectKind};

use super::{ArchiveFollower, working::Working};
use crate::{
    ArchiveError, Digest, Name, Record, Relation, Role, Subject,
    model::Publication,
    queries::{self, changes::Changed, columns::kind_text, public::Placed},
    standing,
};

impl ArchiveFollower {
    /// Whether a record stands in the public lists; registrations do not, they have pages.
    pub(super) fn is_listed(&self, record: &Record) -> bool {
        record.publication == Publication::Public
            && record.state.is_active()
            && !self.shape(&record.item).registers
    }
}

impl Working {
    /// Writes everything and leaves nothing to write.
    pub(super) fn flush(
        &mut self,
        tx: &mut Tx,
        follower: &ArchiveFollower,
    ) -> Result<(), ArchiveError> {
        self.flush_subjects(tx)?;
        self.flush_names(tx)?;
        self.flush_relations(tx)?;
        self.flush_records(tx, follower)?;
        queries::totals::add(tx, &std::mem::take(&mut self.totals))
    }

    fn flush_subjects(&mut self, tx: &mut Tx) -> Result<(), ArchiveError> {
        let (mut summaries, mut counts, mut dropped) = (Vec::new(), Vec::new(), Vec::new());
        let (mut changed, mut moved, mut touched) = (Vec::new(), Vec::new(), Vec::new());
        for (id, work) in &mut self.subjects {
            let person = |subject: &Subject| subject.kind == SubjectKind::Person;
            if let Some(at) = work.touched.take()
                && !work.subject.as_ref().is_some_and(person)
            {
                touched.push((*id, at));
            }
            if work.subject != work.stored {
                let place = |subject: &Option<Subject>| subject.as_ref().map(Subject::place);
                let (was, is) = (place(&work.stored), place(&work.subject));
                moved.extend(is.filter(|is| was.is_some_and(|was| was != *is)).map(|is| (*id, is)));
                counts.push((counted(work.stored.as_ref()), -1));
                counts.push((counted(work.subject.as_ref()), 1));
                match &work.subject {
                    Some(subject) => changed.push(subject.clone()),
                    None => dropped.push(*id),
                }
                work.stored.clone_from(&work.subject);
            }
            if std::mem::take(&mut work.entries_changed) {
                let filled = !work.entries.is_empty();
                let summary = filled.then(|| standing::write(&work.entries)).transpose()?;
                summaries.push((*id, summary));
            }
        }
        queries::subjects::put(tx, &changed.iter().collect::<Vec<_>>())?;
        for id in dropped {
            queries::subjects::drop(tx, id)?;
        }
        queries::subjects::put_standings(tx, summaries)?;
        queries::named::put(tx, &touched)?;
        queries::public::relocate(tx, &moved)?;
        for (what, change) in counts {
            if let Some(what) = what {
                self.count(what, change);
            }
        }
        Ok(())
    }

    fn flush_names(&mut self, tx: &mut Tx) -> Result<(), ArchiveError> {
        let mut put: Vec<(SubjectId, &Name)> = Vec::new();
        let mut dropped: Vec<(SubjectId, &str)> = Vec::new();
        for (id, work) in &self.subjects {
            if let Some(names) = &work.names {
                let changed =
                    |(key, name): &(&String, &Name)| names.stored.get(*key) != Some(*name);
                put.extend(names.wanted.iter().filter(changed).map(|(_, name)| (*id, name)));
                let gone = names.stored.keys().filter(|key| !names.wanted.contains_key(*key));
                dropped.extend(gone.map(|key| (*id, key.as_str())));
            }
        }
        queries::names::drop(tx, &dropped)?;
        queries::names::put(tx, &put)?;
        queries::strangers::put(tx, &std::mem::take(&mut self.strangers))?;
        for work in self.subjects.values_mut() {
            if let Some(names) = &mut work.names {
                names.stored.clone_from(&names.wanted);
            }
        }
        Ok(())
    }

    fn flush_relations(&mut self, tx: &mut Tx) -> Result<(), ArchiveError> {
        let mut put: Vec<(SubjectId, &Relation)> = Vec::new();
        let mut dropped: Vec<(SubjectId, Role, Position)> = Vec::new();
        for (id, work) in &self.subjects {
            let Some(ties) = &work.relations else { continue };
            let changed = ties.rows.iter().filter(|(_, changed)| *changed);
            put.extend(changed.map(|(relation, _)| (*id, relation)));
            dropped.extend(ties.dropped.iter().map(|(role, at)| (*id, *role, *at)));
        }
        queries::relations::drop(tx, &dropped)?;
        queries::relations::put(tx, &put)?;
        for ties in self.subjects.values_mut().filter_map(|work| work.relations.as_mut()) {
            ties.dropped.clear();
            ties.rows.iter_mut().for_each(|(_, changed)| *changed = false);
        }
        Ok(())
    }

    fn flush_records(
        &mut self,
        tx: &mut Tx,
        follower: &ArchiveFollower,
    ) -> Result<(), ArchiveError> {
        let records = std::mem::take(&mut self.records);
        let mut closed: Vec<&Record> = Vec::new();
        let mut inserted: Vec<&Record> = Vec::new();
        let mut listed: Vec<Placed<'_>> = Vec::new();
        let mut changed: Vec<Changed> = Vec::new();
        let mut unlisted: Vec<(SubjectId, Digest)> = Vec::new();
        for (key, work) in records.iter().filter(|(_, work)| !work.new.is_empty()) {
            closed.extend(work.stored.as_ref().filter(|_| work.closed));
            inserted.extend(&work.new);
            let was_listed = work.stored.as_ref().is_some_and(|record| follower.is_listed(record));
            match work.current().filter(|record| follower.is_listed(record)) {
                Some(now) => listed.push((now, self.place(key.0))),
                None if was_listed => unlisted.push(*key),
                None => {}
            }
            let organisation = !self.is_person(key.0);
            changed.extend(work.changed().filter(|_| organisation).map(|at| (*key, at)));
            self.recount(follower, work.stored.as_ref(), work.current());
        }
        queries::records::close(tx, &closed)?;
        queries::records::insert(tx, &inserted)?;
        queries::public::drop(tx, &unlisted)?;
        queries::public::put(tx, &listed)?;
        queries::changes::put(tx, &changed)?;
        queries::records::join(tx, &std::mem::take(&mut self.sources))?;
        for (key, mut work) in records {
            if let Some(last) = work.new.pop() {
                work = super::working::RecordWork { stored: Some(last), ..Default::default() };
            }
            self.records.insert(key, work);
        }
        Ok(())
    }

    fn subject(&self, id: SubjectId) -> Option<&Subject> {
        self.subjects.get(&id).and_then(|work| work.subject.as_ref())
    }

    /// The place under which a subject's records are listed.
    pub(super) fn place(&self, id: SubjectId) -> String {
        self.subject(id).map(Subject::place).unwrap_or_default()
    }

    /// Whether a subject is a natural person: nobody follows what becomes of its records.
    pub(super) fn is_person(&self, id: SubjectId) -> bool {
        self.subject(id).is_some_and(|subject| subject.kind == SubjectKind::Person)
    }

    /// Counts a record out as it was and in as it is.
    pub(super) fn recount(
        &mut self,
        follower: &ArchiveFollower,
        was: Option<&Record>,
        now: Option<&Record>,
    ) {
        for (record, change) in [(was, -1), (now, 1)] {
            let Some(record) = record else { continue };
            if record.state.is_active() {
                self.count(format!("records:{}", record.item), change);
            } else {
                self.count(format!("state:{}", record.state.as_str()), change);
            }
            if follower.is_listed(record) {
                self.count(format!("published:{}", record.item), change);
            }
        }
    }
}

/// What a subject counts as; one merged into another counts with that one only.
fn counted(subject: Option<&Subject>) -> Option<String> {
    let subject = subject.filter(|subject| subject.merged_into.is_none())?;
    Some(format!("subjects:{}", kind_text(subject.kind)))
}
