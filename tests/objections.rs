//! Objections: anybody can say "this is wrong", is told by when it is answered, and a subject's own
//! record is marked at once (H-09, C-18.a, C-18.c).

use disclosure::{RecordState, Viewer};
use vocabulary::{Actor, Date, FactKind, parse_case_number};
use workflow::{NewObjection, ObjectionState, Objector, Page, QueueFilter, Receipt, WorkflowError};

use crate::{
    desk::{PENALTY, POLICE, REGISTRATION, person_penalty},
    harness::Town,
    rows::{COMPANY, MARKET, penalty, registration},
    sight::text,
    story,
};

const HOLDER: &str = "account holder-1";

fn officer() -> Actor {
    Actor::new("jinan-credit-centre", "account officer-1")
}

fn holder(subject: vocabulary::SubjectId) -> Objector {
    Objector::Holder { actor: Actor::new("subject", HOLDER), subject }
}

fn anyone() -> Objector {
    Objector::Anyone { name: "赵青".to_owned(), contact: "0531-88880000".to_owned() }
}

fn rule(refused: Result<impl std::fmt::Debug, WorkflowError>) -> String {
    match refused {
        Err(WorkflowError::Refused(refusal)) => refusal.rule,
        other => panic!("{other:?}"),
    }
}

impl Town {
    fn objection(&self, by: Objector) -> NewObjection {
        let record = self.own_record(PENALTY);
        NewObjection {
            by,
            subject: self.subject(COMPANY),
            digest: record.digest,
            statement: "罚款金额写错了，应为 0.2 万元。".to_owned(),
            wish: "请更正。".to_owned(),
        }
    }

    fn object(&self, by: Objector) -> Receipt {
        self.platform.objections.file(self.objection(by)).unwrap()
    }

    fn fined(&self) {
        self.file(REGISTRATION, MARKET, registration());
        self.file(PENALTY, MARKET, penalty());
    }
}

story! {
    fn c_18_a_h_09_a_subjects_own_record_is_marked_in_every_view_at_once(town) {
        town.fined();
        let receipt = town.object(holder(town.subject(COMPANY)));
        assert!(receipt.marked && receipt.number.len() == 20);
        assert_eq!(parse_case_number("YY", &receipt.number), Some(receipt.number.clone()));
        assert_eq!(town.own_record(PENALTY).state, RecordState::InObjection);
        let page = town.page(COMPANY).unwrap();
        let shown = page.records.iter().find(|record| record.item == PENALTY).unwrap();
        assert_eq!(shown.state, RecordState::InObjection);
        // It says by when it is answered, and how that day comes about (Friday, then a weekend).
        assert_eq!(receipt.due_on, Some(Date::constant(2026, 11, 25)));
        assert!(receipt.explained.zh.starts_with("3 个工作日，自 2026 年 11 月 20 日收到的次日起算"));
        assert!(receipt.explained.zh.contains("《山东省社会信用条例》第39条"));
        // One objection to a record is enough.
        assert_eq!(rule(town.platform.objections.file(town.objection(holder(town.subject(COMPANY))))), "C-18");
    }
}

story! {
    fn c_18_a_of_others_the_record_is_marked_when_the_desk_accepts(town) {
        town.fined();
        let objections = &town.platform.objections;
        let receipt = town.object(anyone());
        assert!(!receipt.marked);
        assert_eq!(town.own_record(PENALTY).state, RecordState::Valid);
        objections.accept(&officer(), &receipt.number).unwrap();
        assert_eq!(town.own_record(PENALTY).state, RecordState::InObjection);
        assert_eq!(rule(objections.accept(&officer(), &receipt.number)), "C-18", "once");
        // A second one, declined, does not take the mark of the first away; the last one does.
        let second = town.object(holder(town.person("370102198506150021")));
        objections.accept(&officer(), &second.number).unwrap();
        assert_eq!(rule(objections.decline(&officer(), &second.number, "")), "C-18");
        objections.decline(&officer(), &second.number, "与您无关").unwrap();
        assert_eq!(town.own_record(PENALTY).state, RecordState::InObjection);
        objections.decline(&officer(), &receipt.number, "经核查无误").unwrap();
        assert_eq!(town.own_record(PENALTY).state, RecordState::Valid);
    }
}

