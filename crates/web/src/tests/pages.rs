//! Every page, as a visitor gets it.

use axum::http::StatusCode;

use super::{
    A, Doors, NAME, on_both,
    town::{self, penalty, registration},
};
use crate::{Allowance, Config, Limits};

const PAGES: [&str; 32] = [
    "/",
    "/search?q=%E6%98%8E%E6%B3%89",
    "/search?q=nothing%20at%20all",
    "/publicity",
    "/publicity/penalty",
    "/publicity/licence",
    "/publicity/honour",
    "/items",
    "/items/administrative-penalty",
    "/lists",
    "/lists/serious-market",
    "/measures",
    "/measures/food-ban",
    "/measures/green-channel",
    "/matters",
    "/matters/food-business-licence",
    "/matters/social-assistance",
    "/ledger",
    "/ledger/positions/0",
    "/about",
    "/accessibility",
    "/rights",
    "/basis",
    "/sites",
    "/services",
    "/figures",
    "/commitments",
    "/self-declared",
    "/open-data",
    "/processes",
    "/cases",
    "/api",
];

#[test]
fn every_page_is_shown_in_both_languages_and_its_links_lead_somewhere() {
    let patient = Allowance { per_minute: 60, burst: 1_000 };
    let limits = Limits { anonymous: patient, ..Limits::default() };
    town::on_both(super::followers, |town| {
        let doors = Doors::of(town, Config { limits: limits.clone(), ..Config::default() });
        doors.town.file(&registration(A, NAME, &[]));
        doors.town.file(&penalty(A, NAME, "2026-06-01"));
        doors.sequencer.fold().unwrap();
        let subject = format!("/subjects/{A}");
        let mut links = std::collections::BTreeSet::new();
        for path in PAGES.iter().copied().chain([subject.as_str()]) {
            for (prefix, language) in [("", "zh-CN"), ("/en", "en")] {
                let full = if path == "/" && prefix == "/en" {
                    "/en".to_owned()
                } else {
                    format!("{prefix}{path}")
                };
                let page = doors.get(&full);
                assert_eq!(page.status, StatusCode::OK, "{full}: {}", page.text);
                assert!(page.text.contains(&format!("<html lang=\"{language}\">")), "{full}");
                for link in page.text.split("href=\"").skip(1) {
                    let link = link.split(['"', '#']).next().unwrap_or_default();
                    // The doors of subjects and staff stand in rooms of their own.
                    let elsewhere = link.contains("/mine") || link.ends_with("/desk");
                    if link.starts_with('/') && !link.starts_with("/assets/") && !elsewhere {
                        links.insert(link.replace("&amp;", "&"));
                    }
                }
            }
        }
        for link in &links {
            let status = doors.get(link).status;
            assert!(status.is_success() || status.is_redirection(), "{link} answers {status}");
        }
        assert!(links.len() > 60, "only {} links were found", links.len());
    });
}

#[test]
fn what_is_not_there_answers_with_a_page_of_its_own() {
    on_both(|doors| {
        for path in ["/nothing", "/items/nothing", "/subjects/nothing", "/ledger/positions/9999"] {
            let page = doors.get(path);
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
            assert!(page.text.contains("<h1>没有这一页</h1>"), "{path}: {}", page.text);
        }
        assert!(doors.get("/en/nothing").text.contains("There is no such page"));
        let english = doors.get("/about?lang=en");
        assert!(english.text.contains("href=\"/en/ledger\""), "links keep the language");
    });
}

#[test]
fn the_ledger_is_served_as_the_specification_says() {
    on_both(|doors| {
        assert_eq!(doors.get("/checkpoint").status, StatusCode::NOT_FOUND);
        doors.town.file(&registration(A, NAME, &[]));
        doors.sequencer.fold().unwrap();
        let checkpoint = doors.get("/checkpoint");
        assert!(checkpoint.text.starts_with("example.org/town\n1\n"), "{}", checkpoint.text);
        let tile = doors.get("/tile/0/000.p/1");
        assert_eq!(tile.status, StatusCode::OK);
        assert_eq!(doors.get("/tile/0/000").status, StatusCode::NOT_FOUND);
        assert_eq!(doors.get("/tile/entries/000.p/1").status, StatusCode::OK);
        let proof = doors.get("/api/v1/ledger/inclusion/0").json();
        assert_eq!(proof["checkpoint"], checkpoint.text.as_str());
        let grown = doors.get("/api/v1/ledger/consistency?from=1").json();
        assert_eq!(grown["to"], 1);
    });
}
