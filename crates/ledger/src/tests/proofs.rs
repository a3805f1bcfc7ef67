//! Proofs of trees of any size hold, and corrupted ones fail.

use std::collections::HashMap;

use proptest::prelude::*;

use crate::{
    LedgerError,
    edge::Edge,
    merkle::{Hash, leaf, root},
    proof::{check_consistency, check_inclusion},
    tile::{Tiles, Tree},
};

/// Tiles in memory.
#[derive(Default)]
struct Memory(HashMap<(u8, u64), Vec<Hash>>);

impl Tiles for Memory {
    fn hashes(&mut self, level: u8, number: u64, width: u64) -> Result<Vec<Hash>, LedgerError> {
        Ok(self.0[&(level, number)][..width as usize].to_vec())
    }
}

fn grown(size: u64) -> (Memory, Vec<Hash>, Hash) {
    let leaves: Vec<Hash> = (0..size).map(|n| leaf(&n.to_be_bytes())).collect();
    let (mut edge, mut tiles) = (Edge::default(), Memory::default());
    leaves.iter().for_each(|leaf| edge.add(*leaf));
    for tile in edge.take_full().into_iter().chain(edge.unfinished()) {
        tiles.0.insert((tile.level, tile.number), tile.hashes);
    }
    let root = edge.root();
    (tiles, leaves, root)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_edge_gives_the_root_of_rfc_6962(size in 0_u64..1500) {
        let (mut tiles, leaves, edge_root) = grown(size);
        prop_assert_eq!(edge_root, root(&leaves));
        prop_assert_eq!(Tree::new(&mut tiles, size).root().unwrap(), edge_root);
    }

    #[test]
    fn inclusion_holds_and_its_corruption_fails(
        size in 1_u64..70_000, part: u64, flip in 0_usize..8192,
    ) {
        let position = part % size;
        let (mut tiles, leaves, root) = grown(size);
        let leaf = leaves[position as usize];
        let path = Tree::new(&mut tiles, size).inclusion(position).unwrap();
        check_inclusion(position, size, &leaf, &path, &root).unwrap();
        for shifted in [position + 1, position.wrapping_sub(1), size] {
            prop_assert!(check_inclusion(shifted, size, &leaf, &path, &root).is_err());
        }
        prop_assert!(check_inclusion(position, size, &flipped(&leaf, flip), &path, &root).is_err());
        prop_assert!(check_inclusion(position, size, &leaf, &path, &flipped(&root, flip)).is_err());
        let mut longer = path.clone();
        longer.push(root);
        prop_assert!(check_inclusion(position, size, &leaf, &longer, &root).is_err());
        if !path.is_empty() {
            let mut bad = path.clone();
            let index = flip % path.len();
            bad[index] = flipped(&bad[index], flip);
            prop_assert!(check_inclusion(position, size, &leaf, &bad, &root).is_err());
            prop_assert!(check_inclusion(position, size, &leaf, &path[1..], &root).is_err());
        }
    }

    #[test]
    fn consistency_holds_and_its_corruption_fails(
        new in 1_u64..70_000, part: u64, flip in 0_usize..8192,
    ) {
        let old = part % (new + 1);
        let (mut tiles, leaves, new_root) = grown(new);
        let old_root = root(&leaves[..old as usize]);
        let path = Tree::new(&mut tiles, new).consistency(old).unwrap();
        check_consistency((old, &old_root), (new, &new_root), &path).unwrap();
        let bad_root = flipped(&old_root, flip);
        prop_assert!(check_consistency((old, &bad_root), (new, &new_root), &path).is_err());
        if old > 0 {
            let bad_root = flipped(&new_root, flip);
            prop_assert!(check_consistency((old, &old_root), (new, &bad_root), &path).is_err());
        }
        if !path.is_empty() {
            let mut bad = path.clone();
            let index = flip % path.len();
            bad[index] = flipped(&bad[index], flip);
            prop_assert!(check_consistency((old, &old_root), (new, &new_root), &bad).is_err());
            prop_assert!(check_consistency((old, &old_root), (new, &new_root), &path[1..]).is_err());
        }
    }
}

fn flipped(hash: &Hash, bit: usize) -> Hash {
    let mut hash = *hash;
    hash[bit / 8 % 32] ^= 1 << (bit % 8);
    hash
}
