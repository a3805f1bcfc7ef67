//! The check window: one screen with verdict, basis and next step; the outcome; a list.

use axum::http::StatusCode;
use vocabulary::FactKind;

use super::{FINANCE, at_the_desk};
use crate::{
    checks::ban,
    desk::{PENALTY, REGISTRATION, code, registrations_csv, submission},
    harness::Town,
    rows::{COMPANY, COMPANY_NAME, MARKET, penalty, registration},
    story,
};

const ASKED: [(&str, &str); 4] = [
    ("matter", "government-procurement"),
    ("matter_number", "济采〔2026〕88"),
    ("number", COMPANY),
    ("document", ""),
];

fn asked_without(field: &str) -> Vec<(&'static str, &'static str)> {
    ASKED
        .into_iter()
        .map(|(name, value)| if name == field { (name, "") } else { (name, value) })
        .collect()
}

fn banned(town: &Town) {
    town.file(REGISTRATION, MARKET, registration());
    town.file(PENALTY, MARKET, penalty());
    town.file("government-procurement-violation", FINANCE, ban());
}

/// The result number on a page.
fn number(text: &str) -> String {
    let at = text.find("C-").unwrap();
    text[at..]
        .chars()
        .take_while(|letter| letter.is_ascii_alphanumeric() || *letter == '-')
        .collect()
}

story! {
    fn c_09_c_h_52_an_officer_reads_verdict_basis_and_end_on_one_screen_and_records_the_outcome(town) {
        banned(town);
        let (door, inside) = at_the_desk(town, FINANCE, "approval-officer");
        let form = inside.get(&door, "/desk/checks");
        assert!(form.text.contains("政府采购供应商资格审查"), "{}", form.text);
        let told = inside.post(&door, "/desk/checks", &ASKED);
        assert_eq!(told.status, StatusCode::OK, "{}", told.text);
        let at = |word: &str| told.text.find(word).unwrap_or_else(|| panic!("{word}: {}", told.text));
        for word in [COMPANY_NAME, "政府采购法", "2028-02-08", "济财采罚〔2026〕9号", "下一步", "济采〔2026〕88"] {
            at(word);
        }
        assert!(at("激励") < at("依法不得办理") && at("依法不得办理") < at("可参考的记录"));
        let number = number(&told.text);
        let path = format!("/desk/checks/{number}");
        // The queue reminds of it until it is recorded, and not without a reason.
        assert!(inside.get(&door, "/desk").text.contains(&number));
        let decide = format!("{path}/decision");
        let wrong = inside.post(&door, &decide, &[("decision", "refused"), ("reason", "")]);
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.text.contains("请写明理由"), "{}", wrong.text);
        let done = inside.post(&door, &decide, &[("decision", "refused"), ("reason", "在禁止期限内")]);
        assert_eq!((done.status, done.location()), (StatusCode::SEE_OTHER, path.as_str()));
        let receipt = inside.get(&door, &path);
        assert!(receipt.text.contains("不予办理") && !receipt.text.contains("济财采罚"), "{}", receipt.text);
        assert!(!inside.get(&door, "/desk").text.contains(&number));
        assert_eq!(town.facts(FactKind::CheckDecided).len(), 1);
        // Another unit knows nothing of it.
        let other = town.staff(MARKET, "approval-officer");
        assert_eq!(other.get(&town.door(), &path).status, StatusCode::NOT_FOUND);
    }
}

story! {
    fn c_34_a_a_check_without_number_of_the_business_is_refused_and_registered(town) {
        banned(town);
        let (door, inside) = at_the_desk(town, FINANCE, "approval-officer");
        let told = inside.post(&door, "/desk/checks", &asked_without("matter_number"));
        assert_eq!(told.status, StatusCode::FORBIDDEN, "{}", told.text);
        assert!(told.text.contains("H-78") && told.text.contains("请填写办件编号"), "{}", told.text);
        assert_eq!(town.facts(FactKind::LookupRefused).len(), 1);
        for (field, word) in [("matter", "请选择事项"), ("number", "请填写号码")] {
            let told = inside.post(&door, "/desk/checks", &asked_without(field));
            assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(told.text.contains(word), "{}", told.text);
        }
        let mut wrong = ASKED;
        wrong[2].1 = "91370100MA3C00011K";
        let told = inside.post(&door, "/desk/checks", &wrong);
        assert!(told.text.contains("校验位"), "{}", told.text);
        assert!(town.facts(FactKind::CheckMade).is_empty());
    }
}

story! {
    fn c_09_b_without_a_ban_the_page_says_that_nothing_may_be_refused_for_it(town) {
        town.file(REGISTRATION, MARKET, registration());
        town.file(PENALTY, MARKET, penalty());
        let (door, inside) = at_the_desk(town, FINANCE, "approval-officer");
        let told = inside.post(&door, "/desk/checks", &ASKED);
        assert!(told.text.contains("不得仅凭这些信息拒绝办理"), "{}", told.text);
        let english = inside.post(&door, "/en/desk/checks", &ASKED);
        assert!(english.text.contains("it refuses nothing by itself"), "{}", english.text);
        let mut unknown = ASKED;
        let other = code(9);
        unknown[2].1 = &other;
        let told = inside.post(&door, "/desk/checks", &unknown);
        assert!(told.text.contains("平台没有以这个号码登记的记录"), "{}", told.text);
    }
}

story! {
    fn c_09_e_a_list_is_checked_with_progress_and_taken_home_as_a_table(town) {
        let sent = town.submit(&submission(REGISTRATION, MARKET), &registrations_csv(450)).unwrap();
        assert_eq!(sent.accepted, 450);
        town.file("government-procurement-violation", FINANCE, ban().with("subject_code", code(3)).with("subject_name", "济南第3商贸有限公司"));
        let (door, inside) = at_the_desk(town, FINANCE, "approval-officer");
        let mut list = String::from("代码\n");
        for n in 0..450 {
            list += &format!("{}\n", code(n));
        }
        list += "91370100MA3C00011K\n";
        let fields = [("matter", "government-procurement"), ("matter_number", "济采〔2026〕90")];
        let told = inside.upload(&door, "/desk/checks/lists", &fields, ("list.csv", list.as_bytes()));
        assert_eq!(told.status, StatusCode::SEE_OTHER, "{}", told.text);
        let mut path = told.location().to_owned();
        while path.starts_with("/desk/work/") {
            let told = inside.get(&door, &path);
            if told.status == StatusCode::OK {
                assert!(told.headers["refresh"].to_str().unwrap().starts_with("2;url="));
            } else {
                path = told.location().to_owned();
            }
        }
        let shown = inside.get(&door, &path);
        assert!(shown.text.contains("济南第3商贸有限公司") && shown.text.contains("依法拦截"), "{}", shown.text);
        let table = inside.get(&door, &format!("{path}/answers.csv"));
        let lines: Vec<&str> = table.text.lines().collect();
        assert_eq!(lines.len(), 452);
        assert!(lines[4].contains(&code(3)) && lines[4].starts_with("\"5\"") && lines[4].contains("依法拦截"), "{}", lines[4]);
        assert!(lines[450].starts_with("\"451\"") && lines[451].starts_with("\"452\""), "{}", lines[450]);
        assert!(lines[451].contains("不是有效的统一社会信用代码"), "{}", lines[451]);
        assert_eq!(town.facts(FactKind::CheckMade).len(), 450);
        // It is the account's own.
        let other = town.staff(FINANCE, "department-officer");
        assert_eq!(other.get(&town.door(), &path).status, StatusCode::NOT_FOUND);
    }
}
