//! Whom the platform holds to be linked to me, at my own door: mine and nobody else's (C-02.e).

use crate::{
    desk::{REGISTRATION, code},
    harness::Town,
    rows::{COMPANY, COMPANY_NAME, MARKET, Row, registration},
    sight::Door,
    story,
};

const DEBTOR: &str = "济南云岭物流有限公司";

/// That one organisation guarantees another's debts.
fn guarantee(of: (&str, &str), by: (&str, &str), number: &str) -> Row {
    Row::default()
        .with("subject_name", of.0)
        .with("subject_code", of.1)
        .with("related_name", by.0)
        .with("related_code", by.1)
        .with("document_number", number)
        .with("from_on", "2025-03-01")
}

/// The company and another one guarantee each other; the other one also somebody else.
fn linked(town: &Town) -> (String, String) {
    let (debtor, third) = (code(61), code(62));
    let own = (COMPANY_NAME, COMPANY);
    town.file(REGISTRATION, MARKET, registration());
    for (code, name) in [(&debtor, DEBTOR), (&third, "青岛白沙酒店有限公司")] {
        let row = registration().with("subject_code", &**code).with("subject_name", name);
        town.file(
            REGISTRATION,
            MARKET,
            row.with("address", "").with("representative_name", "李远山"),
        );
    }
    town.file("guarantee", MARKET, guarantee((DEBTOR, &debtor), own, "保〔2025〕1号"));
    town.file("guarantee", MARKET, guarantee(own, (DEBTOR, &debtor), "保〔2025〕2号"));
    let others = guarantee(("青岛白沙酒店有限公司", &third), (DEBTOR, &debtor), "保〔2025〕3号");
    town.file("guarantee", MARKET, others.with("until_on", "2025-09-30"));
    (debtor, third)
}

story! {
    fn c_02_e_a_company_reads_at_its_door_who_is_linked_to_it_and_nobody_elses_ties(town) {
        let (debtor, third) = linked(town);
        let home = town.company_at_home();
        let door = town.door();
        let page = home.get(&door, "/mine/associations");
        assert_eq!(page.status, 200, "{}", page.text);
        for words in [DEBTOR, "担保人", "为其担保", "互保", "自 <time", "法定代表人", "账本 "] {
            assert!(page.text.contains(words), "{words}: {}", page.text);
        }
        assert!(page.text.contains(&format!("href=\"/subjects/{debtor}\"")), "{}", page.text);
        for words in [third.as_str(), "青岛白沙酒店", "李远山"] {
            assert!(!page.text.contains(words), "{words} is no tie of its own");
        }
        let english = home.get(&door, "/en/mine/associations");
        assert!(english.text.contains("Guarantees for"), "{}", english.text);
        // Its own look is no look of somebody; and without an account nobody reads it.
        let looks = home.get(&door, "/mine/lookups");
        assert!(!looks.text.contains("关联分析"), "{}", looks.text);
        let (status, told) = door.get("/mine/associations");
        assert!(status.is_redirection() && !told.contains(DEBTOR), "{status}: {told}");
        // None of it is public: guarantees serve officers with a purpose.
        let public: Door = town.door();
        assert!(!public.get(&format!("/subjects/{COMPANY}")).1.contains(DEBTOR));
    }
}

story! {
    fn c_02_e_a_person_with_no_ties_is_told_so(town) {
        let home = town.person_at_home();
        let page = home.get(&town.door(), "/mine/associations");
        assert_eq!(page.status, 200, "{}", page.text);
        assert!(page.text.contains("没有登记的关联"), "{}", page.text);
    }
}
