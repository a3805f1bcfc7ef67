//! Compares all that is known of two organisations: names now and before, codes, divisions.

use crate::{Evidence, Name, Part, Reason, Score, Verdict, compare};
use vocabulary::UnifiedCode;

use super::verdict;

/// What a former name costs that matched.
const FORMER: f32 = 0.03;
/// What another division costs, where the names do not speak of a place both.
const ELSEWHERE: f32 = 0.3;

/// What is known of an organisation besides its name.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// Its name.
    pub name: &'a Name,
    /// Names it had before.
    pub former: &'a [Name],
    /// Its unified code; one that is not valid is not looked at.
    pub code: Option<&'a str>,
    /// Its division (GB/T 2260).
    pub division: Option<&'a str>,
}

/// Compares all that is known of two organisations. Valid codes decide: equal ones for, different ones against;
/// a caller who knows that one code took the place of the other does not give it.
pub fn compare_known(a: &Known<'_>, b: &Known<'_>) -> Score {
    let mut score = named(a, b);
    if let Some((left, right)) = codes(a, b) {
        let same = left == right;
        let reason = if same { Reason::SameCode } else { Reason::OtherCode };
        (score.value, score.verdict) =
            if same { (1.0, Verdict::Same) } else { (0.0, Verdict::Different) };
        let weight = if same { 1.0 } else { -1.0 };
        score.evidence.insert(0, Evidence { part: Part::Code, reason, left, right, weight });
        return score;
    }
    if let Some(evidence) = elsewhere(a, b) {
        score.value = (score.value - ELSEWHERE).max(0.0);
        score.verdict = verdict(score.value);
        score.evidence.insert(0, evidence);
    }
    score
}

/// The best of present against present, former against present.
fn named(a: &Known<'_>, b: &Known<'_>) -> Score {
    let best = compare(a.name, b.name);
    let one = b.former.iter().map(|former| (compare(a.name, former), former.written(), false));
    let other = a.former.iter().map(|former| (compare(former, b.name), former.written(), true));
    one.chain(other).fold(best, |best, (mut score, former, of_left)| {
        let value = (score.value - FORMER).max(0.0);
        if value <= best.value {
            return best;
        }
        let now = if of_left { a.name.written() } else { b.name.written() };
        let (left, right) = if of_left { (former, now) } else { (now, former) };
        score.evidence.push(Evidence {
            part: Part::Whole,
            reason: Reason::Former,
            left: left.to_owned(),
            right: right.to_owned(),
            weight: -FORMER,
        });
        (score.value, score.verdict) = (value, verdict(value));
        score
    })
}

/// The codes, if both are valid.
fn codes(a: &Known<'_>, b: &Known<'_>) -> Option<(String, String)> {
    let valid = |code: Option<&str>| {
        code.and_then(|code| UnifiedCode::parse(code).ok()).map(|code| code.as_str().to_owned())
    };
    valid(a.code).zip(valid(b.code))
}

/// What speaks against when the names do not both say where, but the divisions do.
fn elsewhere(a: &Known<'_>, b: &Known<'_>) -> Option<Evidence> {
    let (left, right) = a.division.zip(b.division)?;
    let spoken = |known: &Known<'_>| !known.name.regions().is_empty();
    let city = |division: &str| division.get(..4).map(str::to_owned);
    let other = city(left).is_some() && city(left) != city(right);
    let whole =
        |division: &str| division.get(2..).is_none_or(|rest| rest.bytes().all(|b| b == b'0'));
    let province = left.get(..2) == right.get(..2) && (whole(left) || whole(right));
    (other && !province && !(spoken(a) && spoken(b))).then(|| Evidence {
        part: Part::Region,
        reason: Reason::OtherPlace,
        left: left.to_owned(),
        right: right.to_owned(),
        weight: -ELSEWHERE,
    })
}
