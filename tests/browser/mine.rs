//! A subject at its own page, in Chinese, on a phone and without scripts: signing in, who looked,
//! consenting and taking back, objecting, declaring, taking everything home.

use disclosure::{AsOf, Viewer};
use serde_json::Value;
use store::Engine;
use vocabulary::Actor;

use super::{Served, driver::Browser, search::wait};
use crate::{
    desk::{PENALTY, POLICE, person_penalty},
    harness::Town,
    mine::NUMBER,
    rows::{COMPANY, COMPANY_NAME, MARKET, person_licence},
    staff::PASSWORD,
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

/// Signs in as a person does, beginning at the page that was wanted.
pub(super) fn sign_in(browser: &Browser, served: &Served, wanted: &str) {
    browser.go(&served.at(wanted));
    assert!(browser.title().starts_with("登录"), "{}", browser.title());
    assert!(browser.text("main").contains("登录后会回到那里"));
    browser.fill("#login", NUMBER);
    browser.fill("#password", PASSWORD);
    browser.follow("main form button");
    wait(browser, &format!("location.pathname === '{wanted}'"));
}

/// Clicks, waits until the page says something, and gives all it says.
fn click(browser: &Browser, selector: &str, said: &str) -> String {
    browser.follow(selector);
    let words = "(document.querySelector('main')?.textContent ?? '')";
    wait(browser, &format!("{words}.includes('{said}')"));
    browser.text("main")
}

/// Whether the page fits the width of the window.
pub(super) fn fits(browser: &Browser) {
    let width = browser.ask("document.documentElement.scrollWidth").as_u64().unwrap();
    assert!(width <= browser.ask("innerWidth").as_u64().unwrap(), "{}", browser.address());
}

#[test]
fn c_34_b_a_person_sees_on_a_phone_who_looked_and_asks_why() {
    let served = served();
    let person = served.town.person(NUMBER);
    served.town.file_of(&served.town.supervisor(), person, AsOf::default()).unwrap();
    let browser = Browser::open(390, false);
    sign_in(&browser, &served, "/mine/lookups");
    let list = browser.text("main");
    for said in ["济南市市场监督管理局", "日常监管", "监2026-1"] {
        assert!(list.contains(said), "{said}: {list}");
    }
    fits(&browser);
    click(&browser, "main table a", "看了什么");
    browser.fill("#statement", "我没有办过这件事，为什么查我？");
    let asked = click(&browser, "main form button", "已记下您的询问");
    assert!(asked.contains("您已经询问过"), "{asked}");
    fits(&browser);
    browser.go(&served.at("/mine"));
    assert!(browser.text("main").contains("查阅了您的信息"));
    fits(&browser);
}

#[test]
fn c_05_d_c_08_a_a_person_reads_the_whole_file_and_takes_it_home() {
    let served = served();
    let browser = Browser::open(390, true);
    sign_in(&browser, &served, "/mine/records");
    let list = browser.text("main");
    assert!(list.contains("扰乱公共场所秩序") && list.contains("提出异议"), "{list}");
    fits(&browser);
    let whole = click(&browser, "main ol.line a", "这意味着什么");
    for said in ["这意味着什么", "从哪里来", "依据"] {
        assert!(whole.contains(said), "{said}: {whole}");
    }
    fits(&browser);
    browser.go(&served.at("/mine/download"));
    assert!(browser.text("main").contains("免费"));
    let offered = "[...document.querySelectorAll('a[download]')].map(a => a.pathname).join()";
    assert_eq!(browser.ask(offered), "/mine/download.csv,/mine/download.json");
    assert_eq!(browser.ask("document.cookie"), Value::from(""), "scripts see no session");
}

#[test]
fn s_34_a_consent_is_given_with_its_full_text_and_taken_back_at_once() {
    let served = served();
    let browser = Browser::open(390, false);
    sign_in(&browser, &served, "/mine/consents");
    assert!(browser.text("main").contains("没有有效的授权"));
    click(&browser, "main .acts a", "先选一种授权");
    let form = click(&browser, "main a[href*='kind=agency-service']", "我同意所选机关");
    assert!(form.contains("您可以随时"), "{form}");
    fits(&browser);
    browser.choose("#to", "jinan-approval-service");
    browser.click("#agreed");
    let given = click(&browser, "main form.form button", "授权已生效");
    assert!(given.contains("济南市行政审批服务局"), "{given}");
    let number = browser.address().rsplit('/').next().unwrap().to_owned();
    let look = || {
        let viewer = Viewer::Consented {
            actor: Actor::new("jinan-approval-service", "account 12"),
            organisation: "jinan-approval-service".to_owned(),
            consent: number.clone(),
            matter_number: "办2026-3".to_owned(),
        };
        let person = served.town.person(NUMBER);
        served.town.platform.gate.file(&viewer, person, AsOf::default())
    };
    assert!(look().unwrap().is_some());
    browser.go(&browser.address());
    assert!(browser.text("main").contains("办2026-3"), "its use is told");
    click(&browser, "main aside form button", "授权已撤回");
    assert!(look().is_err(), "the very next look is refused");
    fits(&browser);
}

#[test]
fn h_09_a_company_objects_to_a_penalty_and_follows_it() {
    let served = served();
    let browser = Browser::open(390, false);
    sign_in(&browser, &served, "/mine");
    browser.choose("#organisation", COMPANY);
    click(&browser, "main form.filters button", "已切换");
    assert_eq!(browser.text("h1"), COMPANY_NAME);
    let penalty = served.town.own_record(PENALTY).digest;
    browser.go(&served.at(&format!("/mine/records/{penalty}")));
    click(&browser, "main aside a.btn", "哪里不对");
    browser.fill("[name='field.statement']", "罚款已经缴清，请核对。");
    browser.click("[name='field.wish'][value=correct]");
    let receipt = click(&browser, "main form.form button", "已收到");
    assert!(receipt.contains("查询码"), "{receipt}");
    fits(&browser);
    browser.go(&served.at("/mine/cases"));
    let list = browser.text("main");
    assert!(list.contains("待受理") && list.contains("2026-"), "{list}");
    click(&browser, "main .doors a", "撤回异议");
    fits(&browser);
    browser.go(&served.at(&format!("/subjects/{COMPANY}")));
    assert!(browser.text("main").contains("异议处理中"), "everyone sees the mark");
}

#[test]
fn c_07_d_a_company_declares_an_honour_with_evidence() {
    let served = served();
    let evidence = served.town.folder().join("证书.pdf");
    std::fs::write(&evidence, b"%PDF-1.7\nhonour").unwrap();
    let browser = Browser::open(1280, false);
    sign_in(&browser, &served, "/mine");
    browser.choose("#organisation", COMPANY);
    click(&browser, "main form.filters button", "已切换");
    browser.go(&served.at("/mine/declarations/new"));
    click(&browser, "main a[href*='declared-honour']", "证明材料");
    browser.fill("#honour_name", "诚信经营示范商户");
    browser.fill("#granted_by", "历下区商业联合会");
    // A date field takes the day in the order of the browser's language.
    browser.ask("document.querySelector('#granted_on').value = '2026-01-15'");
    if browser.ask("document.querySelector('#level').tagName") == "SELECT" {
        browser.choose("#level", "行业");
    } else {
        browser.fill("#level", "行业");
    }
    browser.fill("#evidence", evidence.to_str().unwrap());
    browser.click("#promised");
    browser.click("#reviewed");
    let list = click(&browser, "main form.form button", "未核实");
    for said in ["自主申报", "未核实", "诚信经营示范商户", "证书.pdf"] {
        assert!(list.contains(said), "{said}: {list}");
    }
    browser.go(&served.at(&format!("/subjects/{COMPANY}")));
    let page = browser.text("main");
    assert!(page.contains("诚信经营示范商户") && page.contains("自主申报"), "{page}");
}

#[test]
fn staff_enter_by_a_one_time_link_a_password_and_a_code() {
    let served = Served::open(Town::on(Engine::Sqlite), Vec::new(), None);
    let link = served.town.platform.accounts.invite_first().unwrap();
    let browser = Browser::open(390, false);
    browser.go(&served.at(&format!("/invitations/{}", link.token)));
    assert!(browser.text("main").contains("设密码"));
    browser.fill("#password", "short");
    browser.fill("#again", "other");
    click(&browser, "main form button", "两次输入不一样");
    browser.fill("#password", PASSWORD);
    browser.fill("#again", PASSWORD);
    click(&browser, "main form button", "用来确认绑定成功");
    assert_eq!(browser.ask("document.querySelectorAll('.qr svg').length"), 1, "a code to scan");
    fits(&browser);
    let secret: String = browser.text("p.code").split_whitespace().collect();
    let code = || {
        let now = vocabulary::Clock::now(&*served.town.clock);
        account::code_at(&secret, now).unwrap()
    };
    browser.fill("#code", &code());
    click(&browser, "main form button", "账号已开通");
    browser.fill("#login", account::FIRST_LOGIN);
    browser.fill("#password", PASSWORD);
    click(&browser, "main form button", "密码已核对");
    browser.fill("#code", "000000");
    click(&browser, "main form button", "动态码没有通过");
    served
        .town
        .clock
        .set(vocabulary::Clock::now(&*served.town.clock) + jiff::SignedDuration::from_mins(1));
    browser.fill("#code", &code());
    browser.follow("main form button");
    wait(&browser, "location.pathname === '/desk'");
    browser.go(&served.at(&format!("/invitations/{}", link.token)));
    assert!(browser.text("main").contains("已经不能使用"), "a link works once");
}
