//! Single records entered at the desk: checked at once, reviewed for secrecy and privacy, then filed.

mod enter;
mod list;
mod model;
mod review;

pub use model::{EntryLine, EntryState, EntryView, NewEntry, POINTS, ReviewBy};

/// What begins the numbers of entries (录入).
const PREFIX: &str = "LR";

/// What binds the sealed values of an entry to it.
fn place(part: &str, number: &str) -> Vec<u8> {
    format!("entry/{part}/{number}").into_bytes()
}
