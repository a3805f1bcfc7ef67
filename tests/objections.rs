//! Who objects to what, and who learns of it (H-09, H-18, H-78); the course of an objection is told in
//! `cases/objections.rs`.

use vocabulary::{Actor, Date, SubjectId};
use workflow::{By, Input, NewCase, WorkflowError, case::Page};

use crate::{
    desk::{PENALTY, POLICE, REGISTRATION, person_penalty},
    harness::Town,
    rows::{COMPANY, MARKET, penalty, registration},
    sight::text,
    story,
};

const PERSON: &str = "370102198506150021";

fn holder(account: &str, acting: SubjectId) -> By {
    By::Holder { actor: Actor::new("subject", account), person: acting, acting }
}

fn anyone() -> By {
    By::Anyone { name: "赵青".to_owned(), contact: "0531-88880000".to_owned() }
}

impl Town {
    fn objection(&self, subject: SubjectId, digest: &str) -> NewCase {
        let fields = [("statement", "罚款金额写错了"), ("wish", "correct")];
        let fields = fields.map(|(id, value)| (id.to_owned(), value.to_owned()));
        NewCase {
            process: "objection".to_owned(),
            subject: Some(subject),
            digest: Some(digest.to_owned()),
            input: Input { fields: fields.into(), papers: Vec::new() },
        }
    }

    fn of_company(&self) -> NewCase {
        let digest = self.own_record(PENALTY).digest;
        self.objection(self.subject(COMPANY), &digest)
    }

    fn fined(&self) {
        self.file(REGISTRATION, MARKET, registration());
        self.file(PENALTY, MARKET, penalty());
    }
}

story! {
    fn h_18_nobody_learns_by_objecting_what_is_not_public(town) {
        town.fined();
        town.file("person-registration", POLICE, identity());
        town.file("administrative-penalty-person", POLICE, person_penalty());
        let person = town.person(PERSON);
        let secret = town.own_file(person).unwrap().records.into_iter();
        let secret = secret.map(|record| record.digest).next_back().unwrap();
        let cases = &town.platform.cases;
        let hidden = cases.open(&anyone(), town.objection(person, &secret)).unwrap_err().to_string();
        let none = town.objection(person, &"0".repeat(32));
        assert_eq!(hidden, cases.open(&anyone(), none).unwrap_err().to_string());
        let company = holder("account holder-1", town.subject(COMPANY));
        assert!(cases.open(&company, town.objection(person, &secret)).is_err());
        cases.open(&holder("account holder-2", person), town.objection(person, &secret)).unwrap();
        // What was repaired is gone for others.
        let repaired = town.of_company();
        town.repair(PENALTY);
        let gone = cases.open(&anyone(), repaired).unwrap_err();
        assert!(matches!(&gone, WorkflowError::Refused(refusal) if refusal.rule == "H-09"), "{gone}");
    }
}

story! {
    fn h_78_the_subject_sees_every_objection_to_its_records_and_strangers_none(town) {
        town.fined();
        let cases = &town.platform.cases;
        let (own, other) = (town.subject(COMPANY), town.person(PERSON));
        let (company, third) = (holder("account holder-1", own), holder("account holder-2", other));
        let by_anyone = cases.open(&anyone(), town.of_company()).unwrap().number;
        let mine = cases.open(&company, town.of_company()).unwrap().number;
        let theirs = cases.open(&third, town.of_company()).unwrap().number;
        let seen = cases.mine(&company, &Page::default()).unwrap().entries;
        let numbers: Vec<&str> = seen.iter().map(|line| line.number.as_str()).collect();
        assert_eq!(numbers, [theirs.as_str(), mine.as_str(), by_anyone.as_str()]);
        for number in numbers {
            let view = cases.view(&company, number).unwrap();
            assert!(!text(&view).contains("赵青"), "who objected is for the desk");
        }
        let first = cases.mine(&company, &Page { after: None, size: 2 }).unwrap();
        let rest = cases.mine(&company, &Page { after: first.next, size: 2 }).unwrap();
        assert_eq!((rest.entries[0].number.as_str(), rest.next), (by_anyone.as_str(), None));
        let seen = cases.mine(&third, &Page::default()).unwrap().entries;
        assert_eq!(seen.iter().map(|line| &line.number).collect::<Vec<_>>(), [&theirs]);
        let stranger = holder("account other", town.person("370102199001010036"));
        assert!(cases.mine(&stranger, &Page::default()).unwrap().entries.is_empty());
        assert!(matches!(cases.view(&stranger, &mine), Err(WorkflowError::NoSuchCase { .. })));
    }
}

story! {
    fn an_objection_is_taken_even_if_the_next_years_working_days_are_unknown(town) {
        town.fined();
        town.move_to(Date::constant(2026, 12, 30));
        let company = holder("account holder-1", town.subject(COMPANY));
        let receipt = town.platform.cases.open(&company, town.of_company()).unwrap();
        assert_eq!(receipt.due[0].on, None);
        assert!(receipt.due[0].explained.zh.contains("等节假日安排公布"), "{:?}", receipt.due);
        town.platform.tick().unwrap();
        let line = town.platform.cases.view(&company, &receipt.number).unwrap().line;
        assert_eq!((line.due_on, line.state.as_str()), (None, "filed"));
    }
}

/// The person of the penalty, as the police know them.
pub fn identity() -> crate::rows::Row {
    crate::rows::Row::default()
        .with("subject_name", "王小明")
        .with("subject_document", "身份证")
        .with("subject_number", PERSON)
        .with("verified_on", "2026-11-02")
        .with("verified", "是")
        .with("authority_name", "济南市公安局")
        .with("authority_code", "11370100MB90002184")
        .with("source_name", "济南市公安局")
        .with("source_code", "11370100MB90002184")
}
