//! A house with its three administrators, on a fresh database, with a clock that stands still.

use std::{
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
};

use jiff::SignedDuration;
use ledger::{Pen, Reader};
use policy::Law;
use serde_json::Value;
use store::{Database, Vault};
use vocabulary::{
    Clock, Entropy, FactKind, FixedClock, Position, SeededEntropy, SiteKey, Timestamp,
};

use crate::{
    AccountError, Accounts, Cost, Invitation, Keys, NewStaff, Origin, Refused, Shutters, SignIn,
    Signed, Staff, Token, Who, code_at,
};

/// A password that the law takes.
pub(crate) const PASSWORD: &str = "Dongping-2026";
/// An agency of the packs.
pub(crate) const MARKET: &str = "jinan-market-regulation";
/// An invented person of age; the number passes its check.
pub(crate) const LI: (&str, &str) = ("李秀兰", "370102199003070024");

pub(crate) struct House {
    pub(crate) db: Database,
    pub(crate) law: Arc<Law>,
    pub(crate) pen: Pen,
    pub(crate) clock: Arc<FixedClock>,
    pub(crate) accounts: Accounts,
    pub(crate) keys: Keys,
    pub(crate) shutters: Shutters,
}

/// A person of staff with what he knows and has.
pub(crate) struct Person {
    pub(crate) staff: Staff,
    pub(crate) token: Token,
    pub(crate) base32: String,
}

impl House {
    fn new(url: &str) -> Self {
        let db = Database::open(url).unwrap();
        db.migrate().unwrap();
        let law = Arc::new(Law::embedded("jinan").unwrap());
        let clock = Arc::new(FixedClock::on(jiff::civil::date(2026, 11, 20)));
        let entropy: Arc<dyn Entropy> = Arc::new(SeededEntropy::new(7));
        let pen = Pen::start(db.clone(), Vec::new(), clock.clone(), Arc::clone(&entropy)).unwrap();
        let (vault, key) = (Arc::new(Vault::new(&[2; 32])), SiteKey::new(&[1; 32]));
        let times: (Arc<dyn Clock>, Arc<dyn Entropy>) = (clock.clone(), Arc::clone(&entropy));
        let accounts = Accounts::new(
            db.clone(),
            pen.clone(),
            Arc::clone(&law),
            (vault, key),
            times.clone(),
            Cost::LIGHT,
        );
        let keys = Keys::new(db.clone(), pen.clone(), Arc::clone(&law), times);
        let shutters = Shutters::new(db.clone(), pen.clone(), Arc::clone(&law), clock.clone());
        Self { db, law, pen, clock, accounts, keys, shutters }
    }

    /// Lets time pass.
    pub(crate) fn wait(&self, how_long: SignedDuration) {
        self.clock.set(self.clock.now() + how_long);
    }

    pub(crate) fn minutes(&self, count: i64) {
        self.wait(SignedDuration::from_mins(count));
    }

    /// Sets password and second factor by a link; gives the authenticator's secret.
    pub(crate) fn enrol(&self, link: &Invitation) -> String {
        self.enrol_with(link, PASSWORD)
    }

    pub(crate) fn enrol_with(&self, link: &Invitation, password: &str) -> String {
        let secret = self.accounts.accept(&link.token, password).unwrap().totp.unwrap();
        let code = code_at(&secret.base32, self.clock.now()).unwrap();
        self.accounts.confirm(&link.token, &code).unwrap();
        secret.base32
    }

    /// Signs in with both factors, in a step of its own.
    pub(crate) fn enter(&self, login: &str, base32: &str) -> Result<Token, AccountError> {
        self.enter_with(login, PASSWORD, base32)
    }

    pub(crate) fn enter_with(
        &self,
        login: &str,
        password: &str,
        base32: &str,
    ) -> Result<Token, AccountError> {
        self.wait(SignedDuration::from_secs(30));
        match self.accounts.sign_in(login, password, &origin())? {
            SignIn::Opened(token) => Ok(token),
            SignIn::Second(pending) => {
                let code = code_at(base32, self.clock.now()).unwrap();
                self.accounts.second(&pending.secret, &code, &origin())
            }
        }
    }

    pub(crate) fn signed(&self, token: &Token) -> Signed {
        self.accounts.session(&token.secret).unwrap().unwrap()
    }

    fn person(&self, login: &str, base32: String) -> Person {
        let token = self.enter(login, &base32).unwrap();
        let Who::Staff(staff) = self.signed(&token).who else { panic!("{login} is no staff") };
        Person { staff, token, base32 }
    }

