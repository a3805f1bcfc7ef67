//! Whom a subject is linked to (关联分析), for a purpose, registered like every look.
//!
//! Organisations stand with name and code. Persons are what links them: masked, without a number, and
//! only while they are linked; whoever is linked to a person is told to nobody without purpose.

use std::collections::{BTreeMap, BTreeSet};

use archive::{Link, Role, Subject, links, read};
use store::Tx;
use vocabulary::{Date, SubjectId, SubjectKind};

use super::{Gate, Inner, refusals::beyond_consent};
use crate::{
    AsOf, AssociateView, Associations, Channel, Disclosed, GateError, LinkView, Viewer, view::Reach,
};

/// Links of one kind read of one subject, at most.
const EACH: u32 = 60;
/// Everybody in one answer, at most.
const ALL: usize = 240;

impl Gate {
    /// The net around a subject, at most `depth` links away (1 or 2), as of a day (today if none);
    /// none if the platform knows nobody by that id. The look is a fact before anything is read. A
    /// subject sees its own links and no further.
    ///
    /// # Errors
    ///
    /// [`GateError::Refused`] as [`Gate::file`] refuses, and to whoever has a consent, which opens
    /// records and nothing beside them; the refusal is registered too.
    pub fn associations(
        &self,
        viewer: &Viewer,
        subject: SubjectId,
        depth: u8,
        on: Option<Date>,
    ) -> Result<Option<Disclosed<Associations>>, GateError> {
        let inner = &*self.0;
        let refuse = |refusal| {
            let look = inner.look(viewer).through(self.whence());
            Err(self.refuse(&viewer.actor(), Some(subject), refusal, &look))
        };
        let (lookup, depth) = match viewer {
            Viewer::Public => return Ok(None),
            Viewer::Consented { .. } => return refuse(beyond_consent()),
            Viewer::Subject { subject: own } if *own == subject => {
                self.count(Channel::Mine, "subject", "own", 1)?;
                (None, 1)
            }
            Viewer::Subject { .. } => return refuse(super::refusals::not_yours()),
            Viewer::Counter { .. } => (Some(self.admit(viewer, subject)?.position), 1),
            Viewer::Department { .. } | Viewer::Auditor { .. } => {
                (Some(self.admit(viewer, subject)?.position), depth.clamp(1, 2))
            }
        };
        let on = on.unwrap_or_else(|| inner.clock.today());
        let reach = Reach::of(viewer);
        let net = inner.db.read(|tx| {
            let mut net = Net::new(inner, &reach, on);
            match read::whole(tx, subject)? {
                Some(whole) => net.begin(tx, &whole)?,
                None if net.begin_unfiled(tx, subject)? => {}
                None => return Ok(None),
            }
            for at in 0..depth {
                net.widen(tx, at)?;
            }
            Ok::<_, GateError>(Some(net.told(lookup.map(|position| position.0))))
        })?;
        Ok(net.map(Disclosed::new))
    }
}

/// The net while it is woven.
struct Net<'g> {
    gate: &'g Inner,
    reach: &'g Reach,
    on: Date,
    associates: Vec<Associate>,
    /// By number where one is known, else by what is known.
    places: BTreeMap<Key, usize>,
    links: BTreeMap<(usize, usize, Role, u64), LinkView>,
    more: bool,
}

/// What tells one associate from another.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    /// Whose number is known.
    Subject(SubjectId),
    /// A code that nobody here bears.
    Code(String),
    /// A name without a number: it is nobody else's, whoever is called so too.
    Name(u64, Role),
}

struct Associate {
    view: AssociateView,
    /// Every id of it; none if no number is known.
    ids: Vec<SubjectId>,
}

impl<'g> Net<'g> {
    fn new(gate: &'g Inner, reach: &'g Reach, on: Date) -> Self {
        let (associates, places, links) = (Vec::new(), BTreeMap::new(), BTreeMap::new());
        Self { gate, reach, on, associates, places, links, more: false }
    }

