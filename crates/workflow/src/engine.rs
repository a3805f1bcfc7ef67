//! The engine: what is done with cases, one verb a file.

mod open;
