//! One search box: however a name is written, and whatever becomes of its subject (C-02).

use vocabulary::Actor;

use super::{Answer, Portal};
use crate::{
    desk::{PENALTY, REGISTRATION, code},
    harness::Town,
    rows::{COMPANY, COMPANY_NAME, MARKET, Row, penalty, registration},
    sight::percent,
    story,
};

/// A page without the marks of what was searched for.
fn plain(answer: &Answer) -> String {
    answer.text.replace("<mark>", "").replace("</mark>", "")
}

/// The result on a page of results that names somebody.
fn result(page: &str, name: &str) -> Option<String> {
    let results = page.split_once("<ol class=\"results\">")?.1.split_once("</ol>")?.0;
    results.split("<li>").find(|one| one.contains(name)).map(str::to_owned)
}

/// The company under its present name, which it had not always, among strangers.
fn settled(town: &Town) {
    let before = registration().with("subject_name", "济南清溪百货有限公司");
    town.file(REGISTRATION, MARKET, before);
    town.send(REGISTRATION, MARKET, &[registration()]);
    for (number, name) in
        [(61, "济南云岭物流有限公司"), (62, "青岛明泉酒店有限公司"), (63, "历下区恒新文具店")]
    {
        let row = registration().with("subject_code", code(number)).with("subject_name", name);
        town.file(REGISTRATION, MARKET, row.with("address", ""));
    }
}

story! {
    fn c_02_one_box_finds_a_company_however_its_name_is_written_and_says_how(town) {
        settled(town);
        let portal = Portal::of(town);
        for (typed, how) in [
            (COMPANY_NAME, "名称一致"),
            ("济南明泉商贸有限责任公司", "一致"),
            ("濟南明泉商貿有限公司", "名称一致"),
            ("济南明泉商貿", "名称的开头"),
            ("明泉商贸", "匹配"),
            ("商贸 明泉", "名称里有这些字词"),
            ("mingquanshangmao", "拼音"),
            ("mqsm", "拼音首字母"),
            ("济南名泉商贸有限公司", "读音相同"),
            ("济南明泉商有限公司", "少一个字"),
            ("济南清溪百货有限公司", "曾用名一致"),
            ("100MA3C0001", "代码的一部分"),
        ] {
            let page = portal.get(&format!("/search?q={}", percent(typed)));
            assert_eq!(page.status, 200, "{typed}");
            let found = result(&plain(&page), COMPANY_NAME);
            let found = found.unwrap_or_else(|| panic!("{typed}: {}", page.text));
            assert!(found.contains(how), "{typed}: {found}");
            assert!(found.contains(&format!("href=\"/subjects/{COMPANY}\"")), "{typed}: {found}");
        }
        // What was searched for is marked, also in a former name; in English the reason is English.
        let named = portal.get(&format!("/search?q={}", percent("明泉商贸")));
        assert!(named.text.contains("<mark>明泉商贸</mark>"), "{}", named.text);
        let former = portal.get(&format!("/search?q={}", percent("清溪百货")));
        assert!(former.text.contains("<mark>清溪百货</mark>"), "{}", former.text);
        let english = portal.get("/en/search?q=mqsm");
        assert!(english.text.contains("Matched: initials in pinyin"), "{}", english.text);
        // Who has another name is not found by this one.
        let stranger = portal.get(&format!("/search?q={}", percent("云岭物流")));
        assert_eq!(result(&plain(&stranger), COMPANY_NAME), None);
        let nobody = portal.get(&format!("/search?q={}", percent("无此单位名录")));
        assert!(nobody.text.contains("没有找到"), "{}", nobody.text);
    }
}

story! {
    fn c_02_suggestions_know_what_search_knows_and_what_was_filed_a_moment_ago(town) {
        let portal = Portal::of(town);
        let suggested = |typed: &str| {
            let told = portal.get(&format!("/search/suggest?q={}", percent(typed)));
            assert_eq!((told.status.as_u16(), told.header("content-type")), (200, "application/json"));
            let told = told.json();
            let entries = told["entries"].as_array().unwrap();
            let href = |entry: &serde_json::Value| entry["href"].as_str().unwrap().to_owned();
            entries.iter().map(href).collect::<Vec<_>>()
        };
        assert_eq!(suggested("明泉"), Vec::<String>::new(), "nobody is there yet");
        settled(town);
        let company = format!("/subjects/{COMPANY}");
        for typed in ["济南明泉", "明泉商", "mqsm", "mingquan", "清溪百货", &COMPANY[..12]] {
            assert!(suggested(typed).contains(&company), "{typed}: {:?}", suggested(typed));
        }
        assert!(suggested("明").is_empty() && suggested("").is_empty());
    }
}

