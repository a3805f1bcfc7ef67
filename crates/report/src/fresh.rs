//! The papers that were printed last: a report is printed when it is issued, to know its bytes, and
//! fetched right after.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
};

/// How many are kept.
const KEPT: usize = 8;

/// Papers by the digest of their model, the oldest first.
type Papers = VecDeque<(String, Arc<[u8]>)>;

/// The last papers of one press.
#[derive(Clone, Debug, Default)]
pub(crate) struct Fresh(Arc<Mutex<Papers>>);

impl Fresh {
    /// The paper of a digest, taken out: it is fetched once, and printed anew if it is fetched again.
    pub(crate) fn take(&self, digest: &str) -> Option<Arc<[u8]>> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let at = kept.iter().position(|(other, _)| other == digest)?;
        kept.remove(at).map(|(_, paper)| paper)
    }

    /// Keeps a paper; the oldest goes.
    pub(crate) fn keep(&self, digest: &str, paper: &[u8]) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= KEPT {
            kept.pop_front();
        }
        kept.push_back((digest.to_owned(), Arc::from(paper)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paper_is_taken_once_and_the_oldest_go() {
        let fresh = Fresh::default();
        for number in 0..10_u8 {
            fresh.keep(&number.to_string(), &[number]);
        }
        assert!(fresh.take("0").is_none() && fresh.take("1").is_none());
        assert_eq!(fresh.take("2").as_deref(), Some(&[2][..]));
        assert!(fresh.take("2").is_none());
        assert_eq!(fresh.take("9").as_deref(), Some(&[9][..]));
    }
}
