//! A small town on a fresh database: a trial law, a pen with followers, facts to file. The tests of
//! the rooms over the archive share it.

use std::{
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
};

use ledger::{Follower, Pen};
use policy::Law;
use serde_json::{Value, json};
use store::{Database, Vault};
use vocabulary::{
    Actor, Clock, Date, Draft, Entropy, FactKind, FixedClock, Identifier, IdentifierKind, Position,
    SeededEntropy, SiteKey, SubjectId,
};

/// Code of the agency that files and decides.
pub(crate) const MARKET: &str = "11370100MB9000015F";

/// Fields that name others by number; a body links them.
const LINKS: [&str; 4] = ["parent_code", "representative_number", "related_code", "related_number"];

/// The followers a test wants, in their order.
pub(crate) type Followers = fn(&Arc<Law>) -> Vec<Box<dyn Follower>>;

pub(crate) struct Town {
    pub(crate) db: Database,
    pub(crate) law: Arc<Law>,
    pub(crate) pen: Pen,
    pub(crate) clock: Arc<FixedClock>,
    pub(crate) key: SiteKey,
    pub(crate) vault: Arc<Vault>,
    entropy: Arc<dyn Entropy>,
}

/// What a record says, before it is filed.
pub(crate) struct Paper<'a> {
    pub(crate) item: &'a str,
    pub(crate) code: &'a str,
    pub(crate) name: &'a str,
    pub(crate) decided_on: &'a str,
    pub(crate) until_on: Option<&'a str>,
    /// Further fields; `document_number`, if there is one, makes the key.
    pub(crate) fields: &'a [(&'a str, &'a str)],
}

impl Town {
    fn new(url: &str, followers: Followers) -> Self {
        let db = Database::open(url).unwrap();
        db.migrate().unwrap();
        let packs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../archive/src/tests/law");
        let law = Arc::new(Law::load(&packs, "national").unwrap());
        let clock = Arc::new(FixedClock::on(jiff::civil::date(2026, 11, 20)));
        let entropy: Arc<dyn Entropy> = Arc::new(SeededEntropy::new(7));
        let pen =
            Pen::start(db.clone(), followers(&law), clock.clone(), Arc::clone(&entropy)).unwrap();
        let (key, vault) = (SiteKey::new(&[1; 32]), Arc::new(Vault::new(&[2; 32])));
        Self { db, law, pen, clock, key, vault, entropy }
    }

    /// Moves the clock to ten in the morning of a day.
    pub(crate) fn move_to(&self, day: &str) {
        let day: Date = day.parse().unwrap();
        self.clock.set(FixedClock::on(day).now());
    }

    /// Whoever holds a number: 18 characters that begin with a birthplace are a person's.
    pub(crate) fn identifier(&self, number: &str) -> Identifier {
        let person = number.starts_with("3701");
        let kind = if person { IdentifierKind::IdentityCard } else { IdentifierKind::UnifiedCode };
        Identifier { kind, number: number.to_owned() }
    }

    pub(crate) fn subject(&self, number: &str) -> SubjectId {
        self.key.subject_id(&self.identifier(number))
    }

    /// Files a record and returns its digest.
    pub(crate) fn file(&self, paper: &Paper<'_>) -> String {
        self.paper(FactKind::RecordFiled, paper)
    }

    /// Files a correction of the record with the same key.
    pub(crate) fn correct(&self, paper: &Paper<'_>) -> String {
        self.paper(FactKind::RecordCorrected, paper)
    }

    fn paper(&self, kind: FactKind, paper: &Paper<'_>) -> String {
        let subject = self.subject(paper.code);
        let person = paper.code.starts_with("3701");
        let document = paper.fields.iter().find(|(name, _)| *name == "document_number");
        let key = format!("{}\0{}", paper.item, document.map_or(paper.code, |(_, value)| *value));
        let mut fields = serde_json::Map::new();
        fields.insert("subject_name".to_owned(), paper.name.into());
        let sealed = self.seal("subject_number", paper.code);
        let (field, number) =
            if person { ("subject_number", sealed.as_str()) } else { ("subject_code", paper.code) };
        fields.insert(field.to_owned(), number.into());
        let mut links = serde_json::Map::new();
        for (name, value) in paper.fields {
            if LINKS.contains(name) {
                links.insert((*name).to_owned(), self.subject(value).to_hex().into());
            }
            fields.insert((*name).to_owned(), (*value).into());
        }
        let body = json!({
            "digest": digest(&key), "batch": "b1", "line": 3, "source": MARKET,
            "recogniser": MARKET, "decided_on": paper.decided_on, "from_on": null,
            "until_on": paper.until_on, "name": paper.name,
            "kind": if person { "person" } else { "enterprise" },
            "code": if person { None } else { Some(paper.code) },
            "number": person.then_some(&sealed), "fields": fields,
            "cleansed": [{ "field": "subject_name", "original": format!("{} ", paper.name),
                "value": paper.name, "rule": "blanks" }],
            "dropped": [], "links": links,
        });
        self.say(kind, subject, Some(paper.item), &body);
        digest(&key)
    }

