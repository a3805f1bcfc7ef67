//! The quality report of an agency for a month or a quarter (C-04.c, C-04.d), and coverage (H-64).

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;
use store::Row;

use crate::{
    Intake, IntakeError,
    plan::{Span, day_of, spans, start_of},
    queries::months,
};

/// The quality report of an agency.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Quality {
    /// Unified code of the agency.
    pub agency: String,
    /// What it is called.
    pub agency_title: String,
    /// `2026-11` or `2026-Q4`.
    pub period: String,
    /// An item a line: what was sent, and what should have been.
    pub items: Vec<QualityLine>,
}

/// One item in a quality report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct QualityLine {
    /// Catalog item.
    pub item: String,
    /// Batches opened.
    pub batches: u64,
    /// Rows received.
    pub received: u64,
    /// New records.
    pub accepted: u64,
    /// Rows that said nothing new.
    pub duplicates: u64,
    /// New versions of records.
    pub corrected: u64,
    /// Rows rejected.
    pub rejected: u64,
    /// Rows held.
    pub held: u64,
    /// Records withdrawn.
    pub withdrawn: u64,
    /// New records within the time limit of their item.
    pub on_time: u64,
    /// New records after it (迟报).
    pub late: u64,
    /// New records for which no calendar says whether they were late.
    pub unclocked: u64,
    /// Why rows were rejected, by rule.
    pub rejected_by_rule: BTreeMap<String, u64>,
    /// Batches that the plan wants in these days, as far as they are over (应报).
    pub should_report: u64,
    /// Those of them that came in time (已报).
    pub reported: u64,
}

impl QualityLine {
    /// Batches that the plan wanted and that did not come in time.
    pub fn missing(&self) -> u64 {
        self.should_report.saturating_sub(self.reported)
    }

    /// Rows that passed all rules, of ten thousand received; none if nothing was received.
    pub fn compliance(&self) -> Option<u64> {
        let passed = self.received - self.rejected.min(self.received);
        (passed * 10_000).checked_div(self.received)
    }
}

/// What should have been reported and what was, for one agency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Coverage {
    /// Agency id.
    pub agency: String,
    /// Batches its plan wants in these days, as far as they are over.
    pub should_report: u64,
    /// Those of them that came in time.
    pub reported: u64,
}

impl Intake {
    /// The report of an agency (id or unified code) for a month `2026-11` or a quarter `2026-Q4`.
    pub fn quality(&self, agency: &str, period: &str) -> Result<Quality, IntakeError> {
        let agency = self.agency(agency)?;
        let months = months_of(period)?;
        let mut lines: BTreeMap<String, QualityLine> = BTreeMap::new();
        for month in &months {
            let name = month.to_string();
            let name = name.get(..7).unwrap_or_default();
            let (rows, rules) = self.db.read(|tx| {
                let rows = months::months(tx, &agency.code, name)?;
                Ok::<_, IntakeError>((rows, months::rules(tx, &agency.code, name)?))
            })?;
            for row in &rows {
                let item = row.text(0)?;
                add(line(&mut lines, item), row)?;
            }
            for (item, rule, count) in rules {
                *line(&mut lines, &item).rejected_by_rule.entry(rule).or_default() += count;
            }
        }
        let received = self.received(&agency.code, &months)?;
        for planned in &agency.plan {
            let due = self.due(planned.cycle, &months)?;
            let line = line(&mut lines, &planned.item);
            line.should_report = due.len() as u64;
            line.reported = met(&due, received.get(&(agency.code.clone(), planned.item.clone())));
        }
        Ok(Quality {
            agency: agency.code.clone(),
            agency_title: agency.title.zh.clone(),
            period: period.to_owned(),
            items: lines.into_values().collect(),
        })
    }

    /// What every agency with a plan should have reported in a month or a quarter, and has (C-01.d).
    pub fn coverage(&self, period: &str) -> Result<Vec<Coverage>, IntakeError> {
        let months = months_of(period)?;
        let received = self.received("", &months)?;
        let mut coverage = Vec::new();
        for agency in self.law.agencies().iter().filter(|agency| !agency.plan.is_empty()) {
            let mut of_agency =
                Coverage { agency: agency.id.clone(), should_report: 0, reported: 0 };
            for planned in &agency.plan {
                let due = self.due(planned.cycle, &months)?;
                of_agency.should_report += due.len() as u64;
                let key = (agency.code.clone(), planned.item.clone());
                of_agency.reported += met(&due, received.get(&key));
            }
            coverage.push(of_agency);
        }
        Ok(coverage)
    }

