//! The door of staff, page by page, without a browser: who may enter, what a form does.

mod accounts;
mod articles;
mod begin;
mod cases;
mod checks;
mod doors;
mod files;
mod lookups;
mod reports;
mod security;
pub mod subjects;

use crate::{harness::Town, sight::Door, staff::Inside};

/// The finance department, which checks before it buys.
pub const FINANCE: &str = "jinan-finance";

/// Somebody of staff at a door of the town. The session is opened before the door is, so that both
/// see the same clock.
fn at_the_desk(town: &Town, agency: &str, role: &str) -> (Door, Inside) {
    let inside = town.staff(agency, role);
    (town.door(), inside)
}
