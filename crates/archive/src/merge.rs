//! Two numbers are found to be one subject, or that is undone: by a person, for a reason, on
//! evidence (C-02.b).

use ledger::{Pen, Scribe};
use serde_json::json;
use vocabulary::{Actor, Draft, FactKind, Position, SubjectId, SubjectKind};

use crate::{ArchiveError, Subject, read};

/// Why two subjects are one, or are not. Neither may be empty.
#[derive(Clone, Copy, Debug)]
pub struct Because<'a> {
    /// In words.
    pub reason: &'a str,
    /// What shows it: the entry of a register, a letter.
    pub evidence: &'a str,
}

/// Why two subjects cannot be merged or parted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Hindrance {
    /// Reason or evidence is missing.
    #[error("a reason and evidence are needed; write down both")]
    NoReason,
    /// One of them has no file.
    #[error("one of the two is not known; look the numbers up again")]
    Unknown,
    /// They are one.
    #[error("the two are one subject already; part them first")]
    OneAlready,
    /// One is a person, the other an organisation.
    #[error("a person and an organisation are never one; look the numbers up again")]
    OtherKind,
    /// It stands alone.
    #[error("it was not merged into another subject; nothing to undo")]
    NotMerged,
}

/// Appends that `member` is the same subject as `into`; reading goes over both from then on.
/// `policy` is the version of the law.
///
/// # Errors
///
/// [`ArchiveError::Merge`] without reason or evidence, if the platform does not know both, or if
/// they are one already.
pub fn merge(
    pen: &Pen,
    (actor, policy): (&Actor, &str),
    member: SubjectId,
    into: SubjectId,
    because: Because<'_>,
) -> Result<Position, ArchiveError> {
    let draft = draft(FactKind::SubjectMerged, (actor, policy), member, Some(into), because)?;
    pen.transact(move |scribe| {
        let found = (read::whole(scribe.tx(), member)?, read::whole(scribe.tx(), into)?);
        let (Some(member), Some(into)) = found else {
            return Err(refused(Hindrance::Unknown));
        };
        if member.subject.id == into.subject.id {
            return Err(refused(Hindrance::OneAlready));
        }
        let person = |subject: &Subject| subject.kind == SubjectKind::Person;
        if person(&member.subject) != person(&into.subject) {
            return Err(refused(Hindrance::OtherKind));
        }
        Ok(scribe.append(draft))
    })
}

/// Appends that `member` is a subject of its own again.
///
/// # Errors
///
/// [`ArchiveError::Merge`] without reason or evidence, or if it was not merged.
pub fn part(
    pen: &Pen,
    (actor, policy): (&Actor, &str),
    member: SubjectId,
    because: Because<'_>,
) -> Result<Position, ArchiveError> {
    let draft = draft(FactKind::SubjectParted, (actor, policy), member, None, because)?;
    pen.transact(move |scribe: &mut Scribe<'_>| {
        let found = read::subjects(scribe.tx(), &[member])?.pop().flatten();
        if found.is_none_or(|subject| subject.merged_into.is_none()) {
            return Err(refused(Hindrance::NotMerged));
        }
        Ok(scribe.append(draft))
    })
}

fn refused(why: Hindrance) -> ArchiveError {
    ArchiveError::Merge { why }
}

fn draft(
    kind: FactKind,
    (actor, policy): (&Actor, &str),
    member: SubjectId,
    into: Option<SubjectId>,
    Because { reason, evidence }: Because<'_>,
) -> Result<Draft, ArchiveError> {
    let (reason, evidence) = (reason.trim(), evidence.trim());
    if reason.is_empty() || evidence.is_empty() {
        return Err(refused(Hindrance::NoReason));
    }
    let mut body = json!({ "reason": reason, "evidence": evidence });
    if let (Some(into), Some(body)) = (into, body.as_object_mut()) {
        body.insert("into".to_owned(), into.to_hex().into());
    }
    Ok(Draft {
        kind,
        subject: Some(member),
        actor: actor.clone(),
        item: None,
        policy: policy.to_owned(),
        body: body.to_string(),
    })
}
