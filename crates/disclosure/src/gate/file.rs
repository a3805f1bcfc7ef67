//! The whole file, for a purpose: the look is a fact before the first row is read.

use std::collections::HashSet;

use archive::{Record, read, timeline};
use store::Tx;
use vocabulary::{Actor, FactKind, Position, SubjectId, SubjectKind};

use super::{Gate, Inner, refuse::Look};
use crate::{
    AsOf, Disclosed, FileView, GateError, Viewer, minor,
    model::SubjectHead,
    queries::quotas,
    view::{Reach, record::events, subject::full},
};

impl Gate {
    /// A subject's file as a viewer may see it; none if the platform knows nobody by that id.
    ///
    /// For agencies and auditors `lookup.made` is durable before anything is read; a refusal is
    /// appended as `lookup.refused` and returned as [`GateError::Refused`] (H-77, H-78). The
    /// public gets nothing here: it has [`Gate::page`].
    pub fn file(
        &self,
        viewer: &Viewer,
        subject: SubjectId,
        as_of: AsOf,
    ) -> Result<Option<Disclosed<FileView>>, GateError> {
        let inner = &*self.0;
        let lookup = match viewer {
            Viewer::Public => return Ok(None),
            Viewer::Subject { subject: own } if *own == subject => None,
            Viewer::Subject { .. } => {
                let refusal = super::refuse::not_yours();
                let platform = Actor::platform();
                return Err(self.refuse(&platform, Some(subject), refusal, &Look::default()));
            }
            Viewer::Department { actor, .. } | Viewer::Auditor { actor } => {
                let look = inner.look(viewer);
                if let Some(refusal) = inner.why_not(viewer)? {
                    return Err(self.refuse(actor, Some(subject), refusal, &look));
                }
                if let Some(refusal) = inner.over_limit(actor)? {
                    return Err(self.refuse(actor, Some(subject), refusal, &look));
                }
                let draft = inner.draft(FactKind::LookupMade, actor, Some(subject), &look, None);
                inner.pen.append(vec![draft])?.pop()
            }
        };
        let read = inner.db.read(|tx| inner.read_file(tx, viewer, subject, as_of, lookup))?;
        match (read, viewer) {
            (Read::Nobody, _) => Ok(None),
            (Read::File(file), _) => Ok(Some(Disclosed::new(*file))),
            (Read::Minor, Viewer::Department { actor, .. }) => {
                let look = inner.look(viewer);
                Err(self.refuse(actor, Some(subject), super::refuse::minor(), &look))
            }
            (Read::Minor, _) => Ok(None),
        }
    }
}

/// What reading a file came to.
enum Read {
    Nobody,
    Minor,
    File(Box<FileView>),
}

impl Inner {
    fn over_limit(&self, actor: &Actor) -> Result<Option<crate::Refusal>, GateError> {
        let today = self.clock.today();
        let looks = self.db.read(|tx| quotas::looks(tx, actor, today))?;
        let limit = u64::from(self.limits.files_a_day);
        Ok((looks >= limit).then(|| super::refuse::over_limit(limit)))
    }

    fn read_file(
        &self,
        tx: &mut Tx,
        viewer: &Viewer,
        subject: SubjectId,
        as_of: AsOf,
        lookup: Option<Position>,
    ) -> Result<Read, GateError> {
        let reach = Reach::of(viewer);
        let Some(whole) = read::whole(tx, subject)? else { return Ok(Read::Nobody) };
        let kind = whole.subject.kind;
        let every = matches!(viewer, Viewer::Auditor { .. }) && as_of == AsOf::default();
        let all =
            if every { read::versions(tx, &whole)? } else { read::records(tx, &whole, as_of)? };
        let mut head = full(&whole, &read::names(tx, &whole)?);
        if kind == SubjectKind::Person
            && self.who(tx, &reach, &all, &mut head)?
            && matches!(viewer, Viewer::Department { .. })
        {
            return Ok(Read::Minor);
        }
        let mut records = self.visible(&reach, kind, all);
        if as_of.known_at.is_some() && !reach.sees_lineage() {
            // What is gone today stays gone, whatever past instant is asked for.
            let present = read::records(tx, &whole, AsOf::default())?;
            let present = self.visible(&reach, kind, present);
            let key = |record: &Record| (record.subject, record.digest);
            let present: HashSet<_> = present.iter().map(key).collect();
            records.retain(|record| present.contains(&key(record)));
        }
        let joined = self.joined(tx, &reach, &whole)?;
        let views = self.views(tx, &reach, kind, &records, &joined)?;
        let today = self.clock.today();
        let current: Vec<Record> =
            records.into_iter().filter(|record| !every || record.known_until.is_none()).collect();
        let timeline = timeline::timeline(&whole.subject, &current, today);
        let looking = self.looking(&reach, whole.subject.id, kind);
        let relations = read::relations(tx, &whole)?;
        Ok(Read::File(Box::new(FileView {
            head,
            timeline: events(timeline, &views),
            records: views,
            relations: looking.relations(&relations, today),
            lookup: lookup.map(|position| position.0),
            today,
        })))
    }

    /// Names a person in the head as the viewer may see the name, and tells whether the person is
    /// a minor. Both stand in the records only.
    fn who(
        &self,
        tx: &mut Tx,
        reach: &Reach,
        records: &[Record],
        head: &mut SubjectHead,
    ) -> Result<bool, GateError> {
        let Some(newest) = records.iter().max_by_key(|record| record.position) else {
            return Ok(false);
        };
        let Some(content) = archive::contents(tx, &[newest])?.pop().flatten() else {
            return Ok(false);
        };
        let looking = self.looking(reach, newest.subject, SubjectKind::Person);
        let fields = self.last.get(&newest.item).map_or(&[][..], |item| item.field.as_slice());
        let field = |role| fields.iter().find(|field| field.role == Some(role));
        let plain = |role, value: &Option<String>| {
            let (field, value) = (field(role)?, value.as_deref()?);
            looking.plain(&field.name, value)
        };
        use policy::model::catalog::FieldRole::{SubjectName, SubjectNumber};
        head.name = plain(SubjectName, &content.filing.name).map(|name| match reach {
            Reach::Subject => name,
            _ => looking.person(&name),
        });
        let number = plain(SubjectNumber, &content.filing.number);
        let today = self.clock.today();
        Ok(number.is_some_and(|number| minor::is_minors_number(&number, today)))
    }
}
