//! What a call of the follower works on: loaded at once, changed in memory, written at once.

use std::collections::{BTreeMap, BTreeSet};

use store::Tx;
use vocabulary::{Position, SubjectId};

use super::{
    event::{Act, Cause, Event},
    related::Ties,
};
use crate::{
    ArchiveError, Digest, Entry, Name, Record, Source, Stranger, Subject, model::Publication,
    queries, standing,
};

/// The rows that the facts at hand touch.
#[derive(Default)]
pub(super) struct Working {
    pub(super) subjects: BTreeMap<SubjectId, SubjectWork>,
    pub(super) records: BTreeMap<(SubjectId, Digest), RecordWork>,
    pub(super) sources: Vec<Source>,
    pub(super) totals: BTreeMap<String, i64>,
    /// Names that are none of their subject's.
    pub(super) strangers: Vec<Stranger>,
    /// Whether facts are read again that were followed before: their merges stand.
    pub(super) replaying: bool,
}

/// A subject at work.
pub(super) struct SubjectWork {
    /// As it is to be; none if the platform does not know it yet.
    pub(super) subject: Option<Subject>,
    /// As it is stored.
    pub(super) stored: Option<Subject>,
    pub(super) entries: Vec<Entry>,
    pub(super) entries_changed: bool,
    /// Names and relations, loaded when they are first needed.
    pub(super) names: Option<Names>,
    pub(super) relations: Option<Ties>,
    /// The last fact that touched what it is found by.
    pub(super) touched: Option<Position>,
}

/// Names by their text: as they are stored, and as they are to be.
#[derive(Default)]
pub(super) struct Names {
    pub(super) stored: BTreeMap<String, Name>,
    pub(super) wanted: BTreeMap<String, Name>,
    /// Whether one was touched since somebody asked.
    pub(super) touched: bool,
}

/// A record at work.
#[derive(Default)]
pub(super) struct RecordWork {
    /// The version that is stored and stood when work began.
    pub(super) stored: Option<Record>,
    /// Whether that version was ended since.
    pub(super) closed: bool,
    /// New versions; the last one stands.
    pub(super) new: Vec<Record>,
}

impl RecordWork {
    /// The version that stands.
    pub(super) fn current(&self) -> Option<&Record> {
        self.new.last().or(self.stored.as_ref())
    }

    /// The last of its new versions by which what the public sees may have changed: it, or the one
    /// before it, is or was public.
    pub(super) fn changed(&self) -> Option<Position> {
        let known = |record: &Record| record.publication != Publication::Never;
        let (mut was, mut last) = (self.stored.as_ref().is_some_and(known), None);
        for version in &self.new {
            let is = known(version);
            if was || is {
                last = Some(version.version);
            }
            was = is;
        }
        last
    }

    /// Ends the version that stands and puts another in its place.
    pub(super) fn follow_with(&mut self, next: Record) {
        let ended = Some(next.known_from);
        if let Some(last) = self.new.last_mut() {
            last.known_until = ended;
        } else if let Some(stored) = &mut self.stored {
            stored.known_until = ended;
            self.closed = true;
        }
        self.new.push(next);
    }
}

impl Working {
    /// Loads the subjects and the present versions of the records that the events name.
    pub(super) fn load(tx: &mut Tx, events: &[Event]) -> Result<Self, ArchiveError> {
        let mut ids = BTreeSet::new();
        for event in events {
            ids.insert(event.cause.subject);
            if let Act::Merge { into } = &event.act {
                ids.insert(*into);
            }
        }
        let mut working = Self::default();
        working.load_subjects(tx, ids.into_iter().collect())?;
        let mut keys = BTreeSet::new();
        for Event { cause, act } in events {
            let digest = match act {
                Act::File(filing) => Digest::from_hex(&filing.digest),
                Act::Join(joining) => Digest::from_hex(&joining.digest),
                Act::Turn { digest, .. } | Act::Restore { digest, .. } => Some(*digest),
                Act::Merge { .. } | Act::Part | Act::Erase { .. } => None,
            };
            // A subject that is not known has no records: nothing to look up for a new one.
            let known = working.subjects.get(&cause.subject).is_some_and(|s| s.stored.is_some());
            keys.extend(digest.filter(|_| known).map(|digest| (cause.subject, digest)));
        }
        working.load_records(tx, keys.into_iter().collect())?;
        Ok(working)
    }

