//! Every page of the list with the keyboard alone: Tab comes by everything that can be used, shows
//! where it is, and is caught nowhere.

use super::{
    Served,
    driver::Browser,
    pages::SEEN,
    places::{self, Page, Places, Who},
};

const TAB: &str = "\u{E004}";

/// Of very long pages, so many stops are enough.
const STOPS: usize = 80;

#[test]
fn tab_comes_by_everything_on_the_public_pages() {
    walk(|who| *who == Who::Anyone);
}

#[test]
fn tab_comes_by_everything_on_the_pages_of_those_signed_in() {
    walk(|who| *who != Who::Anyone);
}

fn walk(uses: impl Fn(&Who) -> bool) {
    let pages: Vec<_> = places::all().into_iter().filter(|page| uses(&page.who)).collect();
    let (served, gone) = Served::with_visitors(pages.iter().map(|page| &page.who));
    let places = Places::of(&served, &gone);
    let mut faults = Vec::new();
    for (who, cookie) in &served.visitors {
        let browser = Browser::open(1280, true);
        if let Some(cookie) = cookie {
            browser.keep_cookie(&served.address, "probity", cookie);
        }
        for page in pages.iter().filter(|page| page.who == *who) {
            faults.extend(tab_through(&browser, &served, page, &places));
        }
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

/// What Tab does not reach, or reaches unseen.
fn tab_through(browser: &Browser, served: &Served, page: &Page, places: &Places) -> Option<String> {
    let path = page.at(places);
    browser.go(&served.at(&path));
    let wanted = browser.ask(MARK).as_u64().unwrap();
    for stop in 0..STOPS.min(usize::try_from(wanted).unwrap()) {
        browser.press(TAB);
        if browser.ask(SEEN) != true {
            let what = browser.ask("document.activeElement.outerHTML.slice(0, 200)");
            return Some(format!("{path}: stop {stop} is not seen: {what}"));
        }
        browser.ask("document.activeElement.dataset.reached = 'yes'");
    }
    let left = browser.ask(LEFT);
    let whole = wanted <= STOPS as u64;
    (whole && left != "").then(|| format!("{path}: Tab does not reach {left}"))
}

/// Marks what can be used, and says how many stops that makes: of radio buttons of one name, one.
const MARK: &str = "(() => {
    const names = new Set();
    const usable = [...document.querySelectorAll(
        'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex=\"0\"]')]
        .filter(e => e.checkVisibility() && !e.disabled)
        .filter(e => e.type !== 'radio' || (!names.has(e.name) && names.add(e.name)));
    usable.forEach(e => e.dataset.usable = 'yes');
    // A date has a stop for each of its parts and one for its calendar.
    const parts = usable.filter(e => e.type === 'date').length * 3;
    return usable.length + parts;
})()";

/// What was marked and not reached. A group of radio buttons is reached by any of them.
const LEFT: &str = "(() => {
    const reached = new Set([...document.querySelectorAll('[data-reached]')].map(e => e.name));
    return [...document.querySelectorAll('[data-usable]:not([data-reached])')]
        .filter(e => e.type !== 'radio' || !reached.has(e.name))
        .map(e => e.outerHTML.slice(0, 120)).join(' | ');
})()";
