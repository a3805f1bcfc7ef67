//! What the fact of a report keeps sealed: the model word for word, and what it cites.

use disclosure::{Cited, Gate};
use policy::model::report::ReportHolds;
use serde::{Deserialize, Serialize};
use store::Tx;
use vocabulary::SubjectId;

use crate::{
    Issued, Report, ReportError, Reports, facts::IssuedBody, model::Cite, queries::issues::Issue,
    reports::Inner, seal,
};

/// No model is longer; what is may not be unpacked.
const LARGEST: usize = 64 << 20;
/// How hard it is packed: a report is written once and read a few times.
const EFFORT: i32 = 9;

/// What is sealed.
#[derive(Serialize, Deserialize)]
struct Kept {
    /// The canonical JSON of the model, of which the digest was taken.
    model: String,
    cites: Vec<Cite>,
}

/// A report as it was issued, with what decides whether it still stands.
pub(crate) struct Opened {
    pub(crate) issued: Issued,
    pub(crate) cites: Vec<Cite>,
}

/// Where it is sealed for.
fn context(number: &str) -> String {
    format!("report.issued {number}")
}

impl Inner {
    /// Seals a model and what it cites.
    pub(crate) fn keep(
        &self,
        number: &str,
        model: &str,
        cites: &[Cite],
    ) -> Result<String, ReportError> {
        let damaged = |_| ReportError::Damaged { what: "a report" };
        let kept = Kept { model: model.to_owned(), cites: cites.to_vec() };
        let text = serde_json::to_vec(&kept).map_err(damaged)?;
        let packed = zstd::bulk::compress(&text, EFFORT)
            .map_err(|_| ReportError::Damaged { what: "a report" })?;
        Ok(self.vault.seal(&packed, context(number).as_bytes(), &*self.entropy))
    }

    /// Opens what was sealed; the model must have the digest that stands in the fact.
    fn unseal(&self, body: &IssuedBody) -> Result<(Report, Vec<Cite>), ReportError> {
        let damaged = ReportError::Damaged { what: "the sealed model of a report" };
        let packed = self.vault.open(&body.sealed, context(&body.known.number).as_bytes())?;
        let Ok(text) = zstd::bulk::decompress(&packed, LARGEST) else { return Err(damaged) };
        let Ok(Kept { model, cites }) = serde_json::from_slice(&text) else { return Err(damaged) };
        let Ok(report) = serde_json::from_str::<Report>(&model) else { return Err(damaged) };
        let same = seal::canonical(&report).as_deref() == Some(model.as_str())
            && seal::sm3(model.as_bytes()) == body.known.digest;
        if same { Ok((report, cites)) } else { Err(damaged) }
    }
}

impl Reports {
    /// Opens a report; none if its content was destroyed by order of law.
    pub(crate) fn opened(&self, issue: &Issue) -> Result<Option<Opened>, ReportError> {
        if issue.erased {
            return Ok(None);
        }
        let found = self.inner.db.read(|tx| {
            Ok::<_, ReportError>(ledger::Reader::body(tx, issue.subject, issue.position)?)
        })?;
        let Some(text) = found else { return Ok(None) };
        let body: IssuedBody = serde_json::from_str(&text)
            .map_err(|_| ReportError::Damaged { what: "the body of report.issued" })?;
        let (report, cites) = self.inner.unseal(&body)?;
        let (digest, position) = (body.known.digest.clone(), issue.position.0);
        Ok(Some(Opened { issued: Issued { report, digest, position }, cites }))
    }

    /// Whether everything that a report cites is still what it was.
    pub(crate) fn stands(&self, holds: ReportHolds, cites: &[Cite]) -> Result<bool, ReportError> {
        let Some(cited) = cited(cites) else { return Ok(false) };
        Ok(self.gate.stands(holds, &cited)?.into_inner())
    }

    /// Whether a report that was issued before is superseded.
    pub(crate) fn superseded(&self, issue: &Issue) -> Result<bool, ReportError> {
        match self.opened(issue)? {
            Some(opened) => Ok(!self.stands(holds_of(&issue.holds), &opened.cites)?),
            None => Ok(true),
        }
    }
}

/// As [`Reports::stands`], inside a transaction of the pen.
pub(crate) fn stands_in(
    gate: &Gate,
    tx: &mut Tx,
    holds: ReportHolds,
    cites: &[Cite],
) -> Result<bool, ReportError> {
    let Some(cited) = cited(cites) else { return Ok(false) };
    Ok(gate.stands_in(tx, holds, &cited)?.into_inner())
}

/// What a report cites, as the gate asks for it.
fn cited(cites: &[Cite]) -> Option<Vec<Cited<'_>>> {
    let cited = cites.iter().map(|cite| {
        let subject = SubjectId::from_hex(&cite.subject)?;
        Some(Cited { subject, digest: &cite.digest, version: cite.version })
    });
    cited.collect()
}

/// The text form of what a report holds.
pub(crate) fn holds_text(holds: ReportHolds) -> &'static str {
    match holds {
        ReportHolds::Public => "public",
        ReportHolds::Own => "own",
    }
}

/// What a report holds; a word that nobody wrote opens nothing that is not public.
pub(crate) fn holds_of(text: &str) -> ReportHolds {
    if text == "own" { ReportHolds::Own } else { ReportHolds::Public }
}
