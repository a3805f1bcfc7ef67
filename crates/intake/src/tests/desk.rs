//! A site in a temporary folder, with a small law of its own.

use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
};

use identity::Directory;
use ledger::{Follower, Pen};
use policy::Law;
use store::{Database, Vault};
use tempfile::TempDir;
use vocabulary::{Date, Entropy, Fact, FactKind, FixedClock, SeededEntropy, SiteKey};

use crate::{Intake, IntakeError, IntakeFollower, Progress, Receipt, Submission};

pub(crate) const MARKET: &str = "jinan-market-regulation";
pub(crate) const MARKET_CODE: &str = "11370100MB9000015F";
pub(crate) const ECOLOGY: &str = "jinan-ecology";
pub(crate) const POLICE: &str = "jinan-public-security";

/// A site.
pub(crate) struct Desk {
    pub(crate) intake: Intake,
    pub(crate) pen: Pen,
    pub(crate) db: Database,
    pub(crate) clock: Arc<FixedClock>,
    pub(crate) vault: Arc<Vault>,
    _folder: Option<TempDir>,
}

/// The law of `fixtures/intake/law`.
pub(crate) fn law() -> Arc<Law> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/intake/law");
    Arc::new(Law::load(&folder, "site").unwrap_or_else(|refusal| panic!("{refusal}")))
}

/// A site on a new SQLite file.
pub(crate) fn desk() -> Desk {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}/site.db", folder.path().display());
    Desk { _folder: Some(folder), ..Desk::on(&url) }
}

/// Runs a trial on a new SQLite file, and on a new PostgreSQL database if there is a server.
pub(crate) fn on_both(trial: impl Fn(&Desk)) {
    trial(&desk());
    #[expect(
        clippy::disallowed_methods,
        reason = "tests learn from the environment where a server is"
    )]
    let server = std::env::var("PROBITY_TEST_POSTGRES").ok().filter(|url| !url.is_empty());
    let Some(server) = server else { return };
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let name = format!("t_intake_{}_{number}", std::process::id());
    let (address, _) = server.rsplit_once('/').unwrap();
    statement(&server, &format!("create database {name} template template0 lc_ctype 'C.UTF-8'"));
    let _dropped = Dropped { server: server.clone(), name: name.clone() };
    trial(&Desk::on(&format!("{address}/{name}")));
}

/// A database that goes when the test ends, however it ends.
struct Dropped {
    server: String,
    name: String,
}

impl Drop for Dropped {
    fn drop(&mut self) {
        statement(&self.server, &format!("drop database if exists {} with (force)", self.name));
    }
}

fn statement(server: &str, sql: &str) {
    let done = std::process::Command::new("psql").args([server, "-q", "-c", sql]).status().unwrap();
    assert!(done.success(), "{sql}");
}

impl Desk {
    fn on(url: &str) -> Self {
        let db = Database::open(url).unwrap();
        db.migrate().unwrap();
        let clock = Arc::new(FixedClock::on(Date::constant(2026, 11, 20)));
        let entropy: Arc<dyn Entropy> = Arc::new(SeededEntropy::new(7));
        let followers: Vec<Box<dyn Follower>> = vec![Box::new(IntakeFollower)];
        let pen = Pen::start(db.clone(), followers, clock.clone(), Arc::clone(&entropy)).unwrap();
        let vault = Arc::new(Vault::new(&[3; 32]));
        let (key, clock_and_entropy) = (SiteKey::new(&[5; 32]), (clock.clone() as _, entropy));
        let intake =
            Intake::new(db.clone(), pen.clone(), law(), key, vault.clone(), clock_and_entropy);
        Self { intake, pen, db, clock, vault, _folder: None }
    }

    /// A second intake on the same site, with a directory.
    pub(crate) fn beside(desk: &Desk, directory: Arc<dyn Directory>) -> Self {
        let entropy: Arc<dyn Entropy> = Arc::new(SeededEntropy::new(8));
        let (db, pen, clock) = (desk.db.clone(), desk.pen.clone(), Arc::clone(&desk.clock));
        let (vault, chance) = (Arc::clone(&desk.vault), (clock.clone() as _, entropy));
        let key = SiteKey::new(&[5; 32]);
        let intake = Intake::new(db.clone(), pen.clone(), law(), key, vault.clone(), chance);
        let intake = intake.with_directory(directory);
        Self { intake, pen, db, clock, vault, _folder: None }
    }
}

/// A submission of an item, reviewed.
pub(crate) fn submission(agency: &str, item: &str) -> Submission {
    Submission {
        agency: agency.into(),
        item: item.into(),
        file_name: "rows.csv".into(),
        by: "tester".into(),
        reviewed: Some("reviewer-1".into()),
        ..Submission::default()
    }
}

impl Desk {
    pub(crate) fn send(
        &self,
        agency: &str,
        item: &str,
        bytes: &[u8],
    ) -> Result<Receipt, IntakeError> {
        self.send_as(&submission(agency, item), bytes)
    }

