//! Probity: a public credit information platform.

fn main() {}
