//! Comparing a partner's copy with what is public here (C-18.b, H-38).

use disclosure::Presence;
use serde::{Deserialize, Serialize};
use vocabulary::SubjectId;

use super::{FindingKind, Patrol, Round, Told, ToldFinding};
use crate::{WorkflowError, queries::findings};

/// Rows asked for at a time.
const STEP: usize = 500;

/// A row of a partner's copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopyLine {
    /// Whose record it is.
    pub subject: SubjectId,
    /// The record, 32 hexadecimal digits, as the feed of changes names it.
    pub digest: String,
    /// How the partner shows it.
    pub state: CopyState,
    /// Position of the last change that the partner applied, if it says so.
    pub position: Option<u64>,
}

/// How a partner shows a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CopyState {
    /// It can be read there.
    Shown,
    /// It was taken down there.
    Gone,
}

impl Patrol {
    /// Compares a partner's copy row by row; what differs stands in the ledger and on the list until a
    /// later comparison finds it mended.
    pub fn compare(&self, partner: &str, lines: &[CopyLine]) -> Result<Round, WorkflowError> {
        let mut now = Vec::new();
        for step in lines.chunks(STEP) {
            let keys: Vec<_> = step.iter().map(|one| (one.subject, one.digest.clone())).collect();
            let present = self.gate.presence(&keys)?.into_inner();
            let told = |(line, present)| Some(finding(partner, line, differs(line, present)?));
            now.extend(step.iter().zip(present).filter_map(told));
        }
        let kind = FindingKind::Copy.as_str();
        let before = self.db.read(|tx| findings::every(tx, kind, partner))?;
        let (found, settled) = Self::difference(&before, &now);
        let (seen, differing) = (lines.len() as u64, now.len() as u64);
        self.tell(Told { whose: partner.to_owned(), seen, differing, found, settled })?;
        let rounds = self.rounds()?.into_iter();
        rounds
            .rev()
            .find(|round| round.whose == partner)
            .ok_or(WorkflowError::Damaged { what: "the round of a comparison" })
    }
}

/// What is wrong with a row: `still-shown`, `stale`, `missing`, `unknown`.
fn differs(line: &CopyLine, present: Presence) -> Option<&'static str> {
    match (line.state, present) {
        (CopyState::Shown, Presence::Gone) => Some("still-shown"),
        (CopyState::Shown, Presence::Unknown) => Some("unknown"),
        (CopyState::Shown, Presence::Public { position }) => {
            line.position.is_some_and(|theirs| theirs < position).then_some("stale")
        }
        (CopyState::Gone, Presence::Public { .. }) => Some("missing"),
        (CopyState::Gone, Presence::Gone | Presence::Unknown) => None,
    }
}

fn finding(partner: &str, line: &CopyLine, detail: &str) -> ToldFinding {
    ToldFinding {
        kind: FindingKind::Copy.as_str().to_owned(),
        place: format!("{partner}/{}", line.digest),
        subject: line.subject.to_hex(),
        digest: line.digest.clone(),
        item: String::new(),
        who: partner.to_owned(),
        detail: detail.to_owned(),
    }
}
