//! Who a subject is: names, relations, operating state, from registration.
//!
//! The day of decision of a registration is that of the subject's birth, so a change counts from the
//! day on which the platform learnt it.

use store::Tx;
use vocabulary::{Date, SubjectKind};

use super::{
    event::Cause,
    working::{Names, SubjectWork},
};
use crate::{ArchiveError, Filing, Name, Relation, Role, name, shape::Shape};

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
        for (role, value) in [
            (Role::Representative, field(&shape.representative)),
            (Role::Parent, field(&shape.parent_code)),
        ] {
            self.relate(tx, cause, (role, was_registered), value)?;
        }
        Ok(())
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

    /// What the first registration says holds since the birth of the subject; what a later one adds
    /// or changes, since the day on which the platform learnt it.
    fn relate(
        &mut self,
        tx: &mut Tx,
        cause: &Cause,
        (role, was_registered): (Role, bool),
        value: Option<&str>,
    ) -> Result<(), ArchiveError> {
        let registered_on = self.subject.as_ref().and_then(|subject| subject.registered_on);
        let relations = self.relations(tx, cause.subject)?;
        let running = relations
            .iter_mut()
            .find(|(relation, _)| relation.role == role && relation.until_on.is_none());
        if let Some((relation, changed)) = running {
            let other = match role {
                Role::Representative => &relation.name,
                Role::Parent => &relation.code,
            };
            if other.as_deref() == value {
                return Ok(());
            }
            relation.until_on = Some(cause.day);
            *changed = true;
        }
        let Some(value) = value.map(str::to_owned) else { return Ok(()) };
        let (name, code) = match role {
            Role::Representative => (Some(value), None),
            Role::Parent => (None, Some(value)),
        };
        let from_on = registered_on.filter(|_| !was_registered).or(Some(cause.day));
        let position = cause.position;
        relations.push((Relation { role, position, name, code, from_on, until_on: None }, true));
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
        let core = name::core(text);
        let row = Name { name, core, present: true, from_on, until_on: None };
        self.wanted.insert(text.to_owned(), row);
    }

    fn add_former(&mut self, text: &str) {
        self.wanted.entry(text.to_owned()).or_insert_with(|| Name {
            name: text.to_owned(),
            core: name::core(text),
            present: false,
            from_on: None,
            until_on: None,
        });
    }
}

/// The values of a field that may hold several.
fn several(text: &str) -> impl Iterator<Item = &str> {
    text.split([';', '；', '、']).map(str::trim).filter(|part| !part.is_empty())
}
