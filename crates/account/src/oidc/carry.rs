//! What the browser carries while it is at the provider: sealed, so that it reads and changes none
//! of it.

use serde::{Deserialize, Serialize};
use store::Vault;
use vocabulary::Entropy;

const CONTEXT: &[u8] = b"account unified login";

/// What must be known again when the browser comes back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Carried {
    pub(super) state: String,
    pub(super) nonce: String,
    pub(super) verifier: String,
    pub(super) next: String,
    /// Seconds since 1970.
    pub(super) until: i64,
}

impl Carried {
    pub(super) fn seal(&self, vault: &Vault, entropy: &dyn Entropy) -> String {
        let text = serde_json::to_vec(self).unwrap_or_default();
        vault.seal(&text, CONTEXT, entropy)
    }

    pub(super) fn open(sealed: &str, vault: &Vault) -> Option<Self> {
        serde_json::from_slice(&vault.open(sealed, CONTEXT).ok()?).ok()
    }
}

#[cfg(test)]
mod tests {
    use vocabulary::SeededEntropy;

    use super::*;

    #[test]
    fn c_34_what_a_browser_carries_opens_unaltered_only() {
        let vault = Vault::new(&[1; 32]);
        let carried = Carried {
            state: "s".into(),
            nonce: "n".into(),
            verifier: "v".into(),
            next: "/mine".into(),
            until: 7,
        };
        let sealed = carried.seal(&vault, &SeededEntropy::new(1));
        assert_eq!(Carried::open(&sealed, &vault), Some(carried));
        assert_eq!(Carried::open(&sealed, &Vault::new(&[2; 32])), None);
        assert_eq!(Carried::open("made up", &vault), None);
    }
}
