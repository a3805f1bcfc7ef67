//! The demo's source of chance: the same seed gives the same city on every machine.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// A stream of chance for one subject or one sheet.
pub struct Dice(ChaCha8Rng);

impl Dice {
    /// The stream that belongs to `seed` and `index`; streams do not depend on one another.
    pub fn new(seed: u64, index: u64) -> Self {
        let mut stream = ChaCha8Rng::seed_from_u64(seed);
        stream.set_stream(index);
        Self(stream)
    }

    /// A number below `bound`; 0 when `bound` is 0.
    pub fn below(&mut self, bound: u64) -> u64 {
        let wide = u128::from(self.0.next_u64()) * u128::from(bound);
        u64::try_from(wide >> 64).unwrap_or(0)
    }

    /// A number from `from` to `to`, both included.
    pub fn between(&mut self, from: i64, to: i64) -> i64 {
        let span = to.saturating_sub(from).saturating_add(1);
        from + i64::try_from(self.below(u64::try_from(span).unwrap_or(1))).unwrap_or(0)
    }

    /// True in `parts` of 10,000 cases.
    pub fn chance(&mut self, parts: u64) -> bool {
        self.below(10_000) < parts
    }

    /// One of `choices`, all alike; the default of the type when there is none.
    pub fn pick<T: Copy + Default>(&mut self, choices: &[T]) -> T {
        let index = usize::try_from(self.below(choices.len() as u64)).unwrap_or(0);
        choices.get(index).copied().unwrap_or_default()
    }

    /// The index of one of `weights`, in proportion to them.
    pub fn weighted(&mut self, weights: impl Iterator<Item = u64> + Clone) -> usize {
        let mut left = self.below(weights.clone().sum());
        for (index, weight) in weights.enumerate() {
            if left < weight {
                return index;
            }
            left -= weight;
        }
        0
    }
}