story! {
    fn c_02_b_addresses_of_a_merged_subject_lead_to_the_whole_and_stand_again_once_parted(town) {
        let (old, new) = (code(77), COMPANY);
        town.file(REGISTRATION, MARKET, registration());
        let before = penalty().with("subject_code", &*old).with("document_number", "济〔2020〕1号");
        town.file(PENALTY, MARKET, before.with("decided_on", "2026-10-12"));
        let digest = town.page(&old).unwrap().records[0].digest.clone();
        let portal = Portal::of(town);
        let paths = ["", "/records.csv", "/code", "/code.svg", &format!("/records/{digest}")];
        for path in &paths {
            assert_eq!(portal.get(&format!("/subjects/{old}{path}")).status, 200, "{path}");
        }

        let keeper = Actor::new("jinan-credit-centre", "keeper-1");
        let (member, into) = (town.subject(&old), town.subject(new));
        let because = archive::merge::Because { reason: "一照一码换发", evidence: "登记档案第12卷" };
        let by = (&keeper, town.platform.law.version());
        archive::merge::merge(&town.platform.pen, by, member, into, because).unwrap();
        for (prefix, path) in ["", "/en"].iter().flat_map(|prefix| paths.map(|path| (prefix, path))) {
            let moved = portal.get(&format!("{prefix}/subjects/{old}{path}"));
            assert_eq!(moved.status, 307, "{prefix}{path}: it may be parted again");
            assert_eq!(moved.header("location"), format!("{prefix}/subjects/{new}{path}"));
            assert_eq!(portal.get(moved.header("location")).status, 200, "{prefix}{path}");
        }
        // The box leads there in one step, and the API answers for the whole.
        let sought = portal.get(&format!("/search?q={old}"));
        assert_eq!(sought.header("location"), format!("/subjects/{new}"));
        let told = portal.get(&format!("/api/v1/subjects/{old}")).json();
        assert_eq!(told["code"], new);
        assert_eq!(portal.get(&format!("/api/v1/subjects/{old}/records/{digest}")).status, 200);

        let because = archive::merge::Because { reason: "两家企业", evidence: "核查记录3号" };
        archive::merge::part(&town.platform.pen, by, member, because).unwrap();
        for path in &paths {
            assert_eq!(portal.get(&format!("/subjects/{old}{path}")).status, 200, "{path}");
        }
        let elsewhere = portal.get(&format!("/subjects/{new}/records/{digest}"));
        assert_eq!(elsewhere.status, 404, "it is no record of the other one");
    }
}

story! {
    fn c_02_a_page_shows_former_names_with_their_days_and_whom_one_is_linked_to(town) {
        settled(town);
        let portal = Portal::of(town);
        let page = portal.get(&format!("/subjects/{COMPANY}"));
        let (_, former) = page.text.split_once("<dt>曾用名</dt>").unwrap();
        assert!(former.split("</div>").next().unwrap().contains("济南清溪百货有限公司"));
        let english = portal.get(&format!("/en/subjects/{COMPANY}"));
        assert!(english.text.contains("<dt>Former names</dt>"), "{}", english.text);
        let told = portal.get(&format!("/api/v1/subjects/{COMPANY}")).json();
        assert_eq!(told["former"][0]["name"], "济南清溪百货有限公司", "{told:#}");
        assert_eq!(told["former_names"][0], "济南清溪百货有限公司");
    }
}

/// What the registrar says of a change.
fn change(kind: &str, on: &str) -> Row {
    Row::default()
        .with("subject_name", COMPANY_NAME)
        .with("subject_code", COMPANY)
        .with("change_kind", kind)
        .with("changed_on", on)
}

story! {
    fn c_02_b_changes_of_name_and_code_and_absorption_show_on_the_page_as_the_registrar_said_them(town) {
        const SUCCESSION: &str = "subject-succession";
        let (old, absorbed) = (code(78), code(79));
        town.file(REGISTRATION, MARKET, registration());
        for (code, name) in [(&old, "济南明泉商贸经营部"), (&absorbed, "济南云岭物流有限公司")] {
            let row = registration().with("subject_code", &**code).with("subject_name", name);
            town.file(REGISTRATION, MARKET, row.with("address", ""));
        }
        let renamed = change("名称变更", "2020-06-01").with("former_name", "济南清泉商贸有限公司");
        town.file(SUCCESSION, MARKET, renamed);
        town.file(SUCCESSION, MARKET, change("代码变更", "2018-12-01").with("related_code", &*old));
        let took = change("吸收合并", "2022-05-04").with("related_code", &*absorbed);
        town.file(SUCCESSION, MARKET, took.with("related_name", "济南云岭物流有限公司"));

        let portal = Portal::of(town);
        // The old code is the same subject: its address leads on. The absorbed one stays another.
        let moved = portal.get(&format!("/subjects/{old}"));
        assert_eq!((moved.status.as_u16(), moved.header("location")), (307, &*format!("/subjects/{COMPANY}")));
        let page = portal.get(&format!("/subjects/{COMPANY}"));
        let (_, former) = page.text.split_once("<dt>曾用名</dt>").unwrap();
        let former = former.split("</div>").next().unwrap();
        assert!(former.contains("济南清泉商贸有限公司") && former.contains("2020-0"), "{former}");
        let (_, ties) = page.text.split_once("<dt>承继自</dt>").unwrap();
        let ties = ties.split("</div>").next().unwrap();
        assert!(ties.contains("济南云岭物流有限公司") && ties.contains("2022-05-04"), "{ties}");
        let other = portal.get(&format!("/subjects/{absorbed}"));
        assert_eq!(other.status, 200);
        assert!(other.text.contains("<dt>由其承继</dt>"), "{}", other.text);
        // The former name leads to it, and says so.
        let found = portal.get(&format!("/search?q={}", percent("济南清泉商贸有限公司")));
        let found = result(&plain(&found), COMPANY_NAME).unwrap();
        assert!(found.contains("曾用名"), "{found}");
    }
}
