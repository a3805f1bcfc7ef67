//! Who a subject is: names and operating state, from registration.
//!
//! The day of decision of a registration is that of the subject's birth, so a change counts from the
//! day on which the platform learnt it.

use store::Tx;
use vocabulary::{Date, SubjectKind};

use super::{
    event::Cause,
    working::{Names, SubjectWork},
};
use crate::{ArchiveError, Filing, Name, Stranger, shape::Shape};

/// What the operating state of a subject that has ceased to exist contains. One whose licence was
/// revoked (吊销) still exists until it is struck off.
const CEASED: [&str; 2] = ["注销", "撤销"];

impl SubjectWork {
    /// Takes over what a registration record says.
    pub(super) fn register(
        &mut self,
        tx: &mut Tx,
        shape: &Shape,
        cause: &Cause,
        filing: &Filing,
    ) -> Result<(), ArchiveError> {
        let field = |name: &Option<String>| filing.fields.get(name.as_deref()?);
        let day = |name: &str| filing.fields.get(name).and_then(|text| text.parse::<Date>().ok());
        let Some(subject) = &mut self.subject else { return Ok(()) };
        subject.kind = filing.kind;
        subject.registered_on = day("registered_on").or(subject.registered_on);
        if let Some(division) = filing.fields.get("division") {
            subject.division = Some(division.to_owned());
        }
        if let Some(state) = field(&shape.operating_state) {
            subject.state = Some(state.to_owned());
            let ceased = CEASED.iter().any(|word| state.contains(word));
            let on = day("ended_on").or(subject.exited_on).unwrap_or(cause.day);
            subject.exited_on = ceased.then_some(on);
        }
        if subject.kind == SubjectKind::Person {
            return Ok(());
        }
        let (registered_on, was_registered) = (subject.registered_on, subject.registered_name);
        let old = subject.name.clone();
        if let Some(name) = &filing.name {
            subject.name = Some(name.clone());
            subject.registered_name = true;
        }
        let names = self.names(tx, cause.subject)?;
        if let Some(name) = &filing.name {
            names.rename(name, old.filter(|_| was_registered).as_deref(), registered_on, cause.day);
        }
        for former in field(&shape.former_name).into_iter().flat_map(several) {
            names.add_former(former);
        }
        self.relate_registered(tx, (shape, was_registered), cause, filing)
    }

    /// Names an organisation after the first record about it, until registration says better.
    pub(super) fn name_as_filed(
        &mut self,
        tx: &mut Tx,
        cause: &Cause,
        filing: &Filing,
    ) -> Result<(), ArchiveError> {
        let Some(subject) = &mut self.subject else { return Ok(()) };
        let Some(name) = &filing.name else { return Ok(()) };
        if subject.name.is_some() || subject.kind == SubjectKind::Person {
            return Ok(());
        }
        subject.name = Some(name.clone());
        self.names(tx, cause.subject)?.put_present(name, None);
        Ok(())
    }

    /// The name under which a record came, if it is none of the subject's.
    pub(super) fn stranger(
        &mut self,
        tx: &mut Tx,
        cause: &Cause,
        filing: &Filing,
    ) -> Result<Option<Stranger>, ArchiveError> {
        let Some(name) = filing.name.as_ref().filter(|_| filing.kind != SubjectKind::Person) else {
            return Ok(None);
        };
        let present = self.subject.as_ref().and_then(|subject| subject.name.as_ref());
        if present == Some(name) || self.names(tx, cause.subject)?.wanted.contains_key(name) {
            return Ok(None);
        }
        let (subject, position) = (cause.subject, cause.position);
        let (name, source) = (name.clone(), filing.source.clone());
        Ok(Some(Stranger { subject, name, position, source }))
    }

    /// From a day on it had another name: what a record of the change says.
    pub(super) fn renamed(
        &mut self,
        tx: &mut Tx,
        cause: &Cause,
        (former, name): (&str, Option<&str>),
        on: Date,
    ) -> Result<(), ArchiveError> {
        let Some(subject) = &mut self.subject else { return Ok(()) };
        let present = subject.name.clone();
        // It still bears the old name here: registration has not told the new one yet.
        let taken = name.filter(|_| present.as_deref().is_none_or(|present| present == former));
        if let Some(name) = taken {
            subject.name = Some(name.to_owned());
        }
        let names = self.names(tx, cause.subject)?;
        names.renamed((former, name), on, taken.is_some());
        names.touched = false;
        self.touched = Some(cause.position);
        Ok(())
    }
}

impl Names {
    /// Makes `name` the present one; the registered name before it becomes a former name, one
    /// that only some record had used is dropped.
    fn rename(
        &mut self,
        name: &str,
        registered: Option<&str>,
        registered_on: Option<Date>,
        changed_on: Date,
    ) {
        if registered == Some(name) {
            return;
        }
        match registered {
            None => {
                self.wanted.retain(|_, old| !old.present);
                self.put_present(name, registered_on);
            }
            Some(former) => {
                if let Some(former) = self.wanted.get_mut(former) {
                    former.present = false;
                    former.until_on = Some(changed_on);
                }
                self.put_present(name, Some(changed_on));
            }
        }
    }

    fn put_present(&mut self, text: &str, from_on: Option<Date>) {
        let name = text.to_owned();
        let row = Name { name, present: true, from_on, until_on: None };
        self.wanted.insert(text.to_owned(), row);
        self.touched = true;
    }

    fn add_former(&mut self, text: &str) {
        if !self.wanted.contains_key(text) {
            let name = text.to_owned();
            let row = Name { name, present: false, from_on: None, until_on: None };
            self.wanted.insert(text.to_owned(), row);
            self.touched = true;
        }
    }

    /// `former` was borne until a day, and `name` from that day on. Former names keep a day on which
    /// they began, and one on which they ended, that were told before.
    fn renamed(&mut self, (former, name): (&str, Option<&str>), on: Date, taken: bool) {
        if name == Some(former) {
            return;
        }
        if let Some(name) = name {
            if taken {
                self.put_present(name, Some(on));
            } else {
                self.add_former(name);
            }
            if let Some(row) = self.wanted.get_mut(name) {
                row.from_on = Some(on);
            }
        }
        self.add_former(former);
        if let Some(row) = self.wanted.get_mut(former) {
            (row.present, row.until_on) = (false, Some(on));
        }
    }
}

/// The values of a field that may hold several.
fn several(text: &str) -> impl Iterator<Item = &str> {
    text.split([';', '；', '、']).map(str::trim).filter(|part| !part.is_empty())
}