    pub(crate) fn send_as(&self, sent: &Submission, bytes: &[u8]) -> Result<Receipt, IntakeError> {
        let receipt = self.intake.submit(sent, bytes, &mut Progress::silent());
        if let Ok(receipt) = &receipt {
            let parts = receipt.accepted
                + receipt.duplicates
                + receipt.corrected
                + receipt.rejected
                + receipt.held;
            assert_eq!(receipt.received, parts, "{receipt:?}");
            assert_eq!(receipt.rejected, receipt.rejected_by_rule.values().sum::<u64>());
        }
        receipt
    }

    /// Every fact of a kind, in order.
    pub(crate) fn facts(&self, kind: FactKind) -> Vec<Fact> {
        let reader = ledger::Reader::new(self.db.clone());
        let facts = reader.facts_from(vocabulary::Position(0), 100_000).unwrap();
        facts.into_iter().filter(|fact| fact.draft.kind == kind).collect()
    }

    pub(crate) fn bodies(&self, kind: FactKind) -> Vec<serde_json::Value> {
        let facts = self.facts(kind);
        facts.iter().map(|fact| serde_json::from_str(&fact.draft.body).unwrap()).collect()
    }

    pub(crate) fn faults(&self, batch: &str) -> String {
        let mut csv = Vec::new();
        self.intake.faults_csv(batch, &mut csv).unwrap();
        String::from_utf8(csv).unwrap()
    }
}

/// Check-valid synthetic codes of enterprises: an alphabet of bodies, check digits computed.
pub(crate) fn enterprise_code(number: u32) -> String {
    const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
    let value = |byte: u8| ALPHABET.iter().position(|symbol| *symbol == byte).unwrap();
    let body = format!("MA3{number:05}");
    let weights = [3, 7, 9, 10, 5, 8, 4, 2];
    let digit = |c: char| c.to_digit(36).unwrap();
    let sum: u32 = body.chars().zip(weights).map(|(c, weight)| digit(c) * weight).sum();
    let inner = match 11 - sum % 11 {
        10 => 'X',
        11 => '0',
        check => char::from_digit(check, 10).unwrap(),
    };
    let code = format!("91370100{body}{inner}");
    let mut weight = 1;
    let mut sum = 0;
    for byte in code.bytes() {
        sum += value(byte) * weight;
        weight = weight * 3 % 31;
    }
    format!("{code}{}", char::from(ALPHABET[(31 - sum % 31) % 31]))
}

/// A registration file of `count` enterprises.
pub(crate) fn registrations(count: u32) -> String {
    let mut csv = String::from("企业名称,统一社会信用代码,成立日期,经营范围\n");
    for number in 0..count {
        let code = enterprise_code(number);
        csv.push_str(&format!("济南第{number}商贸有限公司,{code},2020-01-02,日用百货销售\n"));
    }
    csv
}

/// A penalty row of the national field names; later pairs replace earlier ones.
pub(crate) fn penalty(changes: &[(&str, &str)]) -> String {
    let code = enterprise_code(1);
    let mut fields = vec![
        ("subject_name", "济南明泉商贸有限公司"),
        ("subject_category", "法人及非法人组织"),
        ("subject_code", &code),
        ("registration_number", ""),
        ("representative_name", "王明"),
        ("representative_number", ""),
        ("document_number", "济市监处罚〔2026〕88号"),
        ("violation_kind", "销售超过保质期的食品"),
        ("violation_facts", "货架上有三种超过保质期的预包装食品。"),
        ("penalty_basis", "《食品安全法》第一百二十四条"),
        ("penalty_kind", "罚款"),
        ("content", "罚款五万元"),
        ("fine", "5"),
        ("decided_on", "2026-11-16"),
        ("procedure", "普通程序"),
        ("authority_name", "济南市市场监督管理局"),
        ("authority_code", MARKET_CODE),
        ("source_name", "济南市市场监督管理局"),
        ("source_code", MARKET_CODE),
        ("remark", ""),
    ];
    for (name, value) in changes {
        let field = fields.iter_mut().find(|field| field.0 == *name).unwrap();
        field.1 = value;
    }
    let object: serde_json::Map<String, serde_json::Value> =
        fields.into_iter().map(|(name, value)| (name.into(), value.into())).collect();
    serde_json::Value::Object(object).to_string() + "\n"
}

/// A penalty row about a person.
pub(crate) fn person_penalty(name: &str, number: &str, document: &str) -> String {
    let object = serde_json::json!({
        "subject_name": name, "subject_category": "自然人", "subject_document": "身份证",
        "subject_number": number, "document_number": document, "violation_kind": "无证经营",
        "violation_facts": "未取得许可从事经营活动。", "penalty_basis": "《无证无照经营查处办法》第十三条",
        "penalty_kind": "罚款", "content": "罚款一千元", "fine": "0.1", "decided_on": "2026-11-16",
        "authority_name": "济南市公安局", "authority_code": "11370100MB90002184",
        "source_name": "济南市公安局", "source_code": "11370100MB90002184",
    });
    object.to_string() + "\n"
}
