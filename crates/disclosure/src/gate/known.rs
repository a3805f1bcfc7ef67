//! What the gate must know of a subject before anybody looks: whether it is a minor, where it is at
//! home, what links it to the looker.

use archive::{Record, read};
use policy::model::catalog::FieldRole::{SubjectName, SubjectNumber};
use store::Tx;
use vocabulary::{SubjectId, SubjectKind};

use super::{Gate, Inner};
use crate::{AsOf, GateError, Whence, minor, view::Reach};

/// What is known.
pub(super) struct Known {
    /// Every id under which the subject is known.
    pub(super) ids: Vec<SubjectId>,
    /// Whether it is a natural person under 18.
    pub(super) minor: bool,
    /// Division at which it is at home; empty if unknown.
    pub(super) place: String,
    /// What links the looker to it.
    pub(super) link: Option<&'static str>,
}

/// A person as the records name it; never shown as it is.
pub(super) struct Person {
    pub(super) subject: SubjectId,
    pub(super) name: Option<String>,
    pub(super) number: Option<String>,
}

impl Gate {
    /// What is known of a subject to whoever looks through this gate.
    pub(super) fn known(&self, tx: &mut Tx, subject: SubjectId) -> Result<Known, GateError> {
        let inner = &*self.0;
        let Some(whole) = read::whole(tx, subject)? else {
            let own = self.whence().and_then(|whence| whence.person) == Some(subject);
            let link = own.then_some("self");
            return Ok(Known { ids: vec![subject], minor: false, place: String::new(), link });
        };
        let person = match whole.subject.kind {
            SubjectKind::Person => {
                let records = read::records(tx, &whole, AsOf::default())?;
                inner.person(tx, &records)?
            }
            _ => None,
        };
        let link = match self.whence() {
            Some(whence) => link(tx, &whole, person.as_ref(), whence)?,
            None => None,
        };
        Ok(Known {
            minor: person.as_ref().is_some_and(|person| inner.is_minor(person)),
            place: whole.subject.place(),
            ids: whole.ids,
            link,
        })
    }
}

impl Inner {
    /// Name and number of a person, as the newest of these records has them. Both stand in the
    /// records only.
    pub(super) fn person(
        &self,
        tx: &mut Tx,
        records: &[Record],
    ) -> Result<Option<Person>, GateError> {
        let Some(newest) = records.iter().max_by_key(|record| record.position) else {
            return Ok(None);
        };
        let Some(content) = archive::contents(tx, &[newest])?.pop().flatten() else {
            return Ok(None);
        };
        let reach = Reach::Auditor;
        let looking = self.looking(&reach, newest.subject, SubjectKind::Person);
        let fields = self.last.get(&newest.item).map_or(&[][..], |item| item.field.as_slice());
        let plain = |role, value: &Option<String>| {
            let field = fields.iter().find(|field| field.role == Some(role))?;
            looking.plain(&field.name, value.as_deref()?)
        };
        Ok(Some(Person {
            subject: newest.subject,
            name: plain(SubjectName, &content.filing.name),
            number: plain(SubjectNumber, &content.filing.number),
        }))
    }

    /// Whether a person is under 18, as far as its number tells.
    pub(super) fn is_minor(&self, person: &Person) -> bool {
        let today = self.clock.today();
        person.number.as_ref().is_some_and(|number| minor::is_minors_number(number, today))
    }
}

/// What links a looker to whom he looks at: he is it, represents it, or is called as it or its
/// representative is.
fn link(
    tx: &mut Tx,
    whole: &read::Whole,
    person: Option<&Person>,
    whence: &Whence,
) -> Result<Option<&'static str>, GateError> {
    if whence.person.is_some_and(|person| whole.ids.contains(&person)) {
        return Ok(Some("self"));
    }
    if whence.represents.iter().any(|organisation| whole.ids.contains(organisation)) {
        return Ok(Some("represents"));
    }
    let Some(name) = whence.name.as_deref().filter(|name| !name.is_empty()) else {
        return Ok(None);
    };
    let called = person.and_then(|person| person.name.as_deref()) == Some(name);
    let relations = read::relations(tx, whole)?;
    let represented = relations.iter().any(|relation| relation.name.as_deref() == Some(name));
    Ok((called || represented).then_some("same-name"))
}

/// Whether a place lies outside of a division: neither holds the other. What is unknown does not.
pub(super) fn is_outside(division: &str, place: &str) -> bool {
    let (division, place) = (significant(division), significant(place));
    !(division.is_empty()
        || place.is_empty()
        || division.starts_with(place)
        || place.starts_with(division))
}

/// The digits of a code of GB/T 2260 that name its level.
fn significant(code: &str) -> &str {
    let code = code.strip_suffix("00").unwrap_or(code);
    code.strip_suffix("00").unwrap_or(code)
}

#[cfg(test)]
mod tests {
    use super::is_outside;

    #[test]
    fn a_place_is_outside_when_neither_holds_the_other() {
        assert!(!is_outside("370100", "370102") && !is_outside("370102", "370100"));
        assert!(!is_outside("370000", "371083") && !is_outside("", "370102"));
        assert!(!is_outside("370102", "") && is_outside("370102", "370103"));
        assert!(is_outside("370100", "371083"));
    }
}
