//! What a subject declares about itself: always marked as self-declared, checked or not (C-07.d).

mod check;
mod declare;
mod evidence;
mod list;
pub mod model;
mod row;

use std::sync::Arc;

use policy::model::{
    agency::Agency,
    catalog::{CatalogClass, CatalogItem, FieldRole},
};
use serde_json::Value;
use vocabulary::{Actor, Draft, FactKind, SubjectId};

use crate::{Intake, IntakeError};
pub(crate) use evidence::Sealed;
pub use model::{
    CheckState, CheckVerdict, DeclarationKind, DeclarationReceipt, DeclarationView, EvidenceFile,
    EvidenceKind, EvidenceLine, FieldLine, NewDeclaration, NewEvidence,
};

/// What begins the numbers of declarations (申报).
const PREFIX: &str = "SB";

/// Declarations of subjects. Clones share everything.
#[derive(Clone)]
pub struct Declarations(Arc<Intake>);

impl Declarations {
    /// The declarations that this intake files.
    pub fn new(intake: Arc<Intake>) -> Self {
        Self(intake)
    }

    /// What can be declared today: the self-declared items of the law whose check state is kept.
    pub fn kinds(&self) -> Vec<DeclarationKind> {
        let items = self.0.law.items(self.0.clock.today());
        items.into_iter().filter(|item| is_declared(item)).map(DeclarationKind::of).collect()
    }

    /// The item of a kind that can be declared.
    fn item(&self, id: &str) -> Result<&CatalogItem, IntakeError> {
        let item = self.0.item(id, self.0.clock.today())?;
        if is_declared(item) {
            return Ok(item);
        }
        let reason = format!("“{}”不是可以自主申报的类别", item.title.zh);
        Err(IntakeError::Forbidden {
            rule: "S-112", reason, remedy: "请从申报类别中选择。"
        })
    }

    /// The agency that takes declarations of an item and checks them.
    fn keeper(&self, item: &CatalogItem) -> Result<&Agency, IntakeError> {
        let mut agencies = self.0.law.agencies().iter();
        agencies.find(|agency| self.0.law.may_provide(agency, item)).ok_or_else(|| {
            let reason = format!("本站没有受理“{}”的单位", item.title.zh);
            IntakeError::Forbidden { rule: "S-112", reason, remedy: "请联系信用中心。" }
        })
    }

    /// A fact about a declaration.
    fn draft(
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
            policy: self.0.law.version().to_owned(),
            body: body.to_string(),
        }
    }
}

/// Whether subjects declare an item themselves: it is self-declared, and says when and by whom it
/// was checked.
fn is_declared(item: &CatalogItem) -> bool {
    let has = |role| item.field.iter().any(|field| field.role == Some(role));
    item.class == CatalogClass::SelfDeclared
        && has(FieldRole::CheckState)
        && has(FieldRole::CheckedOn)
        && has(FieldRole::CheckedBy)
}
