//! The days that a commitment item sets on the day of the signature: by when it is verified, and how
//! long it binds. Who signs cannot choose them (C-16.b).

use policy::{
    model::process::{FieldKind, Process},
    process::after_length,
};
use vocabulary::Date;

use crate::{case::Given, cases::Inner};

/// By when the promise is verified.
const VERIFY_BY: &str = "verify_by";
/// How long it binds.
const VALID_UNTIL: &str = "valid_until";

impl Inner {
    /// The values of a new case with the days that its commitment item sets.
    pub(crate) fn promised(&self, process: &Process, mut given: Given, today: Date) -> Given {
        let field = process.field.iter().find(|field| field.kind == FieldKind::Commitment);
        let id = field.and_then(|field| given.get(&field.id));
        let Some(item) = id.and_then(|id| self.law.commitment(id, today)) else { return given };
        for (field, length) in [(VERIFY_BY, Some(item.verify_within)), (VALID_UNTIL, item.valid)] {
            let known = process.field(field).is_some_and(|field| field.kind == FieldKind::Date);
            let day = length.and_then(|length| after_length(self.law.calendar(), today, length));
            if let Some(day) = day.filter(|_| known) {
                given.insert(field.to_owned(), day.to_string());
            }
        }
        given
    }
}
