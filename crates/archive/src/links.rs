//! Links between subjects, told by either side.

use store::Tx;
use vocabulary::SubjectId;

use crate::{
    ArchiveError, Relation, Role,
    queries::{self, relations::Told},
    read,
};

/// A relation as one of its sides sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Who is at the other end, as far as the platform knows a number of it; of merged subjects the
    /// one under which they stand.
    pub other: Option<SubjectId>,
    /// The relation; `name` and `code` are those of the other, of an address its text.
    pub relation: Relation,
}

/// Every link of a subject that is known by these ids, told by itself or by the other side, but for
/// those who share an address with it; and whether some were left off, because one kind of telling has
/// more than `limit`.
///
/// # Errors
///
/// [`ArchiveError`] if the tables cannot be read.
pub fn links(
    tx: &mut Tx,
    ids: &[SubjectId],
    limit: u32,
) -> Result<(Vec<Link>, bool), ArchiveError> {
    read_links(tx, ids, (limit, false))
}

/// The same with those who share an address with it.
///
/// # Errors
///
/// [`ArchiveError`] if the tables cannot be read.
pub fn net(tx: &mut Tx, ids: &[SubjectId], limit: u32) -> Result<(Vec<Link>, bool), ArchiveError> {
    read_links(tx, ids, (limit, true))
}

fn read_links(
    tx: &mut Tx,
    ids: &[SubjectId],
    (limit, neighbours): (u32, bool),
) -> Result<(Vec<Link>, bool), ArchiveError> {
    let (mut links, mut told, mut more) = (Vec::new(), Vec::new(), false);
    let mut take = |found: Vec<Told>| {
        more |= found.len() as u64 >= u64::from(limit);
        told.extend(found.into_iter().filter(|(teller, _)| !ids.contains(teller)));
    };
    for id in ids {
        for relation in queries::relations::of_subject(tx, *id)? {
            if let Some(place) = &relation.place {
                if !neighbours {
                    continue;
                }
                let there = queries::relations::at_place(tx, place, limit)?;
                take(there.into_iter().filter_map(|other| shared(&relation, other)).collect());
            } else {
                links.push(own(tx, relation)?);
            }
        }
        take(queries::relations::with_other(tx, *id, limit)?);
    }
    for subject in read::subjects(tx, ids)?.into_iter().flatten() {
        if let Some(code) = &subject.code {
            take(queries::relations::with_code(tx, code, limit)?);
        }
    }
    told.sort_by_key(|(teller, relation)| (*teller, relation.role, relation.position));
    told.dedup_by_key(|(teller, relation)| (*teller, relation.role, relation.position));
    for (teller, relation) in told {
        let Some(other) = read::whole(tx, teller)?.map(|whole| whole.subject) else { continue };
        let address = relation.role == Role::Address;
        let relation = Relation {
            role: relation.role.inverse(),
            name: if address { relation.name } else { other.name },
            code: other.code,
            ..relation
        };
        links.push(Link { other: Some(other.id), relation });
    }
    Ok((links, more))
}

/// A link that the subject's own record tells, with what the platform knows of the other.
fn own(tx: &mut Tx, relation: Relation) -> Result<Link, ArchiveError> {
    let known = match (relation.other, &relation.code) {
        (None, Some(code)) => queries::subjects::by_code(tx, code)?,
        (other, _) => other,
    };
    let whole = match known {
        Some(id) if relation.role != Role::Representative => read::whole(tx, id)?,
        _ => None,
    };
    let other = whole.as_ref().map(|whole| whole.subject.id).or(known);
    let name = relation.name.clone().or_else(|| whole.and_then(|whole| whole.subject.name));
    Ok(Link { other, relation: Relation { name, ..relation } })
}

/// The link of two who are registered at one address, while both are; none if they never were at the
/// same time.
fn shared(own: &Relation, (teller, theirs): Told) -> Option<Told> {
    let from_on = own.from_on.max(theirs.from_on);
    let until_on = match (own.until_on, theirs.until_on) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    };
    let met = from_on.zip(until_on).is_none_or(|(from, until)| from < until);
    met.then_some((teller, Relation { from_on, until_on, ..theirs }))
}
