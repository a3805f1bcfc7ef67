//! The build tasks of the project.

fn main() {}
