//! The whole file, for a purpose: the look is a fact before the first row is read.

use std::collections::HashSet;

use archive::{Record, Relation, links, read, timeline};
use store::Tx;
use vocabulary::{Position, SubjectId, SubjectKind};

use super::{
    Gate, Inner,
    consented::Registered,
    known::is_outside,
    refusals::{minor, not_yours, outside},
    refuse::Look,
};
use crate::{
    AsOf, Channel, Disclosed, FileView, GateError, Viewer,
    model::SubjectHead,
    view::{Reach, record::events, subject::full},
};

/// Relations of one kind in a file, at most.
const RELATED: u32 = 200;

impl Gate {
    /// A subject's file as a viewer may see it; none if the platform knows nobody by that id.
    ///
    /// For agencies, auditors and those who hold a consent `lookup.made` is durable before anything
    /// is read; a refusal is appended as `lookup.refused` and returned as [`GateError::Refused`]
    /// (H-77, H-78). The public gets nothing here: it has [`Gate::page`].
    pub fn file(
        &self,
        viewer: &Viewer,
        subject: SubjectId,
        as_of: AsOf,
    ) -> Result<Option<Disclosed<FileView>>, GateError> {
        let inner = &*self.0;
        let mut reach = Reach::of(viewer);
        let lookup = match viewer {
            Viewer::Public => return Ok(None),
            Viewer::Subject { subject: own } if *own == subject => {
                self.count(Channel::Mine, "subject", "own", 1)?;
                None
            }
            Viewer::Subject { .. } => {
                let actor = viewer.actor();
                return Err(self.refuse(&actor, Some(subject), not_yours(), &Look::default()));
            }
            Viewer::Department { .. }
            | Viewer::Counter { .. }
            | Viewer::Auditor { .. }
            | Viewer::Consented { .. } => {
                let registered = self.admit(viewer, subject)?;
                if matches!(viewer, Viewer::Consented { .. }) {
                    reach = Reach::Consented(registered.items);
                }
                Some(registered.position)
            }
        };
        let asked = Asked { subject, as_of, lookup };
        let read = inner.db.read(|tx| {
            if let Viewer::Consented { .. } = viewer {
                // It was withdrawn while the look was being registered: nothing is shown.
                let ids = self.known(tx, subject)?.ids;
                if let Err(refusal) = inner.holds(tx, viewer, &ids, inner.clock.today())? {
                    return Err(GateError::Refused(refusal));
                }
            }
            inner.read_file(tx, &reach, &asked)
        });
        match read {
            Ok(file) => Ok(file.map(Disclosed::new)),
            Err(GateError::Refused(refusal)) => {
                let look = inner.look(viewer);
                Err(self.refuse(&viewer.actor(), Some(subject), refusal, &look))
            }
            Err(other) => Err(other),
        }
    }

    /// Lets a viewer look at a subject, and registers it; or refuses, and registers that.
    pub(super) fn admit(
        &self,
        viewer: &Viewer,
        subject: SubjectId,
    ) -> Result<Registered, GateError> {
        let inner = &*self.0;
        let look = inner.look(viewer).through(self.whence());
        let refuse = |refusal| Err(self.refuse(&viewer.actor(), Some(subject), refusal, &look));
        if let Some(refusal) = inner.why_not(viewer)? {
            return refuse(refusal);
        }
        let known = inner.db.read(|tx| self.known(tx, subject))?;
        if known.minor && !matches!(viewer, Viewer::Auditor { .. }) {
            return refuse(minor());
        }
        let within = self.whence().and_then(|whence| whence.within.as_deref());
        if let Some(division) = within.filter(|within| is_outside(within, &known.place)) {
            return refuse(outside(division));
        }
        let link = known.link.map(str::to_owned);
        let elsewhere = inner.is_elsewhere(viewer, &look, &known.place);
        let look = Look { link, elsewhere, ..look.clone() };
        match self.registered(viewer, subject, &known.ids, look) {
            Err(GateError::Refused(refusal)) => refuse(refusal),
            registered => registered,
        }
    }
}

