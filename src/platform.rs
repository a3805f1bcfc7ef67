//! The platform: every room opened and plugged into the others.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};
use std::time::Duration;

use account::{Accounts, Shutters};
use anyhow::{Context, Result};
use archive::{ArchiveFollower, Finder, expire::Expiry};
use check::{CheckFollower, Checker};
use content::{ContentFollower, Contents};
use disclosure::{AlertFollower, DisclosureFollower, Gate};
use intake::{Intake, IntakeFollower};
use ledger::{Pen, Reader, Sequencer, Signer, Verifiers};
use policy::Law;
use report::{Issuer, ReportFollower, Reports};
use store::{Database, Vault};
use vocabulary::{Actor, Clock, Entropy, SiteKey, SubjectId};
use workflow::{Cases, Patrol, PatrolFollower, WorkflowFollower};

use crate::{Place, adoption, keys::Keys, registrar::IntakeRegistrar};

/// Name of the log in its checkpoints and verifier keys.
pub const LOG_NAME: &str = "probity/log";

/// All rooms of one site.
pub struct Platform {
    /// The database.
    pub db: Database,
    /// The law in force.
    pub law: Arc<Law>,
    /// Accounts and sessions.
    pub accounts: Accounts,
    /// Doors that are shut.
    pub shutters: Shutters,
    /// What is against the law in files, register and copies.
    pub patrol: Patrol,
    /// Articles.
    pub contents: Contents,
    /// Cases.
    pub cases: Cases,
    /// The one writer.
    pub pen: Pen,
    /// Batches.
    pub intake: Arc<Intake>,
    /// Finds organisations by name.
    pub finder: Finder,
    /// The gate.
    pub gate: Gate,
    /// Credit checks.
    pub checker: Checker,
    /// Credit reports, issued under the name of the layer.
    pub reports: Reports,
    /// Signs what is handed out in files.
    pub seal: Arc<Signer>,
    /// Reads the ledger.
    pub reader: Reader,
    /// Folds and signs the ledger.
    pub sequencer: Arc<Sequencer>,
    /// Keys under which checkpoints are verified.
    pub verifiers: Verifiers,
    /// Those keys in text.
    pub verifier_keys: [String; 2],
    /// Turns numbers into pseudonymous ids.
    pub site_key: SiteKey,
    /// The present.
    pub clock: Arc<dyn Clock>,
    /// Randomness.
    pub entropy: Arc<dyn Entropy>,
}

impl Platform {
    /// Opens the site at `place`; a new one is made: keys, database, tables.
    ///
    /// Errors: among others, a law that was not adopted at this site (H-66).
    pub fn open(place: &Place, clock: Arc<dyn Clock>, entropy: Arc<dyn Entropy>) -> Result<Self> {
        let platform = Self::inspect(place, clock, entropy)?;
        adoption::require(&platform)?;
        Ok(platform)
    }

    /// The same under a law that perhaps nobody has adopted yet: to verify, or to adopt it.
    pub fn inspect(
        place: &Place,
        clock: Arc<dyn Clock>,
        entropy: Arc<dyn Entropy>,
    ) -> Result<Self> {
        place.prepare()?;
        let law = place.law()?;
        let keys = Keys::open(&place.data, &*entropy)?;
        let db = Database::open(&place.database())
            .with_context(|| format!("the database {} cannot be opened", place.database()))?;
        db.migrate()?;
        let site_key = SiteKey::new(&keys.site);
        let pen =
            Pen::start(db.clone(), followers(&law), Arc::clone(&clock), Arc::clone(&entropy))?;
        let signer = || Signer::new(LOG_NAME, &keys.ed25519, &keys.sm2);
        let files = Arc::new(signer()?);
        let signer = signer()?;
        let (verifiers, verifier_keys) = (signer.verifiers()?, signer.verifier_keys());
        let vault = || Arc::new(Vault::new(&keys.vault));
        let (of_law, time) = (|| Arc::clone(&law), || Arc::clone(&clock));
        let chance = || (Arc::clone(&clock), Arc::clone(&entropy));
        let limits = disclosure::Limits::default();
        let finder = Finder::new(db.clone());
        let both = (db.clone(), finder.clone());
        let gate = Gate::new(both, of_law(), vault(), pen.clone(), time(), limits);
        let secrets = (vault(), site_key.clone());
        let accounts =
            Accounts::new(db.clone(), pen.clone(), of_law(), secrets, chance(), place.cost);
        let shutters = Shutters::new(db.clone(), pen.clone(), of_law(), time());
        let contents = Contents::new(db.clone(), pen.clone(), of_law(), time());
        let patrol = Patrol::new(db.clone(), pen.clone(), gate.clone(), of_law(), time());
        let checker = Checker::new(
            db.clone(),
            gate.clone(),
            pen.clone(),
            site_key.clone(),
            time(),
            check::Limits::default(),
        );
        let reports = reports(&keys, &gate, (&db, &pen), &law, chance())?;
        let key = site_key.clone();
        let intake = Intake::new(db.clone(), pen.clone(), of_law(), key, vault(), chance());
        let intake = Arc::new(intake.with_directory(Arc::new(finder.clone())));
        let registrar = Arc::new(IntakeRegistrar(Arc::clone(&intake)));
        let cases = Cases::new(db.clone(), pen.clone(), of_law(), vault(), registrar, chance());
        Ok(Self {
            reader: Reader::new(db.clone()),
            sequencer: Arc::new(Sequencer::new(db.clone(), signer)),
            db,
            law,
            accounts,
            shutters,
            contents,
            cases,
            patrol,
            pen,
            intake,
            finder,
            gate,
            checker,
            reports,
            seal: files,
            verifiers,
            verifier_keys,
            site_key,
            clock,
            entropy,
        })
    }

