//! Rows that wait because a person's name and number do not belong together: released after a look at
//! the papers, or dismissed; both with a reason.

mod settle;
mod show;

use policy::model::role::Action::KeepSubjects;

use crate::table::{Line, get, post};

/// The routes of these pages.
pub(crate) fn lines() -> Vec<Line> {
    vec![
        get("/desk/held", &[KeepSubjects], show::show),
        post("/desk/held/{batch}/{line}", &[KeepSubjects], settle::settle),
    ]
}