/// Which file is asked for.
pub(super) struct Asked {
    pub(super) subject: SubjectId,
    pub(super) as_of: AsOf,
    /// The fact that registers the look.
    pub(super) lookup: Option<Position>,
}

impl Inner {
    /// Whether a department looks at a subject that is at home elsewhere. A consent reaches
    /// everywhere, and so does an audit.
    fn is_elsewhere(&self, viewer: &Viewer, look: &Look, place: &str) -> bool {
        let agency = self.law.agency(&look.organisation).map(|agency| agency.division.as_str());
        let division = look.division.as_deref().or(agency).unwrap_or_default();
        matches!(viewer, Viewer::Department { .. }) && is_outside(division, place)
    }

    pub(super) fn read_file(
        &self,
        tx: &mut Tx,
        reach: &Reach,
        asked: &Asked,
    ) -> Result<Option<FileView>, GateError> {
        let Some(whole) = read::whole(tx, asked.subject)? else { return Ok(None) };
        let (kind, as_of) = (whole.subject.kind, asked.as_of);
        let every = matches!(reach, Reach::Auditor) && as_of == AsOf::default();
        let all =
            if every { read::versions(tx, &whole)? } else { read::records(tx, &whole, as_of)? };
        let mut head = full(&whole, &read::names(tx, &whole)?);
        if kind == SubjectKind::Person {
            self.name_person(tx, reach, &all, &mut head)?;
        }
        let mut records = self.visible(reach, kind, all);
        if as_of.known_at.is_some() && !reach.sees_lineage() {
            // What is gone today stays gone, whatever past instant is asked for.
            let present = read::records(tx, &whole, AsOf::default())?;
            let present = self.visible(reach, kind, present);
            let key = |record: &Record| (record.subject, record.digest);
            let present: HashSet<_> = present.iter().map(key).collect();
            records.retain(|record| present.contains(&key(record)));
        }
        let joined = self.joined(tx, reach, &whole)?;
        let views = self.views(tx, reach, kind, &records, &joined)?;
        let today = self.clock.today();
        let current: Vec<Record> =
            records.into_iter().filter(|record| !every || record.known_until.is_none()).collect();
        let mut timeline = timeline::timeline(&whole.subject, &current, today);
        let looking = self.looking(reach, whole.subject.id, kind);
        let mut relations = self.related(tx, &whole)?;
        if matches!(reach, Reach::Consented(_)) {
            // A consent opens its items and nothing beside them.
            timeline.retain(|event| event.record.is_some());
            relations.clear();
        }
        Ok(Some(FileView {
            head,
            timeline: events(timeline, &views),
            records: views,
            relations: looking.relations(&relations, today),
            lookup: asked.lookup.map(|position| position.0),
            today,
        }))
    }

    /// What organisations are to one another, told by either side; of persons only what stands in
    /// their own records.
    pub(super) fn related(
        &self,
        tx: &mut Tx,
        whole: &read::Whole,
    ) -> Result<Vec<Relation>, GateError> {
        if whole.subject.kind == SubjectKind::Person {
            return Ok(read::relations(tx, whole)?);
        }
        let (links, _) = links::links(tx, &whole.ids, RELATED)?;
        Ok(links.into_iter().map(|link| link.relation).collect())
    }

    /// Names a person in the head as the viewer may see the name.
    fn name_person(
        &self,
        tx: &mut Tx,
        reach: &Reach,
        records: &[Record],
        head: &mut SubjectHead,
    ) -> Result<(), GateError> {
        let Some(person) = self.person(tx, records)? else { return Ok(()) };
        let looking = self.looking(reach, person.subject, SubjectKind::Person);
        head.name = person.name.map(|name| match reach {
            Reach::Subject | Reach::Unmasked(_) => name,
            _ => looking.person(&name),
        });
        Ok(())
    }
}