    /// The keys of departments' systems.
    pub fn keys(&self) -> account::Keys {
        account::Keys::new(
            self.db.clone(),
            self.pen.clone(),
            Arc::clone(&self.law),
            (Arc::clone(&self.clock), Arc::clone(&self.entropy)),
        )
    }

    /// The city's unified login, if a file of settings names one; people come back to `address`.
    pub fn unified(&self, file: &std::path::Path, address: &str) -> Result<account::UnifiedLogin> {
        let settings = account::oidc::Settings::read(file)?;
        let redirect = format!("{}/sign-in/unified/return", address.trim_end_matches('/'));
        Ok(self.accounts.unified_login(settings, redirect)?)
    }

    /// Reports as the doors of this site issue them: under its name and address, by its font.
    pub fn reports_of(&self, config: &web::Config) -> Reports {
        let issuer = issuer(&self.law, config.site.as_deref(), &config.address);
        self.reports.at(issuer, paper::Press::new(config.font.clone()))
    }

    /// Destroys a record by order of law, and with it the content of every report that cites it; gives
    /// the certificate and the numbers of those reports. A second person must have approved it.
    pub fn erase(
        &self,
        by: &Actor,
        approved_by: &Actor,
        (subject, digest): (SubjectId, &str),
        order: &str,
    ) -> Result<(disclosure::Certificate, Vec<String>)> {
        let certificate = self.gate.erase(by, approved_by, subject, digest, order)?;
        let reports = self.reports.erase(by, approved_by, (subject, digest), order)?;
        Ok((certificate, reports))
    }

    /// The doors of this site.
    pub fn doors(&self, config: web::Config) -> web::App {
        web::App {
            reports: self.reports_of(&config),
            accounts: self.accounts.clone(),
            contents: self.contents.clone(),
            cases: self.cases.clone(),
            patrol: self.patrol.clone(),
            doors: vec![mine::door(), desk::door()],
            gate: self.gate.clone(),
            checker: self.checker.clone(),
            intake: Arc::clone(&self.intake),
            reader: Reader::new(self.db.clone()),
            seal: Arc::clone(&self.seal),
            law: Arc::clone(&self.law),
            clock: Arc::clone(&self.clock),
            keys: self.keys(),
            shutters: self.shutters.clone(),
            db: self.db.clone(),
            site_key: self.site_key.clone(),
            config,
        }
    }

    /// Ends the disclosure of every record whose last day has passed (H-17).
    pub fn expire(&self) -> Result<Expiry> {
        let today = self.clock.today();
        Ok(archive::expire_due(&self.db, &self.pen, self.law.version(), today)?)
    }

    /// Holds every public article in which a personal number stands (C-07.f); their numbers.
    pub fn watch(&self) -> Result<Vec<u64>> {
        Ok(self.contents.scan()?)
    }

    /// The patrol's round of the day, after what is due has ended (C-18.d).
    pub fn walk(&self) -> Result<workflow::Round> {
        self.expire()?;
        Ok(self.patrol.walk()?)
    }

