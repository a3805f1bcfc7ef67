//! A report of one's own: had in one press, read, taken home, verified by whoever gets it; and had by nobody
//! else.

use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use vocabulary::FactKind;

use super::{Home, NUMBER};
use crate::{
    desk::{PENALTY, POLICE, person_penalty},
    harness::Town,
    plays::plain,
    reports::{ask, counter},
    rows::{COMPANY, MARKET, person_licence},
    sight::Door,
    staff::Told,
    story,
};

/// Another person of the town.
const OTHER: &str = "37010219900101001X";

impl Home {
    /// Has the first report issued that is offered, and gives its number.
    pub fn report(&self, door: &Door) -> String {
        let page = self.get(door, "/mine/reports");
        let (_, form) = page.text.split_once("name=\"template\" value=\"").unwrap();
        let (template, _) = form.split_once('"').unwrap();
        let given = self.post(door, "/mine/reports", &[("template", template)]);
        assert_eq!(given.status, StatusCode::SEE_OTHER, "{}", plain(&given.text));
        given.location().rsplit('/').next().unwrap().to_owned()
    }

    /// A file of a report.
    pub fn report_file(&self, door: &Door, number: &str, form: &str) -> Vec<u8> {
        let path = format!("/mine/reports/{number}/{form}");
        let (status, bytes) = door.fetch(&path, &self.secret);
        assert_eq!(status, StatusCode::OK, "{path}: {}", String::from_utf8_lossy(&bytes));
        bytes
    }
}

/// What anyone is told of a file.
pub fn verified(door: &Door, name: &str, bytes: &[u8]) -> Told {
    let head = format!(
        "--edge\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n"
    );
    let body = [head.as_bytes(), bytes, b"\r\n--edge--\r\n"].concat();
    let request = Request::post("/verify")
        .header("accept", "text/html")
        .header("host", "credit.example")
        .header("content-type", "multipart/form-data; boundary=edge");
    door.tell(request.body(Body::from(body)).unwrap())
}

/// The page of a number, as words.
fn told(door: &Door, number: &str) -> String {
    plain(&door.get(&format!("/verify/{number}")).1)
}

fn records(town: &Town) {
    town.file("administrative-licence-person", MARKET, person_licence());
    town.file("administrative-penalty-person", POLICE, person_penalty());
}

/// The document numbers of what a subject sees of itself and is in force.
fn documents(town: &Town, home: &Home) -> Vec<String> {
    let file = town.own_file(home.holder.acting).unwrap();
    let active = file.records.iter().filter(|record| record.state.is_active());
    let fields = active.flat_map(|record| &record.fields);
    let documents = fields.filter(|field| field.name == "document_number");
    documents.map(|field| field.value.clone()).collect()
}

story! {
    /// One press, no field, no price: everything that is in force, on a page, as PDF and as data.
    fn c_08_a_a_person_has_a_report_of_everything_for_nothing(town) {
        records(town);
        let (home, door) = (town.person_at_home(), town.door());
        let list = home.get(&door, "/mine/reports").text;
        assert!(list.contains("出具报告") && list.contains("免费"));
        let number = home.report(&door);
        let page = home.get(&door, &format!("/mine/reports/{number}"));
        assert_eq!(page.status, StatusCode::OK);
        let documents = documents(town, &home);
        assert_eq!(documents.len(), 2);
        for document in &documents {
            assert!(page.text.contains(document.as_str()), "{document} is missing");
        }
        assert!(page.text.contains("王小明"), "one's own name stands there whole");
        let pdf = home.report_file(&door, &number, "pdf");
        assert!(pdf.starts_with(b"%PDF-"));
        let json = home.report_file(&door, &number, "json");
        let json: serde_json::Value = serde_json::from_slice(&json).unwrap();
        assert_eq!(json["report"]["number"], number.as_str());
        let whole = json["report"]["sections"].to_string();
        assert!(documents.iter().all(|document| whole.contains(document.as_str())));
        assert!(home.get(&door, "/mine/reports").text.contains(&number[14..]), "it stands in the list");
        let (_, taken) = door.fetch("/mine/download.json", &home.secret);
        let taken: serde_json::Value = serde_json::from_slice(&taken).unwrap();
        assert_eq!(taken["reports"][0]["number"], number.as_str());
    }
}

