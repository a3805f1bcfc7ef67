//! Subjects that were found, and subjects that a name may mean, with the reasons.

use disclosure as gate;
use serde::Serialize;
use utoipa::ToSchema;

use super::{all, record::Subject, word};

/// A subject found.
#[derive(Debug, Serialize, ToSchema)]
pub struct Found {
    /// Who it is.
    #[serde(flatten)]
    pub subject: Subject,
    /// The name that matched, when it is not the present one.
    pub matched: Option<String>,
    /// How it was found: `code`, `code-part`, `name`, `former-name`, `core`, `beginning`,
    /// `core-beginning`, `words`, `initials`, `pinyin`, `short`, `similar`.
    pub how: String,
    /// Of `similar` why: `homophone`, `look-alike`, `dropped`, `doubled`, `swapped` …
    pub slip: Option<String>,
    /// Which characters of `matched`, or else of `name`, were searched for: from, before, counted in
    /// characters from 0.
    pub marks: Vec<[u16; 2]>,
    /// Of `code-part` which characters of the code, likewise.
    pub code_part: Option<[u16; 2]>,
}

impl From<&gate::FoundView> for Found {
    fn from(found: &gate::FoundView) -> Self {
        Self {
            subject: (&found.head).into(),
            matched: found.matched.clone(),
            how: found.how.as_str().to_owned(),
            slip: match found.how {
                identity::How::Similar(reason) => Some(word(&reason)),
                _ => None,
            },
            marks: found.marks.iter().map(|(from, before)| [*from, *before]).collect(),
            code_part: found.code_part.map(|(from, before)| [from, before]),
        }
    }
}

/// A line of a list of names, and whom it may mean.
#[derive(Debug, Serialize, ToSchema)]
pub struct MatchLine {
    /// Its line in the list, from 1.
    pub line: u64,
    /// The name it gives.
    pub name: String,
    /// The code it gives.
    pub code: Option<String>,
    /// `code`: a valid code decides; `sure`: one organisation alone is meant; `unsure`: somebody must
    /// look; `nobody`; `bad-code`: the check character is wrong; `unreadable`.
    pub outcome: String,
    /// The rule that decided, of `resolution` among the policies: `M-1` …
    pub rule: Option<String>,
    /// Who may be meant, best first.
    pub candidates: Vec<Candidate>,
}

impl From<&intake::RosterLine> for MatchLine {
    fn from(line: &intake::RosterLine) -> Self {
        Self {
            line: line.line,
            name: line.name.clone(),
            code: line.code.clone(),
            outcome: word(&line.outcome),
            rule: line.rule.clone(),
            candidates: all(&line.candidates),
        }
    }
}

/// An organisation that a name may mean.
#[derive(Debug, Serialize, ToSchema)]
pub struct Candidate {
    /// `enterprise`, `self-employed` …
    pub kind: String,
    /// Unified code.
    pub code: Option<String>,
    /// Present name.
    pub name: String,
    /// The name that matched, when it is a former one.
    pub former: Option<String>,
    /// Division (GB/T 2260).
    pub division: Option<String>,
    /// How likely the two are one, from 0 to 1.
    pub value: f32,
    /// `same`, `unsure`, `different`.
    pub verdict: String,
    /// Why, the heaviest first.
    pub evidence: Vec<Evidence>,
}

impl From<&identity::Candidate> for Candidate {
    fn from(candidate: &identity::Candidate) -> Self {
        let score = &candidate.score;
        Self {
            kind: word(&candidate.kind),
            code: candidate.code.clone(),
            name: candidate.name.clone(),
            former: candidate.former.clone(),
            division: candidate.division.clone(),
            value: score.value,
            verdict: word(&score.verdict),
            evidence: all(&score.evidence),
        }
    }
}

/// One piece of evidence.
#[derive(Debug, Serialize, ToSchema)]
pub struct Evidence {
    /// Of which part: `whole`, `region`, `brand`, `industry`, `form`, `branch`, `code`.
    pub part: String,
    /// Why it counts: `equal`, `script`, `homophone`, `other-place` …
    pub reason: String,
    /// The part as the list gives it.
    pub left: String,
    /// The part as it is registered.
    pub right: String,
    /// What it added or, below 0, took.
    pub weight: f32,
}

impl From<&identity::Evidence> for Evidence {
    fn from(evidence: &identity::Evidence) -> Self {
        Self {
            part: word(&evidence.part),
            reason: word(&evidence.reason),
            left: evidence.left.clone(),
            right: evidence.right.clone(),
            weight: evidence.weight,
        }
    }
}
