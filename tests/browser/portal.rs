//! The portal as a citizen meets it: without an account, without scripts, in either language.

use super::{
    Served,
    driver::{Browser, request},
};
use crate::{
    desk::{PENALTY, code, registrations},
    harness::Town,
    rows::{COMPANY, COMPANY_NAME, MARKET, penalty},
};

/// Words of the citizen's path, in the language of the pages.
struct Words {
    prefix: &'static str,
    penalty: &'static str,
    meaning: &'static str,
    wrong: &'static str,
    form: &'static str,
    received: &'static str,
    waiting: &'static str,
}

const CHINESE: Words = Words {
    prefix: "",
    penalty: "销售过期食品",
    meaning: "公示到什么时候",
    wrong: "这条信息有误",
    form: "异议",
    received: "已收到：异议",
    waiting: "待受理",
};

const ENGLISH: Words = Words {
    prefix: "/en",
    penalty: "销售过期食品",
    meaning: "Until when it is public",
    wrong: "This record is wrong",
    form: "Objection",
    received: "Received: Objection",
    waiting: "Filed",
};

/// Waits until an expression is true: a page that was asked for is there.
fn wait(browser: &Browser, condition: &str) {
    let whole = format!("document.readyState === 'complete' && !!({condition})");
    for _ in 0..200 {
        if browser.ask(&whole) == true {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    panic!("{condition} does not come at {}: {}", browser.address(), browser.text("main"));
}

/// Clicks, and waits until the page has a heading.
fn click_to(browser: &Browser, selector: &str, heading: &str) {
    browser.follow(selector);
    wait(browser, &format!("document.querySelector('h1')?.textContent.trim() === '{heading}'"));
}

/// From the search box to the receipt, and to the status with number and code.
fn citizen(browser: &Browser, served: &Served, words: &Words) -> String {
    browser.go(&served.at(if words.prefix.is_empty() { "/" } else { words.prefix }));
    browser.fill(".hero #q", "明泉");
    browser.follow(".hero .find button");
    wait(browser, "document.querySelector('.results')");
    assert!(browser.text(".results").contains(COMPANY_NAME), "{}", browser.address());
    click_to(browser, ".results a", COMPANY_NAME);
    assert!(browser.text(".line").contains(words.penalty));
    let digest = served.town.page(COMPANY).unwrap().records;
    let digest = &digest.iter().find(|record| record.item == PENALTY).unwrap().digest;
    click_to(browser, &format!("a[href$='{digest}']"), words.penalty);
    let page = browser.text("main");
    for told in [words.meaning, "销售过期食品", "济南市市场监督管理局", "2027-11-16", words.wrong]
    {
        assert!(page.contains(told), "{told}: {page}");
    }
    click_to(browser, "a[href*='/processes/objection/new']", words.form);
    // Sent empty, it says what is missing, beside each field, and keeps what was typed.
    browser.click("[name='field.wish'][value=delete]");
    browser.follow("main form button[type=submit]");
    wait(browser, "document.querySelectorAll('.errors li').length === 3");
    assert_eq!(
        browser.ask("document.querySelector('[name=\"field.wish\"]:checked').value"),
        "delete"
    );
    browser.fill("[name='field.statement']", "本店没有销售过期食品，处罚决定书写的是另一家店。");
    browser.fill("[name=name]", "赵无名");
    browser.fill("[name=contact]", "济南市历下区泺源大街2号");
    click_to(browser, "main form button[type=submit]", words.received);
    let figure = |n: u32| browser.text(&format!(".figs div:nth-child({n}) dd"));
    let (number, follow) = (figure(1), figure(2));
    assert_eq!((number.len(), follow.len()), (20, 10));
    let width = browser.ask("document.documentElement.scrollWidth <= innerWidth");
    assert_eq!(width, true, "number and code fit a phone");
    assert!(
        browser.text("main").contains("2026-11-25"),
        "3 working days: {}",
        browser.text("main")
    );
    // With number and code, and with neither alone.
    browser.go(&served.at(&format!("{}/cases?number={number}", words.prefix)));
    browser.fill("[name=code]", "AAAAAAAAAA");
    browser.follow("main form button[type=submit]");
    wait(browser, "document.querySelectorAll('.errors li').length === 1");
    browser.fill("[name=code]", &follow.to_lowercase());
    click_to(browser, "main form button[type=submit]", words.form);
    assert!(browser.text("main").contains(words.waiting), "{}", browser.text("main"));
    let shown = browser.source();
    assert!(!shown.contains("赵无名") && !shown.contains("泺源大街2号"), "no contact is shown");
    number
}

#[test]
fn c_08_e_s_133_a_citizen_finds_a_company_understands_a_penalty_and_says_it_is_wrong() {
    let (served, _) = Served::settled();
    let browser = Browser::open(1280, false);
    let number = citizen(&browser, &served, &CHINESE);
    // The desk has it, and the record says so to everyone.
    let officer = workflow::StaffBy {
        actor: vocabulary::Actor::new("jinan-credit-centre", "account officer-1"),
        agency: "jinan-credit-centre".to_owned(),
        role: "credit-officer".to_owned(),
    };
    let cases = &served.town.platform.cases;
    let queue = cases.queue(&officer, &Default::default(), &Default::default()).unwrap();
    assert!(queue.entries.iter().any(|case| case.number == number && case.state == "filed"));
    browser.go(&served.at(&format!("/subjects/{COMPANY}")));
    assert!(browser.text(".line").contains("异议处理中"), "{}", browser.text(".line"));
}

#[test]
fn a_citizen_objects_on_a_phone_and_in_english() {
    let (served, _) = Served::settled();
    let browser = Browser::open(390, false);
    citizen(&browser, &served, &ENGLISH);
    citizen(&browser, &served, &CHINESE);
}

#[test]
fn c_08_e_a_code_on_the_door_opens_the_public_page() {
    let (served, gone) = Served::settled();
    let browser = Browser::open(390, true);
    browser.go(&served.at(&format!("/subjects/{COMPANY}")));
    click_to(&browser, "a[href$='/code']", COMPANY_NAME);
    wait(&browser, "document.querySelector('.qr')");
    assert!(browser.text("main").contains("扫码查信用"));
    let drawn =
        browser.ask("document.querySelector('.qr svg').getBoundingClientRect().width > 120");
    assert_eq!(drawn, true);
    let host = served.address.trim_start_matches("http://");
    for (file, start) in [("code.svg", "<svg xmlns"), ("code.png", "\u{fffd}PNG")] {
        let (status, text) = request(host, "GET", &format!("/subjects/{COMPANY}/{file}"), "");
        assert!(status == 200 && text.starts_with(start), "{file}: {status}");
    }
    // What was repaired is nowhere on it, and its own address says only that it is gone (H-26).
    browser.go(&served.at(&gone));
    assert!(browser.text("h1").contains("已不再公开"));
    assert!(!browser.source().contains("未按规定明码标价"));
    let (_, digest) = gone.rsplit_once('/').unwrap();
    let form = format!("/processes/objection/new?subject={COMPANY}&digest={digest}");
    let (status, _) = request(host, "GET", &form, "");
    assert_eq!(status, 410, "nobody objects to what is gone");
}

/// A town with two fined companies in two districts.
fn two_districts() -> Served {
    let town = Town::on(store::Engine::Sqlite);
    town.settle();
    for (n, (row, division)) in registrations(2).into_iter().zip(["370102", "370114"]).enumerate() {
        town.send("enterprise-registration", MARKET, &[row.with("division", division)]);
        let fined = penalty()
            .with("subject_code", code(n as u32))
            .with("subject_name", format!("济南第{n}商贸有限公司"))
            .with("document_number", format!("济〔2026〕{n}号"))
            .with("decided_on", format!("2026-11-1{n}"));
        town.file(PENALTY, MARKET, fined);
    }
    Served::open(town, Vec::new(), None)
}

#[test]
fn c_06_lists_are_filtered_and_taken_home() {
    let served = two_districts();
    let browser = Browser::open(1280, false);
    browser.go(&served.at("/publicity"));
    click_to(&browser, "a[href='/publicity/penalty']", "行政处罚");
    let rows = |n: u32| {
        wait(&browser, &format!("document.querySelectorAll('main tbody tr').length === {n}"));
    };
    rows(3);
    browser.choose("#division", "370114");
    browser.follow(".filters button");
    rows(1);
    assert!(browser.text("main tbody").contains("济南第1商贸有限公司"));
    let file = browser.ask("document.querySelector('a[download]').getAttribute('href')");
    let host = served.address.trim_start_matches("http://");
    let (status, text) = request(host, "GET", file.as_str().unwrap(), "");
    assert!(status == 200 && text.contains(&code(1)) && !text.contains(&code(0)), "{text}");
    browser.choose("#division", "");
    browser.ask("document.querySelector('#from').value = '2026-11-16'");
    browser.follow(".filters button");
    wait(&browser, "location.search.includes('from=2026-11-16')");
    rows(1);
    // The whole data set is one click away.
    click_to(&browser, "main a[href='/open-data']", "开放数据");
    click_to(&browser, "a[href='/open-data/administrative-penalty']", "行政处罚");
    wait(&browser, "document.querySelector('main').textContent.includes('field.')");
    assert!(browser.text("main").contains("field.violation_facts"));
}

#[test]
fn c_35_a_a_countys_site_has_its_own_name_columns_and_data_first() {
    let served = two_districts();
    let browser = Browser::open(1280, false);
    let port = served.address.rsplit(':').next().unwrap().to_owned();
    let county = |path: &str| format!("http://zhangqiu.probity.example:{port}{path}");
    browser.go(&county("/"));
    assert!(browser.text(".bar").contains("信用章丘"));
    assert!(browser.text("main").contains("济南第1商贸有限公司"));
    assert!(!browser.text("main").contains("济南第0商贸有限公司"));
    assert!(browser.text("nav.columns").contains("信用承诺"));
    assert!(!browser.text("nav.columns").contains("区县动态"));
    browser.fill(".hero #q", "济南第");
    browser.follow(".hero .find button");
    wait(&browser, "document.querySelector('.results li')");
    assert!(browser.text(".results li").contains("济南第1商贸有限公司"), "its own come first");
    browser.go(&county("/en"));
    assert!(browser.text(".bar").contains("Credit Zhangqiu"));
    browser.go(&served.at("/"));
    assert!(browser.text("main").contains("济南第0商贸有限公司"));
}
