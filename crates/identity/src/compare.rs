//! Whether two names mean the same organisation, and why.

mod align;
mod explain;
mod finding;
mod known;
mod latin;
mod letter;
mod order;
mod parts;
mod rank;
mod slip;
#[cfg(test)]
mod tests;
mod weigh;

pub use known::{Known, compare_known};

use crate::{Name, Score, Verdict};

/// From this value on two names mean the same.
pub const SAME: f32 = 0.85;

/// From this value on, and below [`SAME`], a person must look.
pub const UNSURE: f32 = 0.5;

/// Compares two names and says why.
pub fn compare(a: &Name, b: &Name) -> Score {
    explain::score(a, b, &weigh::weigh(a, b))
}

/// Compares two names without saying why: the value and verdict of [`compare`], faster.
pub fn judge(a: &Name, b: &Name) -> (f32, Verdict) {
    if a.letters() == b.letters() {
        return (1.0, Verdict::Same);
    }
    let value = weigh::value(&weigh::weigh(a, b));
    (value, verdict(value))
}

/// The verdict a value comes to.
pub fn verdict(value: f32) -> Verdict {
    match value {
        value if value >= SAME => Verdict::Same,
        value if value >= UNSURE => Verdict::Unsure,
        _ => Verdict::Different,
    }
}
