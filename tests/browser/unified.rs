//! Through the city's unified login in Chromium: our button, the provider's own pages, and back.

use store::Engine;
use web::Config;

use super::{Served, driver::Browser, search::wait};
use crate::{harness::Town, unified::provider::Provider};

const ENTER: &str = "\u{E007}";

/// A town whose city has a unified login.
fn served() -> (Served, Provider) {
    let town = Town::on(Engine::Sqlite);
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let provider = Provider::start(&[&format!("{address}/sign-in/unified/return")]);
    let file = provider.settings(town.folder());
    let unified = Some(town.platform.unified(&file, &address).unwrap());
    let config = Config { address, unified, ..Config::default() };
    (Served::serve(town, (Vec::new(), None), listener, config), provider)
}

/// Goes from our sign-in page through the provider's two pages, as `who`.
fn come_in(served: &Served, browser: &Browser, path: &str, who: &str) {
    browser.go(&served.at(path));
    let link = "document.querySelector('a[href*=\"/sign-in/unified\"]')";
    assert_eq!(browser.ask(&format!("{link} !== null")), true, "{}", browser.text("body"));
    browser.ask(&format!("{link}.focus() ?? true"));
    browser.press(ENTER);
    let field = "document.querySelector('input[name=login]')";
    wait(browser, &format!("{field} !== null"));
    browser.ask(&format!("{field}.focus() ?? true"));
    browser.press(who);
    browser.ask("document.querySelector('input[name=password]').focus() ?? true");
    browser.press(&format!("x{ENTER}"));
    wait(browser, "document.querySelector('input[value=consent]') !== null");
    browser.ask("document.querySelector('button[type=submit]').focus() ?? true");
    browser.press(ENTER);
}

#[test]
fn c_34_s_33_a_citizen_comes_in_by_the_unified_login_in_both_languages() {
    let (served, _provider) = served();
    for (path, back) in
        [("/sign-in?next=/mine", "/mine"), ("/en/sign-in?next=/en/mine", "/en/mine")]
    {
        let browser = Browser::open(1280, true);
        come_in(&served, &browser, path, "lixiulan");
        wait(&browser, &format!("location.pathname === '{back}'"));
        assert!(browser.text("body").contains("李秀兰"), "{}", browser.text("body"));
    }
}

#[test]
fn h_14_a_minor_is_told_why_there_is_no_account() {
    let (served, _provider) = served();
    let browser = Browser::open(390, true);
    come_in(&served, &browser, "/sign-in", "xiaoming");
    wait(&browser, "location.pathname === '/sign-in/unified/return'");
    let page = browser.text("body");
    assert!(page.contains("未满十八周岁") && page.contains("年满十八周岁后再办理"), "{page}");
}

#[test]
fn c_34_who_changes_his_mind_at_the_provider_is_back_at_the_sign_in_page() {
    let (served, _provider) = served();
    let browser = Browser::open(1280, true);
    browser.go(&served.at("/sign-in/unified/return?error=access_denied&state=x"));
    wait(&browser, "location.pathname === '/sign-in'");
    assert!(browser.text("main").contains("统一身份认证没有完成"), "{}", browser.text("main"));
}
