//! The machine's source of randomness.

use vocabulary::Entropy;

/// Randomness of the operating system.
#[derive(Clone, Copy, Debug)]
pub struct SystemEntropy;

impl Entropy for SystemEntropy {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that reads the machine's randomness"
    )]
    #[expect(clippy::panic, reason = "without randomness no key and no salt can be made: stop")]
    fn fill(&self, bytes: &mut [u8]) {
        if let Err(fault) = getrandom::fill(bytes) {
            panic!("the operating system gives no randomness: {fault}");
        }
    }
}
