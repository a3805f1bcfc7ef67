//! The files that are sent: registrations of many companies, penalties of some, a few rows faulty,
//! a few twice.

use std::{path::PathBuf, process::Command};

use vocabulary::SubjectKind;

use super::commands::probity;
use crate::{
    desk::{PENALTY, REGISTRATION},
    harness::Town,
    rows::{MARKET, Row, csv, penalty},
};

/// Rows of a file of registrations: more than two chunks of intake.
const REGISTRATIONS: u64 = 8_500;
const PENALTIES: u64 = 1_500;
/// Rows of a file that comes through the API.
const FEW: u64 = 40;
/// One row of so many is faulty.
const FAULTY: u64 = 97;
/// Rows at the end of a file that repeat its first ones.
const TWICE: u64 = 20;

/// One file, made of its number.
pub struct File {
    pub item: &'static str,
    number: u64,
    rows: u64,
}

/// The code of a company by its number.
pub fn code(number: u64) -> String {
    demo::unified_code(SubjectKind::Enterprise, "370100", number)
}

impl File {
    /// A long file: every third one of penalties.
    pub fn of(number: usize) -> Self {
        let (item, rows) = match number % 3 {
            2 => (PENALTY, PENALTIES),
            _ => (REGISTRATION, REGISTRATIONS),
        };
        Self { item, number: number as u64, rows }
    }

    /// A short file of penalties.
    pub fn short(number: usize) -> Self {
        Self { item: PENALTY, number: number as u64, rows: FEW }
    }

    /// Rows that are new and sound, of a file sent once.
    pub fn good(&self) -> u64 {
        self.rows - self.faulty()
    }

    /// Rows that are refused.
    pub fn faulty(&self) -> u64 {
        self.rows.div_ceil(FAULTY)
    }

    /// Rows that say nothing new.
    pub fn twice(&self) -> u64 {
        // The first row is faulty, both times.
        TWICE.min(self.rows) - 1
    }

    /// Every row.
    pub fn received(&self) -> u64 {
        self.rows + TWICE
    }

    pub fn path(&self, town: &Town, number: usize) -> PathBuf {
        town.folder().join(format!("{number}.csv"))
    }

    /// The command that sends it.
    pub fn submit(&self, town: &Town, number: usize) -> Command {
        let path = self.path(town, number);
        let path = path.to_str().unwrap();
        let arguments =
            ["intake", "submit", "--item", self.item, "--agency", MARKET, "--json", path];
        probity(town, &arguments)
    }

    pub fn content(&self) -> String {
        let rows = (0..self.rows).chain(0..TWICE);
        if self.item == PENALTY {
            return csv(&rows.map(|row| self.penalty(row)).collect::<Vec<_>>());
        }
        let mut text = "subject_name,subject_code,registered_on,representative_name\n".to_owned();
        for row in rows {
            let number = self.number * REGISTRATIONS + row;
            let code = self.code(row, number);
            text += &format!("济南第{number}商贸有限公司,{code},2016-03-21,张三明\n");
        }
        text
    }

    fn penalty(&self, row: u64) -> Row {
        penalty()
            .with("subject_code", self.code(row, row % 500))
            .with("document_number", format!("济市监罚〔2025〕{}-{row}号", self.number))
            .with("decided_on", "2025-11-17")
    }

    /// The code of a company; in a faulty row its check digit is wrong.
    fn code(&self, row: u64, number: u64) -> String {
        let mut code = code(number);
        if row.is_multiple_of(FAULTY) {
            let check = code.pop();
            code.push(if check == Some('A') { 'B' } else { 'A' });
        }
        code
    }
}