    /// The first system administrator and the first security officer, as an installation gets them.
    pub(crate) fn administrators(&self) -> (Person, Person) {
        let base32 = self.enrol(&self.accounts.invite_first().unwrap());
        let system = self.person(crate::FIRST_LOGIN, base32);
        let link = self.propose(&system.staff, "security", "security-officer").unwrap();
        let base32 = self.enrol(&link);
        self.accounts.approve_at_console("security", "王局长", "任命文件 1 号").unwrap();
        let security = self.person("security", base32);
        (system, security)
    }

    pub(crate) fn propose(
        &self,
        by: &Staff,
        login: &str,
        role: &str,
    ) -> Result<Invitation, AccountError> {
        self.accounts.invite_staff(by, new_staff(login, role))
    }

    /// Somebody of staff who works: proposed by one, approved by the other, enrolled.
    pub(crate) fn hire(&self, (system, security): (&Person, &Person), role: &str) -> Person {
        let login = format!("the-{role}");
        let link = self.propose(&system.staff, &login, role).unwrap();
        let base32 = self.enrol(&link);
        self.accounts.approve(&security.staff, &link.account).unwrap();
        self.person(&login, base32)
    }

    /// The bodies of all facts of a kind, with their actor.
    pub(crate) fn facts(&self, kind: FactKind) -> Vec<(String, Value)> {
        let facts = Reader::new(self.db.clone()).facts_from(Position(0), 10_000).unwrap();
        facts
            .into_iter()
            .filter(|fact| fact.draft.kind == kind)
            .map(|fact| (fact.draft.actor.by, serde_json::from_str(&fact.draft.body).unwrap()))
            .collect()
    }

    /// Everything the tables and the ledger hold, as one text.
    pub(crate) fn everything(&self) -> String {
        const TABLES: [&str; 9] = [
            "accounts",
            "holders",
            "passwords",
            "invitations",
            "sessions",
            "mandates",
            "freezes",
            "keys",
            "nonces",
        ];
        let facts = Reader::new(self.db.clone()).facts_from(Position(0), 10_000).unwrap();
        let mut text = format!("{facts:?}");
        for table in TABLES {
            let sql = format!("select * from account_{table}");
            for row in self.db.read(|tx| tx.query(&sql, &[])).unwrap() {
                for value in row.into_values() {
                    text.push_str(&match value {
                        store::Value::Bytes(bytes) => hex::encode(bytes),
                        store::Value::Text(text) => text,
                        other => format!("{other:?}"),
                    });
                    text.push('\n');
                }
            }
        }
        text
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }
}

pub(crate) fn new_staff(login: &str, role: &str) -> NewStaff {
    NewStaff {
        login: login.to_owned(),
        name: "孙无名".to_owned(),
        agency: MARKET.to_owned(),
        division: None,
        role: role.to_owned(),
    }
}

pub(crate) fn origin() -> Origin {
    Origin { address: "203.0.113.77".to_owned(), agent: "Mozilla/5.0 Chrome/140".to_owned() }
}

/// The refusal, and nothing else.
pub(crate) fn refused<T: std::fmt::Debug>(outcome: Result<T, AccountError>) -> Refused {
    match outcome {
        Err(AccountError::Refused(refused)) => refused,
        other => panic!("was not refused: {other:?}"),
    }
}

/// Runs a trial on each engine there is.
pub(crate) fn on_both(trial: impl Fn(&House)) {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("trial.db").display());
    trial(&House::new(&url));
    if let Some(server) = server() {
        on_postgres(&server, &trial);
    }
}

#[expect(clippy::disallowed_methods, reason = "tests learn from the environment where a server is")]
fn server() -> Option<String> {
    std::env::var("PROBITY_TEST_POSTGRES").ok().filter(|url| !url.is_empty())
}

/// A schema of its own, dropped afterwards whatever happens.
fn on_postgres(server: &str, trial: &impl Fn(&House)) {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let name = format!("t_{}_{}_{number}", env!("CARGO_PKG_NAME"), std::process::id());
    let admin = Database::open(server).unwrap();
    admin.write(|tx| tx.execute(&format!("create schema {name}"), &[])).unwrap();
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        trial(&House::new(&format!("{server}?options=-csearch_path%3D{name}")));
    }));
    admin.write(|tx| tx.execute(&format!("drop schema {name} cascade"), &[])).unwrap();
    if let Err(panic) = outcome {
        resume_unwind(panic);
    }
}