    /// The periods whose due day lies in these months and is over.
    fn due(
        &self,
        cycle: policy::model::catalog::Cycle,
        months: &[Date],
    ) -> Result<Vec<Span>, IntakeError> {
        let (Some(first), Some(last)) = (months.first(), months.last()) else {
            return Ok(Vec::new());
        };
        let yesterday = self.clock.today().yesterday().unwrap_or(Date::MIN);
        let until = last.last_of_month().min(yesterday);
        Ok(spans(cycle, *first, until, self.law.calendar())?)
    }

    /// The days on which batches of an agency (all, if empty) came, from a year before these months, by
    /// agency and item.
    fn received(
        &self,
        agency: &str,
        months: &[Date],
    ) -> Result<BTreeMap<(String, String), Vec<Date>>, IntakeError> {
        let (Some(first), Some(last)) = (months.first(), months.last()) else {
            return Ok(BTreeMap::new());
        };
        let from = Date::new(first.year() - 1, first.month(), 1).unwrap_or(*first);
        let until = last.last_of_month().tomorrow().unwrap_or(*last);
        let days = (start_of(from), start_of(until));
        let rows = self.db.read(|tx| months::batches_between(tx, agency, days))?;
        let mut received: BTreeMap<(String, String), Vec<Date>> = BTreeMap::new();
        for (agency, item, at) in rows {
            received.entry((agency, item)).or_default().push(day_of(at));
        }
        Ok(received)
    }
}

/// How many periods brought a batch in time.
fn met(due: &[Span], received: Option<&Vec<Date>>) -> u64 {
    let Some(days) = received else { return 0 };
    let brought = |span: &&Span| days.iter().any(|day| span.from <= *day && *day <= span.due);
    due.iter().filter(brought).count() as u64
}

fn line<'l>(lines: &'l mut BTreeMap<String, QualityLine>, item: &str) -> &'l mut QualityLine {
    let new = || QualityLine { item: item.to_owned(), ..QualityLine::default() };
    lines.entry(item.to_owned()).or_insert_with(new)
}

fn add(line: &mut QualityLine, row: &Row) -> Result<(), IntakeError> {
    let columns = [
        &mut line.batches,
        &mut line.received,
        &mut line.accepted,
        &mut line.duplicates,
        &mut line.corrected,
        &mut line.rejected,
        &mut line.held,
        &mut line.withdrawn,
        &mut line.on_time,
        &mut line.late,
        &mut line.unclocked,
    ];
    for (column, count) in columns.into_iter().enumerate() {
        *count += row.count(column + 1)?;
    }
    Ok(())
}

/// The first and the last day of `2026-11` or `2026-Q4`.
pub(crate) fn days_of(period: &str) -> Result<(Date, Date), IntakeError> {
    let months = months_of(period)?;
    let ends = months.first().zip(months.last());
    let (first, last) = ends.ok_or_else(|| IntakeError::Month { month: period.to_owned() })?;
    Ok((*first, last.last_of_month()))
}

/// The first days of the months of `2026-11` or `2026-Q4`.
fn months_of(period: &str) -> Result<Vec<Date>, IntakeError> {
    let wrong = || IntakeError::Month { month: period.chars().take(20).collect() };
    let (year, part) = period.split_once('-').ok_or_else(wrong)?;
    let year: i16 = year.parse().map_err(|_| wrong())?;
    let months: Vec<i8> = match part.strip_prefix('Q') {
        Some(quarter) => {
            let quarter: i8 = quarter.parse().map_err(|_| wrong())?;
            let quarter = Some(quarter).filter(|quarter| (1..=4).contains(quarter));
            let last = quarter.ok_or_else(wrong)? * 3;
            vec![last - 2, last - 1, last]
        }
        None => vec![part.parse().map_err(|_| wrong())?],
    };
    months.into_iter().map(|month| Date::new(year, month, 1).map_err(|_| wrong())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_and_quarters() {
        let months = |text| months_of(text).map(|months| months.len());
        assert_eq!(months("2026-11").unwrap(), 1);
        assert_eq!(months("2026-Q4").unwrap(), 3);
        for wrong in ["2026", "2026-13", "2026-Q5", "2026-Q0", "11-2026-1", "二〇二六-1"] {
            assert!(months(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn compliance_of_nothing_is_none() {
        assert_eq!(QualityLine::default().compliance(), None);
        let line = QualityLine { received: 200, rejected: 6, ..QualityLine::default() };
        assert_eq!(line.compliance(), Some(9_700));
    }
}
