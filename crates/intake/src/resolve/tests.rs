//! Decisions by the rules of the packs.
