//! What every handler works with: the rooms, the law, the pages, the limits.

use std::{ops::Deref, sync::Arc};

use jiff::tz::Offset;
use ledger::Reader;
use policy::Law;
use vocabulary::{Clock, Date, SiteKey, Timestamp};

use crate::{
    WebError,
    api::cut::Cutter,
    config::{Allowance, Config},
    door::{Door, Visit},
    guard::rate::Buckets,
    pages::Pages,
    portal::{figures::Counted, visits::Tally},
    view::{Column, Tenant},
    wording::{Language, Wording},
};

/// The rooms behind the doors, as the binary hands them over.
pub struct App {
    /// The doors that stand in crates of their own.
    pub doors: Vec<Door>,
    /// Accounts and sessions.
    pub accounts: account::Accounts,
    /// Articles.
    pub contents: content::Contents,
    /// Cases.
    pub cases: workflow::Cases,
    /// What is against the law in files, register and copies.
    pub patrol: workflow::Patrol,
    /// The gate: the only way anything gets out.
    pub gate: disclosure::Gate,
    /// Credit checks.
    pub checker: check::Checker,
    /// Credit reports.
    pub reports: report::Reports,
    /// Batches.
    pub intake: Arc<intake::Intake>,
    /// Reads the ledger for verifiers.
    pub reader: Reader,
    /// Signs what is handed out in files.
    pub seal: Arc<ledger::Signer>,
    /// The law in force at this site.
    pub law: Arc<Law>,
    /// The present.
    pub clock: Arc<dyn Clock>,
    /// API keys.
    pub keys: account::Keys,
    /// Doors that are shut.
    pub shutters: account::Shutters,
    /// The database, for the doors' own tables.
    pub db: store::Database,
    /// Turns numbers into pseudonymous ids.
    pub site_key: SiteKey,
    /// Settings.
    pub config: Config,
}

/// The state of the router; cheap to clone.
#[derive(Clone)]
pub struct Site(Arc<Inner>);

/// What [`Site`] points to.
pub struct Inner {
    app: App,
    /// Templates.
    pub(crate) pages: Pages,
    /// Messages.
    pub(crate) wording: Arc<Wording>,
    /// Prints letters.
    pub(crate) press: paper::Press,
    /// Rate limits.
    pub(crate) buckets: Buckets,
    /// Visits that are not written yet.
    pub(crate) tally: Tally,
    /// The spread of public records as it was last counted.
    pub(crate) counted: Counted,
    /// How what is public was last cut into pieces.
    pub(crate) cut: Cutter,
}

impl Deref for Site {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl Deref for Inner {
    type Target = App;

    fn deref(&self) -> &App {
        &self.app
    }
}

impl Site {
    /// Opens the pages of the configured folder, or those in the binary.
    pub(crate) fn open(app: App) -> Result<Self, WebError> {
        let pages = Pages::open(app.config.templates.as_deref())?;
        let wording = pages.wording();
        let press = paper::Press::new(app.config.font.clone());
        Ok(Self(Arc::new(Inner {
            app,
            press,
            pages,
            wording,
            buckets: Buckets::default(),
            tally: Tally::default(),
            counted: Counted::default(),
            cut: Cutter::default(),
        })))
    }

    /// Runs `work` on a blocking thread: everything behind the doors blocks.
    pub async fn ask<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Self) -> Result<T, WebError> + Send + 'static,
    ) -> Result<T, WebError> {
        let site = self.clone();
        tokio::task::spawn_blocking(move || work(&site))
            .await
            .map_err(|error| WebError::Machine(format!("a request stopped halfway: {error}")))?
    }

    /// The site of a host name; the installation's own where the name is none of a site.
    pub(crate) fn tenant(&self, host: &str) -> Option<String> {
        let site = self.law.site_of_host(host).or_else(|| self.law.sites().first());
        site.map(|site| site.id.clone())
    }

    /// The site of a visit as the frame shows it.
    pub(crate) fn tenant_view(&self, visit: &Visit) -> Option<Tenant> {
        let site = self.law.site(visit.tenant.as_deref()?)?;
        let column = |column: &policy::model::site::Column| Column {
            id: column.id.clone(),
            title: visit.language.of(&column.title),
            path: column.path.clone(),
        };
        Some(Tenant {
            id: site.id.clone(),
            title: visit.language.of(&site.title),
            theme: site.theme.as_str(),
            seal: site.seal.clone(),
            columns: site.columns.iter().map(column).collect(),
        })
    }

    /// Accounts and sessions.
    pub fn accounts(&self) -> &account::Accounts {
        &self.accounts
    }

    /// Articles.
    pub fn contents(&self) -> &content::Contents {
        &self.contents
    }

    /// Cases.
    pub fn cases(&self) -> &workflow::Cases {
        &self.cases
    }

    /// The patrol.
    pub fn patrol(&self) -> &workflow::Patrol {
        &self.patrol
    }

    /// The gate.
    pub fn gate(&self) -> &disclosure::Gate {
        &self.gate
    }

    /// Credit checks.
    pub fn checker(&self) -> &check::Checker {
        &self.checker
    }

    /// Credit reports.
    pub fn reports(&self) -> &report::Reports {
        &self.reports
    }

    /// Batches.
    pub fn intake(&self) -> &Arc<intake::Intake> {
        &self.intake
    }

    /// What subjects declare about themselves.
    pub fn declarations(&self) -> intake::Declarations {
        intake::Declarations::new(Arc::clone(&self.intake))
    }

    /// The law in force.
    pub fn law(&self) -> &Law {
        &self.law
    }

    /// The present.
    pub fn clock(&self) -> &dyn Clock {
        &*self.clock
    }

    /// The settings.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// Takes one token of `caller`, for what may be done less often than pages are read.
    pub fn metered(&self, caller: &str, allowance: Allowance) -> Result<(), WebError> {
        let taken = self.buckets.take(caller, allowance, self.clock.now());
        taken.map_err(|seconds| WebError::Busy { seconds })
    }

    /// Today in China.
    pub fn today(&self) -> Date {
        self.clock.today()
    }

    /// A message, for texts that are made in code.
    pub fn word(&self, language: Language, key: &str) -> String {
        self.wording.word(language, key, &[])
    }

    /// A message with values.
    pub fn words(&self, language: Language, key: &str, values: &[(&str, String)]) -> String {
        self.wording.word(language, key, values)
    }

    /// Name of the site whose page it is; the installation's own bears the name it was given.
    pub(crate) fn name_at(&self, visit: &Visit) -> String {
        let called = visit.tenant.as_deref().and_then(|id| self.law.site(id));
        let own = self.law.sites().first().map(|own| own.id.as_str());
        match called {
            Some(site) if own != Some(site.id.as_str()) || self.config.site.is_none() => {
                visit.language.of(&site.title)
            }
            _ => self.name(),
        }
    }

    /// Name of the site.
    pub(crate) fn name(&self) -> String {
        let layer = || self.law.layers().iter().rev().find_map(|layer| layer.site.clone());
        self.config.site.clone().or_else(layer).unwrap_or_else(|| "明信".to_owned())
    }
}

/// An instant as people in China read it.
pub fn instant(at: Timestamp) -> String {
    Offset::constant(8).to_datetime(at).strftime("%Y-%m-%d %H:%M:%S").to_string()
}
