//! Who is meant: what the gate tells of candidates, of subjects that are one, and of doubtful codes.

use identity::Score;
use serde::Serialize;
use vocabulary::Timestamp;

use crate::{AgencyView, SubjectHead};

pub use archive::merge::Because;

/// An organisation that a name may mean.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CandidateView {
    /// Who it is.
    pub head: SubjectHead,
    /// The name that matched, when it is a former one.
    pub former: Option<String>,
    /// Why it may be meant.
    pub score: Score,
}

/// Who merged or parted two subjects, when and why.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MergeStep {
    /// The fact in the ledger.
    pub position: u64,
    /// When.
    pub at: Timestamp,
    /// The agency.
    pub agency: AgencyView,
    /// The account or key.
    pub account: String,
    /// Why, in words.
    pub reason: String,
    /// What shows it.
    pub evidence: String,
}

/// Two subjects that are one, or were until they were parted (C-02.b).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MergeView {
    /// The one that was merged.
    pub member: SubjectHead,
    /// The one under which it stands.
    pub into: SubjectHead,
    /// Whether a change of code in the registration merged them, and not an officer.
    pub by_registration: bool,
    /// By whom and why.
    pub merged: MergeStep,
    /// By whom and why they were parted again; none while they are one.
    pub parted: Option<MergeStep>,
}

/// A name that several codes bear.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SharedName {
    /// The name, as the first of them writes it.
    pub name: String,
    /// Who bears it.
    pub heads: Vec<SubjectHead>,
}

/// A code under which records came in that name somebody else.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SharedCode {
    /// Whose code it is.
    pub head: SubjectHead,
    /// The other names under it.
    pub names: Vec<StrangeName>,
}

/// A name under a code, that is none of its holder's.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StrangeName {
    /// The name as filed.
    pub name: String,
    /// Who sent it first.
    pub source: AgencyView,
    /// The record in the ledger.
    pub position: u64,
    /// How it compares to the name of the code's holder.
    pub score: Score,
}

/// 重错码: doubtful pairs of code and name. Each list is cut at the limit asked for.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Duplicates {
    /// One name, several codes.
    pub names: Vec<SharedName>,
    /// One code, several names.
    pub codes: Vec<SharedCode>,
    /// Codes whose check digit is wrong.
    pub faulty: Vec<SubjectHead>,
    /// Whether one of the lists was cut.
    pub more: bool,
}
