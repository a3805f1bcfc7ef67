//! The body of `record.filed` and `record.corrected`: canonical JSON, keys in the agreed order.

use store::Vault;
use vocabulary::{Entropy, SubjectKind};

use crate::{cleanse::NO_CODE, identity::Subject, row::Row};

/// Where a record comes from.
pub(crate) struct Origin<'a> {
    pub(crate) batch: &'a str,
    pub(crate) line: u64,
    /// Unified code of the agency that sends.
    pub(crate) source: &'a str,
    /// Unified code of the agency that decided.
    pub(crate) recogniser: &'a str,
    /// Headers of columns without purpose.
    pub(crate) dropped: &'a [String],
}

/// Writes the body without its closing brace, so that `replaces` can still be added.
pub(crate) fn open_body(
    row: &Row<'_>,
    subject: &Subject,
    digest: &[u8; 16],
    origin: &Origin<'_>,
    seal: &Sealer<'_>,
) -> String {
    let mut json = Json(String::with_capacity(1024));
    json.0.push_str("{\"digest\":\"");
    json.hex(digest);
    json.0.push('"');
    json.key("batch");
    json.text(origin.batch);
    json.key("line");
    json.0.push_str(&origin.line.to_string());
    json.key("source");
    json.text(origin.source);
    json.key("recogniser");
    json.text(origin.recogniser);
    dates(&mut json, row);
    let stored = seal.row(row, subject);
    subject_parts(&mut json, row, subject, &stored);
    fields(&mut json, row, &stored);
    cleansed(&mut json, row, subject, &stored, seal);
    json.key("dropped");
    json.list(origin.dropped.iter().map(String::as_str));
    json.0
}

fn dates(json: &mut Json, row: &Row<'_>) {
    let roles = &row.shape.roles;
    let days =
        [("decided_on", roles.decided_on), ("from_on", roles.from), ("until_on", roles.until)];
    for (key, place) in days {
        json.key(key);
        json.optional(row.at(place));
    }
}

fn subject_parts(json: &mut Json, row: &Row<'_>, subject: &Subject, stored: &Stored) {
    let roles = &row.shape.roles;
    let value = |place: Option<usize>| place.map_or("", |place| stored.value(row, place));
    json.key("name");
    json.text(value(roles.name));
    json.key("kind");
    json.text(kind_text(subject.kind));
    let person = subject.kind == SubjectKind::Person;
    json.key("code");
    json.optional(if person {
        ""
    } else {
        Some(value(roles.code)).filter(|code| *code != NO_CODE).unwrap_or("")
    });
    json.key("number");
    json.optional(if person { value(roles.number) } else { "" });
}

fn fields(json: &mut Json, row: &Row<'_>, stored: &Stored) {
    json.key("fields");
    json.0.push('{');
    let mut first = true;
    for (place, field) in row.shape.fields.iter().enumerate() {
        let value = stored.value(row, place);
        if value.is_empty() {
            continue;
        }
        if !std::mem::take(&mut first) {
            json.0.push(',');
        }
        json.text(&field.name);
        json.0.push(':');
        json.text(value);
    }
    json.0.push('}');
}

fn cleansed(json: &mut Json, row: &Row<'_>, subject: &Subject, stored: &Stored, seal: &Sealer<'_>) {
    json.key("cleansed");
    json.0.push('[');
    let mut first = true;
    for (place, (slot, field)) in row.slots.iter().zip(&row.shape.fields).enumerate() {
        let Some(rule) = slot.cleansed else { continue };
        if !std::mem::take(&mut first) {
            json.0.push(',');
        }
        json.0.push_str("{\"field\":");
        json.text(&field.name);
        json.key("original");
        if field.is_personal() {
            json.text(&seal.seal(&slot.original, &field.name, subject));
        } else {
            json.text(&slot.original);
        }
        json.key("value");
        json.text(stored.value(row, place));
        json.key("rule");
        json.text(rule.code);
        json.0.push('}');
    }
    json.0.push(']');
}

