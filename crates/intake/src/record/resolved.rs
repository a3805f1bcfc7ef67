//! How it was found out whom a record is about, where its row did not say so by a code.

use serde_json::json;
use vocabulary::{Position, SubjectId};

/// What stands in a record's body under `resolved`.
pub(crate) struct Resolved<'a> {
    /// Rule of the packs (`M-1`), `decided` by an officer, or `relinked`.
    pub(crate) rule: &'a str,
    /// The name as the row gives it.
    pub(crate) name: &'a str,
    /// How near it is to the name of whom it was taken for, in [0, 1]; none if nobody compared.
    pub(crate) value: Option<f32>,
}

impl Resolved<'_> {
    /// Adds itself to a body that is still open.
    pub(crate) fn add_to(&self, body: &mut String) {
        self.write(body, None);
    }

    /// The same with the place from which a record was moved: subject, digest, fact of its withdrawal.
    pub(crate) fn add_moved(&self, body: &mut String, from: (SubjectId, &str, Position)) {
        self.write(body, Some(from));
    }

    fn write(&self, body: &mut String, from: Option<(SubjectId, &str, Position)>) {
        // Hundredths say enough, and look the same on every machine.
        let value = self.value.map(identity::score::thousandths);
        let mut told = json!({ "rule": self.rule, "name": self.name, "value": value });
        if let (Some(told), Some((subject, digest, withdrawn))) = (told.as_object_mut(), from) {
            let from =
                json!({ "subject": subject.to_hex(), "digest": digest, "withdrawn": withdrawn.0 });
            told.insert("from".to_owned(), from);
        }
        body.push_str(",\"resolved\":");
        body.push_str(&told.to_string());
    }
}
