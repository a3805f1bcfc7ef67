//! Rows that wait because it is not known whom they mean: a person's name and number do not belong
//! together, or an organisation comes without its code. An officer compares both sides, then releases
//! the row or returns it, with a reason.

mod list;
mod settle;
mod show;

use policy::model::role::Action::KeepSubjects;

use crate::table::{Line, get, post};

/// The routes of these pages.
pub(crate) fn lines() -> Vec<Line> {
    vec![
        get("/desk/held", &[KeepSubjects], list::list),
        get("/desk/held/{batch}/{line}", &[KeepSubjects], show::show),
        post("/desk/held/{batch}/{line}", &[KeepSubjects], settle::settle),
    ]
}
