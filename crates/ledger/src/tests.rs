//! What rooms rely on, tried on SQLite and, when `PROBITY_TEST_POSTGRES` names a server, there too.

mod city;
mod pen;
mod proofs;
mod served;
mod tamper;
