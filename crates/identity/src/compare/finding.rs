//! What a comparison finds: the differences, and what each costs.

use super::letter::Letter;
use crate::{Part, Reason};

/// What every slip after the first costs more: two are hardly chance.
const FURTHER: f32 = 0.11;

/// A difference between two names.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Difference {
    /// The part it stands in.
    pub part: Part,
    /// Why it counts.
    pub reason: Reason,
    /// The letters of the left name, from and to.
    pub left: (usize, usize),
    /// The letters of the right name, from and to.
    pub right: (usize, usize),
    /// What it takes from the value 1.
    pub cost: f32,
}

/// The differences of two names; what is free of doubt costs nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Finding {
    /// The differences, in no order.
    pub differences: Vec<Difference>,
}

impl Finding {
    /// What the differences cost together.
    pub(super) fn cost(&self) -> f32 {
        let slips = self.differences.iter().filter(|one| one.is_slip()).count();
        let further = (1..slips).fold(0.0, |sum, _| sum + FURTHER);
        self.differences.iter().map(|one| one.cost).sum::<f32>() + further
    }

    /// Whether some difference is of these reasons.
    pub(super) fn has(&self, reasons: &[Reason]) -> bool {
        self.differences.iter().any(|one| reasons.contains(&one.reason))
    }

    /// The only difference, if there is one only.
    pub(super) fn only(&self) -> Option<Difference> {
        match self.differences.as_slice() {
            [one] => Some(*one),
            _ => None,
        }
    }

    /// The same, seen from the other side.
    pub(super) fn turned(mut self) -> Self {
        for one in &mut self.differences {
            std::mem::swap(&mut one.left, &mut one.right);
        }
        self
    }

    /// Adds a difference.
    pub(super) fn add(
        &mut self,
        part: Part,
        reason: Reason,
        left: &[Letter],
        right: &[Letter],
        cost: f32,
    ) {
        self.differences.push(Difference {
            part,
            reason,
            left: span(left),
            right: span(right),
            cost,
        });
    }
}

impl Difference {
    /// Whether it is a slip of the pen.
    pub(super) fn is_slip(&self) -> bool {
        matches!(
            self.reason,
            Reason::Homophone
                | Reason::LookAlike
                | Reason::Dropped
                | Reason::Doubled
                | Reason::Swapped
        )
    }
}

/// Where letters stand in their name: from the first to behind the last.
fn span(letters: &[Letter]) -> (usize, usize) {
    match (letters.first(), letters.last()) {
        (Some(first), Some(last)) => (first.at, last.at + 1),
        _ => (0, 0),
    }
}
