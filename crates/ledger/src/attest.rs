//! Texts that the site signs for another platform: a title, the text, the signatures of the log's keys,
//! in the form of C2SP signed-note. The title keeps them apart from checkpoints.

use crate::{LedgerError, Signer, Verifiers, checkpoint};

impl Signer {
    /// A signed note of a text of one line under a title that is not the log's name.
    pub fn attest(&self, title: &str, text: &str) -> Result<String, LedgerError> {
        let plain = |line: &str| !line.is_empty() && !line.chars().any(char::is_control);
        if title == self.name() || !plain(title) || !plain(text) {
            let reason = "title and text must each be one line, and no checkpoint's".to_owned();
            return Err(LedgerError::Form { what: "an attested text", reason });
        }
        let signed = format!("{title}\n{text}\n");
        let lines = self.sign(&signed)?;
        Ok(format!("{signed}\n{lines}"))
    }
}

/// The text of a note under a title, if every trusted key signed it.
pub fn attested<'n>(
    note: &'n str,
    title: &str,
    verifiers: &Verifiers,
) -> Result<&'n str, LedgerError> {
    let signed = checkpoint::verified(note, verifiers)?;
    let text = signed.strip_prefix(title).and_then(|rest| rest.strip_prefix('\n'));
    text.and_then(|text| text.strip_suffix('\n')).ok_or_else(|| LedgerError::Form {
        what: "an attested text",
        reason: format!("it does not stand under `{title}`"),
    })
}

#[cfg(test)]
mod tests {
    use super::attested;
    use crate::Signer;

    #[test]
    fn c_17_d_an_attested_text_is_read_back_and_a_changed_one_is_not() {
        let signer = Signer::new("probity/log", &[3; 32], &[4; 32]).unwrap();
        let verifiers = signer.verifiers().unwrap();
        let note = signer.attest("probity/results", "{\"kind\":\"repair\"}").unwrap();
        let text = attested(&note, "probity/results", &verifiers).unwrap();
        assert_eq!(text, "{\"kind\":\"repair\"}");
        assert!(attested(&note, "probity/other", &verifiers).is_err());
        let changed = note.replace("repair", "remove");
        assert!(attested(&changed, "probity/results", &verifiers).is_err());
        // Nothing that could be taken for a checkpoint is signed so.
        for (title, text) in [("probity/log", "1"), ("a", "b\nc"), ("", "b"), ("a\nb", "c")] {
            assert!(signer.attest(title, text).is_err(), "{title} {text}");
        }
    }
}
