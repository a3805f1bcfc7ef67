//! Whether two names mean the same organisation, and why.

use crate::{Evidence, Name, Part, Reason, Score, Verdict};

/// From this value on two names mean the same.
pub const SAME: f32 = 0.85;

/// From this value on, and below [`SAME`], a person must look.
pub const UNSURE: f32 = 0.5;

/// What is known of an organisation besides its name.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// Its name.
    pub name: &'a Name,
    /// Names it had before.
    pub former: &'a [Name],
    /// Its unified code, if it is valid.
    pub code: Option<&'a str>,
    /// Its division (GB/T 2260).
    pub division: Option<&'a str>,
}

/// Compares two names and says why.
pub fn compare(a: &Name, b: &Name) -> Score {
    let (value, verdict) = judge(a, b);
    let evidence = Evidence {
        part: Part::Whole,
        reason: if a.plain() == b.plain() { Reason::Equal } else { Reason::Other },
        left: a.written().to_owned(),
        right: b.written().to_owned(),
        weight: value,
    };
    Score { value, verdict, evidence: vec![evidence] }
}

/// Compares two names without saying why: the value and verdict of [`compare`], faster.
pub fn judge(a: &Name, b: &Name) -> (f32, Verdict) {
    let value = if a.plain() == b.plain() { 1.0 } else { 0.0 };
    (value, verdict(value))
}

/// Compares all that is known of two organisations. Codes decide: equal ones for, different ones against,
/// unless the caller knows that one took the place of the other.
pub fn compare_known(a: &Known<'_>, b: &Known<'_>) -> Score {
    compare(a.name, b.name)
}

/// The verdict a value comes to.
pub fn verdict(value: f32) -> Verdict {
    match value {
        value if value >= SAME => Verdict::Same,
        value if value >= UNSURE => Verdict::Unsure,
        _ => Verdict::Different,
    }
}
