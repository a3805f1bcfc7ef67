//! A fresh database with a pen and a sequencer, and drafts to append.

use std::{
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
};

use jiff::civil::date;
use store::{Database, Engine, Tx};
use vocabulary::{Actor, Draft, FactKind, FixedClock, SeededEntropy, SubjectId};

use crate::{Follower, LedgerError, Pen, Reader, Report, Sequencer, Signer, verify_database};

/// All that a test needs of one database.
pub(super) struct City {
    pub(super) db: Database,
    pub(super) pen: Pen,
    pub(super) reader: Reader,
    pub(super) sequencer: Sequencer,
    pub(super) clock: Arc<FixedClock>,
}

impl City {
    fn new(url: &str) -> Self {
        let db = Database::open(url).unwrap();
        db.migrate().unwrap();
        let tables = [
            "create table ledger_trial (n bigint primary key, label text)",
            "create table ledger_followed (total bigint)",
            "insert into ledger_followed (total) values (0)",
        ];
        for sql in tables {
            db.write(|tx| tx.execute(sql, &[])).unwrap();
        }
        let clock = Arc::new(FixedClock::on(date(2026, 11, 21)));
        let followers: Vec<Box<dyn Follower>> = vec![Box::new(Counting)];
        let entropy = Arc::new(SeededEntropy::new(7));
        let pen = Pen::start(db.clone(), followers, clock.clone(), entropy).unwrap();
        let sequencer = Sequencer::new(db.clone(), signer());
        Self { reader: Reader::new(db.clone()), db, pen, sequencer, clock }
    }

    pub(super) fn append(&self, count: usize) {
        self.pen.append((0..count).map(|n| draft(n as u64)).collect()).unwrap();
    }

    pub(super) fn verify(&self) -> Report {
        verify_database(&self.db, &signer().verifiers().unwrap()).unwrap()
    }

    /// What the follower counted.
    pub(super) fn followed(&self) -> i64 {
        let sql = "select total from ledger_followed";
        self.db.read(|tx| tx.query_one(sql, &[])).unwrap().unwrap().int(0).unwrap()
    }
}

/// Counts facts; refuses any by `nobody`.
struct Counting;

impl Follower for Counting {
    fn name(&self) -> &'static str {
        "trial"
    }

    fn apply(&self, tx: &mut Tx, facts: &[vocabulary::Fact]) -> Result<(), LedgerError> {
        if facts.iter().any(|fact| fact.draft.actor.by == "nobody") {
            return Err(LedgerError::Follower { name: "trial", reason: "no".to_owned() });
        }
        assert!(facts.iter().all(|fact| fact.draft.actor.by != "panic"), "on purpose");
        let first = facts.first().unwrap().position.0;
        assert!(facts.iter().zip(first..).all(|(fact, next)| fact.position.0 == next));
        let sql = "update ledger_followed set total = total + $1";
        tx.execute(sql, &[facts.len().into()])?;
        Ok(())
    }
}

pub(super) fn signer() -> Signer {
    Signer::new("credit.city.example/log", &[3; 32], &[5; 32]).unwrap()
}

/// A draft, different for each number; every third is about no subject.
pub(super) fn draft(n: u64) -> Draft {
    let about = n % 3 != 2;
    Draft {
        kind: if about { FactKind::RecordFiled } else { FactKind::BatchReceived },
        subject: about.then(|| subject(n)),
        actor: Actor::new("370100-sjj", "key-1"),
        item: about.then(|| "administrative-penalty".to_owned()),
        policy: "2026.1".to_owned(),
        body: format!(r#"{{"digest":"{n:032x}","name":"济南“{n}”号有限公司"}}"#),
    }
}

pub(super) fn subject(n: u64) -> SubjectId {
    SubjectId(u128::from(n + 1).to_be_bytes())
}

/// Runs `trial` on a new SQLite file, and on a new PostgreSQL schema if there is a server.
pub(super) fn on_both(trial: impl Fn(&City)) {
    let folder = tempfile::tempdir().unwrap();
    trial(&City::new(&format!("sqlite:{}", folder.path().join("trial.db").display())));
    if let Some(server) = server() {
        on_postgres(&server, &trial);
    }
}

/// Only on SQLite, for trials without SQL of their own.
pub(super) fn on_sqlite(trial: impl Fn(&City)) {
    let folder = tempfile::tempdir().unwrap();
    trial(&City::new(&format!("sqlite:{}", folder.path().join("trial.db").display())));
}

#[expect(clippy::disallowed_methods, reason = "tests learn from the environment where a server is")]
fn server() -> Option<String> {
    std::env::var("PROBITY_TEST_POSTGRES").ok().filter(|url| !url.is_empty())
}

/// A schema of its own, dropped afterwards whatever happens.
fn on_postgres(server: &str, trial: &impl Fn(&City)) {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let name = format!("t_ledger_{}_{number}", std::process::id());
    let admin = Database::open(server).unwrap();
    assert_eq!(admin.engine(), Engine::Postgres);
    admin.write(|tx| tx.execute(&format!("create schema {name}"), &[])).unwrap();
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        trial(&City::new(&format!("{server}?options=-csearch_path%3D{name}")));
    }));
    admin.write(|tx| tx.execute(&format!("drop schema {name} cascade"), &[])).unwrap();
    if let Err(panic) = outcome {
        resume_unwind(panic);
    }
}
