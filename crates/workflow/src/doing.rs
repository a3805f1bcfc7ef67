//! One step of one case while it is decided: what guards ask and effects work with.

use std::{collections::BTreeMap, sync::Arc};

use archive::{Digest, Record, read};
use ledger::Scribe;
use policy::{
    model::{agency::Agency, process::Process},
    process::Running,
};
use serde_json::Value;
use vocabulary::{Actor, Date, Draft, FactKind, Position};

use crate::{By, WorkflowError, cases::Inner, queries::cases::Case};

/// A step of a case: its beginning (`start`) or a move.
pub(crate) struct Doing<'d> {
    /// The rooms and the law.
    pub(crate) inner: &'d Arc<Inner>,
    /// The edition of the process under which the case runs.
    pub(crate) process: &'d Process,
    /// The case before the step; as it will be, if it begins.
    pub(crate) case: Case,
    /// Who does it.
    pub(crate) by: &'d By,
    /// The same as it stands in the ledger.
    pub(crate) actor: Actor,
    /// The state after it.
    pub(crate) to: String,
    /// Every value of the case in plain text, those of this step among them.
    pub(crate) fields: BTreeMap<String, String>,
    /// Today in China.
    pub(crate) today: Date,
    /// The clocks after the step.
    pub(crate) clocks: Vec<Running>,
    /// What effects have done, as it will stand in the body of the fact (`done`); read again by
    /// [`crate::effect::follow`].
    pub(crate) done: Vec<Value>,
    /// Numbers of cases that it made.
    pub(crate) made: Vec<String>,
    /// How many cases made one another up to here.
    pub(crate) depth: u8,
}

impl Doing<'_> {
    /// A value of the case that is not empty.
    pub(crate) fn field(&self, id: &str) -> Option<&str> {
        self.fields.get(id).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// A day among the values.
    pub(crate) fn day(&self, id: &str) -> Option<Date> {
        self.field(id)?.parse().ok()
    }

    /// The agency that makes the step; for parties and clocks that which has the case.
    pub(crate) fn agency(&self) -> Option<&Agency> {
        let law = &self.inner.law;
        law.agency(self.by.agency().unwrap_or(self.case.unit.as_str()))
    }

    /// The present version of the record that the case is about.
    pub(crate) fn record(&self, scribe: &mut Scribe<'_>) -> Result<Option<Record>, WorkflowError> {
        self.inner.record_of(scribe.tx(), self.case.subject, &self.case.digest)
    }

    /// A draft about the case's subject and record.
    pub(crate) fn draft(&self, kind: FactKind, body: &Value) -> Draft {
        self.inner.fact(kind, &self.actor, (self.case.subject, &self.case.item), body)
    }

    /// Appends a fact of this room; its tables show it at once.
    pub(crate) fn append(
        &self,
        scribe: &mut Scribe<'_>,
        draft: Draft,
    ) -> Result<Position, WorkflowError> {
        self.inner.append(scribe, draft)
    }
}

impl Inner {
    /// The present version of a record under any id of its subject.
    pub(crate) fn record_of(
        &self,
        tx: &mut store::Tx,
        subject: Option<vocabulary::SubjectId>,
        digest: &str,
    ) -> Result<Option<Record>, WorkflowError> {
        let (Some(id), Some(digest)) = (subject, Digest::from_hex(digest)) else { return Ok(None) };
        let ids = read::whole(tx, id)?.map_or_else(|| vec![id], |whole| whole.ids);
        for id in ids {
            if let Some(record) = read::record(tx, id, digest)?.pop() {
                return Ok(Some(record));
            }
        }
        Ok(None)
    }
}
