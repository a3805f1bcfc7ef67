//! What the public finds, and what it no longer finds.

use axum::http::StatusCode;
use vocabulary::FactKind;

use super::{
    A, NAME, on_both,
    town::{Paper, penalty, registration},
};

#[test]
fn c_06_f_a_record_that_was_public_answers_gone_and_says_nothing() {
    on_both(|doors| {
        doors.town.file(&registration(A, NAME, &[]));
        let digest = doors.town.file(&penalty(A, NAME, "2026-06-01"));
        let page = format!("/subjects/{A}/records/{digest}");
        let api = format!("/api/v1{page}");
        assert_eq!(doors.get(&page).status, StatusCode::OK);
        assert!(doors.get(&page).text.contains("销售过期食品"));
        assert_eq!(doors.get(&api).json()["summary"], "销售过期食品");
        doors.town.turn(FactKind::RepairGranted, A, "administrative-penalty", &digest);
        for path in [&page, &api] {
            let gone = doors.get(path);
            assert_eq!(gone.status, StatusCode::GONE);
            assert!(!gone.text.contains("销售过期食品") && !gone.text.contains(NAME), "{path}");
        }
        assert_eq!(doors.get(&api).json()["rule"], "H-26");
        assert!(!doors.get(&format!("/subjects/{A}")).text.contains("销售过期食品"));
        assert!(!doors.get("/publicity/penalty").text.contains(NAME));
    });
}

#[test]
fn c_06_c_h_17_an_expired_record_leaves_every_public_door_on_its_day() {
    on_both(|doors| {
        doors.town.file(&registration(A, NAME, &[]));
        let digest = doors.town.file(&penalty(A, NAME, "2026-06-01"));
        let paths = [
            format!("/subjects/{A}"),
            format!("/subjects/{A}/records.csv"),
            format!("/api/v1/subjects/{A}"),
            "/publicity/penalty".to_owned(),
            "/publicity/penalty/records.csv".to_owned(),
            "/".to_owned(),
        ];
        for path in &paths {
            assert!(doors.get(path).text.contains("销售过期食品"), "{path} shows it while public");
        }
        doors.town.move_to("2036-01-01");
        for path in &paths {
            assert!(!doors.get(path).text.contains("销售过期食品"), "{path} still shows it");
        }
        let record = doors.get(&format!("/subjects/{A}/records/{digest}"));
        assert_eq!(record.status, StatusCode::GONE);
    });
}

#[test]
fn fields_that_are_not_public_stay_behind_the_gate() {
    on_both(|doors| {
        doors.town.file(&registration(A, NAME, &[]));
        let digest = doors.town.file(&penalty(A, NAME, "2026-06-01"));
        for path in [
            format!("/subjects/{A}/records/{digest}"),
            format!("/api/v1/subjects/{A}/records/{digest}"),
        ] {
            let shown = doors.get(&path).text;
            for secret in ["王小明", "内部说明", "举报线索"] {
                assert!(!shown.contains(secret), "{path} shows {secret}");
            }
        }
    });
}

#[test]
fn a_code_leads_straight_to_its_subject_and_a_name_is_found() {
    on_both(|doors| {
        doors.town.file(&registration(A, NAME, &[]));
        let exact = doors.get(&format!("/search?q={}", A.to_lowercase()));
        assert_eq!(exact.status, StatusCode::SEE_OTHER);
        assert_eq!(exact.header("location"), format!("/subjects/{A}"));
        let english = doors.get(&format!("/en/search?q={A}"));
        assert_eq!(english.header("location"), format!("/en/subjects/{A}"));
        let named = doors.get("/search?q=%E6%98%8E%E6%B3%89");
        assert!(named.text.contains("<mark>明泉</mark>"), "{}", named.text);
        assert!(named.text.contains(&format!("href=\"/subjects/{A}\"")), "{}", named.text);
        let api = doors.get("/api/v1/subjects?q=%E6%98%8E%E6%B3%89").json();
        assert_eq!(api["entries"][0]["code"], A);
        let mistyped = doors.get("/search?q=91370100MA3C00012J");
        assert!(mistyped.text.contains("校验位"), "a mistyped code is named as such");
    });
}

