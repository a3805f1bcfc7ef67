//! The generator of pairs: repeatable, and right about what means whom.

use std::collections::BTreeSet;

use super::{
    file::Listed,
    lore::Lore,
    pairs::{Group, Maker, Size, made, squeezed},
    region,
};

fn register(count: u64) -> Vec<Listed> {
    let listed = |number| {
        let demo::Registered { name, code } = demo::registered(5, number);
        Listed { name, code }
    };
    (0..count).map(listed).collect()
}

#[test]
fn the_same_seed_makes_the_same_pairs_and_another_others() {
    let (listed, lore) = (register(800), Lore::default());
    let pairs = |seed| made(&Maker::new(&listed, &lore, seed), Size { kind: 20, strangers: 50 });
    assert_eq!(pairs(1), pairs(1));
    assert_ne!(pairs(1), pairs(2));
}

#[test]
fn a_pair_that_means_two_is_never_one_name() {
    let (listed, lore) = (register(3_000), Lore::default());
    let pairs = made(&Maker::new(&listed, &lore, 1), Size { kind: 100, strangers: 300 });
    let kinds: BTreeSet<&str> = pairs.iter().map(|pair| pair.kind).collect();
    for kind in ["region", "form", "dropped", "doubled", "swapped", "order", "short", "branch"] {
        assert!(kinds.contains(kind), "no pair of the kind {kind}");
    }
    for pair in &pairs {
        assert_eq!(pair.same, pair.group < Group::Stranger);
        assert_ne!(pair.a, pair.b);
        assert!(pair.same || squeezed(&pair.a) != squeezed(&pair.b), "{} is one", pair.a);
    }
}

#[test]
fn strangers_have_one_length_and_mostly_the_same_characters_in_place() {
    let (listed, lore) = (register(6_000), Lore::default());
    let pairs = made(&Maker::new(&listed, &lore, 1), Size { kind: 1, strangers: 500 });
    let strangers = pairs.iter().filter(|pair| pair.group == Group::Stranger);
    let mut count = 0;
    for pair in strangers {
        let (a, b): (Vec<char>, Vec<char>) = (pair.a.chars().collect(), pair.b.chars().collect());
        let equal = a.iter().zip(&b).filter(|(a, b)| a == b).count();
        assert_eq!(a.len(), b.len());
        assert!(equal * 100 >= a.len() * 70, "{} and {}", pair.a, pair.b);
        count += 1;
    }
    assert!(count > 50, "only {count} strangers");
}

#[test]
fn a_region_is_cut_off_from_the_larger_to_the_smaller() {
    let split = |name: &'static str| {
        let (pieces, rest) = region::split(name);
        (pieces.iter().map(|piece| piece.written).collect::<Vec<_>>(), rest)
    };
    assert_eq!(
        split("山东省济南市历下区明信商贸"),
        (vec!["山东省", "济南市", "历下区"], "明信商贸")
    );
    assert_eq!(split("济南明信商贸"), (vec!["济南"], "明信商贸"));
    assert_eq!(split("明信商贸"), (vec![], "明信商贸"));
}
