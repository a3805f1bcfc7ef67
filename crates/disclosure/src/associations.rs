//! 关联分析: whom a subject is linked to, since when and until when.

use serde::Serialize;
use vocabulary::{Date, SubjectKind};

pub use archive::Role;

/// Somebody in the net around a subject.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AssociateView {
    /// What links name it by, in this answer only.
    pub key: String,
    /// What it is; none if only a name or a code is known.
    pub kind: Option<SubjectKind>,
    /// Its name; masked for persons, unless the viewer sees them.
    pub name: Option<String>,
    /// Unified code; never for persons.
    pub code: Option<String>,
    /// Operating state as registered.
    pub state: Option<String>,
    /// How many links away from the subject it stands: 0 is the subject.
    pub depth: u8,
    /// Links of it that lie outside of this answer.
    pub further: u64,
}

/// One link.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LinkView {
    /// From whom: key of an associate. A branch, a guaranteed firm, a company.
    pub from: String,
    /// To whom: its parent, guarantor, shareholder, representative.
    pub to: String,
    /// What `to` is to `from`.
    pub role: Role,
    /// The address that both share, if that is the link.
    pub address: Option<String>,
    /// First day.
    pub from_on: Option<Date>,
    /// Last day; none while it lasts.
    pub until_on: Option<Date>,
    /// Whether it holds on the day asked for.
    pub holds: bool,
    /// Whether there is the same link the other way round: mutual guarantees.
    pub mutual: bool,
    /// The fact that began it.
    pub position: u64,
}

/// The net around a subject, for one viewer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Associations {
    /// Everybody in it; the subject first, then by distance and name.
    pub associates: Vec<AssociateView>,
    /// The links between them, those that hold first.
    pub links: Vec<LinkView>,
    /// Whether more was left off than the limit lets in.
    pub more: bool,
    /// Position of the fact by which this look was registered; none when the subject itself looks.
    pub lookup: Option<u64>,
    /// The day for which it holds.
    pub on: Date,
}
