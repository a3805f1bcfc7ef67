//! The figures of the home page.

use super::Gate;
use crate::{Disclosed, Figures, GateError};

impl Gate {
    /// Counts of subjects, records and published records; no record is read for them.
    pub fn figures(&self) -> Result<Disclosed<Figures>, GateError> {
        let totals = self.0.db.read(archive::read::totals)?;
        let mut figures = Figures::default();
        for (what, count) in totals {
            match what.split_once(':') {
                Some(("subjects", kind)) => figures.subjects.insert(kind.to_owned(), count),
                Some(("records", item)) => figures.records.insert(item.to_owned(), count),
                Some(("published", item)) => figures.published.insert(item.to_owned(), count),
                Some(("state", "repaired")) => {
                    figures.repaired = count;
                    None
                }
                _ => None,
            };
        }
        Ok(Disclosed::new(figures))
    }
}
