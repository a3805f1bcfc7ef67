//! What comes in and what is answered.

use std::{collections::BTreeMap, path::Path};

use serde::{Deserialize, Serialize};

/// A file that an agency hands in.
#[derive(Clone, Debug, Default)]
pub struct Submission {
    /// Agency that sends: id or unified code.
    pub agency: String,
    /// Catalog item of the rows.
    pub item: String,
    /// Name of the file, as the sender calls it.
    pub file_name: String,
    /// The door it came through (H-65).
    pub channel: Channel,
    /// Account, API key id or command that hands it in; never a person's name.
    pub by: String,
    /// Who reviewed it for secrecy and privacy, if it was (H-06, H-24): required by items that say so.
    pub reviewed: Option<String>,
    /// Import profile; found from the headers if none.
    pub profile: Option<String>,
    /// Whether the rows correct what was sent: withdrawn records come back, old contents too.
    pub correction: bool,
}

impl Submission {
    /// A file on disk, handed in by the operator's command; agency, item and review are still to be set.
    pub fn file(path: impl AsRef<Path>) -> Self {
        let name = path.as_ref().file_name().map(|name| name.to_string_lossy().into_owned());
        Self { file_name: name.unwrap_or_default(), by: "command".to_owned(), ..Self::default() }
    }
}

/// The door a batch came through.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Channel {
    /// A file, by command or upload.
    #[default]
    File,
    /// Rows through the API.
    Api,
    /// The entry form.
    Form,
    /// The government exchange platform.
    Exchange,
}

impl Channel {
    /// The text that is stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Api => "api",
            Self::Form => "form",
            Self::Exchange => "exchange",
        }
    }
}

/// What became of a batch. `received = accepted + duplicates + corrected + rejected + held`; `joined`
/// rows are counted among the duplicates: nothing new was learnt but a second provenance.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// Id of the batch: 24 hex digits of what was sent, and the number of the attempt.
    pub batch: String,
    /// Catalog item.
    pub item: String,
    /// Unified code of the agency.
    pub agency: String,
    /// Whether the batch was read to its end.
    pub complete: bool,
    /// Rows read.
    pub received: u64,
    /// New records.
    pub accepted: u64,
    /// Rows that say nothing new.
    pub duplicates: u64,
    /// Among the duplicates: a record of another source, now with both provenances (C-03.c, C-04.b).
    pub joined: u64,
    /// New versions of records.
    pub corrected: u64,
    /// Rows refused.
    pub rejected: u64,
    /// Rows that wait because name and number do not match (C-02.d).
    pub held: u64,
    /// Warnings about rows that were taken.
    pub warnings: u64,
    /// Rejected rows by the first rule they broke; adds up to `rejected`.
    pub rejected_by_rule: BTreeMap<String, u64>,
    /// Values changed by each cleansing.
    pub cleansed_by_rule: BTreeMap<String, u64>,
    /// Columns that were not read.
    pub dropped_fields: Vec<String>,
    /// Ledger position of the batch's first fact.
    pub first_position: Option<u64>,
    /// Ledger position of its last.
    pub last_position: Option<u64>,
}

/// How far a reading has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Step {
    /// Rows done and durable.
    pub rows: u64,
    /// Bytes of the file read.
    pub bytes: u64,
    /// Bytes of the file.
    pub of_bytes: u64,
}

/// Whoever wants to know how far a reading has come.
pub struct Progress<'a>(Option<Box<dyn FnMut(Step) + 'a>>);

impl<'a> Progress<'a> {
    /// Nobody wants to know.
    pub fn silent() -> Self {
        Self(None)
    }

    /// Told after every chunk.
    pub fn telling(tell: impl FnMut(Step) + 'a) -> Self {
        Self(Some(Box::new(tell)))
    }

    pub(crate) fn tell(&mut self, step: Step) {
        if let Some(tell) = &mut self.0 {
            tell(step);
        }
    }
}

/// A request to take records back.
#[derive(Clone, Debug, Default)]
pub struct Withdrawal {
    /// Agency that withdraws: id or unified code.
    pub agency: String,
    /// Catalog item of the records.
    pub item: String,
    /// Account, API key id or command.
    pub by: String,
    /// Why, in words that may be published (行政处罚法 art. 48); never empty.
    pub reason: String,
    /// Why, as a code: `revoked`, `unlawful`, `mistaken`, …; empty if none fits.
    pub reason_code: String,
}

/// What became of a withdrawal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WithdrawalReceipt {
    /// Rows read.
    pub received: u64,
    /// Records withdrawn.
    pub withdrawn: u64,
    /// Records that were withdrawn before.
    pub already: u64,
    /// Rows that name no record, with their lines.
    pub not_found: Vec<u64>,
    /// Rows whose key could not be read, or whose record belongs to another agency, with their lines.
    pub refused: Vec<u64>,
    /// Ledger positions of the withdrawals.
    pub positions: Vec<u64>,
}
