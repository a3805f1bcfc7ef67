//! What goes into a credit report, and whether what a report once cited still stands.

use std::collections::HashMap;

use archive::{Digest, Record, Role, content, read};
use ledger::Reader;
use policy::model::report::ReportHolds;
use store::Tx;
use vocabulary::{Date, Position, SubjectId, SubjectKind, Timestamp};

use super::{
    Gate, Inner,
    refusals::{consent_only, guardian, minor, not_yours},
};
use crate::{
    AsOf, Cited, Disclosed, GateError, RecordView, Refusal, Reported, ReportedRecord, ReportedView,
    Then, Viewer, mask,
    view::{Reach, subject::full},
};

/// Who was let in: how far he sees, the fact that registers it, and what his consent is for.
struct Let {
    reach: Reach,
    lookup: Option<Position>,
    purpose: Option<String>,
}

/// Where the content of each record stood on a day; none if nothing is compared.
#[derive(Default)]
struct Before(Option<HashMap<(SubjectId, Digest), Position>>);

impl Before {
    fn of(&self, record: &Record) -> Then {
        let Some(known) = &self.0 else { return Then::Same };
        match known.get(&(record.subject, record.digest)) {
            None => Then::New,
            Some(content) if *content == record.position => Then::Same,
            Some(_) => Then::Changed,
        }
    }
}

/// The last instant of a day in China.
fn end_in_china(day: Date) -> Option<Timestamp> {
    let midnight = day.tomorrow().ok()?.to_datetime(jiff::civil::Time::midnight());
    let next = jiff::tz::Offset::constant(8).to_timestamp(midnight).ok()?;
    next.checked_sub(jiff::SignedDuration::from_micros(1)).ok()
}

impl Gate {
    /// A subject's file as it goes into a report; none if the platform knows nobody by that id, or
    /// nothing of it is public.
    ///
    /// A report of what is public holds the same whoever asks. A report of a person is for the
    /// person, or for whom the person gave a consent and then of the consent's items. A look at what
    /// is not public by another than the subject signed in is durable before anything is read, and so
    /// is each use of a consent and each visit at a window; a refusal is registered (H-77, H-78).
    pub fn reported(
        &self,
        viewer: &Viewer,
        subject: SubjectId,
        wanted: &Reported,
    ) -> Result<Option<Disclosed<ReportedView>>, GateError> {
        let inner = &*self.0;
        let Some(Let { reach, lookup, purpose }) = self.let_in(viewer, subject, wanted.holds)?
        else {
            return Ok(None);
        };
        let file = inner.db.read(|tx| {
            if let Viewer::Consented { .. } = viewer {
                // It was withdrawn while the look was being registered: nothing is shown.
                let ids = self.known(tx, subject)?.ids;
                if let Err(refusal) = inner.holds(tx, viewer, &ids, inner.clock.today())? {
                    return Err(GateError::Refused(refusal));
                }
            }
            inner.read_reported(tx, &reach, subject, wanted)
        });
        match file {
            Ok(file) => {
                let lookup = lookup.map(|position| position.0);
                let file = file.map(|file| ReportedView { lookup, consented_for: purpose, ..file });
                Ok(file.map(Disclosed::new))
            }
            Err(GateError::Refused(refusal)) => {
                Err(self.refuse(&viewer.actor(), Some(subject), refusal, &inner.look(viewer)))
            }
            Err(other) => Err(other),
        }
    }

