//! Merkle tree hashes of RFC 6962, section 2.1, over SHA-256.

use sha2::{Digest, Sha256};

/// A node or leaf of the tree.
pub type Hash = [u8; 32];

/// The hash of an entry: SHA-256(0x00 ‖ entry).
pub fn leaf(entry: &[u8]) -> Hash {
    let mut hash = Sha256::new();
    hash.update([0]);
    hash.update(entry);
    hash.finalize().into()
}

/// The hash over two subtrees: SHA-256(0x01 ‖ left ‖ right).
pub fn node(left: &Hash, right: &Hash) -> Hash {
    let mut hash = Sha256::new();
    hash.update([1]);
    hash.update(left);
    hash.update(right);
    hash.finalize().into()
}

/// The root of a tree without leaves: SHA-256 of nothing.
pub fn empty() -> Hash {
    Sha256::digest([]).into()
}

/// The root over complete subtrees of equal height, in their order.
pub fn root(hashes: &[Hash]) -> Hash {
    match hashes {
        [] => empty(),
        [only] => *only,
        many => {
            let (left, right) = many.split_at(split(many.len() as u64) as usize);
            node(&root(left), &root(right))
        }
    }
}

/// The largest power of two below `size`, where RFC 6962 parts a tree; `size` is at least 2.
pub fn split(size: u64) -> u64 {
    1 << (size.saturating_sub(1) | 1).ilog2()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trees_part_at_the_largest_power_of_two_below() {
        let parts: Vec<u64> = [2, 3, 4, 5, 8, 9, 256, 257].into_iter().map(split).collect();
        assert_eq!(parts, [1, 2, 2, 4, 4, 8, 128, 256]);
    }

    #[test]
    fn leaves_hash_as_rfc_6962_says() {
        assert_eq!(
            hex::encode(leaf(b"")),
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
        );
        assert_eq!(
            hex::encode(empty()),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        );
    }
}
