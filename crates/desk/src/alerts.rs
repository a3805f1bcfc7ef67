//! The security board: alerts to be handled, interfaces that are shut (C-34.a, C-34.f, H-77).

mod doors;
mod index;
mod show;

use policy::model::role::Action::WatchSecurity;

use crate::table::{Line, get, post};

pub(crate) use index::open;

/// The routes of these pages.
pub(crate) fn lines() -> Vec<Line> {
    vec![
        get("/desk/alerts", &[WatchSecurity], index::show),
        get("/desk/alerts/{number}", &[WatchSecurity], show::show),
        post("/desk/alerts/{number}/closing", &[WatchSecurity], show::close),
        get("/desk/doors", &[WatchSecurity], doors::show),
        post("/desk/doors", &[WatchSecurity], doors::freeze),
        post("/desk/doors/thaw", &[WatchSecurity], doors::thaw),
    ]
}