    /// Whether everything that a report cites is still what it was: in force and visible as that
    /// version. What was repaired, withdrawn, corrected, disputed since or is past its period is not.
    pub fn stands(
        &self,
        holds: ReportHolds,
        cited: &[Cited<'_>],
    ) -> Result<Disclosed<bool>, GateError> {
        let keys: Option<Vec<(SubjectId, Digest)>> =
            cited.iter().map(|cite| Some((cite.subject, Digest::from_hex(cite.digest)?))).collect();
        let Some(keys) = keys else { return Ok(Disclosed::new(false)) };
        let stands = self.0.db.read(|tx| self.0.all_stand(tx, holds, cited, &keys))?;
        Ok(Disclosed::new(stands))
    }

    /// How far a viewer sees into a report of this subject, and the fact that registers it.
    fn let_in(
        &self,
        viewer: &Viewer,
        subject: SubjectId,
        holds: ReportHolds,
    ) -> Result<Option<Let>, GateError> {
        let inner = &*self.0;
        let public = holds == ReportHolds::Public;
        let refuse = |refusal: Refusal| {
            Err(self.refuse(&viewer.actor(), Some(subject), refusal, &inner.look(viewer)))
        };
        let plain = Let { reach: Reach::Own, lookup: None, purpose: None };
        let mut let_in = match viewer {
            Viewer::Public if public => plain,
            Viewer::Public => return Ok(None),
            Viewer::Subject { subject: own } if *own == subject => {
                if inner.db.read(|tx| self.known(tx, subject))?.minor && !self.guards(subject) {
                    return refuse(guardian());
                }
                plain
            }
            Viewer::Subject { .. } | Viewer::Auditor { .. } => return refuse(not_yours()),
            Viewer::Department { .. } if public => {
                if let Some(refusal) = inner.why_not(viewer)? {
                    return refuse(refusal);
                }
                if inner.db.read(|tx| self.known(tx, subject))?.minor {
                    return refuse(minor());
                }
                plain
            }
            Viewer::Department { .. } => return refuse(consent_only()),
            Viewer::Counter { .. } => {
                let registered = self.admit(viewer, subject)?;
                Let { lookup: Some(registered.position), ..plain }
            }
            Viewer::Consented { .. } => {
                let registered = self.admit(viewer, subject)?;
                Let {
                    reach: Reach::Consented(registered.items),
                    lookup: Some(registered.position),
                    purpose: registered.purpose,
                }
            }
        };
        if public {
            let_in.reach = Reach::Public;
        }
        Ok(Some(let_in))
    }

    /// Whether the door has proved that somebody else comes for a subject: a minor's guardian.
    fn guards(&self, subject: SubjectId) -> bool {
        self.whence().is_some_and(|whence| {
            whence.represents.contains(&subject)
                && whence.person.is_some_and(|person| person != subject)
        })
    }
}

impl Inner {
    fn read_reported(
        &self,
        tx: &mut Tx,
        reach: &Reach,
        subject: SubjectId,
        wanted: &Reported,
    ) -> Result<Option<ReportedView>, GateError> {
        let Some(whole) = read::whole(tx, subject)? else { return Ok(None) };
        let kind = whole.subject.kind;
        let person = kind == SubjectKind::Person;
        // Natural persons have no public report (H-03), and organisations no other.
        if person != (wanted.holds == ReportHolds::Own) {
            return Ok(None);
        }
        let all = read::records(tx, &whole, AsOf::default())?;
        let mut head = full(&whole, &read::names(tx, &whole)?);
        let (mut told, mut number) = (head.name.clone(), None);
        if person && let Some(person) = self.person(tx, &all)? {
            let looking = self.looking(reach, person.subject, kind);
            told = person.name.as_deref().map(|name| looking.person(name));
            head.name = if matches!(reach, Reach::Own) { person.name } else { told.clone() };
            number = person.number.and_then(|number| self.masked_number(&number));
        }
        let records = self.visible(reach, kind, all);
        let then = self.then(tx, reach, &whole, wanted.known_on)?;
        let records = self.reported_records(tx, reach, kind, &records, &then)?;
        let today = self.clock.today();
        let relations = match person {
            true => Vec::new(),
            false => {
                let mut relations = read::relations(tx, &whole)?;
                relations.retain(|one| matches!(one.role, Role::Representative | Role::Parent));
                self.looking(reach, whole.subject.id, kind).relations(&relations, today)
            }
        };
        let (position, at) = Reader::end(tx)?;
        Ok(Some(ReportedView {
            head,
            told,
            number,
            records,
            relations,
            lookup: None,
            consented_for: None,
            today,
            position: position.0,
            at,
        }))
    }

    /// The number of a person's document as the paper may carry it.
    fn masked_number(&self, number: &str) -> Option<String> {
        self.law.mask("identity-number").map(|mask| mask::masked(mask, number))
    }

    fn reported_records(
        &self,
        tx: &mut Tx,
        reach: &Reach,
        kind: SubjectKind,
        records: &[Record],
        then: &Before,
    ) -> Result<Vec<ReportedRecord>, GateError> {
        let views = self.views(tx, reach, kind, records, &[])?;
        let restored = read::restored(tx, records)?;
        let address = |record: &Record| (record.subject.to_hex(), record.digest.to_hex());
        let by_address: HashMap<_, &Record> =
            records.iter().map(|record| (address(record), record)).collect();
        let of_view = |view: RecordView| {
            let record = by_address.get(&(view.subject.clone(), view.digest.clone()))?;
            let key = (record.subject, record.digest);
            Some(ReportedRecord {
                version: restored
                    .get(&key)
                    .copied()
                    .unwrap_or(record.version)
                    .max(record.version)
                    .0,
                known_from: record.known_from,
                then: then.of(record),
                record: view,
            })
        };
        Ok(views.into_iter().filter_map(of_view).collect())
    }

    /// What of the records stood on a day, as its viewer may be told today.
    fn then(
        &self,
        tx: &mut Tx,
        reach: &Reach,
        whole: &read::Whole,
        known_on: Option<Date>,
    ) -> Result<Before, GateError> {
        let Some(end) = known_on.and_then(end_in_china) else {
            return Ok(Before::default());
        };
        let as_of = AsOf { known_at: Some(end), valid_on: None };
        let known = self.visible(reach, whole.subject.kind, read::records(tx, whole, as_of)?);
        let contents =
            known.iter().map(|record| ((record.subject, record.digest), record.position));
        Ok(Before(Some(contents.collect())))
    }

    pub(super) fn all_stand(
        &self,
        tx: &mut Tx,
        holds: ReportHolds,
        cited: &[Cited<'_>],
        keys: &[(SubjectId, Digest)],
    ) -> Result<bool, GateError> {
        let reach = if holds == ReportHolds::Public { Reach::Public } else { Reach::Own };
        let owners: Vec<SubjectId> = keys.iter().map(|(subject, _)| *subject).collect();
        let owners = read::subjects(tx, &owners)?;
        let mut standing = Vec::with_capacity(keys.len());
        for (record, owner) in read::current(tx, keys)?.into_iter().zip(owners) {
            let (Some(record), Some(owner)) = (record, owner) else { return Ok(false) };
            standing.append(&mut self.visible(&reach, owner.kind, vec![record]));
        }
        if standing.len() != cited.len() {
            return Ok(false);
        }
        let contents = content::contents(tx, &standing.iter().collect::<Vec<_>>())?;
        let restored = read::restored(tx, &standing)?;
        let same = |(record, cite): (&Record, &Cited<'_>)| {
            let restored = restored.get(&(record.subject, record.digest)).copied();
            restored.unwrap_or(record.version).max(record.version).0 == cite.version
        };
        Ok(contents.iter().all(Option::is_some) && standing.iter().zip(cited).all(same))
    }
}
