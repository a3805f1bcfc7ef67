//! What this room holds to without a database.

mod compiled;
mod sealed;
