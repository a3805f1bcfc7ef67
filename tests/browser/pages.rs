//! Every kind of page: its frame, its labels, its width, its focus, its language.

use super::{
    Served,
    driver::Browser,
    places::{self, Places, Who},
};

/// The public pages of the list that are there, without language prefix.
fn paths(served: &Served, gone: &str) -> Vec<String> {
    let places = Places::of(served, gone);
    let public = places::all().into_iter().filter(|page| page.who == Who::Anyone);
    // Pages of what happened since are looked at by axe.
    let public = public.filter(|page| !page.path.contains("{article}"));
    let public = public.filter(|page| !page.path.contains("report}"));
    let made = ["{certificate}", "{event}"];
    let public = public.filter(|page| !made.iter().any(|name| page.path.contains(name)));
    public.filter(|page| page.status() == 200).map(|page| page.at(&places)).collect()
}

#[test]
fn no_page_scrolls_sideways_on_a_phone() {
    let (served, gone) = Served::settled();
    let browser = Browser::open(390, true);
    for path in paths(&served, &gone).into_iter().chain([gone]) {
        for prefix in ["", "/en"] {
            browser.go(&served.at(&format!("{prefix}{path}")));
            assert_eq!(browser.ask("innerWidth"), 390);
            let width = browser.ask("document.documentElement.scrollWidth").as_u64().unwrap();
            let wide = browser.ask(WIDE);
            assert!(width <= 390, "{prefix}{path} is {width} wide: {wide}");
        }
    }
}

/// The elements that reach beyond the right edge.
pub(super) const WIDE: &str = "[...document.querySelectorAll('body *')]
    .filter(e => e.getBoundingClientRect().right > innerWidth + 0.5)
    .map(e => e.tagName + '.' + e.className).slice(0, 8).join(' ')";

#[test]
fn every_page_has_its_frame_its_labels_and_a_quiet_console() {
    let (served, gone) = Served::settled();
    let browser = Browser::open(1280, true);
    for path in paths(&served, &gone) {
        for (prefix, language) in [("", "zh-CN"), ("/en", "en")] {
            let path = format!("{prefix}{path}");
            browser.go(&served.at(&path));
            assert_eq!(browser.ask("document.documentElement.lang"), language, "{path}");
            assert_eq!(browser.ask("document.querySelectorAll('h1').length"), 1, "{path}");
            assert_eq!(browser.ask("document.querySelectorAll('main').length"), 1, "{path}");
            assert_eq!(browser.ask(FOREIGN), "", "{path} has a script");
            assert_ne!(browser.title(), "", "{path}");
            assert_eq!(browser.ask(UNLABELLED), "", "{path} has inputs without label");
            assert_eq!(browser.ask(NAMELESS), "", "{path} has links without words");
            assert_eq!(browser.ask(SKIPPED), "", "{path} leaves out a level of headings");
            assert_eq!(browser.ask(TWICE), "", "{path} gives an id twice");
            assert_eq!(browser.console(), Vec::<String>::new(), "{path}");
        }
    }
}

/// Scripts other than that of the search box.
pub(super) const FOREIGN: &str = "[...document.scripts]
    .filter(e => e.text || new URL(e.src).pathname !== '/assets/search.js'
        || !document.querySelector('form[data-suggest]'))
    .map(e => e.outerHTML).join(' ')";

/// Inputs without a label of their own.
const UNLABELLED: &str = "[...document.querySelectorAll('input,select,textarea')]
    .filter(e => e.type !== 'hidden' && ![...e.labels].some(l => l.textContent.trim())
        && !e.getAttribute('aria-label'))
    .map(e => e.name).join(' ')";

/// Links and buttons that say nothing.
const NAMELESS: &str = "[...document.querySelectorAll('a[href],button')]
    .filter(e => !e.textContent.trim() && !e.getAttribute('aria-label'))
    .map(e => e.outerHTML).join(' ')";

/// Headings more than one level below the one before.
const SKIPPED: &str = "[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')]
    .filter((e, i, all) => i > 0 && +e.tagName[1] > +all[i - 1].tagName[1] + 1)
    .map(e => e.textContent.trim()).join(' ')";

