//! The room, tried on SQLite and, when `PROBITY_TEST_POSTGRES` names a server, there too.

mod administrators;
mod alone;
mod holders;
mod house;
mod keys;
mod mandates;
mod passwords;
mod sessions;
mod shutters;