    fn begin(&mut self, tx: &mut Tx, whole: &read::Whole) -> Result<(), GateError> {
        let subject = &whole.subject;
        let mut view = self.view_of(subject, 0);
        if subject.kind == SubjectKind::Person {
            let records = read::records(tx, whole, AsOf::default())?;
            let person = self.gate.person(tx, &records)?;
            view.name = person.and_then(|person| person.name).map(|name| self.person(&name));
        }
        let key = Key::Subject(subject.id);
        self.put(key, Associate { view, ids: whole.ids.clone() });
        Ok(())
    }

    /// Begins with somebody of whom there is no file, if others name it by number; whether they do.
    fn begin_unfiled(&mut self, tx: &mut Tx, subject: SubjectId) -> Result<bool, GateError> {
        let (links, _) = links::links(tx, &[subject], EACH)?;
        let person = links.iter().any(|link| link.relation.role == Role::Represented);
        let (kind, key) = (person.then_some(SubjectKind::Person), "n0".to_owned());
        let (name, code, state, depth, further) = (None, None, None, 0, 0);
        let view = AssociateView { key, kind, name, code, state, depth, further };
        self.put(Key::Subject(subject), Associate { view, ids: vec![subject] });
        Ok(!links.is_empty())
    }

    /// Adds whoever is linked to those at a distance.
    fn widen(&mut self, tx: &mut Tx, depth: u8) -> Result<(), GateError> {
        let frontier: Vec<usize> = (0..self.associates.len())
            .filter(|at| self.associates.get(*at).is_some_and(|one| one.view.depth == depth))
            .collect();
        for at in frontier {
            let Some(ids) = self.associates.get(at).map(|one| one.ids.clone()) else { continue };
            let (mut found, cut) = links::net(tx, &ids, EACH)?;
            self.more |= cut;
            let person = self.is_person(at);
            found.sort_by_key(|link| !link.relation.holds_on(self.on));
            for link in found {
                // Of a person only what it is on that day: what it was elsewhere is its own affair.
                let past = !link.relation.holds_on(self.on);
                if past && person && !self.reach.is_within() {
                    continue;
                }
                // Whoever may look at some items only is not told what others hold.
                if !link.relation.role.is_public() && self.reach.is_narrow() {
                    continue;
                }
                self.add(tx, at, depth + 1, link)?;
            }
        }
        Ok(())
    }

    fn add(&mut self, tx: &mut Tx, at: usize, depth: u8, link: Link) -> Result<(), GateError> {
        let relation = &link.relation;
        let key = match (link.other, &relation.code) {
            (Some(other), _) => Key::Subject(other),
            (None, Some(code)) => Key::Code(code.clone()),
            (None, None) => Key::Name(relation.position.0, relation.role),
        };
        let other = match self.places.get(&key) {
            Some(other) => *other,
            None if self.associates.len() >= ALL => {
                self.more = true;
                if let Some(one) = self.associates.get_mut(at) {
                    one.view.further += 1;
                }
                return Ok(());
            }
            None => {
                let associate = self.associate(tx, (at, depth), &link)?;
                self.put(key, associate)
            }
        };
        if other != at {
            self.tie((at, other), link);
        }
        Ok(())
    }

    /// Notes a link in the direction in which it is told: to the parent, the guarantor, the shareholder.
    fn tie(&mut self, (at, other): (usize, usize), link: Link) {
        use Role::{Branch, Guaranteed, Holding, Represented, Successor};
        let relation = link.relation;
        let turned =
            matches!(relation.role, Represented | Branch | Holding | Guaranteed | Successor)
                || relation.role == Role::Address && other < at;
        let (from, to) = if turned { (other, at) } else { (at, other) };
        let address = relation.role == Role::Address;
        let role = if turned { relation.role.inverse() } else { relation.role };
        // Two at one address are one link, whichever of them is read first.
        let position = if address { 0 } else { relation.position.0 };
        let key = |at: usize| self.associates.get(at).map(|one| one.view.key.clone());
        let (Some(from_key), Some(to_key)) = (key(from), key(to)) else { return };
        let view = LinkView {
            from: from_key,
            to: to_key,
            role,
            holds: relation.holds_on(self.on),
            address: relation.name.filter(|_| address),
            from_on: relation.from_on,
            until_on: relation.until_on,
            mutual: false,
            position: relation.position.0,
        };
        self.links.entry((from, to, role, position)).or_insert(view);
    }

