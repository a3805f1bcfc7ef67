//! The access register for auditors: search with proof, samples, reviews (H-78, H-79).

mod index;
mod sample;

use policy::model::role::Action::{Audit, ReviewLookups};

use crate::table::{Line, get, post};

/// The routes of these pages.
pub(crate) fn lines() -> Vec<Line> {
    vec![
        get("/desk/audit", &[Audit], index::show),
        get("/desk/audit/samples", &[ReviewLookups], sample::show),
        post("/desk/audit/samples", &[ReviewLookups], sample::review),
    ]
}
