//! What stories about batches do, and where they look afterwards.

use disclosure::{AsOf, FileView, RecordView, SubjectPage, Viewer};
use intake::{IntakeError, Progress, Receipt, Submission};
use serde_json::Value;
use vocabulary::{
    Actor, Draft, Fact, FactKind, Identifier, IdentifierKind, Position, SubjectId, UnifiedCode,
};

use crate::{
    harness::Town,
    rows::{COMPANY, Row, csv},
};

/// An agency that fines, in another field than the market regulator.
pub const ECOLOGY: &str = "jinan-ecology";
/// The agency that knows who persons are.
pub const POLICE: &str = "jinan-public-security";
pub const REGISTRATION: &str = "enterprise-registration";
pub const PENALTY: &str = "administrative-penalty";

/// A file of `agency` for `item`, reviewed for secrecy.
pub fn submission(item: &str, agency: &str) -> Submission {
    Submission {
        item: item.to_owned(),
        agency: agency.to_owned(),
        file_name: format!("{item}.csv"),
        by: "story".to_owned(),
        reviewed: Some("reviewer-1".to_owned()),
        ..Submission::default()
    }
}

impl Town {
    /// Sends bytes; whatever the receipt says, it adds up.
    pub fn submit(&self, sent: &Submission, bytes: &[u8]) -> Result<Receipt, IntakeError> {
        let receipt = self.platform.intake.submit(sent, bytes, &mut Progress::silent())?;
        adds_up(&receipt);
        Ok(receipt)
    }

    /// Sends one row that must become a new record.
    pub fn file(&self, item: &str, agency: &str, row: Row) {
        let receipt = self.send(item, agency, &[row]);
        assert_eq!(receipt.accepted, 1, "{item}: {receipt:?}{}", self.faults(&receipt.batch));
    }

    /// Sends one row that must be turned away, and gives the rule by which it was.
    pub fn refused(&self, item: &str, agency: &str, row: Row) -> String {
        let receipt = self.send(item, agency, &[row]);
        adds_up(&receipt);
        assert_eq!((receipt.accepted, receipt.rejected), (0, 1), "{item}: {receipt:?}");
        receipt.rejected_by_rule.into_keys().next().unwrap()
    }

    /// The file of rows that were turned away, as the department gets it back.
    pub fn faults(&self, batch: &str) -> String {
        let mut file = Vec::new();
        self.platform.intake.faults_csv(batch, &mut file).unwrap();
        String::from_utf8(file).unwrap()
    }

    /// Every fact of a kind, in order.
    pub fn facts(&self, kind: FactKind) -> Vec<Fact> {
        let facts = self.platform.reader.facts_from(Position(0), 1_000_000).unwrap();
        facts.into_iter().filter(|fact| fact.draft.kind == kind).collect()
    }

    /// What the facts of a kind say.
    pub fn bodies(&self, kind: FactKind) -> Vec<Value> {
        let parsed = |fact: &Fact| serde_json::from_str(&fact.draft.body).unwrap();
        self.facts(kind).iter().map(parsed).collect()
    }

    /// The id under which the company of a code is kept.
    pub fn subject(&self, code: &str) -> SubjectId {
        self.platform.site_key.subject_id(&UnifiedCode::parse(code).unwrap().identifier())
    }

    /// The id under which the holder of an identity card is kept.
    pub fn person(&self, number: &str) -> SubjectId {
        let number = number.to_owned();
        let card = Identifier { kind: IdentifierKind::IdentityCard, number };
        self.platform.site_key.subject_id(&card)
    }

    /// What anyone sees of a company.
    pub fn page(&self, code: &str) -> Option<SubjectPage> {
        self.platform.gate.page(self.subject(code)).unwrap().map(|page| page.into_inner())
    }

    /// The whole file as its own subject sees it.
    pub fn own_file(&self, subject: SubjectId) -> Option<FileView> {
        let viewer = Viewer::Subject { subject };
        let file = self.platform.gate.file(&viewer, subject, AsOf::default()).unwrap();
        file.map(|file| file.into_inner())
    }

    /// The one record of an item in the company's own file.
    pub fn own_record(&self, item: &str) -> RecordView {
        let file = self.own_file(self.subject(COMPANY)).unwrap();
        let mut records: Vec<_> = file.records.into_iter().filter(|r| r.item == item).collect();
        assert_eq!(records.len(), 1, "{records:#?}");
        records.remove(0)
    }

    /// What another room or office decides about the record of an item of the company.
    pub fn decide(&self, kind: FactKind, item: &str, mut body: Value) -> Position {
        body["digest"] = self.own_record(item).digest.into();
        let draft = Draft {
            kind,
            subject: Some(self.subject(COMPANY)),
            actor: Actor::new("jinan-credit-centre", "story"),
            item: Some(item.to_owned()),
            policy: self.platform.law.version().to_owned(),
            body: body.to_string(),
        };
        self.platform.pen.append(vec![draft]).unwrap()[0]
    }

    /// Repairs the company's record of an item.
    pub fn repair(&self, item: &str) {
        let body = serde_json::json!({ "reason": "履行义务", "decision": "济信修〔2026〕1号" });
        self.decide(FactKind::RepairGranted, item, body);
    }
}

/// Received is the sum of its parts, and the rejected are those of the rules.
pub fn adds_up(receipt: &Receipt) {
    let Receipt { received, accepted, duplicates, corrected, rejected, held, .. } = receipt;
    assert_eq!(*received, accepted + duplicates + corrected + rejected + held, "{receipt:?}");
    assert_eq!(*rejected, receipt.rejected_by_rule.values().sum::<u64>(), "{receipt:?}");
}

/// Check-valid codes of invented enterprises of Jinan.
pub fn code(number: u32) -> String {
    const SYMBOLS: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
    let body = format!("MA3{number:05}");
    let weights = [3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = body.chars().zip(weights).map(|(c, w)| c.to_digit(36).unwrap() * w).sum();
    let inner = match 11 - sum % 11 {
        10 => 'X',
        11 => '0',
        check => char::from_digit(check, 10).unwrap(),
    };
    let code = format!("91370100{body}{inner}");
    let (mut weight, mut sum) = (1, 0);
    for byte in code.bytes() {
        sum += SYMBOLS.iter().position(|symbol| *symbol == byte).unwrap() * weight;
        weight = weight * 3 % 31;
    }
    format!("{code}{}", char::from(SYMBOLS[(31 - sum % 31) % 31]))
}

/// The registrations of `count` companies, the rows in order of their numbers.
pub fn registrations(count: u32) -> Vec<Row> {
    let row = |number| {
        crate::rows::registration()
            .with("subject_code", code(number))
            .with("subject_name", format!("济南第{number}商贸有限公司"))
    };
    (0..count).map(row).collect()
}

/// The registrations as a file.
pub fn registrations_csv(count: u32) -> Vec<u8> {
    csv(&registrations(count)).into_bytes()
}

/// A penalty of an invented person, decided by the police on 2026-11-16.
pub fn person_penalty() -> Row {
    crate::rows::person_licence()
        .with("document_number", "济公罚〔2026〕9号")
        .with("violation_kind", "扰乱公共场所秩序")
        .with("violation_facts", "在公共场所大声喧哗，不听劝阻。")
        .with("penalty_basis", "《中华人民共和国治安管理处罚法》第二十六条")
        .with("penalty_kind", "警告")
        .with("content", "警告")
        .with("authority_name", "济南市公安局")
        .with("authority_code", "11370100MB90002184")
        .with("source_name", "济南市公安局")
        .with("source_code", "11370100MB90002184")
}
