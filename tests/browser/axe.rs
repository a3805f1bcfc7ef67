//! axe-core on every page of the list, in both languages, at 1280 and 390 px; and on request a
//! picture of each.

use std::path::PathBuf;

use super::{
    Served,
    driver::Browser,
    pages::{FOREIGN, WIDE},
    places::{self, Page, Places, Who},
};

/// The widths: a desk and a phone.
const WIDTHS: [u32; 2] = [1280, 390];

#[test]
fn axe_finds_nothing_on_the_public_pages() {
    walk(|who| *who == Who::Anyone);
}

#[test]
fn axe_finds_nothing_on_a_subjects_own_pages() {
    walk(|who| matches!(who, Who::Person | Who::Company));
}

#[test]
fn axe_finds_nothing_on_the_pages_of_staff() {
    walk(|who| matches!(who, Who::Staff { .. }));
}

#[test]
fn axe_finds_every_component_readable_in_the_dark() {
    let (served, _) = Served::settled();
    let browser = Browser::open(1280, true);
    browser.bring(&axe());
    browser.darken();
    for path in ["/design", "/en/design"] {
        browser.go(&served.at(path));
        assert_eq!(browser.ask(FAULTS), "", "{path} in the dark");
    }
}

/// Looks at the pages of some visitors, and takes pictures if a folder for them is named.
fn walk(looks: impl Fn(&Who) -> bool) {
    let pages: Vec<_> = places::all().into_iter().filter(|page| looks(&page.who)).collect();
    let pages: Vec<_> = pages.into_iter().filter(wanted).collect();
    if pages.is_empty() {
        return;
    }
    let (served, gone) = Served::with_visitors(pages.iter().map(|page| &page.who));
    let places = Places::of(&served, &gone);
    let script = axe();
    let mut faults = Vec::new();
    for (who, cookie) in &served.visitors {
        let browser = Browser::open(WIDTHS[0], true);
        browser.bring(&script);
        if let Some(cookie) = cookie {
            browser.keep_cookie(&served.address, "probity", cookie);
        }
        for page in pages.iter().filter(|page| page.who == *who) {
            faults.extend(look(&browser, &served, page, &places));
        }
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

/// What is wrong with one page, in each language and width.
fn look(browser: &Browser, served: &Served, page: &Page, places: &Places) -> Vec<String> {
    let mut faults = Vec::new();
    for prefix in ["", "/en"] {
        for width in WIDTHS {
            browser.resize(width);
            let path = format!("{prefix}{}", page.at(places));
            browser.go(&served.at(&path));
            let place = format!("{path} at {width}");
            if browser.ask(STATUS) != page.status() {
                faults.push(format!("{place} answers {}", browser.ask(STATUS)));
            }
            if browser.ask("location.pathname").as_str().unwrap().ends_with("/sign-in")
                && !path.ends_with("/sign-in")
            {
                faults.push(format!("{place} leads to the sign-in page"));
            }
            if browser.ask(FOREIGN) != "" {
                faults.push(format!("{place} has the script {}", browser.ask(FOREIGN)));
            }
            let found = browser.ask(FAULTS);
            let found = found.as_str().unwrap();
            faults.extend(found.lines().map(|fault| format!("{place}: {fault}")));
            if let Some(folder) = named("PROBITY_TEST_PICTURES") {
                let language = if prefix.is_empty() { "" } else { "en-" };
                let name = format!("{language}{}-{width}.png", page.name());
                std::fs::write(PathBuf::from(folder).join(name), browser.picture()).unwrap();
            }
            // A window of 1280 enlarged four times is as wide as 320 (WCAG 1.4.10).
            let narrow = if width < 600 { 320 } else { width };
            browser.resize(narrow);
            let wide = browser.ask("document.documentElement.scrollWidth").as_u64().unwrap();
            if wide > u64::from(narrow) {
                faults.push(format!("{path} at {narrow} is {wide} wide: {}", browser.ask(WIDE)));
            }
        }
    }
    faults
}

/// The status of the page that is shown.
const STATUS: &str = "performance.getEntriesByType('navigation')[0].responseStatus";

/// What axe-core finds, one line each: rule, what it wants, the first places.
pub(super) const FAULTS: &str = "axe.run(document, { resultTypes: ['violations'] }).then(found =>
    found.violations.map(v => `${v.id}: ${v.help} – ` + v.nodes.slice(0, 4).map(n =>
        n.target.join(' ') + ' ' + ((n.any[0] || n.all[0] || n.none[0] || {}).message || '').slice(0, 160)).join('; '))
    .join('\\n'))";

/// The text of axe-core.
pub(super) fn axe() -> String {
    let packages = named("PROBITY_TEST_NODE")
        .expect("PROBITY_TEST_NODE names the packages from npm; `cargo xtask test` fetches them");
    let file = PathBuf::from(packages).join("axe-core/axe.min.js");
    std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// Whether a page is asked for: all are, unless a part of the path is named.
fn wanted(page: &Page) -> bool {
    named("PROBITY_TEST_PAGES").is_none_or(|part| page.path.contains(&part))
}

#[expect(clippy::disallowed_methods, reason = "tests are told by it what to look at")]
pub(super) fn named(variable: &str) -> Option<String> {
    std::env::var(variable).ok()
}
