//! A small town on a fresh database: the law of Jinan with one more process, a pen with followers, and
//! a registrar that files records as intake would.

use std::{
    collections::BTreeMap,
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    path::Path,
    sync::{
        Arc, LazyLock,
        atomic::{AtomicU32, Ordering},
    },
};

use archive::ArchiveFollower;
use ledger::{Follower, Pen, Scribe};
use policy::Law;
use serde_json::{Value, json};
use store::{Database, Vault};
use vocabulary::{
    Actor, Clock, Date, Draft, Entropy, FactKind, FixedClock, Identifier, IdentifierKind, Position,
    SeededEntropy, SiteKey, SubjectId,
};

use crate::{
    By, Cases, Filed, Input, NewCase, NewRecord, OfRecord, Registrar, StaffBy, WorkflowError,
    WorkflowFollower,
    case::{CaseView, Receipt},
};

/// The agency that sends and decides records.
pub(crate) const MARKET: &str = "11370100MB9000015F";
/// A company.
pub(crate) const COMPANY: &str = "91370102MB9000301H";
/// The day on which stories begin: a Friday and a working day.
pub(crate) const TODAY: Date = Date::constant(2026, 11, 20);

/// The law of Jinan with the trial process.
pub(crate) fn law() -> Arc<Law> {
    static LAW: LazyLock<Arc<Law>> = LazyLock::new(|| {
        let folder = tempfile::tempdir().unwrap();
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../policies"), folder.path());
        let processes = folder.path().join("jinan/processes");
        std::fs::create_dir_all(&processes).unwrap();
        let trial = include_str!("trial.toml");
        std::fs::write(processes.join("trial.toml"), trial).unwrap();
        // From December on the answer takes nine working days.
        let longer = trial
            .replace(
                "effective_from = 2020-01-01\nuntil = 2026-11-30",
                "effective_from = 2026-12-01",
            )
            .replace("within = { count = 3,", "within = { count = 9,")
            .replace(
                "2026-11-20 start\", \"2026-11-23 propose\", \"2026-11-24",
                "2026-12-01 start\", \"2026-12-02 propose\", \"2026-12-03",
            );
        std::fs::write(processes.join("trial@2026-12-01.toml"), longer).unwrap();
        std::fs::write(processes.join("trial-unit.toml"), include_str!("trial-unit.toml")).unwrap();
        Arc::new(Law::load(folder.path(), "jinan").unwrap())
    });
    Arc::clone(&LAW)
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            std::fs::copy(entry.path(), to).unwrap();
        }
    }
}

pub(crate) struct Town {
    pub(crate) db: Database,
    pub(crate) law: Arc<Law>,
    pub(crate) pen: Pen,
    pub(crate) clock: Arc<FixedClock>,
    pub(crate) cases: Cases,
}

pub(crate) fn followers(law: &Arc<Law>) -> Vec<Box<dyn Follower>> {
    vec![Box::new(ArchiveFollower::new(Arc::clone(law))), Box::new(WorkflowFollower)]
}

impl Town {
    pub(crate) fn new(url: &str) -> Self {
        let db = Database::open(url).unwrap();
        db.migrate().unwrap();
        let law = law();
        let clock = Arc::new(FixedClock::on(TODAY));
        let time: Arc<dyn Clock> = Arc::<FixedClock>::clone(&clock);
        let entropy: Arc<dyn Entropy> = Arc::new(SeededEntropy::new(7));
        let (of_pen, chance) = (Arc::clone(&time), Arc::clone(&entropy));
        let pen = Pen::start(db.clone(), followers(&law), of_pen, chance).unwrap();
        let vault = Arc::new(Vault::new(&[2; 32]));
        let registrar = Arc::new(Clerk(Arc::clone(&law)));
        let cases = Cases::new(
            db.clone(),
            pen.clone(),
            Arc::clone(&law),
            vault,
            registrar,
            (time, entropy),
        );
        Self { db, law, pen, clock, cases }
    }

    /// Moves the clock to ten in the morning of a day and lets the daily run go.
    pub(crate) fn move_to(&self, day: Date) -> crate::case::Ticked {
        self.clock.set(FixedClock::on(day).now());
        self.cases.tick().unwrap()
    }

    /// Today in the town.
    pub(crate) fn clock_today(&self) -> Date {
        self.clock.today()
    }

