//! The sample mirror of `docs/mirror` against the real router and the real program: whatever happens at
//! the source, and whoever is killed meanwhile, it shows and holds what the source shows, and nothing else.

mod client;
mod kills;
mod month;
mod pieces;
mod shown;
