//! Looking at a file: a purpose of the role's list, the number of the business, and whose it is.

mod ask;
mod file;

use policy::model::role::Action::ReadFile;

use crate::table::{Line, get, post};

pub(crate) use ask::{asked, missing, refuse, viewer};
pub(crate) use file::Asked;

/// The routes of these pages.
pub(crate) fn lines() -> Vec<Line> {
    vec![get("/desk/lookups", &[ReadFile], ask::form), post("/desk/lookups", &[ReadFile], ask::ask)]
}
