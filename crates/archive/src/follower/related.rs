//! How subjects are linked: by registration, and by records of a relation (C-02.e).

use policy::model::catalog::RelationKind;
use store::Tx;
use vocabulary::{Position, SubjectId, SubjectKind};

use super::{
    ArchiveFollower,
    event::Cause,
    working::{SubjectWork, Working},
};
use crate::{ArchiveError, Digest, Filing, Relation, Role, place, shape::Shape};

/// The relations of a subject at work.
#[derive(Default)]
pub(super) struct Ties {
    /// Each with whether it changed.
    pub(super) rows: Vec<(Relation, bool)>,
    /// Those that are to go.
    pub(super) dropped: Vec<(Role, Position)>,
}

/// The other side of a relation that registration tells.
#[derive(Default)]
struct Tie {
    name: Option<String>,
    code: Option<String>,
    other: Option<SubjectId>,
    place: Option<String>,
}

impl Tie {
    /// Whether a running relation is to the same other side. A number that was not told before makes
    /// nobody another one.
    fn is_of(&self, relation: &Relation) -> bool {
        let ids = self.other.zip(relation.other);
        match relation.role {
            Role::Address => self.place == relation.place,
            Role::Parent => self.code == relation.code,
            _ => self.name == relation.name && ids.is_none_or(|(one, other)| one == other),
        }
    }
}

impl SubjectWork {
    /// What a registration tells of representative, parent and address. What the first one says holds
    /// since the birth of the subject; what a later one adds or changes, since the day on which the
    /// platform learnt it.
    pub(super) fn relate_registered(
        &mut self,
        tx: &mut Tx,
        (shape, was_registered): (&Shape, bool),
        cause: &Cause,
        filing: &Filing,
    ) -> Result<(), ArchiveError> {
        let field = |name: &Option<String>| filing.fields.get(name.as_deref()?).map(str::to_owned);
        let representative = field(&shape.representative).map(|name| Tie {
            name: Some(name),
            other: filing.link(&shape.representative_number),
            ..Tie::default()
        });
        let parent = field(&shape.parent_code).map(|code| Tie {
            code: Some(code),
            other: filing.link(&shape.parent_code),
            ..Tie::default()
        });
        let address = field(&shape.address).and_then(|text| {
            let key = place::key(&text)?;
            Some(Tie { name: Some(text), place: Some(key), ..Tie::default() })
        });
        self.relate(tx, cause, (Role::Representative, was_registered), representative)?;
        self.relate(tx, cause, (Role::Parent, was_registered), parent)?;
        self.relate(tx, cause, (Role::Address, was_registered), address)
    }

    fn relate(
        &mut self,
        tx: &mut Tx,
        cause: &Cause,
        (role, was_registered): (Role, bool),
        tie: Option<Tie>,
    ) -> Result<(), ArchiveError> {
        let registered_on = self.subject.as_ref().and_then(|subject| subject.registered_on);
        let ties = self.relations(tx, cause.subject)?;
        let running = ties
            .rows
            .iter_mut()
            .find(|(relation, _)| relation.role == role && relation.until_on.is_none());
        if let Some((relation, changed)) = running {
            if let Some(tie) = tie.as_ref().filter(|tie| tie.is_of(relation)) {
                if relation.other.is_none() && tie.other.is_some() {
                    relation.other = tie.other;
                    *changed = true;
                }
                return Ok(());
            }
            relation.until_on = Some(cause.day);
            *changed = true;
        }
        let Some(Tie { name, code, other, place }) = tie else { return Ok(()) };
        let relation = Relation {
            role,
            position: cause.position,
            name,
            code,
            from_on: registered_on.filter(|_| !was_registered).or(Some(cause.day)),
            until_on: None,
            other,
            place,
            digest: None,
        };
        ties.rows.push((relation, true));
        Ok(())
    }

    /// Takes away what a record told that says so no more.
    fn untie(&mut self, tx: &mut Tx, id: SubjectId, digest: Digest) -> Result<(), ArchiveError> {
        let Ties { rows, dropped } = self.relations(tx, id)?;
        let told = |relation: &Relation| relation.digest == Some(digest);
        dropped.extend(
            rows.iter().filter(|(row, _)| told(row)).map(|(row, _)| (row.role, row.position)),
        );
        rows.retain(|(row, _)| !told(row));
        Ok(())
    }
}

/// What a record of a relation tells, instead of what it told before.
pub(super) fn tell(
    tx: &mut Tx,
    follower: &ArchiveFollower,
    working: &mut Working,
    cause: &Cause,
    filing: &Filing,
) -> Result<(), ArchiveError> {
    let shape = follower.shape(&cause.item);
    let (Some(kind), Some(digest)) = (shape.relation, Digest::from_hex(&filing.digest)) else {
        return Ok(());
    };
    let Some(work) = working.subjects.get_mut(&cause.subject) else { return Ok(()) };
    work.untie(tx, cause.subject, digest)?;
    let record = working.records.get(&(cause.subject, digest)).and_then(|work| work.current());
    if filing.kind == SubjectKind::Person || !record.is_some_and(|record| record.state.is_active())
    {
        return Ok(());
    }
    let role = match kind {
        RelationKind::Shareholder => Role::Shareholder,
        RelationKind::Guarantor => Role::Guarantor,
        RelationKind::Succession if super::succession::follows(shape, filing) => Role::Predecessor,
        RelationKind::Succession => return Ok(()),
    };
    let field = |name: &Option<String>| filing.fields.get(name.as_deref()?).map(str::to_owned);
    let relation = Relation {
        role,
        position: cause.position,
        name: field(&shape.related_name),
        code: field(&shape.related_code),
        from_on: filing.from_on.or(Some(filing.decided_on)),
        until_on: filing.until_on,
        other: filing.link(&shape.related_code).or_else(|| filing.link(&shape.related_number)),
        place: None,
        digest: Some(digest),
    };
    work.relations(tx, cause.subject)?.rows.push((relation, true));
    Ok(())
}

/// A record of a relation was taken back, or is shown no more: what it told goes.
pub(super) fn end(
    tx: &mut Tx,
    working: &mut Working,
    cause: &Cause,
    digest: Digest,
) -> Result<(), ArchiveError> {
    match working.subjects.get_mut(&cause.subject) {
        Some(work) => work.untie(tx, cause.subject, digest),
        None => Ok(()),
    }
}
