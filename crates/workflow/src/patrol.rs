//! The patrol (巡查): what stands against the law in the files, in the register and in partners' copies.
//!
//! What a single fact shows (a withdrawal without basis, a look that was refused) is found when the fact
//! is written. What only the whole shows is found by a round a day, and by comparing a partner's copy.

mod compare;
mod follower;
mod walk;

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use disclosure::Gate;
use ledger::Pen;
use policy::Law;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use store::Database;
use vocabulary::{Clock, Date, Draft, FactKind, SubjectId};

pub use compare::{CopyLine, CopyState};
pub use follower::PatrolFollower;

use crate::{
    WorkflowError,
    case::{Page, Paged},
    queries::findings::{self, Found, Went},
};

/// Findings in one fact, at most.
const CHUNK: usize = 500;

/// What the patrol looks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FindingKind {
    /// Published past its last day.
    Overdue,
    /// Taken back or deleted without a basis.
    Baseless,
    /// A look without purpose, or one that was refused.
    Look,
    /// Published although the class of its item is closed, or about a person without law.
    Class,
    /// A line of the public lists without a public record.
    Stray,
    /// A partner's copy that differs.
    Copy,
}

impl FindingKind {
    /// Every kind, in the order of the page.
    pub const ALL: [Self; 6] =
        [Self::Overdue, Self::Baseless, Self::Look, Self::Class, Self::Stray, Self::Copy];

    /// The text form.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Baseless => "baseless",
            Self::Look => "look",
            Self::Class => "class",
            Self::Stray => "stray",
            Self::Copy => "copy",
        }
    }

    /// The kind of a text form.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

/// Something found and not settled yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What it is.
    pub kind: FindingKind,
    /// Its place: digest of a record, position of a look, partner and digest.
    pub place: String,
    /// Whose, 32 hexadecimal digits; none if about nobody.
    pub subject: Option<String>,
    /// Name of an organisation; none of persons.
    pub name: Option<String>,
    /// Unified code of an organisation; none of persons.
    pub code: Option<String>,
    /// The record, 32 hexadecimal digits.
    pub digest: Option<String>,
    /// Catalog item.
    pub item: Option<String>,
    /// Code of the agency that did it, or the partner.
    pub who: String,
    /// What exactly: a day, a rule, a reason, what the partner shows.
    pub detail: String,
    /// The day it was found.
    pub found_on: Date,
    /// Position of the fact by which it was found.
    pub position: u64,
}

/// How a round went: the daily one (`patrol`), or the comparison with a partner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Round {
    /// `patrol`, or the partner.
    pub whose: String,
    /// The day.
    pub on: Date,
    /// How many rows it looked at.
    pub seen: u64,
    /// How many of them are not as they should be.
    pub differing: u64,
    /// Position of its fact in the ledger.
    pub position: u64,
}

/// The patrol. Clones share everything.
#[derive(Clone)]
pub struct Patrol {
    db: Database,
    pen: Pen,
    gate: Gate,
    law: Arc<Law>,
    clock: Arc<dyn Clock>,
}

/// What a round found and what it found settled, as it stands in the fact.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Told {
    whose: String,
    seen: u64,
    differing: u64,
    #[serde(default)]
    found: Vec<ToldFinding>,
    #[serde(default)]
    settled: Vec<(String, String, String)>,
}

/// A finding as it stands in the fact.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct ToldFinding {
    kind: String,
    place: String,
    subject: String,
    digest: String,
    item: String,
    who: String,
    detail: String,
}

impl Patrol {
    /// A patrol over a database; its pen must carry [`PatrolFollower`].
    pub fn new(db: Database, pen: Pen, gate: Gate, law: Arc<Law>, clock: Arc<dyn Clock>) -> Self {
        Self { db, pen, gate, law, clock }
    }

