//! What goes out on paper: letters, receipts, notices; fetched through the doors and read back.

#[path = "../crates/paper/src/tests/reading.rs"]
pub mod reading;

use axum::http::StatusCode;
use reading::whole;

use crate::{
    desk::PENALTY,
    effects::REPAIRED,
    rows::{COMPANY, COMPANY_NAME},
    sight::Door,
    story,
};

fn paper(door: &Door, path: &str, session: &str) -> String {
    let (status, bytes) = door.fetch(path, session);
    assert_eq!(status, StatusCode::OK, "{path}: {}", String::from_utf8_lossy(&bytes));
    assert!(bytes.starts_with(b"%PDF-"), "{path}");
    whole(&bytes)
}

story! {
    fn c_17_letters_of_a_case_are_sheets_with_number_unit_date_and_the_way_to_the_status(town) {
        town.fined_in_june();
        let mut run = town.on_engine(REPAIRED);
        let (door, number) = (town.door(), run.number().to_owned());
        let company = run.by("company");
        let case = town.platform.cases.view(&company, &number).unwrap();
        let formal = case.letters.iter().find(|line| line.letter).expect("repair writes a letter");
        let session = run.cast.home(town, "company").secret.clone();
        let path = format!("/mine/cases/{number}/letters/{}/pdf", formal.place);
        let read = paper(&door, &path, &session);
        for part in [COMPANY_NAME, formal.title.zh.as_str(), number.as_str(), "2026年11月20日"] {
            assert!(read.contains(part), "{part} in {read}");
        }
        // The same sheet at the desk; and nobody else's case.
        let officer = run.cast.staff(town, "credit-centre/credit-officer").secret.clone();
        let desk = format!("/desk/cases/{number}/letters/{}/pdf", formal.place);
        assert!(paper(&door, &desk, &officer).contains(formal.title.zh.as_str()));
        let stranger = run.cast.staff(town, "housing/department-officer").secret.clone();
        assert_eq!(door.fetch(&desk, &stranger).0, StatusCode::NOT_FOUND);
    }
}

story! {
    fn h_33_the_receipt_of_a_repair_lists_every_place_and_what_is_still_open(town) {
        town.fined_in_june();
        let mut run = town.on_engine(REPAIRED);
        let number = run.number().to_owned();
        let session = run.cast.home(town, "company").secret.clone();
        let read = paper(&town.door(), &format!("/mine/cases/{number}/receipt/pdf"), &session);
        for part in ["信用修复回执", "搜索", "开放数据和订阅", "上级信用平台", "等待确认", "2026-11-20"] {
            assert!(read.contains(part), "{part} in {read}");
        }
    }
}

story! {
    fn c_17_the_notice_of_repair_goes_with_every_penalty_and_says_when_where_and_that_it_is_free(town) {
        town.fined_in_june();
        let digest = town.own_record(PENALTY).digest;
        let door = town.door();
        let clerk = town.staff("jinan-market-regulation", "department-clerk");
        let page = clerk.get(&door, &format!("/desk/notices/repair?code={COMPANY}"));
        let href = format!("/desk/notices/repair/pdf?code={COMPANY}&amp;digest={digest}");
        assert!(page.text.contains(&href), "{}", page.text);
        let read = paper(&door, &href.replace("&amp;", "&"), &clerk.secret);
        let said = [
            COMPANY_NAME, "信用修复告知书", "2026年6月10日", "2026年9月10日", "2027年6月10日",
            "证明材料", "不收取任何费用", "/processes/repair", "第36号",
        ];
        for part in said {
            assert!(read.contains(part), "{part} in {read}");
        }
        // The subject has the same at its own record; a record that does not speak against it has none.
        let home = town.company_at_home();
        let own = format!("/mine/records/{digest}/repair-notice");
        assert!(paper(&door, &own, &home.secret).contains("2026年9月10日"));
        let good = town.own_record(crate::desk::REGISTRATION).digest;
        let none = door.fetch(&format!("/mine/records/{good}/repair-notice"), &home.secret);
        assert_eq!(none.0, StatusCode::NOT_FOUND);
        let empty = clerk.get(&door, &format!("/desk/notices/repair?code={COMPANY}&document=nothing"));
        assert!(empty.text.contains("没有找到公示中的失信信息"));
        let wrong = clerk.get(&door, "/desk/notices/repair?code=123");
        assert_eq!(wrong.status, StatusCode::OK);
        assert!(wrong.text.contains("aria-invalid"), "{}", wrong.text);
    }
}