#[test]
fn c_02_what_is_typed_is_answered_with_suggestions_for_the_script_of_the_box() {
    on_both(|doors| {
        doors.town.file(&registration(A, NAME, &[]));
        let told = doors.get(&format!("/search/suggest?q={}", &A[..10]));
        assert_eq!(told.header("content-type"), "application/json");
        let typed = doors.get("/search/suggest?q=%E6%98%8E%E6%B3%89").json();
        let entry = &typed["entries"][0];
        assert_eq!((&entry["href"], &entry["code"]), (&format!("/subjects/{A}").into(), &A.into()));
        let pieces = entry["pieces"].as_array().unwrap();
        let hits = pieces.iter().filter(|piece| piece["hit"] == true);
        assert_eq!(hits.map(|piece| piece["text"].as_str().unwrap()).collect::<Vec<_>>(), ["明泉"]);
        let whole: String = pieces.iter().map(|piece| piece["text"].as_str().unwrap()).collect();
        assert_eq!(whole, NAME);
        assert!(typed["said"].as_str().unwrap().starts_with("1 条建议"), "{typed}");
        let english = doors.get("/en/search/suggest?q=%E6%98%8E%E6%B3%89").json();
        assert_eq!(english["entries"][0]["href"], format!("/en/subjects/{A}"));
        for nothing in ["", "?q=", "?q=%E6%98%8E", "?q=%E7%8E%8B%E5%B0%8F%E6%98%8E"] {
            let told = doors.get(&format!("/search/suggest{nothing}")).json();
            assert_eq!(told["entries"].as_array().unwrap().len(), 0, "{nothing}");
        }
    });
}

#[test]
fn h_03_a_person_is_neither_found_nor_shown() {
    on_both(|doors| {
        let number = "370102199001011234";
        let fields = &[("document_number", "执1号")];
        doors.town.file(&Paper {
            item: "judgment-debt-person",
            code: number,
            name: "王小明",
            decided_on: "2026-06-01",
            until_on: None,
            fields,
        });
        let found = doors.get("/search?q=%E7%8E%8B%E5%B0%8F%E6%98%8E");
        assert!(!found.text.contains("/subjects/"), "{}", found.text);
        assert_eq!(doors.get(&format!("/subjects/{number}")).status, StatusCode::NOT_FOUND);
        let api = doors.get("/api/v1/subjects?q=%E7%8E%8B%E5%B0%8F%E6%98%8E").json();
        assert_eq!(api["entries"].as_array().unwrap().len(), 0);
    });
}

#[test]
fn publicity_is_narrowed_by_day_and_authority() {
    on_both(|doors| {
        doors.town.file(&registration(A, NAME, &[]));
        doors.town.file(&penalty(A, NAME, "2026-06-01"));
        let shows = |query: &str| {
            let path = format!("/publicity/penalty?{query}");
            doors.get(&path).text.contains("销售过期食品")
        };
        assert!(shows("from=2026-05-01&until=2026-06-30"));
        assert!(!shows("from=2026-06-02"));
        assert!(shows("agency=11370100MB9000015F"));
        assert!(!shows("agency=11370100MB9000023A"));
        let refused = doors.get("/publicity/penalty?from=yesterday");
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    });
}

#[test]
fn a_correction_is_shown_at_once_and_the_old_words_no_longer() {
    on_both(|doors| {
        doors.town.file(&registration(A, NAME, &[]));
        let digest = doors.town.file(&penalty(A, NAME, "2026-06-01"));
        let fields = &[("document_number", "济处〔2026〕8号"), ("violation_kind", "标签不合规定")];
        let corrected = doors.town.correct(&Paper { fields, ..penalty(A, NAME, "2026-06-01") });
        assert_eq!(digest, corrected, "it is the same record");
        let page = doors.get(&format!("/subjects/{A}/records/{digest}")).text;
        assert!(page.contains("标签不合规定") && !page.contains("销售过期食品"));
    });
}
