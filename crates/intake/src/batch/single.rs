//! One record outside of any file: the same checks as for every row.

use std::{collections::BTreeMap, sync::Arc};

use policy::model::{agency::Agency, catalog::CatalogItem};
use serde_json::json;
use vocabulary::{Actor, Date};

use crate::{
    Channel, Intake, IntakeError, Submission,
    batch::{
        chunk::{Cells, Columns, Context, Entry, Prepared},
        prepare::{Preparing, subject},
    },
    check,
    fault::verdict,
    format::RawRow,
    header::{Column, Mapping},
    row::Row,
    rule::Severity,
    shape::Shape,
};

/// One row by itself, ready for a batch of its own.
pub(crate) struct Alone {
    pub(crate) entry: Entry,
    pub(crate) columns: Columns,
}

impl Intake {
    /// The row of values by field name, checked, for a batch of its own.
    pub(crate) fn row_alone(
        &self,
        context: &Context,
        values: &BTreeMap<String, String>,
    ) -> Result<Alone, IntakeError> {
        let shape = Shape::of(&self.law, &context.submission.item, context.today)?;
        let (raw, mapping) = raw_of(&shape, values);
        let mut row = Row::new(&shape, context.today.to_string());
        check::check(&mut row, &raw, &mapping);
        let subject = subject(&mut row, &self.key);
        let (law, key, recogniser) = (&*self.law, &self.key, context.agency.as_str());
        let preparing = Preparing { law, key, context, purposeless: &[], recogniser };
        let record = subject.and_then(|subject| preparing.record(&mut row, 1, &subject));
        let labels: Vec<&str> = shape.fields.iter().map(|field| field.label.as_str()).collect();
        let columns =
            Columns { headers: json!(labels).to_string(), dropped: "[]".to_owned(), profile: None };
        let faults = std::mem::take(&mut row.faults);
        Ok(Alone { entry: Entry { line: 1, cells: Cells::Open(raw), faults, record }, columns })
    }

    /// What is the same for everything that is written under one number: it stands where a batch does.
    pub(crate) fn context_of_number(
        &self,
        item: &CatalogItem,
        agency: &Agency,
        by: &Actor,
        (number, today): (&str, Date),
    ) -> Context {
        let submission = Submission {
            agency: agency.code.clone(),
            item: item.id.clone(),
            channel: Channel::Form,
            by: by.by.clone(),
            reviewed: Some(by.by.clone()),
            correction: true,
            ..Submission::default()
        };
        Context {
            batch: number.to_owned(),
            base: number.to_owned(),
            attempt: 1,
            submission,
            agency: agency.code.clone(),
            actor: by.clone(),
            policy: self.law.version().to_owned(),
            today,
            file_digest: [0; 32],
            bytes: 0,
            vault: Arc::clone(&self.vault),
            entropy: Arc::clone(&self.entropy),
        }
    }

    /// The record of values by field name; `recogniser` decided, where they name nobody.
    pub(crate) fn record_of(
        &self,
        context: &Context,
        values: &BTreeMap<String, String>,
        recogniser: &str,
    ) -> Result<Prepared, IntakeError> {
        let shape = Shape::of(&self.law, &context.submission.item, context.today)?;
        let (raw, mapping) = raw_of(&shape, values);
        let mut row = Row::new(&shape, context.today.to_string());
        check::check(&mut row, &raw, &mapping);
        let subject = subject(&mut row, &self.key);
        let preparing =
            Preparing { law: &self.law, key: &self.key, context, purposeless: &[], recogniser };
        let record = subject.and_then(|subject| preparing.record(&mut row, 1, &subject));
        match record {
            Some(record) if verdict(&row.faults) != Some(Severity::Refused) => Ok(*record),
            _ => Err(IntakeError::Faulty { faults: row.faults }),
        }
    }
}

/// Values by field name as a row of a file that has every field of the item.
pub(crate) fn raw_of(shape: &Shape, values: &BTreeMap<String, String>) -> (RawRow, Mapping) {
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
    (raw, mapping)
}
