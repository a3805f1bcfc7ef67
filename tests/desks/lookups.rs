//! Looking at a file: for a purpose of the role, with a number, seen by the subject.

use axum::http::StatusCode;
use disclosure::{LookupView, PageRequest, Viewer};
use vocabulary::SubjectId;

use super::at_the_desk;
use crate::{
    desk::{POLICE, person_penalty},
    harness::Town,
    rows::{COMPANY, COMPANY_NAME, MARKET},
    story,
};

/// The invented person of the rows.
const PERSON: &str = "370102198506150021";

/// What a subject sees of who looked, the latest first.
fn looks(town: &Town, subject: SubjectId) -> Vec<LookupView> {
    let viewer = Viewer::Subject { subject };
    let looks = town.platform.gate.lookups(&viewer, subject, &PageRequest::default()).unwrap();
    looks.into_inner().entries
}

story! {
    fn c_34_b_h_78_a_look_at_a_person_is_registered_masked_and_seen_by_the_person(town) {
        town.settle();
        town.file("administrative-penalty-person", POLICE, person_penalty());
        let (door, inside) = at_the_desk(town, POLICE, "department-officer");
        let asked = [("purpose", "penalty"), ("matter_number", "济公裁〔2026〕5"), ("number", PERSON)];
        let told = inside.post(&door, "/desk/lookups", &asked);
        assert_eq!(told.status, StatusCode::OK, "{}", told.text);
        assert!(told.text.contains("扰乱公共场所秩序") && told.text.contains("已脱敏"), "{}", told.text);
        assert!(!told.text.contains(PERSON), "the number is shown by its ends only");
        assert!(!told.text.contains("王小明"), "{}", told.text);
        let look = looks(town, town.person(PERSON)).remove(0);
        assert!(told.text.contains(&format!("第 {} 号", look.position)), "{}", told.text);
        assert_eq!((look.kind.as_str(), look.purpose.as_deref(), look.matter_number.as_deref()), ("file", Some("penalty"), Some("济公裁〔2026〕5")));
        assert!(look.basis.is_some());
    }
}

story! {
    fn c_34_a_a_look_without_purpose_number_or_right_is_refused_and_seen_by_the_subject(town) {
        town.settle();
        let (door, inside) = at_the_desk(town, MARKET, "department-officer");
        let ask = |purpose: &str, number: &str| {
            let fields = [("purpose", purpose), ("matter_number", number), ("number", COMPANY)];
            inside.post(&door, "/desk/lookups", &fields)
        };
        for (purpose, number, rule, word) in [
            ("", "监1", "C-34.a", "请选择用途"),
            ("curiosity", "监1", "C-34.a", "请选择用途"),
            ("audit", "监1", "H-19", "您的角色不能以这一用途查询"),
            ("supervision", "", "H-78", "请填写办件编号"),
        ] {
            let told = ask(purpose, number);
            assert_eq!(told.status, StatusCode::FORBIDDEN, "{purpose} {number}: {}", told.text);
            assert!(told.text.contains(rule) && told.text.contains(word), "{}", told.text);
            assert!(!told.text.contains(COMPANY_NAME), "{}", told.text);
            let look = looks(town, town.subject(COMPANY)).remove(0);
            assert_eq!((look.kind.as_str(), look.basis.as_deref()), ("refused", Some(rule)));
        }
        assert_eq!(ask("supervision", "监1").status, StatusCode::OK);
    }
}

story! {
    fn h_14_nobody_looks_at_a_minor_and_the_page_says_why(town) {
        let (door, inside) = at_the_desk(town, POLICE, "department-officer");
        // Born in 2012: the check digit fits, the person is invented.
        let minor = "370102201203070010";
        let fields = [("purpose", "penalty"), ("matter_number", "济公裁〔2026〕6"), ("number", minor)];
        let told = inside.post(&door, "/desk/lookups", &fields);
        assert_eq!(told.status, StatusCode::FORBIDDEN, "{}", told.text);
        assert!(told.text.contains("H-14"), "{}", told.text);
    }
}