    fn put(&mut self, key: Key, associate: Associate) -> usize {
        let at = self.associates.len();
        self.associates.push(associate);
        self.places.insert(key, at);
        at
    }

    fn is_person(&self, at: usize) -> bool {
        self.associates.get(at).is_some_and(|one| one.view.kind == Some(SubjectKind::Person))
    }

    /// Who is at the other end of a link.
    fn associate(
        &self,
        tx: &mut Tx,
        (at, depth): (usize, u8),
        link: &Link,
    ) -> Result<Associate, GateError> {
        let whole = match link.other {
            Some(id) => read::whole(tx, id)?,
            None => None,
        };
        let of_organisation = |whole: &read::Whole| whole.subject.kind != SubjectKind::Person;
        if let Some(whole) = whole.as_ref().filter(|whole| of_organisation(whole)) {
            let view = self.view_of(&whole.subject, depth);
            return Ok(Associate { view, ids: whole.ids.clone() });
        }
        let relation = &link.relation;
        let name = relation.name.as_deref();
        // Without a code it is a person, or whoever the record calls so.
        let organisation = relation.code.is_some();
        let name = match name {
            Some(name) if organisation => Some(name.to_owned()),
            Some(name) if relation.role == Role::Representative => {
                let kind = self.associates.get(at).and_then(|one| one.view.kind);
                let kind = kind.unwrap_or(SubjectKind::Enterprise);
                let id = SubjectId([0; 16]);
                let today = self.gate.clock.today();
                self.gate.looking(self.reach, id, kind).representative(name, today)
            }
            Some(name) => Some(self.person(name)),
            None => None,
        };
        let ids = whole.map_or_else(|| link.other.into_iter().collect(), |whole| whole.ids);
        let view = AssociateView {
            key: format!("n{}", self.associates.len()),
            kind: (!organisation).then_some(SubjectKind::Person),
            name,
            code: relation.code.clone(),
            state: None,
            depth,
            further: 0,
        };
        Ok(Associate { view, ids })
    }

    fn view_of(&self, subject: &Subject, depth: u8) -> AssociateView {
        let head = crate::view::subject::brief(subject);
        let key = format!("n{}", self.associates.len());
        let (kind, further) = (Some(subject.kind), 0);
        AssociateView {
            key,
            kind,
            name: head.name,
            code: head.code,
            state: head.state,
            depth,
            further,
        }
    }

    /// A person's name as the viewer may see it.
    fn person(&self, name: &str) -> String {
        if self.reach.is_unmasked() {
            return name.to_owned();
        }
        crate::masked_name(&self.gate.law, name)
    }

    fn told(self, lookup: Option<u64>) -> Associations {
        let guarantees: BTreeSet<(usize, usize)> = self
            .links
            .iter()
            .filter(|((_, _, role, _), link)| *role == Role::Guarantor && link.holds)
            .map(|((from, to, ..), _)| (*from, *to))
            .collect();
        let mut links: Vec<LinkView> = self
            .links
            .into_iter()
            .map(|((from, to, role, _), link)| LinkView {
                mutual: role == Role::Guarantor
                    && guarantees.contains(&(from, to))
                    && guarantees.contains(&(to, from)),
                ..link
            })
            .collect();
        links.sort_by_key(|link| !link.holds);
        let mut associates: Vec<AssociateView> =
            self.associates.into_iter().map(|one| one.view).collect();
        associates.sort_by(|a, b| {
            (a.depth, a.kind == Some(SubjectKind::Person), &a.name).cmp(&(
                b.depth,
                b.kind == Some(SubjectKind::Person),
                &b.name,
            ))
        });
        Associations { associates, links, more: self.more, lookup, on: self.on }
    }
}
