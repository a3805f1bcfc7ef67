//! What a department's key may do: check, prove, decide, open a file, send a batch.

use axum::http::StatusCode;
use ledger::proof::Inclusion;
use serde_json::json;

use super::{
    A, Doors, NAME, on_both,
    town::{penalty, registration},
};

fn question() -> serde_json::Value {
    json!({ "matter": "food-business-licence", "matter_number": "办2026-1", "code": A })
}

fn ready(doors: &Doors<'_>) {
    doors.town.file(&registration(A, NAME, &[]));
    doors.town.file(&penalty(A, NAME, "2026-06-01"));
}

#[test]
fn c_09_d_a_check_is_answered_proved_and_reported_back() {
    on_both(|doors| {
        ready(doors);
        let key = doors.key("approval", "desk");
        let asked = doors.post_json("/api/v1/checks", &key, &question());
        assert_eq!(asked.status, StatusCode::CREATED, "{}", asked.text);
        let answer = asked.json();
        assert_eq!(answer["outcome"], "reference");
        let number = answer["number"].as_str().unwrap();
        let proof = format!("/api/v1/checks/{number}/proof");
        let early = doors.get_with(&proof, &key);
        assert_eq!(early.status, StatusCode::NOT_FOUND);
        assert_eq!(early.header("retry-after"), "1");
        doors.sequencer.fold().unwrap();
        let proved = doors.get_with(&proof, &key).json();
        let inclusion = Inclusion::parse(proved["proof"].as_str().unwrap()).unwrap();
        let signer = ledger::Signer::new("example.org/town", &[3; 32], &[4; 32]).unwrap();
        inclusion.check(&signer.verifiers().unwrap()).unwrap();
        assert_eq!(inclusion.position.0, answer["position"].as_u64().unwrap());
        let decide = format!("/api/v1/checks/{number}/decision");
        let decision = json!({ "decision": "granted" });
        assert_eq!(doors.post_json(&decide, &key, &decision).status, StatusCode::CREATED);
        let again = doors.post_json(&decide, &key, &decision);
        assert_eq!(again.status, StatusCode::CONFLICT);
        assert_eq!(again.header("content-type"), "application/problem+json");
        let receipt = doors.get_with(&format!("/api/v1/checks/{number}"), &key).json();
        assert_eq!(receipt["decision"], "granted");
        assert!(receipt.get("records").is_none(), "a receipt does not keep what was found (H-29)");
        let other = doors.key("welfare", "desk");
        let hidden = doors.get_with(&format!("/api/v1/checks/{number}"), &other);
        assert_eq!(hidden.status, StatusCode::NOT_FOUND, "another unit's check is hidden");
    });
}

#[test]
fn the_same_key_gives_the_same_answer_and_asks_once() {
    on_both(|doors| {
        ready(doors);
        let key = doors.key("approval", "desk");
        let headers = [("content-type", "application/json"), ("idempotency-key", "one")];
        let send = |body: &serde_json::Value| {
            doors.post("/api/v1/checks", &key, &headers, &body.to_string())
        };
        let first = send(&question());
        let again = send(&question());
        assert_eq!(first.json()["number"], again.json()["number"]);
        assert_eq!(again.header("idempotency-replayed"), "true");
        let mut other = question();
        other["matter_number"] = "办2026-2".into();
        assert_eq!(send(&other).status, StatusCode::UNPROCESSABLE_ENTITY);
        let at = doors.town.clock.as_ref();
        at.set(vocabulary::Clock::now(at) + jiff::SignedDuration::from_mins(6));
        assert_ne!(first.json()["number"], send(&question()).json()["number"], "it lasts minutes");
    });
}

#[test]
fn h_77_a_file_opens_for_a_purpose_of_the_role_only() {
    on_both(|doors| {
        ready(doors);
        let key = doors.key("approval", "desk");
        let open = |purpose: &str, number: &str| {
            let body = json!({ "code": A, "purpose": purpose, "matter_number": number });
            doors.post_json("/api/v1/files", &key, &body)
        };
        let opened = open("licensing", "办1");
        assert_eq!(opened.status, StatusCode::OK, "{}", opened.text);
        assert!(opened.json()["lookup"].is_u64(), "the look is registered");
        assert_eq!(open("supervision", "办1").status, StatusCode::FORBIDDEN);
        assert_eq!(open("curiosity", "办1").status, StatusCode::UNPROCESSABLE_ENTITY);
        let without = open("licensing", " ");
        assert_eq!(without.status, StatusCode::FORBIDDEN);
        assert!(without.json()["rule"].as_str().unwrap().starts_with("H-"));
    });
}

#[test]
fn a_role_allows_what_it_says_and_nothing_else() {
    on_both(|doors| {
        ready(doors);
        let source = doors.key("market", "source");
        let refused = doors.post_json("/api/v1/checks", &source, &question());
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        let problem = refused.json();
        for part in ["type", "title", "status", "detail", "remedy", "request"] {
            assert!(!problem[part].is_null(), "{part} is missing: {problem}");
        }
        let none = doors.get("/api/v1/batches");
        assert_eq!(none.status, StatusCode::UNAUTHORIZED);
        assert_eq!(none.header("www-authenticate"), "Bearer");
        assert_eq!(doors.get_with("/api/v1/batches", "pk_none").status, StatusCode::UNAUTHORIZED);
    });
}

