//! Sends the results of cases to the upper platform (C-17.d): signed, again and again until it has
//! acknowledged.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread::JoinHandle,
    time::Duration,
};

use anyhow::{Context, Result, bail};
use ledger::Signer;
use serde_json::{Value, json};
use vocabulary::Entropy;
use workflow::{Cases, Dispatch};

use crate::{Place, keys::Keys, platform::LOG_NAME};

/// The title under which results are signed.
pub const TITLE: &str = "probity/results";
const PATIENCE: Duration = Duration::from_secs(10);
/// Characters of a receipt that are kept.
const RECEIPT: usize = 200;
/// Largest answer that is read.
const LARGEST: u64 = 1 << 16;

/// The way up.
pub struct Results {
    cases: Cases,
    signer: Signer,
    address: String,
    agent: ureq::Agent,
}

/// What a round did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Round {
    /// Acknowledged.
    pub sent: u64,
    /// Not reached, or refused: tried again later.
    pub failed: u64,
}

impl Results {
    /// The way from a site to an address; the site's keys of the log sign.
    ///
    /// Errors: an address in the clear that is not this machine.
    pub fn new(place: &Place, cases: Cases, address: &str, entropy: &dyn Entropy) -> Result<Self> {
        let local = ["http://127.0.0.1", "http://localhost", "http://[::1]"];
        if !address.starts_with("https://") && !local.iter().any(|one| address.starts_with(one)) {
            bail!("{address} is not https; results go out encrypted");
        }
        let keys = Keys::open(&place.data, entropy)?;
        let signer = Signer::new(LOG_NAME, &keys.ed25519, &keys.sm2)?;
        let config = ureq::Agent::config_builder()
            .timeout_global(Some(PATIENCE))
            .max_redirects(0)
            .http_status_as_error(false)
            .proxy(None)
            .user_agent("probity")
            .build();
        Ok(Self { cases, signer, address: address.to_owned(), agent: config.into() })
    }

    /// Sends every result whose time has come.
    pub fn send(&self) -> Result<Round> {
        let mut round = Round::default();
        for due in self.cases.due_dispatches()? {
            match self.post(&due) {
                Ok(receipt) => {
                    round.sent += 1;
                    self.cases.tried(&due, Ok(&receipt))?;
                }
                Err(fault) => {
                    round.failed += 1;
                    self.cases.tried(&due, Err(&format!("{fault:#}")))?;
                }
            }
        }
        Ok(round)
    }

    /// One attempt: the receipt that the other side gave.
    fn post(&self, due: &Dispatch) -> Result<String> {
        let result = self.cases.dispatch_body(due)?;
        let note = self.signer.attest(TITLE, &result.to_string())?;
        let body = json!({ "result": result, "note": note }).to_string();
        let request = self.agent.post(&self.address).header("content-type", "application/json");
        let mut answer = request.send(body).context("the upper platform was not reached")?;
        if !answer.status().is_success() {
            bail!("the upper platform answered {}", answer.status());
        }
        let text = answer.body_mut().with_config().limit(LARGEST).read_to_string()?;
        let told = serde_json::from_str::<Value>(&text).ok();
        let receipt = told.as_ref().and_then(|told| told.get("receipt")?.as_str());
        Ok(receipt.unwrap_or(text.trim()).chars().take(RECEIPT).collect())
    }

    /// Sends about once a minute until the timer is dropped.
    pub fn start(self) -> Timer {
        let stop = Arc::new(AtomicBool::new(false));
        let stopped = Arc::clone(&stop);
        let thread = std::thread::spawn(move || {
            let mut seconds: u64 = 0;
            while !stopped.load(Ordering::Relaxed) {
                if seconds.is_multiple_of(60) {
                    self.round();
                }
                seconds += 1;
                std::thread::park_timeout(Duration::from_secs(1));
            }
        });
        Timer { stop, thread: Some(thread) }
    }

    fn round(&self) {
        match self.send() {
            Ok(Round { failed: 0, .. }) => {}
            Ok(Round { sent, failed }) => tracing::warn!(sent, failed, "results not acknowledged"),
            Err(fault) => tracing::error!(%fault, "results could not be sent"),
        }
        match self.cases.overdue_dispatches() {
            Ok(overdue) if overdue.is_empty() => {}
            Ok(overdue) => tracing::warn!(results = overdue.len(), "results overdue"),
            Err(fault) => tracing::error!(%fault, "overdue results could not be counted"),
        }
    }
}

/// Runs until it is dropped.
pub struct Timer {
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Drop for Timer {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            thread.thread().unpark();
            // A panic was reported when it happened.
            let _ = thread.join();
        }
    }
}
