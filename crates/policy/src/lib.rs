//! The law as data: loads, checks and dates the policy packs.