story! {
    fn h_18_nobody_learns_by_objecting_what_is_not_public(town) {
        town.fined();
        town.file("person-registration", POLICE, identity());
        town.file("administrative-penalty-person", POLICE, person_penalty());
        let person = town.person("370102198506150021");
        let secret = town.own_file(person).unwrap().records.into_iter();
        let secret = secret.map(|record| record.digest).next_back().unwrap();
        let objections = &town.platform.objections;
        let about = |by, digest: &str| NewObjection {
            by, subject: person, digest: digest.to_owned(), statement: "不对".to_owned(), wish: String::new(),
        };
        let hidden = objections.file(about(anyone(), &secret)).unwrap_err().to_string();
        let nothing = objections.file(about(anyone(), &"0".repeat(32))).unwrap_err().to_string();
        assert_eq!(hidden, nothing);
        assert!(objections.file(about(holder(town.subject(COMPANY)), &secret)).is_err());
        assert!(objections.file(about(holder(person), &secret)).unwrap().marked, "its own can be disputed");
        // What was repaired is gone for others.
        let repaired = town.objection(anyone());
        town.repair(PENALTY);
        assert_eq!(rule(objections.file(repaired)), "H-09");
    }
}

story! {
    fn c_18_c_number_and_code_open_the_status_in_plain_words_and_nothing_else_does(town) {
        town.fined();
        let objections = &town.platform.objections;
        let receipt = town.object(anyone());
        let typed = receipt.code.to_lowercase();
        let status = objections.status(&receipt.number, &typed).unwrap().unwrap();
        assert_eq!((status.state, status.said.zh.as_str()), (ObjectionState::Filed, "已收到，正在等待受理。"));
        assert_eq!(status.due.on, receipt.due_on);
        for (number, code) in [(receipt.number.as_str(), "AAAAAAAAAA"), (receipt.number.as_str(), ""), ("YY370100261120000017", receipt.code.as_str()), ("", "")] {
            assert!(number == receipt.number && code == receipt.code || objections.status(number, code).unwrap().is_none());
        }
        // Other units must help: seven working days, told again.
        objections.accept(&officer(), &receipt.number).unwrap();
        objections.involve(&officer(), &receipt.number, "请市场监管局核查原卷").unwrap();
        objections.note(&officer(), &receipt.number, "内部备注").unwrap();
        let status = objections.status(&receipt.number, &receipt.code).unwrap().unwrap();
        assert_eq!(status.due.on, Some(Date::constant(2026, 12, 1)));
        let shown = text(&status);
        assert!(shown.contains("市场监管局") && !shown.contains("内部备注") && !shown.contains("officer-1"), "{shown}");
        // The desk sees the note too; contact and name only by a step that is kept.
        let case = objections.case(&receipt.number).unwrap();
        assert!(text(&case).contains("内部备注") && case.has_contact && !text(&case).contains("赵青"));
        let contact = objections.contact(&officer(), &receipt.number).unwrap();
        assert_eq!((contact.name.as_str(), contact.contact.as_str()), ("赵青", "0531-88880000"));
        let steps: Vec<String> = objections.case(&receipt.number).unwrap().steps.into_iter().map(|s| s.step).collect();
        assert_eq!(steps, ["filed", "accepted", "involved", "noted", "contacted"]);
        // Nothing that people wrote stands open in the ledger.
        for kind in [FactKind::ObjectionFiled, FactKind::ObjectionHandled] {
            for fact in town.facts(kind) {
                for secret in ["赵青", "88880000", "罚款金额", "内部备注", &receipt.code] {
                    assert!(!fact.draft.body.contains(secret), "{}", fact.draft.body);
                }
            }
        }
    }
}

