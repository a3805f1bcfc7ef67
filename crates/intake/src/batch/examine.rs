//! Checks one row without filing it: for entry forms, and for the worked examples of the law.

use std::collections::BTreeMap;

use policy::Law;
use vocabulary::{Date, SiteKey};

use crate::{
    IntakeError, batch::single::raw_of, check::check, fault::Fault, identity::identify, row::Row,
    shape::Shape,
};

/// What is wrong with one row of an item, by field name; empty if it would be taken. Whether the
/// record is there already is not looked at.
pub fn examine(
    law: &Law,
    key: &SiteKey,
    item: &str,
    today: Date,
    values: &BTreeMap<String, String>,
) -> Result<Vec<Fault>, IntakeError> {
    let shape = Shape::of(law, item, today)?;
    let (raw, mapping) = raw_of(&shape, values);
    let mut row = Row::new(&shape, today.to_string());
    check(&mut row, &raw, &mapping);
    if row.faults.iter().all(|fault| fault.field.is_some()) {
        identify(&mut row, key);
    }
    Ok(row.faults)
}
