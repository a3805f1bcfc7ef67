//! Where an answer goes on: the way of finding, and the last subject shown.

use vocabulary::SubjectId;

/// The last hit of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// Which way of finding, by its place; after the last comes what is ranked.
    pub(super) stage: u8,
    /// The subject shown last.
    pub(super) subject: SubjectId,
}

impl Mark {
    /// As text, 34 hexadecimal digits.
    pub(super) fn to_text(self) -> String {
        format!("{:02x}{}", self.stage, self.subject.to_hex())
    }

    /// Of text; none if it is no mark.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let stage =
            text.get(..2).filter(|stage| stage.bytes().all(|one| one.is_ascii_hexdigit()))?;
        let stage = u8::from_str_radix(stage, 16).ok()?;
        let subject = SubjectId::from_hex(text.get(2..)?)?;
        Some(Self { stage, subject })
    }
}
