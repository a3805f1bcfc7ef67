//! The list of pages, `pages.txt`: who looks, and at which address of the town.

use super::{Served, furnish::PERSON};
use crate::rows::COMPANY;

const LIST: &str = include_str!("pages.txt");

/// Who looks at a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Who {
    Anyone,
    /// The account of a person.
    Person,
    /// The same person, acting for the company.
    Company,
    Staff {
        role: &'static str,
        agency: &'static str,
    },
}

/// A page of the list.
#[derive(Clone, Debug)]
pub(super) struct Page {
    pub(super) who: Who,
    /// As it stands in the list, with names in braces.
    pub(super) path: &'static str,
}

/// The whole list, in its order.
pub(super) fn all() -> Vec<Page> {
    let lines = LIST.lines().map(str::trim);
    lines.filter(|line| !line.is_empty() && !line.starts_with('#')).map(page).collect()
}

fn page(line: &'static str) -> Page {
    let mut words = line.split_whitespace();
    let (Some(who), Some(path), None) = (words.next(), words.next(), words.next()) else {
        panic!("tests/browser/pages.txt: `{line}` is not WHO PATH");
    };
    let who = match (who, who.split_once('@')) {
        ("anyone", _) => Who::Anyone,
        ("person", _) => Who::Person,
        ("company", _) => Who::Company,
        (_, Some((role, agency))) => Who::Staff { role, agency },
        _ => panic!("tests/browser/pages.txt: `{who}` is nobody"),
    };
    Page { who, path }
}

impl Page {
    /// The address in this town, without language prefix.
    pub(super) fn at(&self, places: &Places) -> String {
        let filled = places.0.iter().fold(self.path.to_owned(), |path, (name, value)| {
            path.replace(&format!("{{{name}}}"), value)
        });
        assert!(!filled.contains('{'), "places.rs does not know a name in {}", self.path);
        filled
    }

    /// A name for its picture: `subjects-company`.
    pub(super) fn name(&self) -> String {
        let plain = |letter: char| if letter.is_ascii_alphanumeric() { letter } else { '-' };
        let name: String = self.path.chars().map(plain).collect();
        let mut parts: Vec<_> = name.split('-').filter(|part| !part.is_empty()).collect();
        match self.who {
            Who::Company => parts.push("company"),
            Who::Anyone if parts.is_empty() => parts.push("home"),
            _ => {}
        }
        parts.join("-")
    }

    /// The status it answers with.
    pub(super) fn status(&self) -> u64 {
        match self.path {
            path if path.contains("{gone}") => 410,
            "/mine/reports/{old-report}" => 410,
            "/verify?number=123" => 422,
            "/nothing" | "/certificates/C20261120ZZZZZZZZZZ" => 404,
            _ => 200,
        }
    }
}

/// What the names in braces stand for.
pub(super) struct Places(Vec<(&'static str, String)>);

impl Places {
    /// Those of a settled town; `gone` is the address of what was repaired.
    pub(super) fn of(served: &Served, gone: &str) -> Self {
        let file = served.town.page(COMPANY).unwrap();
        let record = file.records.iter().find(|record| record.item == "administrative-penalty");
        let (_, gone) = gone.rsplit_once('/').unwrap();
        let mut places = vec![
            ("company", COMPANY.to_owned()),
            ("record", record.unwrap().digest.clone()),
            ("gone", gone.to_owned()),
        ];
        let own = served.town.own_file(served.town.person(PERSON)).unwrap();
        places.push(("own", own.records[0].digest.clone()));
        if let Some(made) = &served.furnished {
            places.extend(made.0.iter().cloned());
        }
        Self(places)
    }
}

#[test]
fn every_page_of_the_list_has_a_name_of_its_own() {
    let mut names: Vec<_> = all().iter().map(Page::name).collect();
    names.sort();
    let doubled: Vec<_> = names.windows(2).filter(|pair| pair[0] == pair[1]).collect();
    assert!(doubled.is_empty(), "{doubled:?}");
}

#[test]
fn every_page_of_staff_is_in_the_list() {
    let plain = |path: &str| {
        let path = path.split_once('?').map_or(path, |(path, _)| path);
        let parts = path.split('/').map(|part| if part.starts_with('{') { "{}" } else { part });
        parts.collect::<Vec<_>>().join("/")
    };
    let listed: Vec<_> = all().iter().map(|page| plain(page.path)).collect();
    let pages = desk::routes().into_iter().filter(|route| route.method == "GET");
    // What ends in a file is no page; a work and a list that was checked are there for a moment.
    let pages = pages.map(|route| plain(route.path));
    let pages = pages.filter(|path| !path.ends_with(".csv") && !path.ends_with("/files/{}"));
    let pages = pages.filter(|path| path != "/desk/work/{}" && path != "/desk/checks/lists/{}");
    // A paper is a file; a letter of a case as PDF is one too.
    let pages = pages.filter(|path| !path.ends_with("/papers/{}") && !path.ends_with("/pdf"));
    let pages = pages.filter(|path| !path.ends_with("/csv") && !path.ends_with("/json"));
    let pages = pages.filter(|path| !path.ends_with("/xlsx") && path != "/desk/gaps/templates/{}");
    // An entry is changed in the form in which it was entered, by its writer only.
    let pages = pages.filter(|path| path != "/desk/records/{}/edit");
    // So are what is taken home of a list of reports, and its page, there for an hour.
    let pages = pages.filter(|path| !path.starts_with("/desk/reports/batches/"));
    // Nor does a list of names that was matched, and what is taken home of it, stay longer.
    let pages = pages.filter(|path| !path.starts_with("/desk/subjects/match/"));
    let missing: Vec<_> = pages.filter(|path| !listed.contains(path)).collect();
    assert!(missing.is_empty(), "tests/browser/pages.txt lacks {missing:#?}");
}
