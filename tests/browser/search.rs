//! From the search box to a company's page, by keyboard; and to what is no longer public.

use serde_json::Value;

use super::{
    Served,
    axe::{FAULTS, axe, named},
    driver::{Browser, request},
};
use crate::rows::{COMPANY, COMPANY_NAME};

/// Tab and Enter, as WebDriver writes them.
const TAB: &str = "\u{E004}";
const ENTER: &str = "\u{E007}";
const ESCAPE: &str = "\u{E00C}";
const UP: &str = "\u{E013}";
const DOWN: &str = "\u{E015}";

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

/// The list below the box, and what it says to those who listen.
const LIST: &str = "document.querySelector('.find [role=listbox]')";

/// The option that is active now, as assistive technology is told.
const ACTIVE: &str = "document.getElementById(
    document.querySelector('#q').getAttribute('aria-activedescendant') || '')?.textContent ?? ''";

#[test]
fn c_02_suggestions_come_while_one_types_and_are_taken_by_keyboard() {
    let (served, _) = Served::settled();
    let browser = Browser::open(1280, true);
    browser.bring(&axe());
    for prefix in ["", "/en"] {
        browser.go(&served.at(if prefix.is_empty() { "/" } else { prefix }));
        assert_eq!(browser.ask("document.querySelector('#q').getAttribute('role')"), "combobox");
        tab_to(&browser, "document.activeElement.name === 'q'");
        browser.press("mqsm");
        wait(&browser, &format!("{LIST}.hidden === false"));
        assert_eq!(browser.ask("document.querySelector('#q').ariaExpanded"), "true");
        let listed = browser.ask(&format!("{LIST}.textContent"));
        assert!(listed.as_str().unwrap().contains(COMPANY_NAME), "{listed}");
        let said = browser.ask("document.querySelector('.find [role=status]').textContent");
        let chinese = said.as_str().unwrap().contains("条建议");
        assert_eq!(chinese, prefix.is_empty(), "{said}");
        assert_eq!(browser.ask(FAULTS), "", "the open list");
        // Down to the first, up to the box, up again to the last.
        assert_eq!(browser.ask(ACTIVE), "");
        browser.press(DOWN);
        assert!(browser.ask(ACTIVE).as_str().unwrap().contains(COMPANY), "{}", browser.ask(ACTIVE));
        assert_eq!(browser.ask(FAULTS), "", "an active option");
        browser.press(UP);
        assert_eq!(browser.ask(ACTIVE), "");
        browser.press(UP);
        assert_ne!(browser.ask(ACTIVE), "");
        // Escape closes the list and keeps what was typed; Enter then searches for it.
        browser.press(ESCAPE);
        assert_eq!(browser.ask(&format!("{LIST}.hidden")), true);
        assert_eq!(browser.ask("document.querySelector('#q').value"), "mqsm");
        browser.press(ENTER);
        wait(&browser, &format!("location.pathname === '{prefix}/search'"));
        assert!(browser.text(".results").contains(COMPANY_NAME));
        // On the page of results too; Enter on an option leads straight to the company.
        browser
            .ask("document.querySelector('#q').focus() ?? document.querySelector('#q').select()");
        browser.press("明泉");
        wait(&browser, &format!("{LIST}.hidden === false && {LIST}.textContent.includes('明泉')"));
        assert_eq!(browser.ask(&format!("{LIST}.querySelector('mark').textContent")), "明泉");
        browser.press(DOWN);
        browser.press(ENTER);
        wait(&browser, &format!("location.pathname === '{prefix}/subjects/{COMPANY}'"));
        assert_eq!(browser.console(), Vec::<String>::new());
    }
}

#[test]
fn c_02_on_a_phone_a_suggestion_is_touched_and_the_list_stays_in_the_window() {
    let (served, _) = Served::settled();
    let browser = Browser::open(390, true);
    browser.go(&served.at("/"));
    browser.click("#q");
    browser.press("明泉商");
    wait(&browser, &format!("{LIST}.hidden === false"));
    let width = browser.ask("document.documentElement.scrollWidth").as_u64().unwrap();
    assert!(width <= 390, "{width}");
    if let Some(folder) = named("PROBITY_TEST_PICTURES") {
        let file = std::path::PathBuf::from(folder).join("home-suggestions-390.png");
        std::fs::write(file, browser.picture()).unwrap();
    }
    browser.follow(&format!(".find [data-href$='{COMPANY}']"));
    assert_eq!(browser.text("h1"), COMPANY_NAME);
    assert_eq!(browser.console(), Vec::<String>::new());
}

#[test]
fn c_02_a_slip_and_pinyin_are_found_without_scripts_too_and_the_reason_stands_there() {
    let (served, _) = Served::settled();
    let browser = Browser::open(1280, false);
    for (typed, why) in [("济南名泉商贸有限公司", "读音相同"), ("mqsm", "拼音首字母")]
    {
        browser.go(&served.at("/"));
        assert_eq!(browser.ask("document.querySelector('.find [role=listbox]')"), Value::Null);
        tab_to(&browser, "document.activeElement.name === 'q'");
        browser.press(&format!("{typed}{ENTER}"));
        wait(&browser, "location.pathname === '/search'");
        let found = browser.text(".results");
        assert!(found.contains(COMPANY_NAME) && found.contains(why), "{typed}: {found}");
    }
    tab_to(&browser, "document.activeElement.pathname?.startsWith('/subjects/')");
    browser.press(ENTER);
    wait(&browser, &format!("location.pathname === '/subjects/{COMPANY}'"));
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