#[test]
fn a_batch_is_sent_followed_and_mended_by_its_own_agency_only() {
    on_both(|doors| {
        let key = doors.key("market", "source");
        let path = "/api/v1/batches?item=honour&declaration=reviewed&file=a.csv";
        let rows = format!(
            "名称,代码,文书号,决定日期,荣誉名称,有效期至\n{NAME},{A},荣1号,2026-11-18,守信企业,2027-12-31\n\
             {NAME},91370100MA3C00012J,荣2号,2026-11-18,守信企业,2027-12-31\n"
        );
        let sent = doors.post(path, &key, &[("content-type", "text/csv")], &rows);
        assert_eq!(sent.status, StatusCode::CREATED, "{}", sent.text);
        let receipt = sent.json();
        assert_eq!((&receipt["received"], &receipt["rejected"]), (&json!(2), &json!(1)));
        let batch = receipt["batch"].as_str().unwrap();
        let faults = doors.get_with(&format!("/api/v1/batches/{batch}/faults"), &key);
        assert!(faults.text.contains("荣2号") && !faults.text.contains("荣1号"));
        assert_eq!(faults.header("cache-control"), "no-store");
        let other = doors.key("approval", "source");
        let hidden = doors.get_with(&format!("/api/v1/batches/{batch}"), &other);
        assert_eq!(hidden.status, StatusCode::NOT_FOUND);
        let page = receipt["page"].as_str().unwrap();
        let page = page.strip_prefix("http://127.0.0.1:8080").unwrap();
        assert!(doors.get(page).text.contains(batch));
        let guessed = doors.get(&format!("/batches/{batch}?token=0"));
        assert_eq!(guessed.status, StatusCode::NOT_FOUND);
        let unreviewed = doors.post("/api/v1/batches?item=honour", &key, &[], &rows);
        assert_eq!(unreviewed.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(unreviewed.json()["rule"].is_string());
    });
}

#[test]
fn rows_come_as_json_too() {
    on_both(|doors| {
        let key = doors.key("market", "source");
        let rows = json!([{
            "subject_name": NAME, "subject_code": A, "document_number": "荣3号",
            "decided_on": "2026-11-18", "title": "守信企业",
        }]);
        let sent = doors.post_json("/api/v1/batches?item=honour&declaration=reviewed", &key, &rows);
        assert_eq!(sent.status, StatusCode::CREATED, "{}", sent.text);
        assert_eq!(sent.json()["accepted"], 1);
        assert!(doors.get(&format!("/subjects/{A}")).text.contains("守信企业"));
    });
}

#[test]
fn a_list_is_checked_line_by_line() {
    on_both(|doors| {
        ready(doors);
        let key = doors.key("approval", "desk");
        let path = "/api/v1/checks/batch?matter=food-business-licence&matter_number=b1";
        let list = format!("统一社会信用代码\n{A}\n91370100MA3C00012J\n");
        let lines = doors.post(path, &key, &[("content-type", "text/csv")], &list).json();
        assert_eq!(lines.as_array().unwrap().len(), 2, "{lines}");
        assert_eq!(lines[0]["answer"]["outcome"], "reference");
        assert!(lines[1]["fault"].is_string());
        let rehearsal = doors.get_with("/api/v1/matters/food-business-licence/rehearsal", &key);
        assert_eq!(rehearsal.json()["unit_allowed"], true);
        let coverage = doors.get_with("/api/v1/checks/coverage", &key).json();
        assert_eq!(coverage[0]["checks"], 1, "{coverage}");
    });
}

#[test]
fn quality_is_read_by_the_own_agency_and_by_the_office() {
    on_both(|doors| {
        let own = doors.key("market", "source");
        let path = "/api/v1/quality/market/2026-11";
        assert_eq!(doors.get_with(path, &own).status, StatusCode::OK);
        let other = doors.key("approval", "source");
        assert_eq!(doors.get_with(path, &other).status, StatusCode::NOT_FOUND);
        let office = doors.key("welfare", "office");
        assert_eq!(doors.get_with(path, &office).status, StatusCode::OK);
        assert_eq!(doors.get_with("/api/v1/timeliness", &own).status, StatusCode::FORBIDDEN);
        let wrong = doors.get_with("/api/v1/quality/market/november", &office);
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    });
}

#[test]
fn templates_are_handed_out() {
    on_both(|doors| {
        let csv = doors.get("/api/v1/items/honour/template.csv");
        assert!(csv.text.contains("荣誉名称"), "{}", csv.text);
        let xlsx = doors.get("/api/v1/items/honour/template.xlsx");
        assert!(xlsx.text.starts_with("PK"));
        let none = doors.get("/api/v1/items/nothing/template.csv");
        assert_eq!(none.status, StatusCode::NOT_FOUND);
    });
}