    /// Lets the clocks of all cases do what is due: alarms, steps against lateness, moves.
    pub fn tick(&self) -> Result<workflow::case::Ticked> {
        Ok(self.cases.tick()?)
    }

    /// What subjects declare about themselves.
    pub fn declarations(&self) -> intake::Declarations {
        intake::Declarations::new(Arc::clone(&self.intake))
    }

    /// Starts the timers: checkpoints about once a second, expiry and the clocks of cases about
    /// once an hour and at the start of each day, the watch over articles at the start of each day.
    pub fn start_timers(self: &Arc<Self>) -> Timers {
        let stop = Arc::new(AtomicBool::new(false));
        let (platform, stopped) = (Arc::clone(self), Arc::clone(&stop));
        let thread = std::thread::spawn(move || platform.keep_time(&stopped));
        Timers { stop, thread: Some(thread) }
    }

    fn keep_time(&self, stop: &AtomicBool) {
        let mut seconds: u64 = 0;
        let mut watched = None;
        while !stop.load(Ordering::Relaxed) {
            if let Err(fault) = self.sequencer.fold() {
                tracing::error!(%fault, "no checkpoint could be signed");
            }
            if let Err(fault) = self.gate.settle() {
                tracing::error!(%fault, "counted queries could not be written");
            }
            let today = self.clock.today();
            if seconds.is_multiple_of(3600) || watched != Some(today) {
                if let Err(fault) = self.expire() {
                    tracing::error!(%fault, "expired records could not be marked");
                }
                if let Err(fault) = self.tick() {
                    tracing::error!(%fault, "the clocks of cases could not be heard");
                }
            }
            if watched != Some(today) {
                watched = Some(today);
                match self.watch() {
                    Ok(held) if held.is_empty() => {}
                    Ok(held) => tracing::warn!(?held, "articles held"),
                    Err(fault) => tracing::error!(%fault, "articles could not be watched"),
                }
                if let Err(fault) = self.walk() {
                    tracing::error!(%fault, "the patrol could not go round");
                }
            }
            seconds += 1;
            std::thread::park_timeout(Duration::from_secs(1));
        }
        if let Err(fault) = self.gate.settle() {
            tracing::error!(%fault, "the last counted queries could not be written");
        }
    }
}

/// Reports of a site under the name of its layer, until a door says otherwise; sealed by the keys of
/// the log.
fn reports(
    keys: &Keys,
    gate: &Gate,
    (db, pen): (&Database, &Pen),
    law: &Arc<Law>,
    chance: (Arc<dyn Clock>, Arc<dyn Entropy>),
) -> Result<Reports> {
    let issuer = issuer(law, None, &web::Config::default().address);
    let signer = Signer::new(LOG_NAME, &keys.ed25519, &keys.sm2)?;
    let law_and_vault = (Arc::clone(law), Arc::new(Vault::new(&keys.vault)));
    let press = paper::Press::default();
    let (gate, ledger) = (gate.clone(), (db.clone(), pen.clone()));
    Ok(Reports::new(gate, ledger, law_and_vault, signer, press, chance, issuer)?)
}

/// Who issues reports: the site by its own name, or by that of its layer.
fn issuer(law: &Law, name: Option<&str>, address: &str) -> Issuer {
    let layer = || law.layers().iter().rev().find_map(|layer| layer.site.clone());
    let name = name.map(str::to_owned).or_else(layer).unwrap_or_else(|| "明信".to_owned());
    Issuer { name, address: address.trim_end_matches('/').to_owned() }
}

/// Everything that is derived from facts in the transaction that appends them.
fn followers(law: &Arc<Law>) -> Vec<Box<dyn ledger::Follower>> {
    vec![
        Box::new(IntakeFollower),
        Box::new(ArchiveFollower::new(Arc::clone(law))),
        Box::new(DisclosureFollower),
        Box::new(AlertFollower::new(Arc::clone(law))),
        Box::new(CheckFollower),
        Box::new(ContentFollower),
        Box::new(WorkflowFollower),
        Box::new(PatrolFollower),
        Box::new(ReportFollower),
    ]
}

/// Timers that run until they are dropped.
pub struct Timers {
    stop: Arc<AtomicBool>,
    thread: Option<std::thread::JoinHandle<()>>,
}

impl Drop for Timers {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            thread.thread().unpark();
            // A panic of the timers was reported when it happened.
            let _ = thread.join();
        }
    }
}
