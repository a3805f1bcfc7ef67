//! The room's one door.

use std::sync::Arc;

use disclosure::{Gate, Whence};
use ledger::{Pen, Signer, Verifiers};
use paper::Press;
use policy::Law;
use store::{Database, Vault};
use vocabulary::{Clock, Entropy};

use crate::{Issuer, ReportError, fresh::Fresh};

/// Credit reports of a site. Clones share everything.
#[derive(Clone)]
pub struct Reports {
    pub(crate) inner: Arc<Inner>,
    pub(crate) gate: Gate,
    pub(crate) issuer: Arc<Issuer>,
    pub(crate) press: Press,
    pub(crate) fresh: Fresh,
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
        Ok(Self { inner, gate, issuer, press, fresh: Fresh::default(), whence: None })
    }

    /// The same reports, issued under another name and address, and printed by another press.
    #[must_use]
    pub fn at(&self, issuer: Issuer, press: Press) -> Self {
        let (issuer, fresh) = (Arc::new(issuer), Fresh::default());
        Self { issuer, press, fresh, ..self.clone() }
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