    pub(crate) fn subject(&self) -> SubjectId {
        subject(COMPANY)
    }

    /// Files a penalty against the company; its digest.
    pub(crate) fn penalty(&self, number: &str) -> String {
        let fields = [("document_number", number), ("penalty_kind", "罚款"), ("fine", "5")];
        self.file(
            "administrative-penalty",
            TODAY.saturating_sub(jiff::Span::new().days(40)),
            &fields,
        )
    }

    /// Files a penalty that another source sent; its digest.
    pub(crate) fn file_of(&self, source: &str, number: &str) -> String {
        let key = format!("administrative-penalty\0{number}");
        let mut body = body(&key, TODAY, &json!({ "document_number": number }));
        for name in ["source", "recogniser"] {
            if let Some(kept) = body.get_mut(name) {
                *kept = source.into();
            }
        }
        self.say(FactKind::RecordFiled, "administrative-penalty", &body);
        digest(&key)
    }

    /// Files a record about the company; its digest.
    pub(crate) fn file(&self, item: &str, on: Date, fields: &[(&str, &str)]) -> String {
        let key = format!("{item}\0{:?}", fields.first());
        let fields: BTreeMap<&str, &str> = fields.iter().copied().collect();
        let body = body(&key, on, &json!(fields));
        self.say(FactKind::RecordFiled, item, &body);
        digest(&key)
    }

    /// Appends a fact about the company.
    pub(crate) fn say(&self, kind: FactKind, item: &str, body: &Value) -> Position {
        let draft = Draft {
            kind,
            subject: Some(self.subject()),
            actor: Actor::new(MARKET, "key-1"),
            item: Some(item.to_owned()),
            policy: self.law.version().to_owned(),
            body: body.to_string(),
        };
        self.pen.append(vec![draft]).unwrap().pop().unwrap()
    }

    /// The company begins a trial about a record.
    pub(crate) fn ask(&self, digest: &str) -> Receipt {
        self.cases.open(&holder(), asked(digest)).unwrap()
    }

    pub(crate) fn act(&self, by: &By, number: &str, step: &str, fields: &[(&str, &str)]) -> String {
        self.cases.act(by, number, step, input(fields)).unwrap().state
    }

    pub(crate) fn view(&self, by: &By, number: &str) -> CaseView {
        self.cases.view(by, number).unwrap()
    }

    /// Everything that stands in the tables of this room but papers and serials, in order.
    pub(crate) fn tables(&self) -> Vec<(String, Vec<String>)> {
        tables(&self.db)
    }
}

/// The tables of this room that are derived from facts.
const TABLES: [&str; 16] = [
    "workflow_cases",
    "workflow_slots",
    "workflow_places",
    "workflow_tallies",
    "workflow_clocks",
    "workflow_story",
    "workflow_letters",
    "workflow_measures",
    "workflow_stops",
    "workflow_announcements",
    "workflow_certificates",
    "workflow_ended",
    "workflow_blocked",
    "workflow_marks",
    "workflow_filed",
    "workflow_dispatches",
];

pub(crate) fn tables(db: &Database) -> Vec<(String, Vec<String>)> {
    let rows = |table: &str| {
        let found = db.read(|tx| tx.query(&format!("select * from {table}"), &[])).unwrap();
        let mut rows: Vec<String> =
            found.into_iter().map(|row| format!("{:?}", row.into_values())).collect();
        rows.sort();
        (table.to_owned(), rows)
    };
    TABLES.iter().map(|table| rows(table)).collect()
}

pub(crate) fn subject(code: &str) -> SubjectId {
    let number = code.to_owned();
    SiteKey::new(&[1; 32]).subject_id(&Identifier { kind: IdentifierKind::UnifiedCode, number })
}

pub(crate) fn asked(digest: &str) -> NewCase {
    NewCase {
        process: "trial".to_owned(),
        subject: Some(subject(COMPANY)),
        digest: Some(digest.to_owned()),
        input: input(&[("statement", "罚款已经缴清"), ("secret", "证人王某")]),
    }
}

pub(crate) fn input(fields: &[(&str, &str)]) -> Input {
    let fields = fields.iter().map(|(id, value)| ((*id).to_owned(), (*value).to_owned()));
    Input { fields: fields.collect(), papers: Vec::new() }
}

