//! Keys of departments' systems: made, rotated, ended; the secret is shown once.

mod index;
mod make;

use policy::model::role::Action::KeepKeys;

use crate::table::{Line, get, post};

/// The routes of these pages.
pub(crate) fn lines() -> Vec<Line> {
    vec![
        get("/desk/keys", &[KeepKeys], index::show),
        post("/desk/keys", &[KeepKeys], make::make),
        post("/desk/keys/{id}/successor", &[KeepKeys], make::rotate),
        post("/desk/keys/{id}/end", &[KeepKeys], make::end),
    ]
}
