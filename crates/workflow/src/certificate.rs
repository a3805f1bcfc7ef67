//! Certificates: issued by cases, verified by anybody who has the number (C-33.c).

use policy::model::basis::Title;
use serde::Serialize;
use vocabulary::{Date, Entropy};

use crate::{AnnouncedField, Cases, WorkflowError, number, queries::certificates};

/// Whether a certificate holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// It holds.
    Valid,
    /// Its last day is over.
    Expired,
    /// It was revoked.
    Revoked,
}

/// What whoever verifies a certificate reads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Certificate {
    /// Its number.
    pub certificate: String,
    /// What issued it.
    pub process: Title,
    /// Whether it holds today.
    pub standing: Standing,
    /// The holder, masked.
    pub holder: String,
    /// Who issued it.
    pub unit: Option<Title>,
    /// What it says.
    pub fields: Vec<AnnouncedField>,
    /// Since when.
    pub issued_on: Date,
    /// Its last day.
    pub until_on: Option<Date>,
    /// Since when it holds no more.
    pub revoked_on: Option<Date>,
    /// The fact that issued it.
    pub position: u64,
}

/// A fresh number: the day, and ten characters that nobody guesses.
pub(crate) fn fresh(on: Date, entropy: &dyn Entropy) -> String {
    let day = on.to_string().replace('-', "");
    format!("C{day}{}", number::code(entropy))
}

/// The number as it is kept: blanks and hyphens do not count; none if it cannot be one.
fn parsed(text: &str) -> Option<String> {
    let marks = text.chars().filter(|mark| !mark.is_whitespace() && *mark != '-');
    let text: String = marks.map(|mark| mark.to_ascii_uppercase()).take(40).collect();
    let sound = text.len() == 19
        && text.starts_with('C')
        && text.chars().all(|mark| mark.is_ascii_alphanumeric());
    sound.then_some(text)
}

impl Cases {
    /// The certificate of a number; none if there is none.
    pub fn certificate(&self, number: &str) -> Result<Option<Certificate>, WorkflowError> {
        let Some(number) = parsed(number) else { return Ok(None) };
        let found = self.0.db.read(|tx| certificates::find(tx, &number))?;
        Ok(found.map(|one| self.certified(one)))
    }

    /// Numbers of the certificates that a case issued, the oldest first.
    pub fn certificates_of(&self, number: &str) -> Result<Vec<String>, WorkflowError> {
        let issued = self.0.db.read(|tx| certificates::of_case(tx, number))?;
        Ok(issued.into_iter().map(|one| one.certificate).collect())
    }

    fn certified(&self, one: certificates::Issued) -> Certificate {
        let today = self.0.clock.today();
        let law = &self.0.law;
        let process = law.process(&one.process, one.issued_on);
        let standing = match (one.revoked_on, one.until_on) {
            (Some(_), _) => Standing::Revoked,
            (None, Some(until)) if until < today => Standing::Expired,
            _ => Standing::Valid,
        };
        Certificate {
            process: process.map_or_else(
                || Title { zh: one.process.clone(), en: one.process.clone() },
                |process| process.title.clone(),
            ),
            standing,
            fields: self.announced_fields(&one.process, &one.fields, one.issued_on),
            unit: law.agency(&one.unit).map(|unit| unit.title.clone()),
            certificate: one.certificate,
            holder: one.holder,
            issued_on: one.issued_on,
            until_on: one.until_on,
            revoked_on: one.revoked_on,
            position: one.position,
        }
    }
}