    pub(crate) fn seal(&self, field: &str, number: &str) -> String {
        let place = format!("record/{field}/{}", self.subject(number).to_hex());
        self.vault.seal(number.as_bytes(), place.as_bytes(), &*self.entropy)
    }

    /// Appends one fact.
    pub(crate) fn say(
        &self,
        kind: FactKind,
        subject: SubjectId,
        item: Option<&str>,
        body: &Value,
    ) -> Position {
        let draft = Draft {
            kind,
            subject: Some(subject),
            actor: Actor::new(MARKET, "key-1"),
            item: item.map(str::to_owned),
            policy: self.law.version().to_owned(),
            body: body.to_string(),
        };
        self.pen.append(vec![draft]).unwrap().pop().unwrap()
    }

    /// Appends a turn of a record: withdrawn, repaired …
    pub(crate) fn turn(&self, kind: FactKind, number: &str, item: &str, digest: &str) {
        let body = json!({ "digest": digest, "reason": "试验", "decision": null, "open": true });
        self.say(kind, self.subject(number), Some(item), &body);
    }
}

/// A registration of a company.
pub(crate) fn registration<'a>(
    code: &'a str,
    name: &'a str,
    fields: &'a [(&'a str, &'a str)],
) -> Paper<'a> {
    let (item, decided_on) = ("enterprise-registration", "2015-03-01");
    Paper { item, code, name, decided_on, until_on: None, fields }
}

/// A general penalty of 5万元.
pub(crate) fn penalty<'a>(code: &'a str, name: &'a str, decided_on: &'a str) -> Paper<'a> {
    let fields = &[
        ("document_number", "济处〔2026〕8号"),
        ("violation_kind", "销售过期食品"),
        ("penalty_kind", "罚款"),
        ("fine", "5"),
        ("representative_name", "王小明"),
        ("remark", "内部说明"),
        ("clue", "举报线索"),
        ("authority_name", "试验市场监管局"),
    ];
    Paper { item: "administrative-penalty", code, name, decided_on, until_on: None, fields }
}

/// A stand-in for the key digest, different for different keys.
pub(crate) fn digest(key: &str) -> String {
    let fold = |hash: u128, byte: u8| {
        (hash ^ u128::from(byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013B)
    };
    format!("{:032x}", key.bytes().fold(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d, fold))
}

/// Runs `trial` on a new SQLite file, and on a new PostgreSQL schema if there is a server.
pub(crate) fn on_both(followers: Followers, trial: impl Fn(&Town)) {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("trial.db").display());
    trial(&Town::new(&url, followers));
    if let Some(server) = server() {
        on_postgres(&server, followers, &trial);
    }
}

#[expect(clippy::disallowed_methods, reason = "tests learn from the environment where a server is")]
fn server() -> Option<String> {
    std::env::var("PROBITY_TEST_POSTGRES").ok().filter(|url| !url.is_empty())
}

/// A schema of its own, dropped afterwards whatever happens.
fn on_postgres(server: &str, followers: Followers, trial: &impl Fn(&Town)) {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let name = format!("t_{}_{}_{number}", env!("CARGO_PKG_NAME"), std::process::id());
    let admin = Database::open(server).unwrap();
    admin.write(|tx| tx.execute(&format!("create schema {name}"), &[])).unwrap();
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        trial(&Town::new(&format!("{server}?options=-csearch_path%3D{name}"), followers));
    }));
    admin.write(|tx| tx.execute(&format!("drop schema {name} cascade"), &[])).unwrap();
    if let Err(panic) = outcome {
        resume_unwind(panic);
    }
}
