//! The room's door for objections.

use std::sync::Arc;

use ledger::Pen;
use policy::Law;
use serde_json::Value;
use store::{Database, Vault};
use vocabulary::{Actor, Clock, Draft, Entropy, FactKind, SubjectId};

/// Objections to records. Clones share everything.
#[derive(Clone)]
pub struct Objections(pub(crate) Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) db: Database,
    pub(crate) pen: Pen,
    pub(crate) law: Arc<Law>,
    pub(crate) vault: Arc<Vault>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) entropy: Arc<dyn Entropy>,
}

impl Objections {
    /// The objections in a database; its pen must carry [`crate::WorkflowFollower`] and the
    /// archive's follower.
    pub fn new(
        db: Database,
        pen: Pen,
        law: Arc<Law>,
        vault: Arc<Vault>,
        (clock, entropy): (Arc<dyn Clock>, Arc<dyn Entropy>),
    ) -> Self {
        Self(Arc::new(Inner { db, pen, law, vault, clock, entropy }))
    }
}

impl Inner {
    /// Seals a text for its place in an objection.
    pub(crate) fn seal(&self, number: &str, field: &str, text: &str) -> String {
        self.vault.seal(text.trim().as_bytes(), &place(number, field), &*self.entropy)
    }

    /// Opens a text of an objection.
    pub(crate) fn open(
        &self,
        number: &str,
        field: &str,
        sealed: &str,
    ) -> Result<String, crate::WorkflowError> {
        if sealed.is_empty() {
            return Ok(String::new());
        }
        let plain = self.vault.open(sealed, &place(number, field))?;
        String::from_utf8(plain)
            .map_err(|_| crate::WorkflowError::Damaged { what: "a sealed text" })
    }

    /// A fact about an objection.
    pub(crate) fn draft(
        &self,
        kind: FactKind,
        by: &Actor,
        (subject, item): (SubjectId, &str),
        body: &Value,
    ) -> Draft {
        Draft {
            kind,
            subject: Some(subject),
            actor: by.clone(),
            item: Some(item.to_owned()),
            policy: self.law.version().to_owned(),
            body: body.to_string(),
        }
    }
}

/// What binds a sealed text to its place.
fn place(number: &str, field: &str) -> Vec<u8> {
    format!("objection/{field}/{number}").into_bytes()
}
