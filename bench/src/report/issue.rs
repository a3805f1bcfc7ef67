//! Issuing reports of the synthetic city: compiled from the gate, sealed into the ledger, printed, signed.

use std::{path::Path, time::Instant};

use anyhow::{Context, Result};
use report::{Ask, Asker};
use vocabulary::UnifiedCode;

use crate::site::Site;

const SUBJECTS: u64 = 2_000;
const TIMES: u64 = 200;

/// Issues and prints reports of as many companies, one after the other.
pub(crate) fn run(folder: &Path) -> Result<()> {
    let site = Site::build(&folder.join("site"), None, SUBJECTS)?;
    println!("== issued of a city of {} records (SQLite), one after the other", site.records);
    let reports = &site.platform.reports;
    let (mut issued, mut printed) = (Vec::new(), Vec::new());
    for number in 0..TIMES {
        let Ok(code) = UnifiedCode::parse(&site.code(number)) else { continue };
        let subject = site.platform.site_key.subject_id(&code.identifier());
        let asker = Asker::Own { subject, name: "张三".to_owned(), purpose: "贷款".to_owned() };
        let ask = Ask {
            template: "organisation".to_owned(),
            language: "zh".to_owned(),
            ..Ask::default()
        };
        let start = Instant::now();
        // A public body has a layout of its own; it is left out.
        let Ok(one) = reports.issue(&asker, subject, &ask) else { continue };
        issued.push(start.elapsed().as_secs_f64());
        let start = Instant::now();
        reports.pdf(&one)?;
        printed.push(start.elapsed().as_secs_f64());
    }
    for (title, took) in [("issue", &mut issued), ("sealed PDF", &mut printed)] {
        took.sort_by(f64::total_cmp);
        let median = took.get(took.len() / 2).context("no report was issued")?;
        println!("{title:<12} median {:>8.2} ms of {}", median * 1000.0, took.len());
    }
    Ok(())
}
