//! Handing a report out: again, as PDF, as JSON.

use disclosure::Reported;
use vocabulary::SubjectId;

use crate::{
    Asker, Issued, Report, ReportError, Reports,
    kept::holds_of,
    print,
    queries::issues::{self, Issue},
    seal::{self, Printed, Seal, TITLE},
};

impl Reports {
    /// A report that was issued before, for whoever might have it issued now; refused if it is
    /// superseded. Of the asker only the kind, the organisation and the consent are compared.
    ///
    /// On the day of its issue the look that stands in the register covers it. Later a consent is used
    /// once more and that is registered, and a window issues a new one: the subject has to be there.
    pub fn again(&self, asker: &Asker, number: &str) -> Result<Issued, ReportError> {
        let none = || ReportError::NoSuchReport { number: number.trim().to_owned() };
        let issue = self.found(number)?.ok_or_else(none)?;
        if !self.may_have(asker, &issue)? {
            return Err(none());
        }
        self.admitted(asker, &issue)?;
        let opened = self.opened(&issue)?;
        let superseded = || ReportError::Superseded { number: issue.number.clone() };
        let opened = opened.ok_or_else(superseded)?;
        if !self.stands(holds_of(&issue.holds), &opened.cites)? {
            return Err(superseded());
        }
        Ok(opened.issued)
    }

    /// The report of a number as somebody typed it.
    pub(crate) fn found(&self, number: &str) -> Result<Option<Issue>, ReportError> {
        let Some(number) = crate::number::parse(number) else { return Ok(None) };
        self.inner.db.glance(|tx| Ok(issues::by_number(tx, &number)?))
    }

    /// Whether a report was issued to whoever asks. A report that somebody else had issued is none to
    /// him, and to the subject only those that it asked for itself.
    fn may_have(&self, asker: &Asker, issue: &Issue) -> Result<bool, ReportError> {
        let mine = match asker {
            Asker::Own { subject, .. } => {
                return Ok(matches!(issue.asker.as_str(), "own" | "counter")
                    && self.is_of(*subject, issue.subject)?);
            }
            Asker::Counter { organisation, .. } | Asker::Agency { organisation, .. } => {
                self.code_of(organisation) == issue.organisation
            }
            Asker::Consented { organisation, consent, .. } => {
                let consent = consent.trim();
                self.code_of(organisation) == issue.organisation
                    && (consent.is_empty() || issue.consent.as_deref() == Some(consent))
            }
        };
        Ok(mine && issue.asker == asker.text())
    }

    fn is_of(&self, subject: SubjectId, other: SubjectId) -> Result<bool, ReportError> {
        Ok(subject == other || self.gate.ids(subject)?.contains(&other))
    }

    /// Asks the gate whether what opened a report still opens it.
    fn admitted(&self, asker: &Asker, issue: &Issue) -> Result<(), ReportError> {
        let today = self.inner.clock.today() == issue.issued_on;
        let asker = as_then(asker, issue);
        match &asker {
            Asker::Counter { .. } if !today => Err(ReportError::refused(
                "C-08",
                "窗口出具的信用报告只在出具当天重新打印".to_owned(),
                "信用信息查询使用登记制度",
                "请当事人到场，核对证件后重新出具一份。",
            )),
            Asker::Consented { .. } => {
                let viewer = asker.viewer(issue.subject);
                if today {
                    self.gate.still_consents(&viewer, issue.subject)?;
                } else {
                    let wanted = Reported { holds: holds_of(&issue.holds), known_on: None };
                    self.gate.reported(&viewer, issue.subject, &wanted)?;
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// The sealed PDF of a report. The same bytes as when it was issued; a machine whose font has
    /// changed since, or another version of the press, sets the same words otherwise, and then the
    /// seal says that this is a reprint.
    pub fn pdf(&self, issued: &Issued) -> Result<Vec<u8>, ReportError> {
        let number = &issued.report.number;
        let fresh = self.fresh.take(&issued.digest).map(|paper| paper.to_vec());
        let pdf = match fresh {
            Some(paper) => paper,
            None => self.print(&issued.report, &issued.digest)?,
        };
        let bytes = seal::sha256(&pdf);
        let first = self.found(number)?.and_then(|issue| issue.printed);
        let same = first.as_deref() == Some(bytes.as_str());
        let printed = if same { Printed::Original } else { Printed::Reprint };
        if !same {
            tracing::warn!(position = issued.position, "a report was printed otherwise than first");
        }
        let note = self.note(issued, bytes, printed)?;
        Ok(seal::on_pdf(pdf, &note))
    }

    /// The sealed JSON of a report: the same bytes whenever it is asked for.
    pub fn json(&self, issued: &Issued) -> Result<Vec<u8>, ReportError> {
        let model = seal::canonical(&issued.report);
        let model = model.ok_or(ReportError::Damaged { what: "a report" })?;
        let bytes = seal::sha256(model.as_bytes());
        let note = self.note(issued, bytes, Printed::Original)?;
        Ok(seal::on_json(&model, &note).into_bytes())
    }

    /// The signed note on a file.
    fn note(
        &self,
        issued: &Issued,
        bytes: String,
        printed: Printed,
    ) -> Result<String, ReportError> {
        let Report { number, template, valid_until, .. } = &issued.report;
        let seal = Seal {
            number: number.clone(),
            template: template.id.clone(),
            valid_until: *valid_until,
            digest: issued.digest.clone(),
            bytes,
            printed,
        };
        Ok(self.inner.signer.attest(TITLE, &seal.text())?)
    }

    /// The PDF before its seal.
    pub(crate) fn print(&self, report: &Report, digest: &str) -> Result<Vec<u8>, ReportError> {
        Ok(seal::pdf_bytes(self.press.print(&print::document(report, digest))?))
    }
}

/// Whoever asks now, with the consent and the number of the business of then.
fn as_then(asker: &Asker, issue: &Issue) -> Asker {
    match asker.clone() {
        Asker::Consented { actor, organisation, .. } => Asker::Consented {
            actor,
            organisation,
            consent: issue.consent.clone().unwrap_or_default(),
            matter_number: issue.matter_number.clone().unwrap_or_default(),
        },
        other => other,
    }
}
