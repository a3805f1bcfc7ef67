//! Everything that anyone can read over a small city: no full number of a person, no telephone
//! number, no natural person (H-05, H-03).

use std::collections::{BTreeSet, VecDeque};

use demo::{City, Resident};
use store::Engine;
use vocabulary::{SubjectKind, id_scan::find_numbers};

use super::Portal;
use crate::harness::{TODAY, Town};

const CITY: City = City { seed: 3, subjects: 150, today: TODAY };
/// Pages of one kind that are looked at: of a thousand alike the first are enough.
const ALIKE: usize = 60;

/// The addresses that a text names, of this site.
fn links(text: &str) -> impl Iterator<Item = String> {
    let marks = ["href=\"", "<loc>", "<id>"];
    let parts = marks.into_iter().flat_map(|mark| text.split(mark).skip(1));
    parts.filter_map(|part| {
        let end = part.find(['"', '<', '#'])?;
        let address = part.get(..end)?.replace("&amp;", "&");
        let path = address.strip_prefix("http://127.0.0.1:8080").unwrap_or(&address);
        path.starts_with('/').then(|| path.to_owned())
    })
}

/// What kind of address it is: digits and digests do not tell pages apart.
fn kind(path: &str) -> String {
    let plain = path.split('?').next().unwrap();
    let part = |part: &str| {
        let code = part.chars().any(|c| c.is_ascii_digit()) && part.len() >= 3;
        if code { "#".to_owned() } else { part.to_owned() }
    };
    plain.split('/').map(part).collect::<Vec<_>>().join("/")
}

/// The addresses of the pieces of the snapshot.
fn pieces(portal: &Portal) -> Vec<String> {
    let told = portal.get("/api/v1/snapshots/latest").json();
    let text = told["manifest"].as_str().unwrap();
    let manifest: serde_json::Value = serde_json::from_str(text).unwrap();
    let address = |piece: &serde_json::Value| {
        format!("/api/v1/snapshots/{}", piece["name"].as_str().unwrap())
    };
    manifest["pieces"].as_array().unwrap().iter().map(address).collect()
}

/// Every public address that links, feeds and the API lead to.
fn everything(portal: &Portal) -> Vec<(String, String)> {
    let mut queue: VecDeque<String> = [
        "/",
        "/en",
        "/sitemap.xml",
        "/robots.txt",
        "/feed.atom",
        "/api/v1/openapi.json",
        "/api/v1/changes?size=1000",
        "/api/v1/snapshots",
        "/publicity/withdrawn.atom",
        "/api/v1/datasets",
        "/api/v1/items",
        "/api/v1/lists",
        "/api/v1/measures",
        "/api/v1/matters",
        "/api/v1/policies",
        "/checkpoint",
        "/tile/0/000.p/1",
        "/tile/entries/000.p/1",
    ]
    .map(str::to_owned)
    .into();
    queue.extend(pieces(portal));
    for sheet in portal.get("/api/v1/datasets").json().as_array().unwrap() {
        for file in ["records.csv", "records.jsonl"] {
            queue.push_back(format!(
                "/api/v1/datasets/{}/{file}?size=5000",
                sheet["id"].as_str().unwrap()
            ));
        }
    }
    for index in 0..CITY.subjects {
        let resident = Resident::nth(CITY.seed, index, TODAY);
        let words =
            [&resident.name, &resident.representative, &resident.code, &resident.identity_card];
        for word in words.into_iter().filter(|word| !word.is_empty()) {
            let word = crate::sight::percent(word);
            queue.push_back(format!("/search?q={word}&after="));
            queue.push_back(format!("/api/v1/subjects?q={word}"));
            queue.push_back(format!("/search/suggest?q={word}"));
            queue.push_back(format!("/api/v1/subjects/suggest?q={word}"));
        }
        let id = if resident.code.is_empty() { resident.identity_card } else { resident.code };
        for path in ["", "/records", "/records.csv", "/code", "/code.svg"] {
            queue.push_back(format!("/subjects/{id}{path}"));
        }
        queue.push_back(format!("/api/v1/subjects/{id}"));
    }
    let (mut seen, mut told) = (BTreeSet::new(), Vec::new());
    let mut alike: std::collections::BTreeMap<String, usize> = std::collections::BTreeMap::new();
    while let Some(path) = queue.pop_front() {
        let many = alike.entry(kind(&path)).or_default();
        *many += 1;
        if (*many > ALIKE && !path.starts_with("/subjects") && !path.contains("?q="))
            || !seen.insert(path.clone())
        {
            continue;
        }
        let answer = portal.get(&path);
        assert!(!answer.status.is_server_error(), "{path}: {}", answer.text);
        if answer.status == 200 {
            queue.extend(links(&answer.text).filter(|next| !seen.contains(next)));
            told.push((path, unmarked(&answer.text)));
        }
    }
    told
}

#[test]
fn h_05_h_03_nothing_public_names_a_person_or_a_whole_number() {
    let town = Town::on(Engine::Sqlite);
    let (law, intake) = (&town.platform.law, &town.platform.intake);
    demo::build(CITY, law, intake, &town.folder().join("files"), |_, _| {}).unwrap();
    town.platform.sequencer.fold().unwrap();
    let residents: Vec<Resident> =
        (0..CITY.subjects).map(|index| Resident::nth(CITY.seed, index, TODAY)).collect();
    // A representative is named where the law publishes the registration; a person of the same
    // name cannot be told from him.
    let heads: BTreeSet<&str> = residents.iter().map(|one| one.representative.as_str()).collect();
    let persons: Vec<&Resident> = residents
        .iter()
        .filter(|one| one.kind == SubjectKind::Person && !heads.contains(one.name.as_str()))
        .collect();
    assert!(persons.len() >= 5, "{}", persons.len());
    let told = everything(&Portal::of(&town));
    let kinds: BTreeSet<String> = told.iter().map(|(path, _)| kind(path)).collect();
    assert!(
        told.len() > 400 && kinds.len() > 60,
        "{} answers of {} kinds",
        told.len(),
        kinds.len()
    );
    for (path, text) in &told {
        // What was asked for may be repeated to whoever asked.
        let asked = path.contains("?q=");
        for person in &persons {
            for secret in [&person.name, &person.identity_card] {
                let secret = secret.as_str();
                assert!(asked || !text.contains(secret), "{path}: {secret}");
                let found = text.matches(secret).count();
                assert!(!asked || found <= 4, "{path}: {secret} is told {found} times");
            }
        }
        let sought = percent_free(path);
        for number in find_numbers(&readable(text)) {
            let readable = readable(text);
            let number = readable.get(number.span).unwrap();
            assert!(sought.contains(number), "{path}: {number}");
        }
    }
}

/// A page without the marks of what was searched for, which stand in the middle of names.
fn unmarked(text: &str) -> String {
    text.replace("<mark>", "").replace("</mark>", "")
}

/// A path with its percent signs undone.
fn percent_free(path: &str) -> String {
    let bytes = path.as_bytes();
    let mut out = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let hex = bytes.get(at + 1..at + 3).and_then(|two| std::str::from_utf8(two).ok());
        match hex.and_then(|two| u8::from_str_radix(two, 16).ok()).filter(|_| bytes[at] == b'%') {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// A text without what is no writing: digests, drawings, ledger tiles.
fn readable(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || "<>\"'=,;:/()[]{}|".contains(c))
        .filter(|word| {
            !(word.len() > 24
                && word.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-_.".contains(&b)))
        })
        .filter(|word| !word.contains("h1v1") && !word.contains('\u{fffd}'))
        .collect::<Vec<_>>()
        .join(" | ")
}
