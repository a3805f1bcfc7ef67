//! The entries of a unit.

use std::collections::BTreeMap;

use super::{EntryLine, EntryView, place};
use crate::{
    Intake, IntakeError,
    queries::entries::{self, Entered},
};

impl Intake {
    /// The latest entries of an agency (id or unified code), the newest first.
    pub fn entries(&self, agency: &str, limit: u64) -> Result<Vec<EntryLine>, IntakeError> {
        let code = self.agency(agency)?.code.clone();
        Ok(self.db.read(|tx| entries::of_agency(tx, &code, limit))?)
    }

    /// An entry of an agency, whole; none if it is another's.
    pub fn entry(&self, agency: &str, number: &str) -> Result<Option<EntryView>, IntakeError> {
        let code = self.agency(agency)?.code.clone();
        let found = self.db.read(|tx| entries::find(tx, number))?;
        let own = found.filter(|found| found.agency == code);
        own.map(|found| self.view(found)).transpose()
    }

    /// An entry with its values in plain.
    pub(super) fn view(&self, found: Entered) -> Result<EntryView, IntakeError> {
        let number = &found.line.number;
        let open = |part: &str, sealed: &str| {
            let plain = self.vault.open(sealed, &place(part, number))?;
            String::from_utf8(plain).map_err(|_| IntakeError::Damaged { what: "an entry" })
        };
        let fields: BTreeMap<String, String> = match &found.content {
            Some(sealed) => serde_json::from_str(&open("content", sealed)?)
                .map_err(|_| IntakeError::Damaged { what: "an entry" })?,
            None => BTreeMap::new(),
        };
        let note = found.note.as_deref().map(|sealed| open("note", sealed)).transpose()?;
        Ok(EntryView {
            agency: found.agency,
            correction: found.correction,
            fields,
            note,
            line: found.line,
        })
    }
}
