//! Reads the tree and keeps its layout true.
