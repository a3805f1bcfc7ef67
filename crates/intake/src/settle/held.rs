//! Rows that wait: a person's name and number do not belong together (H-13), or an organisation has no
//! code and its name does not say for certain who is meant (C-02).

use identity::{Candidate, Verdict};
use store::Tx;

use super::{CellLine, FaultLine, headers_of};
use crate::{
    Intake, IntakeError, Page, Paged,
    format::RawRow,
    header::Headers,
    queries::{
        batches,
        settlements::{self, Held},
    },
    row::Row,
    rule,
    shape::Shape,
};

/// How many organisations are proposed for a row.
pub(crate) const PROPOSED: usize = 5;

/// A row that is held back and seen nowhere else.
#[derive(Clone, Debug, PartialEq)]
pub struct HeldRow {
    /// Its batch.
    pub batch: String,
    /// Its line in the file.
    pub line: u64,
    /// Catalog item.
    pub item: String,
    /// Unified code of the agency that sent it.
    pub agency: String,
    /// When the batch was received, microseconds since 1970.
    pub received_at: i64,
    /// Its cells, whole: for the agency that sent it and officers who compare them with papers.
    pub cells: Vec<CellLine>,
    /// Why it is held.
    pub faults: Vec<FaultLine>,
    /// Name of the subject, as the row gives it.
    pub named: Option<String>,
    /// Code that the row gives, as written.
    pub given: Option<String>,
    /// Whether it is about a person: nobody is proposed for it by name.
    pub person: bool,
    /// Rule of the packs by which it waits: `M-3`; none if another rule holds it.
    pub rule: Option<String>,
    /// Who may be meant, best first: of one row ([`Intake::held_row`]), never of a list.
    pub candidates: Vec<Candidate>,
}

impl Intake {
    /// The rows that are held, of an agency (unified code) or of all.
    pub fn held(&self, agency: Option<&str>, page: &Page) -> Result<Paged<HeldRow>, IntakeError> {
        let rows = page.rows();
        let (batch, line) = page.after.as_deref().and_then(|after| after.split_once('/')).unzip();
        let line = line.and_then(|line| line.parse().ok()).unwrap_or(-1);
        let after = (batch.unwrap_or_default(), line);
        self.db.read(|tx| {
            let mut found = settlements::held(tx, agency.unwrap_or_default(), after, rows + 1)?;
            let more = found.len() > rows;
            found.truncate(rows);
            let next = found.last().filter(|_| more);
            let next = next.map(|row| format!("{}/{}", row.batch, row.line));
            let mut entries = Vec::new();
            for row in found {
                entries.push(self.held_one(tx, row)?);
            }
            Ok(Paged { entries, next })
        })
    }

    /// One held row, with those who may be meant.
    ///
    /// # Errors
    ///
    /// [`IntakeError::NoSuchRecord`] if no such row waits.
    pub fn held_row(&self, batch: &str, line: u64) -> Result<HeldRow, IntakeError> {
        let row = self.db.read(|tx| {
            let row = settlements::held_at(tx, batch, line)?.ok_or(IntakeError::NoSuchRecord)?;
            self.held_one(tx, row)
        })?;
        let name = row.named.as_deref().filter(|_| !row.person);
        let mut candidates = match name {
            Some(name) => self.directory.candidates(name, PROPOSED)?,
            None => Vec::new(),
        };
        candidates.retain(|one| one.score.verdict != Verdict::Different);
        Ok(HeldRow { candidates, ..row })
    }

    fn held_one(&self, tx: &mut Tx, row: Held) -> Result<HeldRow, IntakeError> {
        let headers = headers_of(&batches::headers(tx, &row.batch)?.unwrap_or_default())?;
        let cells = self.cells(&row.batch, &headers, (row.line, &row.cells))?;
        let faults = self.faults(tx, &row.batch, row.line)?;
        let person = faults.iter().any(|fault| fault.rule == rule::NAME_MISMATCH.code);
        let (named, given) = self.who(&row.item, row.profile.as_deref(), &cells);
        let rule = batches::law_of(tx, &row.batch, row.line)?;
        let Held { batch, line, item, agency, received_at, .. } = row;
        let candidates = Vec::new();
        Ok(HeldRow {
            batch,
            line,
            item,
            agency,
            received_at,
            cells,
            faults,
            named,
            given,
            person,
            rule,
            candidates,
        })
    }

    /// The name and the code of the subject that a row gives; none where its columns say nothing today.
    fn who(
        &self,
        item: &str,
        profile: Option<&str>,
        cells: &[CellLine],
    ) -> (Option<String>, Option<String>) {
        let today = self.clock.today();
        let shape = Shape::of(&self.law, item, today);
        let (Ok(shape), Ok(item)) = (shape, self.item(item, today)) else { return (None, None) };
        let headers: Vec<String> = cells.iter().map(|cell| cell.header.clone()).collect();
        let Ok(mapping) = Headers::of(item, &shape).map(&headers, profile, false) else {
            return (None, None);
        };
        let mut raw = RawRow::default();
        raw.begin(1);
        cells.iter().for_each(|cell| raw.push(&cell.value));
        let mut row = Row::new(&shape, today.to_string());
        row.fill(&raw, &mapping);
        let given = |place| Some(row.at(place).trim().to_owned()).filter(|value| !value.is_empty());
        (given(shape.roles.name), given(shape.roles.code))
    }

    /// How many rows are held, of an agency (unified code) or of all.
    pub fn held_count(&self, agency: Option<&str>) -> Result<u64, IntakeError> {
        Ok(self.db.read(|tx| settlements::waiting(tx, agency.unwrap_or_default()))?)
    }
}
