//! 关联分析: whom an organisation is linked to, for a purpose and a matter; each look is registered.

mod ask;
mod draw;
mod shown;

use policy::model::role::Action::ReadFile;

use crate::table::{Line, get, post};

/// The routes of these pages. Whom somebody asks about stands in no address.
pub(crate) fn lines() -> Vec<Line> {
    vec![
        get("/desk/associations", &[ReadFile], ask::form),
        post("/desk/associations", &[ReadFile], ask::ask),
    ]
}
