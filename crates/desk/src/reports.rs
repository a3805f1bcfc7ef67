//! Credit reports at the desk: for whoever stands at the window, for a matter of the unit, on a
//! consent, for a list of a tender; and those of other regions.

pub(crate) mod batch;
pub(crate) mod ways;

mod ask;
mod asker;
mod blank;
mod pack;
mod recognised;
mod register;
mod run;
mod show;

use policy::model::role::Action::{self, FetchReports, IssueReports};

use crate::table::{Line, get, post};

/// The routes of these pages.
pub(crate) fn lines() -> Vec<Line> {
    const ANY: &[Action] = &[IssueReports, FetchReports];
    vec![
        get("/desk/reports", ANY, ask::form),
        post("/desk/reports", ANY, ask::ask),
        get("/desk/reports/batches", &[FetchReports], batch::form),
        post("/desk/reports/batches", &[FetchReports], batch::send),
        get("/desk/reports/batches/{number}", &[FetchReports], batch::show),
        get("/desk/reports/batches/{number}/reports.zip", &[FetchReports], pack::zip),
        get("/desk/reports/batches/{number}/summary.csv", &[FetchReports], pack::csv),
        get("/desk/reports/batches/{number}/summary.xlsx", &[FetchReports], pack::xlsx),
        get("/desk/reports/recognised", &[FetchReports], recognised::form),
        post("/desk/reports/recognised", &[FetchReports], recognised::check),
        get("/desk/reports/{number}", ANY, show::show),
        get("/desk/reports/{number}/pdf", ANY, show::pdf),
        get("/desk/reports/{number}/json", ANY, show::json),
        get("/desk/audit/reports", &[Action::Audit], register::show),
    ]
}
