//! One field of one record: whether it is shown, opened, masked.

use policy::{
    Law,
    model::catalog::{CatalogItem, Field, FieldRole, FieldType},
};
use store::Vault;
use vocabulary::{SubjectId, SubjectKind};

use super::Reach;
use crate::{mask, model::FieldView};

/// How a sealed value begins (see the vault).
const SEAL: &str = "s1.";

/// Whose record is shown to whom, under which law and keys.
pub(crate) struct Looking<'a> {
    pub(crate) law: &'a Law,
    pub(crate) vault: &'a Vault,
    pub(crate) reach: &'a Reach,
    pub(crate) subject: SubjectId,
    pub(crate) kind: SubjectKind,
}

/// The value of a field, and whether it is masked.
pub(crate) struct Shown {
    pub(crate) value: String,
    pub(crate) masked: bool,
}

impl Looking<'_> {
    /// The fields of a record that may be seen, in the order of the catalog.
    pub(crate) fn fields<'v>(
        &self,
        item: &CatalogItem,
        value: impl Fn(&str) -> Option<&'v str>,
    ) -> Vec<FieldView> {
        let view = |field: &Field| {
            let shown = self.show(field, value(&field.name)?)?;
            let (name, zh) = (field.name.clone(), field.zh.clone());
            Some(FieldView { name, zh, value: shown.value, masked: shown.masked })
        };
        item.field.iter().filter_map(view).collect()
    }

    /// A value as the viewer may see it; none if he may not.
    pub(crate) fn show(&self, field: &Field, value: &str) -> Option<Shown> {
        if value.is_empty() || field.audience > self.reach.audience() {
            return None;
        }
        let opened;
        let value = if field.sealed || value.starts_with(SEAL) {
            opened = self.open(&field.name, value)?;
            opened.as_str()
        } else {
            value
        };
        let on_paper = matches!(self.reach, Reach::Own) && field.kind == FieldType::PersonNumber;
        if on_paper {
            let mask = self.law.mask(field.mask.as_deref().unwrap_or("identity-number"))?;
            return Some(Shown { value: mask::masked(mask, value), masked: true });
        }
        if self.reach.is_unmasked() {
            return Some(Shown { value: value.to_owned(), masked: false });
        }
        if let Some(id) = &field.mask {
            // A mask that no pack holds hides everything.
            let mask = self.law.mask(id)?;
            return Some(Shown { value: mask::masked(mask, value), masked: true });
        }
        if field.sealed || field.kind == FieldType::PersonNumber {
            return None;
        }
        if self.kind == SubjectKind::Person && field.role == Some(FieldRole::SubjectName) {
            return Some(Shown { value: self.person(value), masked: true });
        }
        Some(Shown { value: value.to_owned(), masked: false })
    }

    /// A person's name as others than the person may see it.
    pub(crate) fn person(&self, name: &str) -> String {
        mask::masked_name(self.law, name)
    }

    /// A value opened if it is sealed, without mask: for the gate's own decisions.
    pub(crate) fn plain(&self, field: &str, value: &str) -> Option<String> {
        if value.starts_with(SEAL) { self.open(field, value) } else { Some(value.to_owned()) }
    }

    /// What a sealed value holds; none if no key opens it here. A value is bound to its field and
    /// to the subject under whose number it was filed.
    fn open(&self, field: &str, sealed: &str) -> Option<String> {
        let place = format!("record/{field}/{}", self.subject.to_hex());
        String::from_utf8(self.vault.open(sealed, place.as_bytes()).ok()?).ok()
    }
}
