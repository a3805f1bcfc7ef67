//! The own registers of decisions against what was reported and is open: what is missing, late, and why
//! (H-20, H-21). The report is a page, a paper and a workbook.

mod explain;
mod list;
mod report;
mod rows;
mod show;

use policy::model::role::Action::{self, ReadQuality, ReadReceipts, SubmitBatch};
use web::{
    WebError,
    door::{Language, Site, Staff},
};

use crate::{
    bulletins::period,
    may,
    queue::Task,
    table::{Line, get, post},
    unit,
};

/// The routes of these pages.
pub(crate) fn lines() -> Vec<Line> {
    const NEEDS: &[Action] = &[SubmitBatch, ReadReceipts, ReadQuality];
    vec![
        get("/desk/gaps", NEEDS, show::show),
        post("/desk/gaps", &[SubmitBatch], list::list),
        get("/desk/gaps/pdf", NEEDS, report::pdf),
        get("/desk/gaps/xlsx", NEEDS, report::xlsx),
        get("/desk/gaps/templates/{item}", &[SubmitBatch], list::template),
        get("/desk/gaps/{subject}/{digest}", &[SubmitBatch], explain::form),
        post("/desk/gaps/{subject}/{digest}", &[SubmitBatch], explain::explain),
    ]
}

/// What the own register has, the platform has not, and nobody gave a reason for: this month and the last.
pub(crate) fn tasks(site: &Site, language: Language, staff: &Staff) -> Result<Vec<Task>, WebError> {
    if !may::has(site.law(), staff, SubmitBatch) {
        return Ok(Vec::new());
    }
    let mut tasks = Vec::new();
    for period in period::all(site.today()).0.into_iter().take(2) {
        let missing = site.intake().unexplained(&staff.agency, &period.id)?;
        if let Some(due) = missing.iter().min().copied() {
            let open = missing.len();
            let (state, words) = crate::queue::clock(site, language, due);
            tasks.push(Task {
                kind: "gap",
                title: site.words(language, "desk.task_text.gap", &[("n", open.to_string())]),
                detail: period.said(site, language),
                whose: unit::title(site, language, &staff.agency),
                due: Some(due.to_string()),
                state,
                words,
                why: site.word(language, "desk.task_why.gap"),
                href: format!("/desk/gaps?period={}", period.id),
            });
        }
    }
    Ok(tasks)
}