#[test]
fn c_08_a_nothing_in_the_way_to_a_report_asks_for_money() {
    let money = ["payment", "price", "invoice", "fee"];
    let kinds = FactKind::ALL.iter().map(|kind| kind.as_str());
    let kinds: Vec<_> = kinds.filter(|kind| money.iter().any(|word| kind.contains(word))).collect();
    assert_eq!(kinds, Vec::<&str>::new());
    let pages = ["templates/mine/reports.html", "templates/mine/report.html"];
    let code = ["crates/mine/src/reports.rs", "crates/mine/src/reports/ask.rs"];
    for file in pages.iter().chain(&code) {
        let text =
            std::fs::read_to_string(format!("{}/{file}", env!("CARGO_MANIFEST_DIR"))).unwrap();
        let words = text.to_lowercase();
        for word in ["payment", "\"price\"", "invoice", "\"fee\""] {
            assert!(!words.contains(word), "{file} has {word}");
        }
    }
}

story! {
    /// Number, version, cut-off and code stand on it; whoever gets it learns whether it is genuine, altered
    /// or unknown, by number and by file, without signing in.
    fn c_08_b_a_bank_verifies_a_report_by_number_and_by_file(town) {
        records(town);
        let (home, door) = (town.person_at_home(), town.door());
        let number = home.report(&door);
        assert_eq!(number.len(), 22);
        let page = home.get(&door, &format!("/mine/reports/{number}")).text;
        let address = format!("/verify/{number}");
        for said in ["报告版本", "V2.0", "数据截止时间", &address, "<svg"] {
            assert!(page.contains(said), "{said}");
        }
        let typed = format!("/verify?number={}%20{}", &number[..14], number[14..].to_lowercase());
        let led = door.tell(Request::get(typed).body(Body::empty()).unwrap());
        assert_eq!(led.location(), address);
        let genuine = told(&door, &number);
        assert!(genuine.contains("真实") && genuine.contains("公共信用信息报告"), "{genuine}");
        for form in ["pdf", "json"] {
            let bytes = home.report_file(&door, &number, form);
            let told = plain(&verified(&door, &format!("报告.{form}"), &bytes).text);
            assert!(told.contains("一字不差"), "{form}: {told}");
            let mut altered = bytes.clone();
            let place = altered.len() / 2;
            altered[place] ^= 1;
            let told = plain(&verified(&door, "报告.pdf", &altered).text);
            assert!(told.contains("被改动") && told.contains("不要依据"), "{form}: {told}");
        }
        let unknown = told(&door, "20261120093015ZZZZZZZZ");
        assert!(unknown.contains("查无此报告") && unknown.contains("逐位"), "{unknown}");
        let foreign = plain(&verified(&door, "x.pdf", b"%PDF-1.7\nnothing\n%%EOF\n").text);
        assert!(foreign.contains("认不出"), "{foreign}");
    }
}

story! {
    /// Repaired: verified as issued and superseded, nothing of it shown, handed out by no door.
    fn c_08_b_h_26_a_report_whose_content_was_repaired_is_superseded(town) {
        town.settle();
        let (home, door) = (town.company_at_home(), town.door());
        let number = home.report(&door);
        let document = town.trace(PENALTY).document;
        let path = format!("/mine/reports/{number}");
        assert!(home.get(&door, &path).text.contains(&document));
        let pdf = home.report_file(&door, &number, "pdf");
        town.repair(PENALTY);
        let told = told(&door, &number);
        assert!(told.contains("已被取代") && told.contains("不利推断"), "{told}");
        assert!(!told.contains(&document));
        let by_file = plain(&verified(&door, "报告.pdf", &pdf).text);
        assert!(by_file.contains("已被取代") && !by_file.contains(&document), "{by_file}");
        let own = home.get(&door, &path);
        assert_eq!(own.status, StatusCode::GONE);
        assert!(own.text.contains("重新取一份") && !own.text.contains(&document));
        for form in ["pdf", "json"] {
            let (status, bytes) = door.fetch(&format!("{path}/{form}"), &home.secret);
            assert_ne!(status, StatusCode::OK);
            assert!(!String::from_utf8_lossy(&bytes).contains(&document));
        }
        assert!(home.get(&door, "/mine/reports").text.contains("已被取代"));
        let new = home.report(&door);
        assert!(!home.get(&door, &format!("/mine/reports/{new}")).text.contains(&document));
    }
}

story! {
    /// Nobody else: another person, somebody without account, whoever holds the number only.
    fn c_08_c_a_report_of_a_person_is_for_the_person_only(town) {
        records(town);
        let (home, door) = (town.person_at_home(), town.door());
        let number = home.report(&door);
        let documents = documents(town, &home);
        let verified = told(&door, &number);
        assert!(documents.iter().all(|document| !verified.contains(document.as_str())));
        assert!(!verified.contains("王小明") && verified.contains('王'), "the name is masked: {verified}");
        town.enrol(&account::NewHolder { name: "李小红".to_owned(), number: OTHER.to_owned() });
        let other = town.come_home(OTHER, None);
        for path in ["", "/pdf", "/json"] {
            let path = format!("/mine/reports/{number}{path}");
            let refused = other.get(&door, &path);
            assert_eq!(refused.status, StatusCode::NOT_FOUND, "{path}");
            assert!(!refused.text.contains("小明"));
            let (status, text) = door.get(&path);
            assert_ne!(status, StatusCode::OK, "{path}");
            assert!(documents.iter().all(|document| !text.contains(document.as_str())));
        }
        assert!(!other.get(&door, "/mine/reports").text.contains(&number[14..]));
    }
}

