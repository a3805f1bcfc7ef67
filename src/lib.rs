//! Probity: a public credit information platform. This crate wires the rooms together; it holds
//! no logic of its own.

pub mod entropy;
pub mod keys;
pub mod place;
pub mod platform;

pub use place::Place;
pub use platform::Platform;
