//! A month of publications, corrections, objections, repairs, withdrawals, deletions, merges and ends
//! by date, followed by a mirror that is killed again and again.

use std::time::Duration;

use disclosure::RecordAnswer;
use jiff::ToSpan;
use serde_json::{Value, json};
use vocabulary::{Actor, Draft, Entropy, FactKind, SeededEntropy, SubjectId};

use super::client::{Mirror, Served, holds};
use crate::{
    desk::{PENALTY, REGISTRATION, code, registrations, submission},
    harness::{TODAY, Town},
    rows::{MARKET, Row, csv, penalty},
    story,
};

const COMPANIES: u32 = 8;
const DAYS: i64 = 30;

/// A record that was published.
struct Filed {
    subject: SubjectId,
    company: u32,
    digest: String,
    document: String,
    row: Row,
    /// What it said once and says no more.
    past: Vec<String>,
    said: String,
}

struct Month<'t> {
    town: &'t Town,
    dice: SeededEntropy,
    filed: Vec<Filed>,
    count: u32,
    merged: Option<(SubjectId, SubjectId)>,
}

impl Month<'_> {
    fn below(&self, n: u64) -> u64 {
        let mut bytes = [0; 8];
        self.dice.fill(&mut bytes);
        u64::from_le_bytes(bytes) % n
    }

    fn token(&mut self) -> String {
        self.count += 1;
        format!("说法{:05}止", self.count)
    }

    fn publish(&mut self) {
        let company = self.below(u64::from(COMPANIES)) as u32;
        let said = self.token();
        let document = format!("济市监罚〔2026〕{:05}号", self.count);
        // Half of them leave by their date within the month: published for a year.
        let (date, back) = (self.town.platform.gate.today(), self.below(12) as i64);
        let days = if self.below(2) == 0 { back } else { 364 - back };
        let row = penalty()
            .with("subject_code", code(company))
            .with("subject_name", format!("济南第{company}商贸有限公司"))
            .with("document_number", &document)
            .with("decided_on", date.saturating_sub(days.days()).to_string())
            .with("violation_facts", &said);
        self.town.file(PENALTY, MARKET, row.clone());
        let subject = self.town.subject(&code(company));
        let facts = self.town.facts(FactKind::RecordFiled);
        let body: Value = serde_json::from_str(&facts.last().unwrap().draft.body).unwrap();
        let digest = body["digest"].as_str().unwrap().to_owned();
        let past = Vec::new();
        self.filed.push(Filed { subject, company, digest, document, row, past, said });
    }

    fn say(&self, (subject, kind): (SubjectId, FactKind), body: Value) {
        let draft = Draft {
            kind,
            subject: Some(subject),
            actor: Actor::new("jinan-credit-centre", "story"),
            item: Some(PENALTY.to_owned()),
            policy: self.town.platform.law.version().to_owned(),
            body: body.to_string(),
        };
        self.town.platform.pen.append(vec![draft]).unwrap();
    }

    /// Something happens to some record.
    fn happen(&mut self) {
        let at = self.below(self.filed.len() as u64) as usize;
        let (subject, digest) = (self.filed[at].subject, self.filed[at].digest.clone());
        let ended = |reason: &str| json!({ "digest": digest, "reason": reason, "source": MARKET });
        match self.below(9) {
            0 => self.say((subject, FactKind::RepairGranted), ended("履行义务")),
            1 => self.say((subject, FactKind::RecordWithdrawn), ended("决定被撤销")),
            2 | 3 => {
                let open = self.below(2) == 0;
                let body = json!({ "digest": digest, "open": open });
                self.say((subject, FactKind::ObjectionMarked), body);
            }
            4 | 5 => self.correct(at),
            6 => {
                let keeper = |name: &str| Actor::new("jinan-credit-centre", name);
                let (by, other) = (keeper("keeper-1"), keeper("keeper-2"));
                // What was destroyed before is not destroyed twice.
                let _ = self.town.platform.gate.erase(&by, &other, subject, &digest, "法院裁定");
            }
            7 => self.merge(),
            _ => self.publish(),
        }
    }

    fn correct(&mut self, at: usize) {
        let said = self.token();
        let row = self.filed[at].row.clone().with("violation_facts", &said);
        let correction = intake::Submission { correction: true, ..submission(PENALTY, MARKET) };
        let receipt = self.town.submit(&correction, csv(&[row]).as_bytes()).unwrap();
        if receipt.corrected == 1 {
            let filed = &mut self.filed[at];
            let before = std::mem::replace(&mut filed.said, said);
            filed.past.push(before);
        }
    }

    /// Two companies are found to be one, or that was a mistake.
    fn merge(&mut self) {
        let platform = &self.town.platform;
        let (keeper, law) = (Actor::new("jinan-credit-centre", "keeper-1"), platform.law.version());
        let because = archive::merge::Because { reason: "核查", evidence: "核查记录" };
        match self.merged.take() {
            Some((member, _)) => {
                archive::merge::part(&platform.pen, (&keeper, law), member, because).unwrap();
            }
            None => {
                let [one, other] = [0, 1].map(|n| self.town.subject(&code(n)));
                let by = (&keeper, law);
                archive::merge::merge(&platform.pen, by, one, other, because).unwrap();
                self.merged = Some((one, other));
            }
        }
    }

    /// The mirror holds what the source shows, and of nothing else a byte.
    fn compare(&self, mirror: &Mirror) -> (usize, usize) {
        let bytes = mirror.bytes();
        let (mut shown, mut left) = (0, 0);
        for filed in &self.filed {
            let gate = &self.town.platform.gate;
            let answer = gate.record(filed.subject, &filed.digest).unwrap().into_inner();
            let public = matches!(answer, RecordAnswer::Public { .. });
            for text in [&filed.document, &filed.said] {
                assert_eq!(holds(&bytes, text), public, "{text} of company {}", filed.company);
            }
            for text in &filed.past {
                assert!(!holds(&bytes, text), "{text} was corrected");
            }
            *(if public { &mut shown } else { &mut left }) += 1;
        }
        (shown, left)
    }
}