story! {
    fn c_18_c_the_queue_shows_what_is_due_and_what_is_late(town) {
        town.fined();
        let objections = &town.platform.objections;
        let first = town.object(anyone());
        town.move_to(Date::constant(2026, 11, 24));
        let second = town.object(holder(town.subject(COMPANY)));
        let open = |filter: QueueFilter| objections.open(&filter, Page::default()).unwrap().entries;
        let lines = open(QueueFilter::default());
        let told: Vec<_> = lines.iter().map(|line| (line.number.as_str(), line.days_left, line.objector.as_str())).collect();
        assert_eq!(told, [(first.number.as_str(), Some(1), "anyone"), (second.number.as_str(), Some(3), "subject")]);
        let tomorrow = QueueFilter { due_until: Some(Date::constant(2026, 11, 25)), ..QueueFilter::default() };
        assert_eq!(open(tomorrow).len(), 1);
        town.move_to(Date::constant(2026, 11, 26));
        assert!(open(QueueFilter::default())[0].overdue);
        objections.decline(&officer(), &first.number, "重复提交").unwrap();
        assert_eq!(open(QueueFilter::default()).len(), 1);
        let declined = QueueFilter { state: Some(ObjectionState::Declined), ..QueueFilter::default() };
        assert!(!open(declined)[0].overdue);
        assert_eq!(objections.counts().unwrap()["filed"], 1);
        // Pages fit together.
        let page = objections.open(&QueueFilter::default(), Page { after: None, size: 1 }).unwrap();
        assert!(page.next.is_none() && page.entries.len() == 1);
    }
}

story! {
    fn h_78_the_subject_sees_every_objection_to_its_records_and_strangers_none(town) {
        town.fined();
        let objections = &town.platform.objections;
        let receipt = town.object(anyone());
        town.object(holder(town.subject(COMPANY)));
        let subject = town.subject(COMPANY);
        let own = objections.of_subject(&Viewer::Subject { subject }, subject, Page::default()).unwrap();
        assert_eq!(own.entries.len(), 2);
        assert!(own.entries.iter().all(|status| !text(status).contains("赵青")));
        let page = objections.of_subject(&Viewer::Subject { subject }, subject, Page { after: None, size: 1 }).unwrap();
        let next = Page { after: page.next, size: 1 };
        let rest = objections.of_subject(&Viewer::Subject { subject }, subject, next).unwrap();
        assert_eq!((rest.entries[0].number.as_str(), rest.next), (receipt.number.as_str(), None));
        assert_eq!(rule(objections.of_subject(&Viewer::Public, subject, Page::default())), "H-77");
        let filed = objections.of_holder(&Actor::new("subject", HOLDER), Page::default()).unwrap();
        assert_eq!(filed.entries.len(), 1);
        assert!(objections.of_holder(&Actor::new("subject", "account other"), Page::default()).unwrap().entries.is_empty());
    }
}

story! {
    fn an_objection_is_taken_even_if_the_next_years_working_days_are_unknown(town) {
        town.fined();
        town.move_to(Date::constant(2026, 12, 30));
        let receipt = town.object(holder(town.subject(COMPANY)));
        assert_eq!(receipt.due_on, None);
        assert!(receipt.explained.zh.contains("2027 年的放假安排尚未公布"), "{}", receipt.explained.zh);
        let lines = town.platform.objections.open(&QueueFilter::default(), Page::default()).unwrap().entries;
        assert_eq!((lines[0].due_on, lines[0].overdue), (None, false));
    }
}

story! {
    fn an_objection_says_something_and_not_too_much(town) {
        town.fined();
        let objections = &town.platform.objections;
        for (statement, by) in [
            (String::new(), anyone()),
            ("长".repeat(2_001), anyone()),
            ("不对".to_owned(), Objector::Anyone { name: String::new(), contact: "1".to_owned() }),
            ("不对".to_owned(), Objector::Anyone { name: "赵青".to_owned(), contact: " ".to_owned() }),
        ] {
            let new = NewObjection { statement, ..town.objection(by) };
            assert_eq!(rule(objections.file(new)), "C-18");
        }
        assert!(town.facts(FactKind::ObjectionFiled).is_empty());
        let numbers: Vec<String> = (0..3).map(|_| town.object(anyone()).number).collect();
        assert_eq!(numbers.iter().collect::<std::collections::BTreeSet<_>>().len(), 3);
        assert!(numbers.iter().all(|number| number.starts_with("YY370100261120")));
    }
}

/// The person of the penalty, as the police know them.
pub fn identity() -> crate::rows::Row {
    crate::rows::Row::default()
        .with("subject_name", "王小明")
        .with("subject_document", "身份证")
        .with("subject_number", "370102198506150021")
        .with("verified_on", "2026-11-02")
        .with("verified", "是")
        .with("authority_name", "济南市公安局")
        .with("authority_code", "11370100MB90002184")
        .with("source_name", "济南市公安局")
        .with("source_code", "11370100MB90002184")
}
