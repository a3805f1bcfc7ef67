//! Which rule of the packs holds for those who may be meant.

use identity::{Candidate, Part, Reason, Verdict};
use policy::model::resolution::{Doubt, Nearness, Outcome, ResolutionRule};
use vocabulary::UnifiedCode;

/// The first rule that holds, and where it takes a row for somebody: his code, and how near he is.
pub(crate) type Decided<'l> = (&'l ResolutionRule, Option<(String, Option<f32>)>);

/// Decides by rules in their order; the candidates stand best first.
pub(crate) fn decide<'l>(
    rules: &[&'l ResolutionRule],
    candidates: &[Candidate],
) -> Option<Decided<'l>> {
    rules.iter().find_map(|rule| {
        if !holds(rule, candidates) {
            return None;
        }
        if rule.then != Outcome::File {
            return Some((*rule, None));
        }
        let first = candidates.first()?;
        let code = UnifiedCode::parse(first.code.as_deref()?).ok()?;
        Some((*rule, Some((code.as_str().to_owned(), Some(first.score.value)))))
    })
}

fn holds(rule: &ResolutionRule, candidates: &[Candidate]) -> bool {
    let first = candidates.first();
    let near = match (rule.verdict, first) {
        (None, _) => true,
        (Some(_), None) => false,
        (Some(Nearness::Unsure), Some(first)) => first.score.verdict != Verdict::Different,
        (Some(Nearness::Same), Some(first)) => first.score.verdict == Verdict::Same,
    };
    let Some(first) = first else { return near };
    let doubts = doubts(first);
    let clear = !rule.unless.iter().any(|doubt| doubts.contains(doubt));
    let admitted = !rule.except.contains(&first.kind);
    near && clear && admitted && (!rule.alone || alone(first, &doubts, candidates))
}

/// Whether nobody else is as near: the same by no more differences, or by a former name.
fn alone(first: &Candidate, own: &[Doubt], candidates: &[Candidate]) -> bool {
    let rival = |other: &&Candidate| {
        other.subject != first.subject
            && other.score.verdict == Verdict::Same
            && doubts(other).iter().all(|doubt| *doubt == Doubt::Former || own.contains(doubt))
    };
    !candidates.iter().any(|other| rival(&other))
}

/// What stands between the name of a row and that of a candidate.
fn doubts(candidate: &Candidate) -> Vec<Doubt> {
    let evidence = candidate.score.evidence.iter();
    let mut doubts: Vec<Doubt> = evidence.filter_map(|one| doubt(one.part, one.reason)).collect();
    doubts.extend(candidate.former.as_ref().map(|_| Doubt::Former));
    doubts.sort_unstable();
    doubts.dedup();
    doubts
}

fn doubt(part: Part, reason: Reason) -> Option<Doubt> {
    match reason {
        Reason::Omitted if part == Part::Region => Some(Doubt::RegionOmitted),
        Reason::Omitted => Some(Doubt::Omitted),
        Reason::Short => Some(Doubt::Short),
        Reason::Order => Some(Doubt::Order),
        Reason::Former => Some(Doubt::Former),
        Reason::Homophone
        | Reason::LookAlike
        | Reason::Dropped
        | Reason::Doubled
        | Reason::Swapped
        | Reason::Other => Some(Doubt::Slip),
        _ => None,
    }
}
