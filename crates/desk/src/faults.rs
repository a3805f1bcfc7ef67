//! Rows that were not taken: mended in the browser and sent again, or taken home as a table.

mod mend;
mod rows;

use policy::model::role::Action::SubmitBatch;
use web::{WebError, door::Site};

use crate::table::{Line, get, post};

/// Rows on one page, and in one sending.
const ROWS: u32 = 10;

/// The routes of these pages.
pub(crate) fn lines() -> Vec<Line> {
    vec![
        get("/desk/faults/{id}", &[SubmitBatch], rows::show),
        post("/desk/faults/{id}", &[SubmitBatch], mend::mend),
        get("/desk/faults/{id}/rows.csv", &[SubmitBatch], rows::download),
    ]
}

/// How many rows of a batch still wait to be mended; of more than a page, as many as were refused.
pub(crate) fn waiting(site: &Site, batch: &str, refused: u64) -> Result<u64, WebError> {
    if refused == 0 {
        return Ok(0);
    }
    let page = intake::Page { after: None, size: ROWS };
    let rows = site.intake().faulty_rows(batch, &page)?;
    let here = rows.entries.iter().filter(|row| !row.held).count() as u64;
    Ok(if rows.next.is_some() { refused.max(here) } else { here })
}
