//! Lays two rows of letters side by side with the fewest and likeliest slips.

use super::letter::{Letter, Meeting, meeting};

/// Rows longer than this (after what they begin and end with alike) are not laid side by side.
const LONGEST: usize = 64;

/// If so many letters of either row are not in the other, no slips explain that.
const STRANGE: usize = 3;

/// A stretch where two rows of letters differ. Ranges are positions in the rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// One letter stands for another.
    Replaced(usize, usize),
    /// The left row has letters which the right one has not.
    Left(usize, usize),
    /// The right row has letters which the left one has not.
    Right(usize, usize),
    /// Two neighbours changed places; where the first stands left and right.
    Swapped(usize, usize),
}

/// How many letters two rows begin with alike, and how many more they end with alike.
pub(super) fn ends_alike(a: &[Letter], b: &[Letter]) -> (usize, usize) {
    let same = |(a, b): &(&Letter, &Letter)| a.sign == b.sign;
    let front = a.iter().zip(b).take_while(same).count();
    let (a, b) = (a.get(front..).unwrap_or(&[]), b.get(front..).unwrap_or(&[]));
    (front, a.iter().rev().zip(b.iter().rev()).take_while(same).count())
}

/// The stretches where two rows differ, in order; none if they have too little in common, or are too long to say.
pub(super) fn align(a: &[Letter], b: &[Letter]) -> Option<Vec<Step>> {
    let (front, back) = ends_alike(a, b);
    let (a, b) = (a.get(front..a.len() - back)?, b.get(front..b.len() - back)?);
    let shift = |step: Step| match step {
        Step::Replaced(i, j) => Step::Replaced(i + front, j + front),
        Step::Left(i, to) => Step::Left(i + front, to + front),
        Step::Right(j, to) => Step::Right(j + front, to + front),
        Step::Swapped(i, j) => Step::Swapped(i + front, j + front),
    };
    let steps = match (a.len(), b.len()) {
        (0, 0) => Vec::new(),
        (0, n) => vec![Step::Right(0, n)],
        (n, 0) => vec![Step::Left(0, n)],
        (1, 1) => vec![Step::Replaced(0, 0)],
        (m, n) if m > LONGEST || n > LONGEST || strange(a, b) => return None,
        _ => Table::fill(a, b).steps(a, b),
    };
    Some(steps.into_iter().map(shift).collect())
}

/// Whether each row has [`STRANGE`] letters which the other has not.
fn strange(a: &[Letter], b: &[Letter]) -> bool {
    let mut met = 0u64;
    let mut alone = 0;
    for letter in a {
        let free =
            (0u32..).zip(b).find(|(at, other)| other.sign == letter.sign && met & (1 << at) == 0);
        match free {
            Some((at, _)) => met |= 1 << at,
            None => alone += 1,
        }
    }
    alone >= STRANGE && b.len() - (a.len() - alone) >= STRANGE
}

const GAP: u16 = 12;
const SWAP: u16 = 11;

/// What it takes to write one letter for another, beside [`GAP`] and [`SWAP`].
fn toll(a: Letter, b: Letter) -> u16 {
    match meeting(a.sign, b.sign) {
        Meeting::Equal => 0,
        Meeting::Sound | Meeting::Look => 10,
        Meeting::Near => 14,
        Meeting::None => 20,
    }
}

/// The least toll from each pair of beginnings.
struct Table {
    width: usize,
    tolls: Vec<u16>,
}

impl Table {
    fn at(&self, i: usize, j: usize) -> u16 {
        self.tolls.get(i * self.width + j).copied().unwrap_or(u16::MAX / 2)
    }

    /// The toll of the pair of beginnings before the last letters `a` and `b`, and theirs.
    fn fill(a: &[Letter], b: &[Letter]) -> Self {
        let width = b.len() + 1;
        let mut table = Self { width, tolls: Vec::with_capacity((a.len() + 1) * width) };
        table.tolls.extend((0..=b.len()).map(gaps));
        for (i, left) in a.iter().enumerate() {
            table.tolls.push(gaps(i + 1));
            for (j, right) in b.iter().enumerate() {
                let mut least = table.at(i, j) + toll(*left, *right);
                least = least.min(table.at(i, j + 1) + GAP).min(table.at(i + 1, j) + GAP);
                if crossed(a, b, i, j) {
                    least = least.min(table.at(i - 1, j - 1) + SWAP);
                }
                table.tolls.push(least);
            }
        }
        table
    }

    /// The way of least toll, from its end back.
    fn steps(&self, a: &[Letter], b: &[Letter]) -> Vec<Step> {
        let (mut i, mut j) = (a.len(), b.len());
        let mut steps: Vec<Step> = Vec::new();
        while i > 0 || j > 0 {
            let here = self.at(i, j);
            let pair = (i > 0 && j > 0)
                .then(|| a.get(i - 1).copied().zip(b.get(j - 1).copied()))
                .flatten()
                .filter(|(left, right)| self.at(i - 1, j - 1) + toll(*left, *right) == here);
            if let Some((left, right)) = pair {
                (i, j) = (i - 1, j - 1);
                if left.sign != right.sign {
                    steps.push(Step::Replaced(i, j));
                }
            } else if i > 1
                && j > 1
                && crossed(a, b, i - 1, j - 1)
                && self.at(i - 2, j - 2) + SWAP == here
            {
                (i, j) = (i - 2, j - 2);
                steps.push(Step::Swapped(i, j));
            } else if i > 0 && self.at(i - 1, j) + GAP == here {
                i -= 1;
                match steps.last_mut() {
                    Some(Step::Left(from, _)) if *from == i + 1 => *from = i,
                    _ => steps.push(Step::Left(i, i + 1)),
                }
            } else {
                j = j.saturating_sub(1);
                match steps.last_mut() {
                    Some(Step::Right(from, _)) if *from == j + 1 => *from = j,
                    _ => steps.push(Step::Right(j, j + 1)),
                }
            }
        }
        steps.reverse();
        steps
    }
}

/// The toll of as many letters missing.
fn gaps(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX / 64) * GAP
}

/// Whether the letters at `i` and `j` are those before each other, crosswise.
fn crossed(a: &[Letter], b: &[Letter], i: usize, j: usize) -> bool {
    let sign = |row: &[Letter], at: usize| row.get(at).map(|letter| letter.sign);
    i > 0
        && j > 0
        && sign(a, i) == sign(b, j - 1)
        && sign(a, i - 1) == sign(b, j)
        && sign(a, i) != sign(a, i - 1)
}
