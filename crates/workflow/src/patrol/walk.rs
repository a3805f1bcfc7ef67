//! The daily round over what is public, and over findings that are old.

use disclosure::{Irregular, Irregularity};
use jiff::ToSpan;
use vocabulary::SubjectId;

use super::{FindingKind, Patrol, Round, Told, ToldFinding};
use crate::{WorkflowError, queries::findings};

/// Whose round it is.
const PATROL: &str = "patrol";
/// Findings of one kind, at most: more need no list but a decision.
const MOST: u32 = 2_000;
/// For how many days a look stays on the list.
const LOOKS: i64 = 30;

impl Patrol {
    /// Goes round: what is found stands in the ledger, and what was mended leaves the lists.
    pub fn walk(&self) -> Result<Round, WorkflowError> {
        let today = self.clock.today();
        let now: Vec<ToldFinding> = {
            let irregular = self.gate.irregular(MOST)?.into_inner();
            irregular.iter().map(finding).collect()
        };
        let first = today.checked_sub(LOOKS.days()).unwrap_or(today);
        let (before, old) = self.db.read(|tx| {
            let mut before = Vec::new();
            for kind in [FindingKind::Overdue, FindingKind::Class, FindingKind::Stray] {
                before.append(&mut findings::every(tx, kind.as_str(), "")?);
            }
            let looks = findings::every(tx, FindingKind::Look.as_str(), "")?;
            let old = looks.into_iter().filter(|look| look.found_on < first);
            Ok::<_, WorkflowError>((before, old.collect::<Vec<_>>()))
        })?;
        let (found, mut settled) = Self::difference(&before, &now);
        settled.extend(old.into_iter().map(|look| {
            (look.kind, look.place, look.subject.map(SubjectId::to_hex).unwrap_or_default())
        }));
        let differing = now.len() as u64;
        let seen = self.gate.figures()?.published.values().sum();
        self.tell(Told { whose: PATROL.to_owned(), seen, differing, found, settled })?;
        let rounds = self.rounds()?.into_iter();
        rounds
            .rev()
            .find(|round| round.whose == PATROL)
            .ok_or(WorkflowError::Damaged { what: "the round of the patrol" })
    }

    /// Whether the patrol went round today.
    pub fn went_today(&self) -> Result<bool, WorkflowError> {
        let today = self.clock.today();
        Ok(self.rounds()?.iter().any(|round| round.whose == PATROL && round.on == today))
    }
}

fn finding(one: &Irregular) -> ToldFinding {
    let kind = match one.kind {
        Irregularity::Overdue => FindingKind::Overdue,
        Irregularity::Closed | Irregularity::Person => FindingKind::Class,
        Irregularity::Stray => FindingKind::Stray,
    };
    let detail = match one.kind {
        Irregularity::Overdue => one.until.map(|day| day.to_string()).unwrap_or_default(),
        Irregularity::Closed => "closed".to_owned(),
        Irregularity::Person => "person".to_owned(),
        Irregularity::Stray => String::new(),
    };
    ToldFinding {
        kind: kind.as_str().to_owned(),
        place: one.digest.clone(),
        subject: one.subject.to_hex(),
        digest: one.digest.clone(),
        item: one.item.clone(),
        who: String::new(),
        detail,
    }
}
