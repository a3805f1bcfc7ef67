//! Who is meant: rows and lists that name organisations without a code (C-02, H-13, S-44).

mod links;
mod numbers;
mod roster;
mod rows;

use intake::HeldRow;
use vocabulary::{Actor, UnifiedCode};

use crate::{
    desk::{PENALTY, REGISTRATION, code},
    harness::Town,
    rows::{MARKET, Row, penalty, registration},
};

/// The officer who keeps the subjects.
pub fn keeper() -> Actor {
    Actor::new("jinan-credit-centre", "account keeper-1")
}

/// A second company of most stories here, and its code.
pub const OTHER_NAME: &str = "济南清河建材有限公司";

pub fn other() -> UnifiedCode {
    UnifiedCode::parse(&code(402)).unwrap()
}

/// A fine that names its subject and gives no code.
pub fn unnamed(name: &str, document: &str) -> Row {
    penalty().with("subject_name", name).with("subject_code", "").with("document_number", document)
}

impl Town {
    /// Registers the two companies.
    pub fn settle_companies(&self) {
        self.file(REGISTRATION, MARKET, registration());
        let second = registration().with("subject_name", OTHER_NAME);
        self.file(REGISTRATION, MARKET, second.with("subject_code", other().as_str()));
    }

    /// Sends a fine that must wait, and gives it as the officer sees it.
    pub fn waits(&self, row: Row) -> HeldRow {
        let receipt = self.send(PENALTY, MARKET, &[row]);
        assert_eq!(
            (receipt.received, receipt.held),
            (1, 1),
            "{receipt:?}{}",
            self.faults(&receipt.batch)
        );
        self.platform.intake.held_row(&receipt.batch, 2).unwrap()
    }

    /// How many fines stand on the page of a company.
    pub fn fines(&self, code: &str) -> usize {
        let page = self.page(code).unwrap();
        page.records.iter().filter(|record| record.item == PENALTY).count()
    }
}