story! {
    /// A report of a company holds what anyone may see of it, and nothing else.
    fn c_08_c_a_report_of_a_company_holds_what_is_public(town) {
        town.settle();
        let (home, door) = (town.company_at_home(), town.door());
        let number = home.report(&door);
        let json = home.report_file(&door, &number, "json");
        let json: serde_json::Value = serde_json::from_slice(&json).unwrap();
        let sections = json["report"]["sections"].as_array().unwrap().iter();
        let entries: usize = sections.map(|one| one["entries"].as_array().unwrap().len()).sum();
        let public = town.page(COMPANY).unwrap();
        assert_eq!(entries, public.records.len());
        let whole = json["report"]["sections"].to_string();
        assert!(!whole.contains(NUMBER), "no number of a person stands in it");
        let own = door.get(&format!("/subjects/{COMPANY}")).1;
        assert!(own.contains("取信用报告") && own.contains("href=\"/reports\""));
        let led = home.get(&door, &format!("/subjects/{COMPANY}")).text;
        assert!(led.contains("href=\"/mine/reports\""), "its own people are led to their page");
    }
}

story! {
    /// What was issued at a window stands in the own list, and the look at it among those who looked.
    fn c_08_a_what_was_issued_at_a_window_is_told_to_the_subject(town) {
        records(town);
        let (home, door) = (town.person_at_home(), town.door());
        let subject = home.holder.person;
        let issued = town.platform.reports.issue(&counter(), subject, &ask("person"));
        let number = issued.unwrap().report.number;
        let list = home.get(&door, "/mine/reports").text;
        assert!(list.contains(&number[14..]) && list.contains("您在窗口"));
        let looks = home.get(&door, "/mine/lookups").text;
        for said in ["本人到场，查验居民身份证", "窗2026-1"] {
            assert!(looks.contains(said), "{said}: {}", plain(&looks));
        }
        assert!(!looks.contains("没有说明用途"));
        let shown = home.get(&door, &format!("/mine/reports/{number}"));
        assert_eq!(shown.status, StatusCode::OK);
    }
}

story! {
    fn c_08_a_a_faulty_form_says_what_to_do_and_keeps_what_was_typed(town) {
        town.settle();
        let (home, door) = (town.company_at_home(), town.door());
        let page = home.get(&door, "/mine/reports?template=no-violation").text;
        assert!(page.contains("查哪些领域") && page.contains("最长追溯"), "{}", plain(&page));
        let wrong = [
            ("template", "no-violation"),
            ("from", "2020-01-01"),
            ("until", "2026-11-20"),
            ("purpose", "上市"),
        ];
        let refused = home.post(&door, "/mine/reports", &wrong);
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains("期间超过了") && refused.text.contains("value=\"上市\""));
        let unread = home.post(&door, "/mine/reports", &[("template", "organisation"), ("known_on", "昨天")]);
        assert_eq!(unread.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(unread.text.contains("请写成"));
        let right = [("template", "no-violation"), ("from", "2025-01-01"), ("until", "2026-11-20")];
        let given = home.post(&door, "/mine/reports", &right);
        assert_eq!(given.status, StatusCode::SEE_OTHER);
        let special = home.get(&door, given.location()).text;
        assert!(special.contains("未涵盖") && special.contains("2025-01-01 – 2026-11-20"));
        let english = [("template", "organisation"), ("language", "en"), ("purpose", "a loan")];
        let given = home.post(&door, "/mine/reports", &english);
        let paper = home.get(&door, given.location()).text;
        assert!(paper.contains("lang=\"en\"") && paper.contains("Report number"));
        assert!(paper.contains("a loan"), "the purpose stands on it");
    }
}

story! {
    /// As often as anybody needs, and no machine fills the ledger.
    fn c_08_a_reports_are_issued_as_often_as_anybody_needs(town) {
        town.settle();
        let (home, door) = (town.company_at_home(), town.door());
        let press = || home.post(&door, "/mine/reports", &[("template", "organisation")]).status;
        for _ in 0..10 {
            assert_eq!(press(), StatusCode::SEE_OTHER);
        }
        assert_eq!(press(), StatusCode::TOO_MANY_REQUESTS);
    }
}