    /// Findings of a kind, the newest first.
    pub fn findings(
        &self,
        kind: FindingKind,
        page: &Page,
    ) -> Result<Paged<Finding>, WorkflowError> {
        let size = page.rows();
        let cursor = page.after.as_deref().and_then(|after| after.split_once('_'));
        let at = cursor.and_then(|(at, place)| Some((at.parse().ok()?, place)));
        let (before, place) = at.unwrap_or((i64::MAX as u64, ""));
        let mut found =
            self.db.read(|tx| findings::of_kind(tx, kind.as_str(), (before, place), size + 1))?;
        let more = found.len() > size;
        found.truncate(size);
        let last = found.last().filter(|_| more);
        let next = last.map(|last| format!("{}_{}", last.position, last.place));
        let ids: Vec<SubjectId> = found.iter().filter_map(|one| one.subject).collect();
        let heads = self.gate.heads(&ids)?.into_inner();
        let entries = found.into_iter().map(|one| {
            let subject = one.subject.map(SubjectId::to_hex);
            // Who was looked at is the subject's business; the register tells it to auditors.
            let subject = subject.filter(|_| kind != FindingKind::Look);
            let head = subject.as_ref().and_then(|subject| heads.get(subject));
            Finding {
                kind,
                name: head.and_then(|head| head.name.clone()),
                code: head.and_then(|head| head.code.clone()),
                subject,
                place: one.place,
                digest: Some(one.digest).filter(|digest| !digest.is_empty()),
                item: Some(one.item).filter(|item| !item.is_empty()),
                who: one.who,
                detail: one.detail,
                found_on: one.found_on,
                position: one.position,
            }
        });
        Ok(Paged { entries: entries.collect(), next })
    }

    /// How many findings of each kind there are; none of a kind that has none.
    pub fn counts(&self) -> Result<Vec<(FindingKind, u64)>, WorkflowError> {
        let counts = self.db.read(findings::counts)?;
        let known = |(kind, count): (String, u64)| Some((FindingKind::parse(&kind)?, count));
        Ok(counts.into_iter().filter_map(known).collect())
    }

    /// The last round of the patrol and of each partner.
    pub fn rounds(&self) -> Result<Vec<Round>, WorkflowError> {
        let rounds = self.db.read(findings::rounds)?;
        let round = |went: Went| Round {
            whose: went.whose,
            on: went.on,
            seen: went.seen,
            differing: went.differing,
            position: went.position,
        };
        Ok(rounds.into_iter().map(round).collect())
    }

    /// Appends what a round found, in as many facts as it needs.
    fn tell(&self, told: Told) -> Result<(), WorkflowError> {
        let Told { whose, seen, differing, found, settled } = told;
        let parts = found.len().div_ceil(CHUNK).max(settled.len().div_ceil(CHUNK)).max(1);
        let part = |at: usize| Told {
            whose: whose.clone(),
            seen,
            differing,
            found: found.iter().skip(at * CHUNK).take(CHUNK).cloned().collect(),
            settled: settled.iter().skip(at * CHUNK).take(CHUNK).cloned().collect(),
        };
        let drafts = (0..parts).map(|at| self.draft(&json!(part(at)))).collect();
        self.pen.append(drafts)?;
        Ok(())
    }

    fn draft(&self, body: &Value) -> Draft {
        Draft {
            kind: FactKind::PatrolMade,
            subject: None,
            actor: vocabulary::Actor::platform(),
            item: None,
            policy: self.law.version().to_owned(),
            body: body.to_string(),
        }
    }

    /// What of `now` is new, and what of `before` is no more.
    fn difference(
        before: &[Found],
        now: &[ToldFinding],
    ) -> (Vec<ToldFinding>, Vec<(String, String, String)>) {
        let subject = |one: &Found| one.subject.map(SubjectId::to_hex).unwrap_or_default();
        let old = |one: &Found| (one.kind.clone(), one.place.clone(), subject(one));
        let new = |one: &ToldFinding| (one.kind.clone(), one.place.clone(), one.subject.clone());
        let known: HashMap<_, &str> =
            before.iter().map(|one| (old(one), one.detail.as_str())).collect();
        let present: HashSet<_> = now.iter().map(new).collect();
        let fresh = now.iter().filter(|one| known.get(&new(one)) != Some(&one.detail.as_str()));
        let gone = before.iter().map(old).filter(|key| !present.contains(key)).collect();
        (fresh.cloned().collect(), gone)
    }
}
