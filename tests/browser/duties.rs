//! Duties that need two persons, in Chromium: articles, accounts, a shut interface; the dashboard.

use super::{
    Served,
    desk::{signed_in, town},
    driver::Browser,
};
use crate::{rows::MARKET, staff::Inside};

const CENTRE: &str = "jinan-credit-centre";

/// Another person at the same browser.
fn becomes(browser: &Browser, served: &Served, other: &Inside) {
    browser.go(&served.at("/"));
    browser.keep_cookie(&served.address, "probity", &other.secret);
}

#[test]
fn c_07_a_c_07_f_an_editor_writes_a_reviewer_publishes_and_everybody_reads() {
    let town = town();
    let reviewer = town.staff(CENTRE, "credit-reviewer");
    let (served, browser, _) = signed_in(town, CENTRE, "editor");
    browser.go(&served.at("/desk/articles/new"));
    browser.choose("#place", "jinan/news");
    browser.fill("#title", "信用修复办理指南");
    browser.fill("#body", "联系人王小明，电话 13800138000。");
    browser.follow("main form button");
    assert!(browser.text("main").contains("个人号码"), "{}", browser.text("main"));
    browser.fill("#body", "本人登录“我的信用”，选择记录，提交申请。");
    browser.follow("main form button");
    assert!(browser.text("main").contains("草稿"), "{}", browser.text("main"));
    let article = browser.address();
    let number = article.rsplit('/').next().unwrap().to_owned();
    browser.follow("form[action$='/submission'] button");
    assert!(browser.text("main").contains("待审核"), "{}", browser.text("main"));

    becomes(&browser, &served, &reviewer);
    browser.go(&served.at("/desk"));
    assert!(browser.text("main").contains("信用修复办理指南"), "{}", browser.text("main"));
    browser.go(&article);
    browser.click("#verdict-1");
    browser.follow("form[action$='/review'] button");
    assert!(browser.text("main").contains("已审核通过"), "{}", browser.text("main"));
    browser.go(&served.at(&format!("/articles/{number}")));
    assert!(browser.text("main").contains("提交申请"), "{}", browser.text("main"));
}

#[test]
fn h_80_c_34_an_account_is_proposed_by_one_and_approved_by_another() {
    let town = town();
    let security = town.staff(CENTRE, "security-officer");
    let (served, browser, _) = signed_in(town, CENTRE, "system-administrator");
    browser.go(&served.at("/desk/accounts/new"));
    browser.fill("#login", "wang.window");
    browser.fill("#name", "王芳");
    browser.choose("#agency", MARKET);
    browser.choose("#role", "department-clerk");
    browser.follow("main form button");
    assert!(browser.text("main").contains("/invitations/"), "{}", browser.text("main"));
    browser.go(&served.at("/desk/accounts?state=proposed"));
    assert!(browser.text("main").contains("王芳"), "{}", browser.text("main"));

    becomes(&browser, &served, &security);
    browser.go(&served.at("/desk"));
    browser.follow("main table a");
    browser.follow("form[action$='/approval'] button");
    assert!(browser.text("main").contains("待启用"), "{}", browser.text("main"));
}

#[test]
fn c_34_f_from_the_alarm_to_a_shut_interface_and_back() {
    let (served, browser, _) = signed_in(town(), CENTRE, "security-officer");
    browser.go(&served.at("/desk/doors"));
    browser.choose("#door", "api");
    browser.fill("#reason", "演练：疑似泄露");
    browser.follow("main form button.bad, main form button");
    assert!(browser.text("main").contains("演练：疑似泄露"), "{}", browser.text("main"));
    browser.go(&served.at("/api/v1/measures"));
    assert!(browser.source().contains("演练：疑似泄露"), "{}", browser.source());
    browser.go(&served.at("/desk/doors"));
    browser.click("main table summary");
    browser.fill("#thaw-1", "演练结束");
    browser.follow("form[action$='/thaw'] button");
    assert!(browser.text("main").contains("没有冻结的接口"), "{}", browser.text("main"));
    browser.go(&served.at("/api/v1/measures"));
    assert!(!browser.source().contains("演练"), "{}", browser.source());
}

#[test]
fn c_35_e_the_dashboard_is_read_as_charts_and_as_tables() {
    let (served, browser, _) = signed_in(town(), CENTRE, "credit-officer");
    browser.go(&served.at("/desk/figures"));
    let page = browser.text("main");
    for word in ["规划目标", "5,000,000", "今年查询量"] {
        assert!(page.contains(word), "{word}: {page}");
    }
    browser.click("figure details summary");
    assert_eq!(browser.ask("document.querySelector('figure details').open"), true);
}
