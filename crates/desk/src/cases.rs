//! Cases: what is to be done, by which day, and everything that happened so far.

mod act;
mod applied;
mod begin;
mod bulk;
mod deeds;
mod effects;
mod figures;
mod letter;
mod line;
mod options;
mod plans;
mod queue;
mod records;
mod results;
mod show;
mod start;
mod story;
#[cfg(test)]
mod tests;
mod whom;

use policy::model::role::Action::{HandleCases, ReadFigures, ReadQuality};
use web::door::Staff;
use workflow::{By, StaffBy};

use crate::table::{Line, get, post};

pub(crate) use queue::tasks;
pub(crate) use results::tasks as results;

/// The routes of these pages.
pub(crate) fn lines() -> Vec<Line> {
    vec![
        get("/desk/cases", &[HandleCases], queue::show),
        post("/desk/cases/bulk", &[HandleCases], bulk::many),
        get("/desk/cases/new", &[HandleCases], start::show),
        get("/desk/cases/new/{process}", &[HandleCases], begin::blank),
        post("/desk/cases/new/{process}", &[HandleCases], begin::send),
        get("/desk/cases/figures", &[HandleCases, ReadFigures, ReadQuality], figures::show),
        get("/desk/cases/figures.csv", &[HandleCases, ReadFigures, ReadQuality], figures::csv),
        get("/desk/cases/plans", &[HandleCases], plans::show),
        post("/desk/cases/plans", &[HandleCases], plans::import),
        get("/desk/cases/applied", &[HandleCases], applied::show),
        get("/desk/cases/{number}", &[HandleCases], show::show),
        get("/desk/cases/{number}/moves/{move}", &[HandleCases], act::ask),
        post("/desk/cases/{number}/moves/{move}", &[HandleCases], act::act),
        post("/desk/cases/{number}/extend", &[HandleCases], deeds::extend),
        post("/desk/cases/{number}/hand-over", &[HandleCases], deeds::hand_over),
        post("/desk/cases/{number}/notes", &[HandleCases], deeds::note),
        post("/desk/cases/{number}/reveal", &[HandleCases], deeds::reveal),
        get("/desk/cases/{number}/papers/{place}", &[HandleCases], letter::paper),
        get("/desk/cases/{number}/letters/{place}", &[HandleCases], letter::show),
    ]
}

/// An officer as the cases know him.
fn staff_by(staff: &Staff) -> StaffBy {
    StaffBy { actor: staff.actor(), agency: staff.agency.clone(), role: staff.role.clone() }
}

/// The same as one of those who take part in cases.
pub(crate) fn by(staff: &Staff) -> By {
    By::Staff(staff_by(staff))
}
