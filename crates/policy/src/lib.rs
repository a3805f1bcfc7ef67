//! The law as data: loads, checks and dates the policy packs, and answers "which rule on this day".

pub mod model;
