//! From the search box to a company's page, by keyboard; and to what is no longer public.

use super::{
    Served,
    driver::{Browser, request},
};
use crate::rows::{COMPANY, COMPANY_NAME};

/// Tab and Enter, as WebDriver writes them.
const TAB: &str = "\u{E004}";
const ENTER: &str = "\u{E007}";

/// Presses Tab until the focus is where a condition holds; fails after twenty.
fn tab_to(browser: &Browser, condition: &str) {
    for _ in 0..20 {
        browser.press(TAB);
        if browser.ask(condition) == true {
            return;
        }
    }
    panic!("Tab does not reach {condition}");
}

#[test]
fn c_05_a_a_company_is_found_by_keyboard_and_its_page_shows_licence_and_penalty() {
    let (served, _) = Served::settled();
    let browser = Browser::open(1280, true);
    browser.go(&served.at("/"));
    tab_to(&browser, "document.activeElement.name === 'q'");
    browser.press(&format!("明泉商贸{ENTER}"));
    wait(&browser, "location.pathname === '/search'");
    assert!(browser.text("main").contains(COMPANY_NAME), "{}", browser.text("main"));
    tab_to(&browser, "document.activeElement.pathname?.startsWith('/subjects/')");
    browser.press(ENTER);
    wait(&browser, &format!("location.pathname === '/subjects/{COMPANY}'"));
    assert_eq!(browser.text("h1"), COMPANY_NAME);
    let page = browser.text("main");
    for word in [COMPANY, "食品销售经营", "销售过期食品", "济南市市场监督管理局"]
    {
        assert!(page.contains(word), "the page does not show {word}:\n{page}");
    }
    let file = served.town.page(COMPANY).unwrap();
    let record = file.records.iter().find(|r| r.item == "administrative-penalty").unwrap();
    let until = record.public_until.unwrap().to_string();
    assert!(page.contains(&until), "the penalty is public until {until}:\n{page}");
    assert!(!page.contains("未按规定明码标价"), "what was repaired is gone");
    assert_eq!(browser.console(), Vec::<String>::new());
}

#[test]
fn c_05_a_a_code_leads_straight_to_its_company() {
    let (served, _) = Served::settled();
    let browser = Browser::open(1280, true);
    browser.go(&served.at("/"));
    tab_to(&browser, "document.activeElement.name === 'q'");
    browser.press(&format!("{}{ENTER}", COMPANY.to_lowercase()));
    wait(&browser, &format!("location.pathname === '/subjects/{COMPANY}'"));
    assert!(browser.title().contains(COMPANY_NAME), "{}", browser.title());
}

#[test]
fn c_06_f_the_old_address_of_a_repaired_record_says_only_that_it_is_gone() {
    let (served, gone) = Served::settled();
    let host = served.address.trim_start_matches("http://");
    let (status, _) = request(host, "GET", &gone, "");
    assert_eq!(status, 410);
    let browser = Browser::open(1280, true);
    browser.go(&served.at(&gone));
    let page = browser.text("main");
    assert!(page.contains("不再公开"), "{page}");
    let source = browser.source();
    for word in ["明码标价", COMPANY_NAME, "罚款3万元", "济市监罚"] {
        assert!(!source.contains(word), "the page still says {word}");
    }
}

#[test]
fn search_and_pages_work_where_scripts_are_forbidden() {
    let (served, _) = Served::settled();
    let browser = Browser::open(1280, false);
    browser.go("data:text/html,<title>off</title><script>document.title='on'</script>");
    assert_eq!(browser.title(), "off", "this browser runs no script");
    browser.go(&served.at("/"));
    tab_to(&browser, "document.activeElement.name === 'q'");
    browser.press(&format!("明泉商贸{ENTER}"));
    wait(&browser, "location.pathname === '/search'");
    tab_to(&browser, "document.activeElement.pathname?.startsWith('/subjects/')");
    browser.press(ENTER);
    wait(&browser, &format!("location.pathname === '/subjects/{COMPANY}'"));
    assert!(browser.text("main").contains("销售过期食品"));
}

/// Waits until the browser is there: a key press does not wait for the page it leads to.
pub(super) fn wait(browser: &Browser, condition: &str) {
    let loaded = format!("{condition} && document.readyState === 'complete'");
    let begun = std::time::Instant::now();
    while browser.ask(&loaded) != true {
        let waited = begun.elapsed();
        let address = browser.address();
        assert!(waited.as_secs() < 20, "still at {address}, not where {condition}");
    }
}
