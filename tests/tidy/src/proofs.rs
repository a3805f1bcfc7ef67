//! What `docs/security.md` claims is proved by tests that exist.
//!
//! Each table there ends with a column of names of tests. A row without a name must say `by hand:` and
//! what is done, so that nobody takes a promise for a proof.

use std::collections::BTreeSet;

use crate::{Fault, Tree};

const CLAIMS: &str = "docs/security.md";
const BY_HAND: &str = "by hand:";

/// Every row of every table names tests that exist.
pub fn proofs(tree: &Tree) -> Vec<Fault> {
    let Some(claims) = tree.get(CLAIMS) else {
        return vec![format!("{CLAIMS}:1: is missing; say which test proves which control")];
    };
    let tests = tests(tree);
    let mut faults = Vec::new();
    let mut head = true;
    for (index, line) in claims.text.lines().enumerate() {
        let cells: Vec<&str> = line.trim().trim_matches('|').split('|').map(str::trim).collect();
        if !line.starts_with('|') {
            head = true;
            continue;
        }
        // The names of the columns, and the line under them.
        if head || cells.iter().all(|cell| cell.chars().all(|one| matches!(one, '-' | ':'))) {
            head = false;
            continue;
        }
        let proof = cells.last().copied().unwrap_or_default();
        let names: Vec<&str> = proof.split('`').skip(1).step_by(2).collect();
        if names.is_empty() && !proof.starts_with(BY_HAND) {
            faults.push(format!(
                "{CLAIMS}:{}: the row names no test; name one, or say `{BY_HAND} …`",
                index + 1
            ));
        }
        for name in names.into_iter().filter(|name| !tests.contains(name)) {
            faults.push(format!("{CLAIMS}:{}: there is no test `{name}`", index + 1));
        }
    }
    faults
}

/// Names of functions after `#[test]` or inside of `story!`, in the whole tree.
fn tests(tree: &Tree) -> BTreeSet<&str> {
    let mut names = BTreeSet::new();
    for file in tree.files.iter().filter(|file| file.path.ends_with(".rs")) {
        let mut announced = false;
        for line in file.text.lines().map(str::trim) {
            match line.strip_prefix("fn ").and_then(|rest| rest.split('(').next()) {
                Some(name) if announced => {
                    names.insert(name);
                    announced = false;
                }
                Some(_) => announced = false,
                None => announced |= line == "#[test]" || line.starts_with("story! {"),
            }
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(row: &str) -> Vec<Fault> {
        let page = format!("# Security\n\n| Threat | Proof |\n|---|---|\n{row}\n");
        proofs(&Tree::of(&[
            (CLAIMS, &page),
            ("tests/a.rs", "story! {\n    fn c_34_one(town) {}\n}\nfn helper() {}\n"),
            ("crates/a/src/b.rs", "#[test]\nfn h_81_two() {}\n"),
        ]))
    }

    #[test]
    fn tests_that_exist_and_acts_by_hand_are_quiet() {
        assert_eq!(faults("| theft | `c_34_one`, `h_81_two` |"), [""; 0]);
        assert_eq!(faults("| fire | by hand: the operator's plan |"), [""; 0]);
    }

    #[test]
    fn a_promise_without_a_test_is_named() {
        assert_eq!(faults("| theft | trust us |").len(), 1);
        assert_eq!(faults("| theft | `helper`, `c_34_three` |").len(), 2);
        assert_eq!(proofs(&Tree::of(&[("a.rs", "")])).len(), 1);
    }
}