/// Seals what may only be stored sealed.
pub(crate) struct Sealer<'a> {
    pub(crate) vault: &'a Vault,
    pub(crate) entropy: &'a dyn Entropy,
}

impl Sealer<'_> {
    fn row(&self, row: &Row<'_>, subject: &Subject) -> Stored {
        let fields = row.shape.fields.iter().enumerate();
        let sealed = fields
            .filter(|(place, field)| field.is_personal() && !row.at(Some(*place)).is_empty())
            .map(|(place, field)| (place, self.seal(row.at(Some(place)), &field.name, subject)))
            .collect();
        Stored(sealed)
    }

    fn seal(&self, text: &str, field: &str, subject: &Subject) -> String {
        self.vault.seal(text.as_bytes(), &context(field, subject.id), self.entropy)
    }
}

/// What binds a sealed value to its place: `record`, the field's name and the subject's 32 hex digits,
/// joined by `/`.
pub(crate) fn context(field: &str, subject: vocabulary::SubjectId) -> Vec<u8> {
    format!("record/{field}/{}", subject.to_hex()).into_bytes()
}

/// The sealed forms of a row's personal values.
struct Stored(Vec<(usize, String)>);

impl Stored {
    fn value<'r>(&'r self, row: &'r Row<'_>, place: usize) -> &'r str {
        let sealed = self.0.iter().find(|(sealed, _)| *sealed == place);
        sealed.map_or_else(|| row.at(Some(place)), |(_, text)| text)
    }
}

/// The text of a kind, as serde writes it.
fn kind_text(kind: SubjectKind) -> &'static str {
    match kind {
        SubjectKind::Enterprise => "enterprise",
        SubjectKind::SelfEmployed => "self-employed",
        SubjectKind::Cooperative => "cooperative",
        SubjectKind::SocialOrganisation => "social-organisation",
        SubjectKind::PublicInstitution => "public-institution",
        SubjectKind::Government => "government",
        SubjectKind::OtherOrganisation => "other-organisation",
        SubjectKind::Person => "person",
    }
}

/// Writes JSON without building it first.
struct Json(String);

impl Json {
    fn key(&mut self, key: &str) {
        self.0.push_str(",\"");
        self.0.push_str(key);
        self.0.push_str("\":");
    }

    fn optional(&mut self, text: &str) {
        if text.is_empty() { self.0.push_str("null") } else { self.text(text) }
    }

    fn list<'t>(&mut self, texts: impl Iterator<Item = &'t str>) {
        self.0.push('[');
        for (place, text) in texts.enumerate() {
            if place > 0 {
                self.0.push(',');
            }
            self.text(text);
        }
        self.0.push(']');
    }

    fn hex(&mut self, bytes: &[u8]) {
        for nibble in bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]) {
            self.0.push(char::from_digit(u32::from(nibble), 16).unwrap_or('0'));
        }
    }

    /// A string; escapes what RFC 8259 demands.
    fn text(&mut self, text: &str) {
        self.0.push('"');
        let mut clean = 0;
        for (place, byte) in text.bytes().enumerate() {
            if byte >= 0x20 && byte != b'"' && byte != b'\\' {
                continue;
            }
            self.0.push_str(text.get(clean..place).unwrap_or_default());
            match byte {
                b'"' => self.0.push_str("\\\""),
                b'\\' => self.0.push_str("\\\\"),
                b'\n' => self.0.push_str("\\n"),
                b'\r' => self.0.push_str("\\r"),
                b'\t' => self.0.push_str("\\t"),
                8 => self.0.push_str("\\b"),
                12 => self.0.push_str("\\f"),
                _ => self.0.push_str(&format!("\\u{byte:04x}")),
            }
            clean = place + 1;
        }
        self.0.push_str(text.get(clean..).unwrap_or_default());
        self.0.push('"');
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn strings_are_written_as_serde_writes_them(text in any::<String>()) {
            let mut json = Json(String::new());
            json.text(&text);
            prop_assert_eq!(json.0, serde_json::to_string(&text).unwrap());
        }
    }
}
