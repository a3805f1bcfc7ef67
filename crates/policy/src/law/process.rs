//! Processes, commitment items and plans: which edition holds on a day.

use vocabulary::Date;

use super::Law;
use crate::model::{commitment::CommitmentItem, plan::Plan, process::Process};

impl Law {
    /// The edition of a process under which cases begin on a day.
    pub fn process(&self, id: &str, on: Date) -> Option<&Process> {
        self.processes.on(id, on)
    }

    /// The edition of a process that begins on a day: a running case ends under the one it began under.
    pub fn process_edition(&self, id: &str, from: Date) -> Option<&Process> {
        self.processes.0.get(id)?.iter().find(|edition| edition.effective_from == from)
    }

    /// The processes under which cases begin on a day, by id.
    pub fn processes(&self, on: Date) -> Vec<&Process> {
        self.processes.all_on(on).collect()
    }

    /// Every edition of every process, by id and then by first day.
    pub fn processes_ever(&self) -> impl Iterator<Item = &Process> {
        self.processes.ever()
    }

    /// The version of a commitment item that can be signed on a day.
    pub fn commitment(&self, id: &str, on: Date) -> Option<&CommitmentItem> {
        self.commitments.on(id, on)
    }

    /// The version of a commitment item that begins on a day: what was signed.
    pub fn commitment_edition(&self, id: &str, from: Date) -> Option<&CommitmentItem> {
        self.commitments.0.get(id)?.iter().find(|edition| edition.effective_from == from)
    }

    /// The commitment items that can be signed on a day, by id.
    pub fn commitments(&self, on: Date) -> Vec<&CommitmentItem> {
        self.commitments.all_on(on).collect()
    }

    /// The plans, by id.
    pub fn plans(&self) -> impl Iterator<Item = &Plan> {
        self.plans.values()
    }

    /// A plan.
    pub fn plan(&self, id: &str) -> Option<&Plan> {
        self.plans.get(id)
    }
}
