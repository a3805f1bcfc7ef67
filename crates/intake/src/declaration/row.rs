//! A declaration as a row of its item, examined by the same rules as every row.

use std::collections::BTreeMap;

use policy::model::catalog::{CatalogItem, FieldRole};
use vocabulary::{Actor, Date};

use super::Declarations;
use crate::{
    IntakeError,
    batch::{Context, Prepared},
};

/// Values of a declaration by field name.
pub(super) type Values = BTreeMap<String, String>;

/// The field of a role.
pub(crate) fn field_of(item: &CatalogItem, role: FieldRole) -> Option<&str> {
    item.field.iter().find(|field| field.role == Some(role)).map(|field| field.name.as_str())
}

/// Puts a value into the field of a role.
pub(super) fn put(item: &CatalogItem, values: &mut Values, role: FieldRole, value: &str) {
    if let Some(field) = field_of(item, role) {
        values.insert(field.to_owned(), value.to_owned());
    }
}

impl Declarations {
    /// What is the same for everything about one declaration: its number stands where a batch does.
    pub(super) fn context(
        &self,
        item: &CatalogItem,
        by: &Actor,
        number: &str,
        today: Date,
    ) -> Result<Context, IntakeError> {
        Ok(self.0.context_of_number(item, self.keeper(item)?, by, (number, today)))
    }

    /// The record of the values; the subject itself answers for it.
    pub(super) fn prepare(
        &self,
        context: &Context,
        values: &Values,
        code: &str,
    ) -> Result<Prepared, IntakeError> {
        self.0.record_of(context, values, code)
    }
}
