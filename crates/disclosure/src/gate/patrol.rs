//! What the patrol asks: what is published against the law of today, and how records stand that a
//! partner holds a copy of. Nobody looks at anybody: keys and states, no content.

use std::collections::{BTreeMap, BTreeSet};

use archive::{Digest, model::Publication, patrol, read};
use policy::model::catalog::Publicity;
use vocabulary::{SubjectId, SubjectKind};

use super::Gate;
use crate::{
    Disclosed, GateError, Irregular, Irregularity, Presence, SubjectHead,
    view::{Reach, subject::brief},
};

impl Gate {
    /// Public lines that should not be: past their last day, of an item that the law keeps closed, about
    /// persons without a law that says so, or without a public record; of each kind at most `limit`.
    pub fn irregular(&self, limit: u32) -> Result<Disclosed<Vec<Irregular>>, GateError> {
        let (inner, today) = (&*self.0, self.today());
        let mut closed = BTreeSet::new();
        let mut nameless = BTreeSet::new();
        for id in inner.last.keys() {
            match inner.law.item(id, today).filter(|item| item.publicity == Publicity::Public) {
                None => closed.extend([id]),
                Some(item) if item.publication_basis.is_none() => nameless.extend([id]),
                Some(_) => {}
            }
        }
        let found = inner.db.read(|tx| {
            let mut found = Vec::new();
            let mut take = |kind: Irregularity, lines: Vec<patrol::Line>| {
                let room = limit as usize - found_of(&found, kind).min(limit as usize);
                found.extend(lines.into_iter().take(room).map(|line| irregular(kind, line)));
            };
            take(Irregularity::Overdue, patrol::overdue(tx, today, limit)?);
            for item in &closed {
                take(Irregularity::Closed, patrol::of_item(tx, item, limit)?);
            }
            for item in &nameless {
                take(Irregularity::Person, patrol::of_persons(tx, item, limit)?);
            }
            take(Irregularity::Stray, patrol::stray(tx, limit)?);
            Ok::<_, GateError>(found)
        })?;
        Ok(Disclosed::new(found))
    }

    /// How the public sees records now, in the order asked for.
    pub fn presence(
        &self,
        keys: &[(SubjectId, String)],
    ) -> Result<Disclosed<Vec<Presence>>, GateError> {
        let (inner, reach) = (&*self.0, Reach::Public);
        let presences = inner.db.read(|tx| {
            let mut presences = Vec::with_capacity(keys.len());
            for (subject, digest) in keys {
                let versions = match Digest::from_hex(digest) {
                    Some(digest) => read::record(tx, *subject, digest)?,
                    None => Vec::new(),
                };
                let owner = read::subjects(tx, &[*subject])?.pop().flatten();
                let kind = owner.map_or(SubjectKind::OtherOrganisation, |owner| owner.kind);
                let was = versions.iter().any(|one| one.publication != Publication::Never);
                let last = versions.last().cloned();
                let at = last.as_ref().map(|last| last.version.0);
                let public = !inner.visible(&reach, kind, last.into_iter().collect()).is_empty();
                presences.push(match at {
                    Some(position) if public => Presence::Public { position },
                    Some(_) if was => Presence::Gone,
                    _ => Presence::Unknown,
                });
            }
            Ok::<_, GateError>(presences)
        })?;
        Ok(Disclosed::new(presences))
    }

    /// Who organisations are, by their ids; natural persons and unknown ones are left out.
    pub fn heads(
        &self,
        ids: &[SubjectId],
    ) -> Result<Disclosed<BTreeMap<String, SubjectHead>>, GateError> {
        let subjects = self.0.db.read(|tx| read::subjects(tx, ids))?;
        let open = subjects.into_iter().flatten().filter(|one| one.kind != SubjectKind::Person);
        Ok(Disclosed::new(open.map(|one| (one.id.to_hex(), brief(&one))).collect()))
    }
}

fn found_of(found: &[Irregular], kind: Irregularity) -> usize {
    found.iter().filter(|one| one.kind == kind).count()
}

fn irregular(kind: Irregularity, (subject, digest, item, until): patrol::Line) -> Irregular {
    Irregular { kind, subject, digest: digest.to_hex(), item, until }
}
