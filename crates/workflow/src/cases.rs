//! The room's door for cases.

use std::sync::Arc;

use ledger::{Pen, Scribe};
use policy::Law;
use serde_json::Value;
use store::{Database, Vault};
use vocabulary::{Actor, Clock, Draft, Entropy, Fact, FactKind, Position, SubjectId};

use crate::{Registrar, WorkflowError, follower};

/// Cases of every process of the packs. Clones share everything.
#[derive(Clone)]
pub struct Cases(pub(crate) Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) db: Database,
    pub(crate) pen: Pen,
    pub(crate) law: Arc<Law>,
    pub(crate) vault: Arc<Vault>,
    pub(crate) registrar: Arc<dyn Registrar>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) entropy: Arc<dyn Entropy>,
}

impl Cases {
    /// The cases in a database; its pen must carry [`crate::WorkflowFollower`] and the archive's
    /// follower. `registrar` files and changes records for effects.
    pub fn new(
        db: Database,
        pen: Pen,
        law: Arc<Law>,
        vault: Arc<Vault>,
        registrar: Arc<dyn Registrar>,
        (clock, entropy): (Arc<dyn Clock>, Arc<dyn Entropy>),
    ) -> Self {
        Self(Arc::new(Inner { db, pen, law, vault, registrar, clock, entropy }))
    }

    /// The law under which cases begin.
    pub fn law(&self) -> &Law {
        &self.0.law
    }
}

impl Inner {
    /// Seals a text for its place in a case.
    pub(crate) fn seal_in(&self, number: &str, place: &str, text: &str) -> String {
        if text.is_empty() {
            return String::new();
        }
        self.vault.seal(text.as_bytes(), &bound(number, place), &*self.entropy)
    }

    /// Opens a text of a case.
    pub(crate) fn open_in(
        &self,
        number: &str,
        place: &str,
        sealed: &str,
    ) -> Result<String, WorkflowError> {
        if sealed.is_empty() {
            return Ok(String::new());
        }
        let plain = self.vault.open(sealed, &bound(number, place))?;
        String::from_utf8(plain).map_err(|_| WorkflowError::Damaged { what: "a sealed text" })
    }

    /// A fact about a case.
    pub(crate) fn fact(
        &self,
        kind: FactKind,
        actor: &Actor,
        (subject, item): (Option<SubjectId>, &str),
        body: &Value,
    ) -> Draft {
        Draft {
            kind,
            subject,
            actor: actor.clone(),
            item: Some(item.to_owned()).filter(|item| !item.is_empty()),
            policy: self.law.version().to_owned(),
            body: body.to_string(),
        }
    }

    /// Appends a fact of this room and lets its tables show it at once, so that the next decision in
    /// the same transaction of the pen sees it; the follower passes over it later.
    pub(crate) fn append(
        &self,
        scribe: &mut Scribe<'_>,
        draft: Draft,
    ) -> Result<Position, WorkflowError> {
        let (at, position) = (scribe.now(), scribe.append(draft.clone()));
        let fact = Fact { position, at, draft };
        follower::ahead(scribe.tx(), &fact)?;
        Ok(position)
    }
}

/// What binds a sealed text to its place.
fn bound(number: &str, place: &str) -> Vec<u8> {
    format!("case/{number}/{place}").into_bytes()
}
