//! A declaration as a row of its item, examined by the same rules as every row.

use std::collections::BTreeMap;

use policy::model::catalog::{CatalogItem, FieldRole};
use vocabulary::{Actor, Date};

use super::Declarations;
use crate::{
    Channel, IntakeError, Submission,
    batch::{Context, Prepared, Preparing, subject_of},
    check,
    fault::verdict,
    format::RawRow,
    header::{Column, Mapping},
    row::Row,
    rule::Severity,
    shape::Shape,
};

/// Values of a declaration by field name.
pub(super) type Values = BTreeMap<String, String>;

/// The field of a role.
pub(super) fn field_of(item: &CatalogItem, role: FieldRole) -> Option<&str> {
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
        let agency = self.keeper(item)?.code.clone();
        let submission = Submission {
            agency: agency.clone(),
            item: item.id.clone(),
            channel: Channel::Form,
            by: by.by.clone(),
            reviewed: Some(by.by.clone()),
            correction: true,
            ..Submission::default()
        };
        Ok(Context {
            batch: number.to_owned(),
            base: number.to_owned(),
            attempt: 1,
            submission,
            agency,
            actor: by.clone(),
            policy: self.0.law.version().to_owned(),
            today,
            file_digest: [0; 32],
            bytes: 0,
            vault: std::sync::Arc::clone(&self.0.vault),
            entropy: std::sync::Arc::clone(&self.0.entropy),
        })
    }

    /// The record of the values; the subject itself answers for it.
    pub(super) fn prepare(
        &self,
        context: &Context,
        values: &Values,
        code: &str,
    ) -> Result<Prepared, IntakeError> {
        let shape = Shape::of(&self.0.law, &context.submission.item, context.today)?;
        let mut raw = RawRow::default();
        raw.begin(1);
        for field in &shape.fields {
            raw.push(values.get(&field.name).map_or("", String::as_str));
        }
        let count = shape.fields.len();
        let mapping = Mapping {
            columns: (0..count).map(Column::Field).collect(),
            sources: (0..count).map(Some).collect(),
            ..Mapping::default()
        };
        let mut row = Row::new(&shape, context.today.to_string());
        check::check(&mut row, &raw, &mapping);
        let subject = subject_of(&mut row, &self.0.key);
        let preparing = Preparing {
            law: &self.0.law,
            key: &self.0.key,
            context,
            purposeless: &[],
            recogniser: code,
        };
        let record = subject.and_then(|subject| preparing.record(&mut row, 1, &subject));
        match record {
            Some(record) if verdict(&row.faults) != Some(Severity::Refused) => Ok(*record),
            _ => Err(IntakeError::Faulty { faults: row.faults }),
        }
    }
}
