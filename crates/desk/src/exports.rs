//! Taking data out of the platform: asked by one, decided by another, taken once (C-34.d, H-70).

mod ask;
mod decide;
mod index;
mod take;

use policy::model::role::Action::{AskExport, DecideExport};

use crate::table::{Line, get, post};

pub(crate) use index::waiting;

/// The routes of these pages.
pub(crate) fn lines() -> Vec<Line> {
    vec![
        get("/desk/exports", &[AskExport, DecideExport], index::show),
        post("/desk/exports", &[AskExport], ask::ask),
        get("/desk/exports/new", &[AskExport], ask::blank),
        post("/desk/exports/{number}/decision", &[DecideExport], decide::decide),
        post("/desk/exports/{number}/file", &[AskExport], take::take),
    ]
}