story! {
    /// Repaired, corrected, disputed, withdrawn, destroyed, merged, past its day: equal by digest.
    fn c_06_c_h_17_h_26_a_mirror_killed_for_a_month_ends_equal_by_digest(town) {
        town.send(REGISTRATION, MARKET, &registrations(COMPANIES));
        let mut mirror = Mirror::of(town);
        let mut served = Served::open(town);
        let dice = SeededEntropy::new(41);
        let mut month = Month { town, dice, filed: Vec::new(), count: 0, merged: None };
        (0..12).for_each(|_| month.publish());
        let mut seen = (0, 0);
        for day in 0..DAYS {
            town.move_to(TODAY.checked_add(day.days()).unwrap());
            mirror.wake(town);
            (0..2).for_each(|_| month.publish());
            (0..3).for_each(|_| month.happen());
            // The timer comes late: the mirror does not wait for it.
            if day % 4 == 3 {
                town.platform.expire().unwrap();
            }
            if month.below(3) == 0 {
                drop(served);
                served = Served::open(town);
            }
            for _ in 0..month.below(3) {
                let wait = Duration::from_millis(20 + month.below(300));
                mirror.killed(&served.address, wait);
            }
            // Now and then it stays behind for days.
            if month.below(4) > 0 {
                mirror.sync(&served.address);
                seen = month.compare(&mirror);
            }
        }
        let proof = mirror.proof(&served.address);
        seen = seen.max(month.compare(&mirror));
        assert!(seen.0 > 10 && seen.1 > 20, "much stayed and much left: {seen:?}");
        assert!(proof["records"].as_u64().unwrap() > u64::from(COMPANIES));
        // The receipt that it gives to the source finds nothing wrong.
        let file = town.folder().join("mirror.csv");
        std::fs::write(&file, mirror.run("list", &served.address).stdout).unwrap();
        let lines = probity::copies::read(&file, &town.platform.site_key).unwrap();
        let round = town.platform.patrol.compare("mirror", &lines).unwrap();
        assert!(round.seen as usize > seen.0 + seen.1 / 2, "{round:?}");
        assert_eq!(round.differing, 0);
        // One that begins only now ends with the same.
        let late = Mirror::of(town);
        assert_eq!(late.proof(&served.address)["mirror"], proof["mirror"]);
    }
}
