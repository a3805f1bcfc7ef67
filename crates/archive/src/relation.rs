//! What subjects are to one another, from a day until a day (C-02.e).

use serde::Serialize;
use vocabulary::{Date, Position, SubjectId};

use crate::Digest;

/// What another subject is to this one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// 法定代表人 (负责人, 经营者): by name, and by keyed id where the number is known.
    Representative,
    /// The organisation that this one represents.
    Represented,
    /// The organisation of which it is a branch.
    Parent,
    /// A branch of it.
    Branch,
    /// Who holds shares in it.
    Shareholder,
    /// In which it holds shares.
    Holding,
    /// Who guarantees its debts.
    Guarantor,
    /// Whose debts it guarantees.
    Guaranteed,
    /// Whom it absorbed, or out of whom it came.
    Predecessor,
    /// Who absorbed it, or came out of it.
    Successor,
    /// The address at which it is registered; between two: they share it.
    Address,
}

/// Roles, their text forms, and what each is seen from the other side.
const ROLES: [(Role, &str, Role); 11] = [
    (Role::Representative, "representative", Role::Represented),
    (Role::Represented, "represented", Role::Representative),
    (Role::Parent, "parent", Role::Branch),
    (Role::Branch, "branch", Role::Parent),
    (Role::Shareholder, "shareholder", Role::Holding),
    (Role::Holding, "holding", Role::Shareholder),
    (Role::Guarantor, "guarantor", Role::Guaranteed),
    (Role::Guaranteed, "guaranteed", Role::Guarantor),
    (Role::Predecessor, "predecessor", Role::Successor),
    (Role::Successor, "successor", Role::Predecessor),
    (Role::Address, "address", Role::Address),
];

impl Role {
    /// The text form of the table.
    pub fn as_str(self) -> &'static str {
        ROLES.iter().find(|(role, ..)| *role == self).map_or("", |(_, text, _)| text)
    }

    /// The role of a text form.
    pub fn parse(text: &str) -> Option<Self> {
        ROLES.iter().find(|(_, form, _)| *form == text).map(|(role, ..)| *role)
    }

    /// The same link, seen from the other side.
    #[must_use]
    pub fn inverse(self) -> Self {
        ROLES.iter().find(|(role, ..)| *role == self).map_or(self, |(_, _, other)| *other)
    }

    /// Whether anybody may know of it: the registration laws publish who represents, who belongs to
    /// whom, and who came after whom.
    pub fn is_public(self) -> bool {
        use Role::{Branch, Parent, Predecessor, Representative, Successor};
        matches!(self, Representative | Parent | Branch | Predecessor | Successor)
    }
}

/// A link to another subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// What the other is.
    pub role: Role,
    /// Fact that began it.
    pub position: Position,
    /// Name of the other; of an address its text.
    pub name: Option<String>,
    /// Unified code of the other.
    pub code: Option<String>,
    /// First day.
    pub from_on: Option<Date>,
    /// Last day; none while it lasts.
    pub until_on: Option<Date>,
    /// The other's id, where its number is known.
    pub other: Option<SubjectId>,
    /// Key of an address: equal for two ways to write it.
    pub place: Option<String>,
    /// The record that tells it, if it has one of its own.
    pub digest: Option<Digest>,
}

impl Relation {
    /// Whether it holds on a day.
    pub fn holds_on(&self, day: Date) -> bool {
        self.from_on.is_none_or(|from| from <= day)
            && self.until_on.is_none_or(|until| day <= until)
    }
}
