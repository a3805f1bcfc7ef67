//! The door of staff: queues, batches, look-ups, checks, content, accounts, security, audit.
//!
//! A page is a module: its `lines` stand in the table (`table.rs`) with what a role needs for them, its
//! place in `menu.rs`, and what it puts into the queue in `queue.rs`. Nothing is decided here.

mod accounts;
mod alerts;
mod articles;
mod associations;
mod audit;
mod batches;
mod boards;
mod bulletins;
mod cases;
mod checks;
mod chip;
mod csv;
mod declarations;
mod exports;
mod faults;
mod figures;
mod form;
mod gaps;
mod held;
mod identities;
mod keys;
mod law;
mod lookups;
mod may;
mod menu;
mod number;
mod papers;
mod patrol;
mod queue;
mod records;
mod refusal;
mod reports;
mod roles;
mod sides;
mod subjects;
mod table;
mod unit;
mod whence;
mod work;

use web::door::Door;

pub use table::{Route, routes};

/// The door, for the binary to open.
pub fn door() -> Door {
    Door { id: "desk", routes: table::router, menu: menu::menu }
}
