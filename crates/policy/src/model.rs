//! The shapes of the policy files. Every struct here is one kind of TOML file or a part of one.
//!
//! Unknown keys are refused everywhere, so that a misspelt rule is never silently no rule.

pub mod agency;
pub mod basis;
pub mod calendar;
pub mod catalog;
pub mod commitment;
pub mod consent;
pub mod deadline;
pub mod disclosure;
pub mod layer;
pub mod list;
pub mod mask;
pub mod matter;
pub mod measure;
pub mod plan;
pub mod process;
pub mod report;
pub mod resolution;
pub mod role;
pub mod security;
pub mod site;
pub mod target;
