//! A report from the phone to the counter: had in three taps, read, taken home, verified by number and by
//! file; and a file that somebody altered.

use serde_json::Value;
use store::Engine;

use super::{
    Served,
    driver::Browser,
    mine::{fits, sign_in},
    search::wait,
};
use crate::{
    desk::{PENALTY, POLICE, person_penalty},
    harness::Town,
    mine::NUMBER,
    rows::{COMPANY, MARKET, person_licence},
};

/// The town of the company, and of a person who represents it and has an account.
fn served() -> Served {
    let town = Town::on(Engine::Sqlite);
    town.settle();
    town.file("administrative-licence-person", MARKET, person_licence());
    town.file("administrative-penalty-person", POLICE, person_penalty());
    drop(town.company_at_home());
    town.platform.sequencer.fold().unwrap();
    Served::open(town, Vec::new(), None)
}

/// Follows and gives all that the page says then.
fn follow(browser: &Browser, selector: &str) -> String {
    browser.follow(selector);
    browser.text("main")
}

/// The number in the address of a report.
fn number(browser: &Browser) -> String {
    browser.address().rsplit('/').next().unwrap().to_owned()
}

/// A file of a report, as the browser takes it home.
fn taken(served: &Served, subject: vocabulary::SubjectId, number: &str) -> Vec<u8> {
    let asker = report::Asker::Own { subject, name: String::new(), purpose: String::new() };
    let reports = &served.town.platform.reports;
    reports.pdf(&reports.again(&asker, number).unwrap()).unwrap()
}

/// The page on which a file was verified.
fn verify_file(browser: &Browser, served: &Served, name: &str, bytes: &[u8]) -> String {
    let path = served.town.folder().join(name);
    std::fs::write(&path, bytes).unwrap();
    browser.go(&served.at("/verify"));
    browser.fill("#file", path.to_str().unwrap());
    follow(browser, "main form[enctype] button")
}

#[test]
fn c_08_a_a_citizen_has_a_report_on_the_phone_in_three_taps() {
    let served = served();
    let browser = Browser::open(390, false);
    sign_in(&browser, &served, "/mine");
    let offer = follow(&browser, "main a[href='/mine/reports']");
    assert!(offer.contains("免费") && offer.contains("王小明"), "{offer}");
    fits(&browser);
    let paper = follow(&browser, "main form.form button");
    assert!(paper.contains("报告已出具"), "{paper}");
    for said in
        ["公共信用信息报告", "王小明", "扰乱公共场所秩序", "数据来源", "更新日期", "报告说明"]
    {
        assert!(paper.contains(said), "{said}: {paper}");
    }
    fits(&browser);
    let number = number(&browser);
    let offered = "[...document.querySelectorAll('a[download]')].map(a => a.pathname).join()";
    let files = format!("/mine/reports/{number}/pdf,/mine/reports/{number}/json");
    assert_eq!(browser.ask(offered), Value::from(files));
    let seen = follow(&browser, "main .after a[href^='/verify/']");
    assert!(seen.contains("真实") && !seen.contains("扰乱公共场所秩序"), "{seen}");
    fits(&browser);
    browser.go(&served.at("/mine/reports"));
    assert!(browser.text("main").contains("有效"));
    fits(&browser);
}

#[test]
fn c_08_b_a_bank_clerk_verifies_by_number_by_file_and_meets_an_altered_one() {
    let served = served();
    let town = &served.town;
    let subject = town.person(NUMBER);
    let asker =
        report::Asker::Own {
            subject, name: "王小明".to_owned(), purpose: "申请贷款".to_owned()
        };
    let ask = report::Ask {
        template: "person".to_owned(),
        language: "zh".to_owned(),
        ..report::Ask::default()
    };
    let number = town.platform.reports.issue(&asker, subject, &ask).unwrap().report.number;
    let browser = Browser::open(1280, false);
    browser.go(&served.at("/"));
    follow(&browser, "footer a[href='/verify']");
    browser.fill("#number", &format!("{} {}", &number[..14], number[14..].to_lowercase()));
    let genuine = follow(&browser, "main form:not([enctype]) button");
    assert!(genuine.contains("真实") && genuine.contains("核对"), "{genuine}");
    browser.go(&served.at("/verify"));
    browser.fill("#number", "2026112009301");
    let wrong = follow(&browser, "main form:not([enctype]) button");
    assert!(wrong.contains("22 位"), "{wrong}");
    assert_eq!(browser.ask("document.querySelector('#number').value"), "2026112009301");
    let pdf = taken(&served, subject, &number);
    let genuine = verify_file(&browser, &served, "报告.pdf", &pdf);
    assert!(genuine.contains("一字不差") && genuine.contains("报告.pdf"), "{genuine}");
    let mut altered = pdf.clone();
    let place = altered.len() / 3;
    altered[place] = altered[place].wrapping_add(1);
    let refused = verify_file(&browser, &served, "报告改.pdf", &altered);
    assert!(refused.contains("被改动") && refused.contains("原始文件"), "{refused}");
    let photograph = verify_file(&browser, &served, "报告.jpg", b"\xff\xd8\xff");
    assert!(photograph.contains("照片"), "{photograph}");
}

#[test]
fn c_08_b_h_26_after_a_repair_the_clerk_learns_that_the_report_is_superseded() {
    let served = served();
    let browser = Browser::open(390, false);
    sign_in(&browser, &served, "/mine");
    browser.choose("#organisation", COMPANY);
    browser.follow("main form.filters button");
    browser.go(&served.at("/mine/reports"));
    let paper = follow(&browser, "main form.form button");
    let document = served.town.trace(PENALTY).document;
    assert!(paper.contains(&document), "{paper}");
    let (own, number) = (browser.address(), number(&browser));
    served.town.repair(PENALTY);
    browser.go(&served.at(&format!("/verify/{number}")));
    let told = browser.text("main");
    assert!(told.contains("已被取代") && told.contains("不利推断"), "{told}");
    assert!(!told.contains(&document));
    fits(&browser);
    browser.go(&own);
    let gone = browser.text("main");
    assert!(gone.contains("重新取一份") && !gone.contains(&document), "{gone}");
    fits(&browser);
    follow(&browser, "main a.btn.main");
    let paper = follow(&browser, "main form.form button");
    assert!(!paper.contains(&document), "{paper}");
    wait(&browser, "location.pathname.startsWith('/mine/reports/')");
}

#[test]
fn s_133_a_visitor_reads_which_reports_there_are_in_english_and_on_paper() {
    let served = served();
    let browser = Browser::open(390, false);
    browser.go(&served.at(&format!("/en/subjects/{COMPANY}")));
    let guide = follow(&browser, "main a[href='/en/reports']");
    assert!(guide.contains("No score, no grade, no charge"), "{guide}");
    fits(&browser);
    let layout = follow(&browser, "main #kinds a");
    assert!(layout.contains("A sample") && layout.contains("What stands in it"), "{layout}");
    fits(&browser);
    let printed = browser.print();
    assert!(printed.starts_with(b"%PDF-"));
}
