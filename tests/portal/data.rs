//! Lists and data sets: narrowed by place, authority, item and day in the database, with downloads.

use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use serde_json::json;
use sha2::{Digest, Sha256};

use super::Portal;
use crate::{
    desk::{ECOLOGY, PENALTY, code, registrations},
    harness::Town,
    rows::{COMPANY, MARKET, Row, penalty},
    story,
};

/// Ten companies in two districts, each fined once, the even ones by the ecology bureau.
fn fined(town: &Town) {
    town.settle();
    let rows: Vec<Row> = registrations(10)
        .into_iter()
        .enumerate()
        .map(|(n, row)| row.with("division", if n < 4 { "370114" } else { "370102" }))
        .collect();
    town.send("enterprise-registration", MARKET, &rows);
    for n in 0..10 {
        let row = penalty()
            .with("subject_code", code(n))
            .with("subject_name", format!("济南第{n}商贸有限公司"))
            .with("document_number", format!("济〔2026〕{n}号"))
            .with("decided_on", format!("2026-11-{:02}", n + 1));
        let ecology = town.platform.law.agency(ECOLOGY).unwrap();
        let row = if n % 2 == 0 {
            row.with("authority_code", &ecology.code)
                .with("authority_name", &ecology.title.zh)
                .with("source_code", &ecology.code)
                .with("source_name", &ecology.title.zh)
        } else {
            row
        };
        town.file(PENALTY, if n % 2 == 0 { ECOLOGY } else { MARKET }, row);
    }
}

/// The numbers of the companies in a list, as its CSV file has them.
fn numbers(portal: &Portal, path: &str) -> Vec<u32> {
    let answer = portal.get(path);
    assert_eq!(answer.status, 200, "{path}: {}", answer.text);
    (0..10).filter(|n| answer.text.contains(&code(*n))).collect()
}

story! {
    fn lists_are_narrowed_by_place_authority_item_and_day(town) {
        fined(town);
        let portal = Portal::of(town);
        let ecology = &town.platform.law.agency(ECOLOGY).unwrap().code;
        let list = |query: &str| {
            let shown = numbers(&portal, &format!("/publicity/penalty?{query}"));
            let file = numbers(&portal, &format!("/publicity/penalty/records.csv?{query}"));
            let set = format!("/api/v1/datasets/{PENALTY}/records.csv?{query}");
            assert_eq!((&shown, &shown), (&file, &numbers(&portal, &set)), "{query}");
            shown
        };
        assert_eq!(list(""), (0..10).collect::<Vec<_>>());
        assert_eq!(list("division=370114"), [0, 1, 2, 3]);
        assert_eq!(list("division=370100"), (0..10).collect::<Vec<_>>(), "a city holds its districts");
        assert_eq!(list("division=370000"), (0..10).collect::<Vec<_>>());
        assert_eq!(list("division=370800"), Vec::<u32>::new());
        assert_eq!(list(&format!("agency={ecology}")), [0, 2, 4, 6, 8]);
        assert_eq!(list(&format!("agency={ecology}&division=370114")), [0, 2]);
        assert_eq!(list(&format!("agency={ecology}&division=370100&from=2026-11-05&until=2026-11-08")), [4, 6]);
        let none = portal.get("/publicity/penalty?item=administrative-licence");
        assert!(none.text.contains("没有符合条件的记录"), "{}", none.text);
        assert_eq!(portal.get("/publicity/penalty?from=yesterday").status, 422);

        // A company that moves takes its records along.
        let moved = registrations(10).remove(9).with("division", "370114").with("address", "章丘区双山街1号");
        let correction = intake::Submission {
            correction: true,
            ..crate::desk::submission("enterprise-registration", MARKET)
        };
        let rows = crate::rows::csv(&[moved]);
        assert_eq!(town.submit(&correction, rows.as_bytes()).unwrap().corrected, 1);
        assert_eq!(list("division=370114"), [0, 1, 2, 3, 9]);
    }
}

story! {
    fn data_sets_come_in_pages_with_dictionary_checksum_and_terms(town) {
        fined(town);
        let portal = Portal::of(town);
        let sets = portal.get("/api/v1/datasets").json();
        let set = sets.as_array().unwrap().iter().find(|set| set["id"] == PENALTY).unwrap();
        assert_eq!(set["records"], 11);
        assert_eq!(set["licence"]["title"]["zh"], "使用条款");
        let dictionary = portal.get(&format!("/api/v1/datasets/{PENALTY}")).json();
        let columns: Vec<&str> =
            dictionary["columns"].as_array().unwrap().iter().map(|c| c["name"].as_str().unwrap()).collect();
        for (file, kind) in [("records.csv", "text/csv"), ("records.jsonl", "application/jsonl")] {
            let (mut path, mut rows, mut pages) =
                (format!("/api/v1/datasets/{PENALTY}/{file}?size=4&from=2026-01-01"), Vec::new(), 0);
            loop {
                let page = portal.get(&path);
                assert_eq!(page.status, 200, "{}", page.text);
                assert!(page.header("content-type").starts_with(kind));
                let sum = format!("sha-256=:{}:", BASE64.encode(Sha256::digest(page.text.as_bytes())));
                assert_eq!(page.header("repr-digest"), sum);
                pages += 1;
                let lines = page.text.lines().skip(usize::from(file == "records.csv"));
                rows.extend(lines.map(str::to_owned));
                if file == "records.csv" {
                    let header = page.text.trim_start_matches('\u{feff}').lines().next().unwrap();
                    assert_eq!(header.split(',').collect::<Vec<_>>(), columns);
                }
                let Some(next) = page.header("link").strip_suffix(">; rel=\"next\"") else { break };
                path = next.trim_start_matches('<').to_owned();
            }
            assert_eq!((rows.len(), pages), (11, 3), "{file}");
            if file == "records.jsonl" {
                let first: serde_json::Value = serde_json::from_str(&rows[0]).unwrap();
                assert_eq!((&first["code"], &first["item"]), (&json!(COMPANY), &json!(PENALTY)));
            }
        }
        for nothing in ["self-declared", "administrative-penalty-person", "none"] {
            assert_eq!(portal.get(&format!("/api/v1/datasets/{nothing}/records.csv")).status, 404);
            assert_eq!(portal.get(&format!("/open-data/{nothing}")).status, 404);
        }
        assert!(portal.get("/open-data").text.contains("变化流水"));
        assert!(portal.get(&format!("/open-data/{PENALTY}")).text.contains("field.violation_facts"));
    }
}