/// The company, by its representative.
pub(crate) fn holder() -> By {
    let acting = subject(COMPANY);
    By::Holder { actor: Actor::new("public", "holder-1"), person: subject("person"), acting }
}

/// A person of staff.
pub(crate) fn staff(account: &str, agency: &str, role: &str) -> By {
    By::Staff(StaffBy {
        actor: Actor::new(agency, account),
        agency: agency.to_owned(),
        role: role.to_owned(),
    })
}

/// An officer of the credit centre.
pub(crate) fn officer(account: &str) -> By {
    staff(account, "jinan-credit-centre", "credit-officer")
}

/// A stand-in for the key digest, different for different keys.
pub(crate) fn digest(key: &str) -> String {
    let fold = |hash: u128, byte: u8| {
        (hash ^ u128::from(byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013B)
    };
    format!("{:032x}", key.bytes().fold(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d, fold))
}

fn body(key: &str, on: Date, fields: &Value) -> Value {
    json!({
        "digest": digest(key), "batch": "b1", "line": 3, "source": MARKET, "recogniser": MARKET,
        "decided_on": on, "from_on": null, "until_on": null, "name": "济南试验商贸有限公司",
        "kind": "enterprise", "code": COMPANY, "number": null, "fields": fields,
        "cleansed": [], "dropped": [],
    })
}

/// Files and withdraws as intake would, without its checks.
struct Clerk(Arc<Law>);

impl Clerk {
    fn draft(&self, kind: FactKind, subject: SubjectId, item: &str, body: &Value) -> Draft {
        Draft {
            kind,
            subject: Some(subject),
            actor: Actor::platform(),
            item: Some(item.to_owned()),
            policy: self.0.version().to_owned(),
            body: body.to_string(),
        }
    }
}

impl Registrar for Clerk {
    fn file(&self, scribe: &mut Scribe<'_>, new: &NewRecord) -> Result<Filed, WorkflowError> {
        let about = new.about.unwrap_or_else(|| subject(COMPANY));
        let key = format!("{}\0{}", new.item, new.number);
        let on = vocabulary::clock::date_in_china(scribe.now());
        let body = body(&key, on, &json!(new.fields));
        let draft = self.draft(FactKind::RecordFiled, about, &new.item, &body);
        let position = Some(scribe.append(draft));
        Ok(Filed { subject: about, digest: digest(&key), position })
    }

    fn correct(
        &self,
        _: &mut Scribe<'_>,
        of: &OfRecord<'_>,
        _: &BTreeMap<String, String>,
    ) -> Result<Filed, WorkflowError> {
        Ok(Filed { subject: of.subject, digest: of.digest.to_owned(), position: None })
    }

    fn withdraw(
        &self,
        scribe: &mut Scribe<'_>,
        of: &OfRecord<'_>,
        reason: &str,
    ) -> Result<Position, WorkflowError> {
        let body = json!({ "digest": of.digest, "batch": of.number, "reason": reason });
        let kind = FactKind::RecordWithdrawn;
        Ok(scribe.append(self.draft(kind, of.subject, "administrative-penalty", &body)))
    }
}

/// Runs `trial` on a new SQLite file, and on a new PostgreSQL schema if there is a server.
pub(crate) fn on_both(trial: impl Fn(&Town)) {
    on_sqlite(&trial);
    if let Some(server) = server() {
        on_postgres(&server, &trial);
    }
}

/// Runs `trial` on a new SQLite file.
pub(crate) fn on_sqlite(trial: impl FnOnce(&Town)) {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("trial.db").display());
    trial(&Town::new(&url));
}

#[expect(clippy::disallowed_methods, reason = "tests learn from the environment where a server is")]
fn server() -> Option<String> {
    std::env::var("PROBITY_TEST_POSTGRES").ok().filter(|url| !url.is_empty())
}

/// A schema of its own, dropped afterwards whatever happens.
fn on_postgres(server: &str, trial: &impl Fn(&Town)) {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let name = format!("t_workflow_{}_{number}", std::process::id());
    let admin = Database::open(server).unwrap();
    admin.write(|tx| tx.execute(&format!("create schema {name}"), &[])).unwrap();
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        trial(&Town::new(&format!("{server}?options=-csearch_path%3D{name}")));
    }));
    admin.write(|tx| tx.execute(&format!("drop schema {name} cascade"), &[])).unwrap();
    if let Err(panic) = outcome {
        resume_unwind(panic);
    }
}
