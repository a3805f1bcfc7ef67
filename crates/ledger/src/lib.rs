//! The tamper-evident log: pen, Merkle tiles, checkpoints, proofs, verification.
