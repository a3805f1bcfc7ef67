//! Province, city and county on one installation (C-35.a), a county added by files alone (C-35.c),
//! base columns that stay (C-07.b), and the list of what differs (S-108).

use super::Portal;
use crate::{
    desk::{PENALTY, code, registrations},
    packs::Packs,
    rows::{COMPANY_NAME, MARKET, Row, penalty},
    story,
};

/// Two companies with a penalty each, one in Lixia (370102), one in Zhangqiu (370114).
fn two_districts(town: &crate::harness::Town) {
    let rows: Vec<Row> = registrations(2)
        .into_iter()
        .zip(["370102", "370114"])
        .map(|(row, division)| row.with("division", division))
        .collect();
    town.send("enterprise-registration", MARKET, &rows);
    for n in 0..2 {
        let row = penalty()
            .with("subject_code", code(n))
            .with("subject_name", format!("济南第{n}商贸有限公司"))
            .with("document_number", format!("济〔2026〕{n}号"))
            .with("violation_kind", format!("第{n}种违法"));
        town.file(PENALTY, MARKET, row);
    }
}

story! {
    fn c_35_a_province_city_and_county_have_their_own_face_on_one_installation(town) {
        two_districts(town);
        let portal = Portal::of(town);
        let face = |host: &str, name: &str| {
            let home = portal.at(host, "/");
            assert_eq!(home.status, 200);
            assert!(home.text.contains(name), "{host} is not {name}");
            assert!(home.text.contains("theme-qing") && home.text.contains(">信</text>"), "{host}");
            home.text
        };
        let city = face("jinan.probity.example", "信用中国（山东济南）");
        face("shandong.probity.example", "信用中国（山东）");
        let county = face("lixia.probity.example:8080", "信用历下");
        face("zhangqiu.probity.example", "信用章丘");
        face("somewhere.else", "信用中国（山东济南）");
        // The city shows all, the county its own division first, and the rest when asked.
        assert!(city.contains("第0种违法") && city.contains("第1种违法"));
        assert!(county.contains("第0种违法") && !county.contains("第1种违法"));
        let list = |host: &str, query: &str| portal.at(host, &format!("/publicity/penalty{query}")).text;
        let shown = |text: &str| (text.contains("第0种违法"), text.contains("第1种违法"));
        assert_eq!(shown(&list("zhangqiu.probity.example", "")), (false, true));
        assert_eq!(shown(&list("zhangqiu.probity.example", "?division=")), (true, true));
        assert_eq!(shown(&list("jinan.probity.example", "")), (true, true));
        // Columns come from above; a county leaves out what is not base, and adds what it likes.
        let columns = |host: &str| {
            let text = portal.at(host, "/about").text;
            let nav = text.split("<nav class=\"columns\"").nth(1).unwrap().split("</nav>").next().unwrap();
            nav.to_owned()
        };
        let (city, county) = (columns("jinan.probity.example"), columns("lixia.probity.example"));
        assert!(city.contains("区县动态") && city.contains("开放数据"));
        assert!(!county.contains("区县动态") && !county.contains("开放数据"));
        for base in ["信用动态", "通知公告", "政策法规", "信用公示", "名单", "信用承诺", "奖惩措施", "办事指南", "统计"] {
            assert!(city.contains(base) && county.contains(base), "{base}");
        }
        // In English as well.
        assert!(portal.at("lixia.probity.example", "/en").text.contains("Credit Lixia"));
        // Everyone may read in what the sites differ.
        let sites = portal.get("/sites").text;
        for told in ["信用历下", "不显示：区县动态、开放数据", "增加：区县动态"] {
            assert!(sites.contains(told), "{told}: {sites}");
        }
        assert!(!sites.contains("缺少基础栏目"));
    }
}

/// A county as its own files bring it: a site, an agency, a column.
fn with_county(packs: &Packs) {
    packs.write(
        "jinan/sites/pingyin.toml",
        "title = { zh = \"信用平阴\", en = \"Credit Pingyin\" }\nparent = \"jinan\"\n\
         division = \"370124\"\nhosts = [\"pingyin.probity.example\"]\n\
         column = [{ id = \"rose\", after = \"culture\" }]\n\
         basis = [{ document = \"平阴县决定\", kind = \"normative-document\", certainty = \"assumed\" }]\n",
    );
    let columns = packs.read("shandong/columns.toml");
    packs.write(
        "shandong/columns.toml",
        &format!(
            "{columns}\n[[column]]\nid = \"rose\"\ntitle = {{ zh = \"玫瑰诚信\", en = \"Rose\" }}\n\
             kind = \"articles\"\npath = \"/columns/rose\"\nbase = false\n\
             basis = [{{ document = \"平阴县决定\", kind = \"normative-document\", certainty = \"assumed\" }}]\n"
        ),
    );
}

story! {
    fn c_35_c_a_county_is_added_by_files_alone(town) {
        let packs = Packs::of_the_platform();
        with_county(&packs);
        assert!(packs.findings().is_empty(), "{:#?}", packs.findings());
        packs.adopt(town, "keeper-1", "平阴县决定");
        town.settle();
        let portal = Portal::of(town);
        let home = portal.at("pingyin.probity.example", "/");
        assert!(home.text.contains("信用平阴") && home.text.contains("玫瑰诚信"), "{}", home.text);
        let column = portal.at("pingyin.probity.example", "/columns/rose");
        assert_eq!(column.status, 200);
        assert!(column.text.contains("这里还没有文章"));
        assert_eq!(portal.at("lixia.probity.example", "/columns/rose").status, 404);
        let found = portal.at("pingyin.probity.example", &format!("/search?q={}", crate::sight::percent("明泉")));
        let told = found.text.replace("<mark>", "").replace("</mark>", "");
        assert!(told.contains(COMPANY_NAME), "{told}");
    }
}

#[test]
fn c_07_b_a_base_column_cannot_be_left_out_nor_the_mark_changed() {
    let packs = Packs::of_the_platform();
    let site = |packs: &Packs, line: &str| {
        let text = packs.read("jinan/sites/lixia.toml");
        let text: Vec<&str> = text.lines().filter(|old| !old.starts_with("without")).collect();
        packs.write("jinan/sites/lixia.toml", &format!("{line}\n{}\n", text.join("\n")));
    };
    site(&packs, "without = [\"publicity\"]");
    let told = format!("{:?}", packs.findings());
    assert!(told.contains("C-07.b") || told.contains("publicity"), "{told}");
    assert!(packs.law("jinan").is_err());
    for line in ["seal = \"历\"", "theme = \"ink\""] {
        let packs = Packs::of_the_platform();
        site(&packs, line);
        assert!(!packs.findings().is_empty(), "{line}");
        assert!(packs.law("jinan").is_err(), "{line}");
    }
}
