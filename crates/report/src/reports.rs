//! The room's one door.

use std::sync::Arc;

use disclosure::{Gate, Whence};
use ledger::{Pen, Signer, Verifiers};
use paper::Press;
use policy::Law;
use store::{Database, Vault};
use vocabulary::{Actor, Clock, Entropy, SubjectId};

use crate::{
    Ask, Asker, Issued, IssuedLine, Issuer, Recognised, RecognisedLine, RegisterFilter,
    RegisterLine, ReportCount, ReportError, Verified,
};

/// Credit reports of a site. Clones share everything.
#[derive(Clone)]
pub struct Reports {
    pub(crate) inner: Arc<Inner>,
    pub(crate) gate: Gate,
    pub(crate) issuer: Arc<Issuer>,
    pub(crate) press: Press,
    pub(crate) whence: Option<Arc<Whence>>,
}

pub(crate) struct Inner {
    pub(crate) db: Database,
    pub(crate) pen: Pen,
    pub(crate) law: Arc<Law>,
    pub(crate) vault: Arc<Vault>,
    pub(crate) signer: Signer,
    pub(crate) verifiers: Verifiers,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) entropy: Arc<dyn Entropy>,
}

impl Reports {
    /// Reports over a gate; the pen must carry [`crate::ReportFollower`]. `signer` holds the keys of
    /// the log, under which the files are sealed.
    pub fn new(
        gate: Gate,
        (db, pen): (Database, Pen),
        (law, vault): (Arc<Law>, Arc<Vault>),
        signer: Signer,
        press: Press,
        (clock, entropy): (Arc<dyn Clock>, Arc<dyn Entropy>),
        issuer: Issuer,
    ) -> Result<Self, ReportError> {
        let verifiers = signer.verifiers()?;
        let inner = Inner { db, pen, law, vault, signer, verifiers, clock, entropy };
        let (inner, issuer) = (Arc::new(inner), Arc::new(issuer));
        Ok(Self { inner, gate, issuer, press, whence: None })
    }

    /// The same reports, issued under another name and address, and printed by another press.
    #[must_use]
    pub fn at(&self, issuer: Issuer, press: Press) -> Self {
        Self { issuer: Arc::new(issuer), press, ..self.clone() }
    }

    /// The same reports, for those who come through a door: it stands in each look and each report.
    #[must_use]
    pub fn through(&self, whence: Whence) -> Self {
        let gate = self.gate.through(whence.clone());
        Self { gate, whence: Some(Arc::new(whence)), ..self.clone() }
    }

    /// The published keys under which files are verified, in the form `name+id+key`.
    pub fn keys(&self) -> Vec<String> {
        self.inner.signer.verifier_keys().to_vec()
    }
}

impl Reports {
    /// Issues a report: compiled, numbered, durable, and at the instant of its return resting on
    /// nothing that has changed or gone.
    pub fn issue(
        &self,
        _asker: &Asker,
        _subject: SubjectId,
        _ask: &Ask,
    ) -> Result<Issued, ReportError> {
        Err(ReportError::Overtaken)
    }

    /// A report that was issued before, for whoever might have it issued now; refused if it is
    /// superseded. Of the asker only the kind, the organisation and the consent are compared.
    pub fn again(&self, _asker: &Asker, number: &str) -> Result<Issued, ReportError> {
        Err(ReportError::NoSuchReport { number: number.to_owned() })
    }

    /// The reports about a subject, the newest first.
    pub fn of(&self, _subject: SubjectId) -> Result<Vec<IssuedLine>, ReportError> {
        Ok(Vec::new())
    }

    /// The reports that an organisation (id or unified code) had issued, the newest first.
    pub fn issued_by(
        &self,
        organisation: &str,
        limit: u32,
    ) -> Result<Vec<RegisterLine>, ReportError> {
        let organisation = Some(organisation.to_owned());
        self.register(&RegisterFilter { organisation, ..RegisterFilter::default() }, limit)
    }

    /// The register of issued reports, the newest first; for auditors.
    pub fn register(
        &self,
        _filter: &RegisterFilter,
        _limit: u32,
    ) -> Result<Vec<RegisterLine>, ReportError> {
        Ok(Vec::new())
    }

    /// The sealed PDF of a report.
    pub fn pdf(&self, _issued: &Issued) -> Result<Vec<u8>, ReportError> {
        Err(ReportError::Overtaken)
    }

    /// The sealed JSON of a report.
    pub fn json(&self, _issued: &Issued) -> Result<Vec<u8>, ReportError> {
        Err(ReportError::Overtaken)
    }

    /// What there is to say of a number.
    pub fn verify(&self, _number: &str) -> Result<Verified, ReportError> {
        Ok(Verified { verdict: crate::Verdict::Unknown, head: None, sealed: None })
    }

    /// What there is to say of a file.
    pub fn verify_file(&self, _bytes: &[u8]) -> Result<Verified, ReportError> {
        Ok(Verified { verdict: crate::Verdict::Unknown, head: None, sealed: None })
    }

    /// Accepts another region's sealed report for a matter, or refuses it with the reason (C-08.f);
    /// either is a fact.
    pub fn recognise(
        &self,
        _actor: &Actor,
        _bytes: &[u8],
        _matter: &str,
        _matter_number: &str,
    ) -> Result<Recognised, ReportError> {
        Err(ReportError::Overtaken)
    }

    /// The reports of other regions that an organisation (id or unified code) handled, or all of
    /// them; the newest first.
    pub fn recognised(
        &self,
        _organisation: Option<&str>,
        _limit: u32,
    ) -> Result<Vec<RecognisedLine>, ReportError> {
        Ok(Vec::new())
    }

    /// Reports issued in a year, by channel, organisation and purpose (C-08.d).
    pub fn counts(&self, _year: i16) -> Result<Vec<ReportCount>, ReportError> {
        Ok(Vec::new())
    }
}
