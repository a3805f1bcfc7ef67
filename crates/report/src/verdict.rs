//! What there is to say of a number or a file, to anyone who has it.

use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};

use crate::{
    ReportError, Reports, Verdict, Verified, VerifiedHead,
    kept::holds_of,
    queries::issues::Issue,
    seal::{self, SealFault},
    verify,
};

/// No report is larger; a larger file is not read.
const LARGEST: usize = 32 << 20;

impl Reports {
    /// What there is to say of a number. Of a report that is superseded nothing is told but its head.
    pub fn verify(&self, number: &str) -> Result<Verified, ReportError> {
        let Some(issue) = self.found(number)? else { return Ok(unknown(None)) };
        self.verdict(&issue, None)
    }

    /// What there is to say of a file: its seal first, then its number.
    pub fn verify_file(&self, file: &[u8]) -> Result<Verified, ReportError> {
        if file.len() > LARGEST {
            return Ok(unknown(Some(false)));
        }
        let sealed = match seal::read(file) {
            Ok(sealed) => sealed,
            Err(SealFault::None) => return Ok(unknown(Some(false))),
            Err(_) => return Ok(altered()),
        };
        if verify::signed(&sealed, &self.inner.verifiers).is_err() {
            let ours = self.is_ours(&sealed.note) || self.found(&sealed.seal.number)?.is_some();
            return Ok(if ours { altered() } else { unknown(Some(false)) });
        }
        match self.found(&sealed.seal.number)? {
            None => Ok(unknown(Some(true))),
            Some(issue) if issue.digest != sealed.seal.digest => Ok(altered()),
            Some(issue) => self.verdict(&issue, Some(true)),
        }
    }

    /// Whether one of our keys is named in a note, whatever it signed.
    fn is_ours(&self, note: &str) -> bool {
        let ids: Vec<String> = self.keys().iter().filter_map(|key| id_of(key)).collect();
        let (_, lines) = note.rsplit_once("\n\n").unwrap_or_default();
        lines.lines().filter_map(|line| line.rsplit_once(' ')).any(|(_, signature)| {
            let bytes = BASE64.decode(signature).unwrap_or_default();
            bytes.get(..4).is_some_and(|id| ids.contains(&hex::encode(id)))
        })
    }

    fn verdict(&self, issue: &Issue, sealed: Option<bool>) -> Result<Verified, ReportError> {
        let today = self.inner.clock.today();
        let mut head = VerifiedHead {
            number: issue.number.clone(),
            title: issue.template.clone(),
            version: String::new(),
            issued_at: issue.issued_at,
            cut_off: issue.issued_at,
            valid_until: issue.valid_until,
            is_over: issue.valid_until < today,
            subject: String::new(),
            digest: issue.digest.clone(),
        };
        let Some(opened) = self.opened(issue)? else {
            // Its content was destroyed by order of law: that it was issued is all there is.
            if let Some(template) = self.inner.law.report(&issue.template, issue.issued_on) {
                head.title.clone_from(&template.title.zh);
                head.version.clone_from(&template.version);
            }
            return Ok(Verified { verdict: Verdict::Superseded, head: Some(head), sealed });
        };
        let report = opened.issued.report;
        head.title = report.template.title;
        head.version = report.template.version;
        head.cut_off = report.cut_off.at;
        head.subject = report.subject.told;
        let stands = self.stands(holds_of(&issue.holds), &opened.cites)?;
        let verdict = if stands { Verdict::Genuine } else { Verdict::Superseded };
        Ok(Verified { verdict, head: Some(head), sealed })
    }
}

/// The id in a verifier key `name+id+key`.
fn id_of(key: &str) -> Option<String> {
    key.split('+').nth(1).map(str::to_owned)
}

fn unknown(sealed: Option<bool>) -> Verified {
    Verified { verdict: Verdict::Unknown, head: None, sealed }
}

fn altered() -> Verified {
    Verified { verdict: Verdict::Altered, head: None, sealed: Some(false) }
}