/// Ids that two elements bear.
const TWICE: &str = "[...document.querySelectorAll('[id]')].map(e => e.id)
    .filter((id, i, all) => all.indexOf(id) !== i).join(' ')";

#[test]
fn the_first_tab_offers_to_skip_and_the_focus_is_always_seen() {
    let (served, _) = Served::settled();
    let browser = Browser::open(1280, true);
    for path in ["/", "/publicity/penalty"] {
        browser.go(&served.at(path));
        browser.press("\u{E004}");
        assert_eq!(browser.ask("document.activeElement.className"), "skip");
        assert_eq!(browser.ask(SEEN), true, "the skip link shows itself");
        browser.press("\u{E007}");
        assert_eq!(browser.ask("document.activeElement.id"), "main");
        browser.go(&served.at(path));
        for step in 0..14 {
            browser.press("\u{E004}");
            let what = browser.ask("document.activeElement.outerHTML");
            assert_eq!(browser.ask(SEEN), true, "{path}: step {step} is not seen: {what}");
        }
    }
}

/// Whether the focused element stands in the window with an outline of its own or of its form.
pub(super) const SEEN: &str = "(() => {
    const e = document.activeElement, box = e.getBoundingClientRect();
    const outlined = x => x && getComputedStyle(x).outlineStyle !== 'none'
        && parseFloat(getComputedStyle(x).outlineWidth) >= 2;
    return box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0
        && Boolean(outlined(e) || outlined(e.closest('form')) || outlined(e.closest('.find')));
})()";

#[test]
fn english_pages_are_english_but_for_the_data() {
    let (served, gone) = Served::settled();
    let browser = Browser::open(1280, true);
    for path in paths(&served, &gone).into_iter().chain([gone, "/nothing".to_owned()]) {
        browser.go(&served.at(&format!("/en{path}")));
        let left = browser.ask(CHINESE);
        assert_eq!(left, "", "/en{path} has Chinese words of the site");
        if !path.starts_with("/subjects/") {
            let heads = browser.ask(HEADS);
            assert_eq!(heads, "", "/en{path} has a Chinese title or heading");
        }
        let astray = browser.ask(ASTRAY);
        assert_eq!(astray, "", "/en{path} leads out of English");
    }
}

/// Chinese in words of the site: the menu, labels, headings of tables and terms. The switch to
/// Chinese, the site's own name and what carries `lang` are meant to be.
const CHINESE: &str = "(() => {
    const words = 'nav a, header .end, label, button, thead th, table.pairs th, dt, footer, .crumbs li:first-child, .skip, main h2';
    const own = document.querySelector('.brand').textContent.trim();
    const company = '济南明泉商贸有限公司';
    return [...document.querySelectorAll(words)]
        .filter(e => !e.closest('[lang]:not(html)') && !e.querySelector('[lang]'))
        .filter(e => !e.closest('.results'))
        .map(e => e.textContent.trim().replaceAll(own, '').replaceAll(company, ''))
        .filter(text => /[\\u4e00-\\u9fff]/.test(text)).join(' | ');
})()";

/// Chinese in the title and the first heading, other than the site's name and what was searched.
const HEADS: &str = "(() => {
    const known = ['.brand', '#q'].map(s => document.querySelector(s))
        .map(e => e && (e.value || e.textContent.trim())).filter(Boolean);
    return [document.title, document.querySelector('h1').textContent]
        .map(text => known.reduce((left, one) => left.replaceAll(one, ''), text))
        .filter(text => /[\\u4e00-\\u9fff]/.test(text)).join(' | ');
})()";

/// Links of the site that leave the English pages, other than the switch, files and the API.
const ASTRAY: &str = "[...document.querySelectorAll('a[href^=\"/\"]')]
    .filter(e => !e.hasAttribute('hreflang'))
    .map(e => e.getAttribute('href'))
    .filter(h => !/^\\/en(\\/|\\?|$)/.test(h) && !/^\\/(api\\/v1|checkpoint|tile|assets)/.test(h))
    .join(' ')";
