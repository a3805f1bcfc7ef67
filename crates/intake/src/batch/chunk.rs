//! What the reading thread hands to the pen.

use std::{collections::BTreeMap, sync::Arc};

use serde_json::json;
use store::Vault;
use vocabulary::{Actor, Date, Entropy, SubjectId};

use crate::{Submission, fault::Fault, format::RawRow, rule::RuleRef};

/// Rows in a chunk: enough that a commit costs little a row, few enough that the pen is not kept long.
pub(crate) const ROWS: usize = 4_000;

/// Bytes of text after which a chunk is handed on before it is full, so that long rows fill no memory.
pub(crate) const BYTES: usize = 16 << 20;

/// All that stays the same through a batch.
pub(crate) struct Context {
    pub(crate) batch: String,
    pub(crate) base: String,
    pub(crate) attempt: u64,
    pub(crate) submission: Submission,
    /// Unified code of the agency.
    pub(crate) agency: String,
    pub(crate) actor: Actor,
    pub(crate) policy: String,
    pub(crate) today: Date,
    pub(crate) file_digest: [u8; 32],
    pub(crate) bytes: u64,
    pub(crate) vault: Arc<Vault>,
    pub(crate) entropy: Arc<dyn Entropy>,
}

/// A stretch of rows, checked.
#[derive(Default)]
pub(crate) struct Chunk {
    /// Rows of the file before this chunk.
    pub(crate) from: u64,
    pub(crate) entries: Vec<Entry>,
    /// The columns, when they are new.
    pub(crate) columns: Option<Columns>,
    /// Whether the file ends here.
    pub(crate) end: bool,
}

/// The columns of the file, for the books.
#[derive(Clone, Default)]
pub(crate) struct Columns {
    /// JSON list of the headers.
    pub(crate) headers: String,
    /// JSON list of those that are not read.
    pub(crate) dropped: String,
    pub(crate) profile: Option<String>,
}

/// One row after its checks.
pub(crate) struct Entry {
    pub(crate) line: u64,
    /// The cells as sent.
    pub(crate) cells: Cells,
    pub(crate) faults: Vec<Fault>,
    /// The record, if the row may become one.
    pub(crate) record: Option<Box<Prepared>>,
}

/// The cells of a row: open while the record may still be filed, sealed once the row is refused.
pub(crate) enum Cells {
    Open(RawRow),
    Sealed(String),
}

impl Cells {
    /// The JSON list of the cells, sealed for their place in the books.
    pub(crate) fn sealed(self, line: u64, context: &Context) -> String {
        match self {
            Self::Sealed(sealed) => sealed,
            Self::Open(row) => {
                let plain = json!(row.cells().collect::<Vec<_>>()).to_string();
                let place = cells_context(&context.batch, line);
                context.vault.seal(plain.as_bytes(), &place, &*context.entropy)
            }
        }
    }
}

/// A record ready to be filed.
pub(crate) struct Prepared {
    pub(crate) subject: SubjectId,
    pub(crate) key: [u8; 16],
    pub(crate) content: [u8; 16],
    pub(crate) recogniser: String,
    /// Mark of the person's name, and whether this row registers it.
    pub(crate) name: Option<([u8; 16], bool)>,
    /// Old registration number that came with a unified code, and that code.
    pub(crate) taught: Option<(SubjectId, String)>,
    pub(crate) timing: Timing,
    pub(crate) cleansed: Vec<RuleRef>,
    /// The body without its closing brace.
    pub(crate) body: String,
}

/// Whether a record came within its time (C-06.a).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Timing {
    /// The item has no clock.
    None,
    OnTime,
    Late,
    /// There is no calendar for the years between.
    Unknown,
}

/// Counts of one chunk, or of a batch.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) received: u64,
    pub(crate) accepted: u64,
    pub(crate) duplicates: u64,
    pub(crate) joined: u64,
    pub(crate) corrected: u64,
    pub(crate) rejected: u64,
    pub(crate) held: u64,
    pub(crate) warnings: u64,
    pub(crate) on_time: u64,
    pub(crate) late: u64,
    pub(crate) unclocked: u64,
    pub(crate) rejected_by: BTreeMap<&'static str, u64>,
    pub(crate) cleansed_by: BTreeMap<&'static str, u64>,
}

impl Counts {
    /// Counts the time a new record took.
    pub(crate) fn clock(&mut self, timing: Timing) {
        match timing {
            Timing::None => {}
            Timing::OnTime => self.on_time += 1,
            Timing::Late => self.late += 1,
            Timing::Unknown => self.unclocked += 1,
        }
    }
}

/// What binds a refused row to its place.
pub(crate) fn cells_context(batch: &str, line: u64) -> Vec<u8> {
    format!("intake/{batch}/{line}").into_bytes()
}