    pub(super) fn load_subjects(
        &mut self,
        tx: &mut Tx,
        ids: Vec<SubjectId>,
    ) -> Result<(), ArchiveError> {
        let found = queries::subjects::with_standing(tx, &ids)?;
        for (id, kept) in ids.into_iter().zip(found) {
            let summary = kept.as_ref().and_then(|kept| kept.summary.as_deref());
            let entries = summary.map_or(Ok(Vec::new()), standing::read)?;
            let stored = kept.map(|kept| kept.subject);
            let work = SubjectWork {
                subject: stored.clone(),
                stored,
                entries,
                entries_changed: false,
                names: None,
                relations: None,
                touched: None,
            };
            self.subjects.insert(id, work);
        }
        Ok(())
    }

    fn load_records(
        &mut self,
        tx: &mut Tx,
        keys: Vec<(SubjectId, Digest)>,
    ) -> Result<(), ArchiveError> {
        let found = queries::records::current(tx, &keys)?;
        for (key, stored) in keys.into_iter().zip(found) {
            self.records.insert(key, RecordWork { stored, ..RecordWork::default() });
        }
        Ok(())
    }

    /// Forgets what is known of a subject whose rows were cleared; what it was stays to be counted.
    pub(super) fn begin_again(&mut self, id: SubjectId, subject: Option<Subject>) {
        self.records.retain(|(owner, _), _| *owner != id);
        let Some(work) = self.subjects.get_mut(&id) else { return };
        *work = SubjectWork {
            subject,
            stored: work.stored.take(),
            entries: Vec::new(),
            entries_changed: true,
            names: Some(Names::default()),
            relations: Some(Ties::default()),
            touched: None,
        };
    }

    /// Reads the rows of a subject and of one of its records again, after they were written.
    pub(super) fn reload(
        &mut self,
        tx: &mut Tx,
        subject: SubjectId,
        digest: Option<Digest>,
    ) -> Result<(), ArchiveError> {
        self.load_subjects(tx, vec![subject])?;
        self.load_records(tx, digest.map(|digest| (subject, digest)).into_iter().collect())
    }

    /// What a subject, or whoever was merged into it, is found by was touched by a fact.
    pub(super) fn touch(&mut self, cause: &Cause) {
        if let Some(work) = self.subjects.get_mut(&cause.subject) {
            work.touched = Some(cause.position);
        }
    }

    /// Adds to a count.
    pub(super) fn count(&mut self, what: String, change: i64) {
        *self.totals.entry(what).or_default() += change;
    }
}

impl SubjectWork {
    /// The subject's names, loaded when first asked for.
    pub(super) fn names(&mut self, tx: &mut Tx, id: SubjectId) -> Result<&mut Names, ArchiveError> {
        if self.names.is_none() {
            let names =
                if self.stored.is_some() { queries::names::of_subject(tx, id)? } else { vec![] };
            let stored: BTreeMap<String, Name> =
                names.into_iter().map(|name| (name.name.clone(), name)).collect();
            self.names = Some(Names { wanted: stored.clone(), stored, touched: false });
        }
        Ok(self.names.get_or_insert_default())
    }

    /// The subject's relations, loaded when first asked for.
    pub(super) fn relations(
        &mut self,
        tx: &mut Tx,
        id: SubjectId,
    ) -> Result<&mut Ties, ArchiveError> {
        if self.relations.is_none() {
            let found = match self.stored {
                Some(_) => queries::relations::of_subject(tx, id)?,
                None => Vec::new(),
            };
            let rows = found.into_iter().map(|relation| (relation, false)).collect();
            self.relations = Some(Ties { rows, dropped: Vec::new() });
        }
        Ok(self.relations.get_or_insert_default())
    }
}
