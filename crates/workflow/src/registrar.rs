//! Who files, corrects and withdraws records for a case: this room decides, and the room that keeps
//! the records writes, inside the same transaction.

use std::collections::BTreeMap;

use ledger::Scribe;
use vocabulary::{Actor, Position, SubjectId};

use crate::WorkflowError;

/// A record that a case files.
#[derive(Clone, Debug)]
pub struct NewRecord {
    /// Catalog item.
    pub item: String,
    /// Whom it is about; the fields that say who that is are filled in from what is known. None: the
    /// values say it, as those about an agency do.
    pub about: Option<SubjectId>,
    /// Agency in whose name it is filed, by id or unified code; none for the first that keeps the item.
    pub agency: Option<String>,
    /// Who made the move.
    pub by: Actor,
    /// Number of the case; it stands where a batch does.
    pub number: String,
    /// Values by field name.
    pub fields: BTreeMap<String, String>,
}

/// A record that stands in the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filed {
    /// Under whose number.
    pub subject: SubjectId,
    /// Digest of its key, hexadecimal.
    pub digest: String,
    /// The fact; none if the same record stood there already.
    pub position: Option<Position>,
}

/// A record that a case changes.
#[derive(Clone, Debug)]
pub struct OfRecord<'a> {
    /// Under whose number.
    pub subject: SubjectId,
    /// Digest of its key, hexadecimal.
    pub digest: &'a str,
    /// Who made the move.
    pub by: &'a Actor,
    /// Number of the case.
    pub number: &'a str,
}

/// Writes records inside the pen's transaction, by the same checks as every row that is sent.
pub trait Registrar: Send + Sync {
    /// Files a record.
    ///
    /// Errors: [`WorkflowError::Refused`] with what is wrong, field by field.
    fn file(&self, scribe: &mut Scribe<'_>, new: &NewRecord) -> Result<Filed, WorkflowError>;

    /// Gives fields of a record other values; if they are part of its key, the record is withdrawn
    /// and filed anew.
    fn correct(
        &self,
        scribe: &mut Scribe<'_>,
        of: &OfRecord<'_>,
        changes: &BTreeMap<String, String>,
    ) -> Result<Filed, WorkflowError>;

    /// Takes a record back because the case decided so, whoever sent it.
    fn withdraw(
        &self,
        scribe: &mut Scribe<'_>,
        of: &OfRecord<'_>,
        reason: &str,
    ) -> Result<Position, WorkflowError>;
}
