//! Credit reports of systems: had for a matter, fetched as JSON or PDF, verified by anyone.

use axum::{
    body::Body,
    http::{Method, StatusCode},
};
use disclosure::NewConsent;
use serde_json::{Value, json};
use vocabulary::FactKind;
use web::Config;

use super::{Answer, Doors, bearer, checks::question};
use crate::{
    consents::holder,
    desk::PENALTY,
    harness::Town,
    rows::{COMPANY, COMPANY_NAME, MARKET, person_licence},
    story,
};

const FINANCE: &str = "jinan-finance";
const PERSON: &str = "370102198506150021";

/// A report of the company for a matter of procurement.
pub(super) fn wanted(matter_number: &str) -> Value {
    json!({ "code": COMPANY, "template": "organisation", "purpose": "supervision", "matter_number": matter_number })
}

impl Doors {
    fn fetched(&self, key: &str, path: &str, accept: &str) -> Answer {
        let headers = [("authorization", &*bearer(key)), ("accept", accept)];
        self.send(Method::GET, path, &headers, Body::empty())
    }

    fn verified(&self, file: &[u8]) -> Value {
        let kind = [("content-type", "application/octet-stream")];
        let answer = self.send(Method::POST, "/api/v1/reports/verify", &kind, file.to_vec());
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
        answer.json()
    }
}

fn system(town: &Town, agency: &str) -> String {
    town.key(agency, "department-system")
}

story! {
    fn s_135_a_system_has_a_report_of_the_matter_fetches_both_files_and_anyone_verifies_them(town) {
        town.settle();
        let doors = town.doors(Config::default());
        let key = system(town, FINANCE);
        let asked = json!({ "code": COMPANY, "matter": "government-procurement", "matter_number": "济采〔2026〕88" });
        let told = doors.post_as(&key, "/api/v1/reports", &asked);
        assert_eq!(told.status, StatusCode::CREATED, "{}", told.text());
        let issued = told.json();
        assert_eq!(issued["template"], "organisation", "the use of the matter names it: {issued}");
        let path = issued["file"].as_str().unwrap();
        assert_eq!(told.header("location"), path);
        let number = issued["number"].as_str().unwrap();
        let json = doors.fetched(&key, path, "application/json");
        let body = json.json();
        assert_eq!((&body["report"]["number"], &body["report"]["subject"]["name"]), (&json!(number), &json!(COMPANY_NAME)));
        let pdf = doors.fetched(&key, path, "application/pdf");
        assert_eq!(pdf.header("content-type"), "application/pdf");
        assert!(pdf.bytes.starts_with(b"%PDF-"));
        assert_eq!(doors.fetched(&key, path, "application/pdf").bytes, pdf.bytes, "byte for byte");
        for file in [&json.bytes, &pdf.bytes] {
            let verdict = doors.verified(file);
            assert_eq!((&verdict["verdict"], &verdict["sealed"]), (&json!("genuine"), &json!(true)), "{verdict}");
            assert_eq!(verdict["report"]["digest"], issued["digest"]);
            let mut altered = file.clone();
            let middle = altered.len() / 2;
            altered[middle] ^= 1;
            assert_ne!(doors.verified(&altered)["verdict"], "genuine");
        }
        let by_number = format!("/api/v1/reports/verify?number={}", number.to_lowercase());
        let verdict = doors.send(Method::POST, &by_number, &[], Body::empty()).json();
        assert_eq!((&verdict["verdict"], &verdict["report"]["subject"]), (&json!("genuine"), &json!(COMPANY_NAME)), "{verdict}");
        let keys = doors.get("/api/v1/reports/keys").json();
        assert_eq!(keys["keys"].as_array().unwrap().len(), 2, "Ed25519 and SM2: {keys}");
        // Repaired: the file verifies as superseded, and is handed out no more.
        town.repair(PENALTY);
        doors.fetched(&key, path, "application/pdf").problem(410, "gone");
        let verdict = doors.verified(&pdf.bytes);
        assert_eq!(verdict["verdict"], "superseded", "{verdict}");
        doors.fetched(&system(town, MARKET), path, "application/json").problem(404, "missing");
    }
}

story! {
    fn c_08_c_a_key_gets_no_report_beyond_its_purposes_its_matters_or_without_consent(town) {
        town.settle();
        town.file("administrative-licence-person", MARKET, person_licence());
        let doors = town.doors(Config::default());
        let key = system(town, MARKET);
        let ask = |key: &str, changed: Value| {
            let mut asked = wanted("监2026-1");
            asked.as_object_mut().unwrap().extend(changed.as_object().unwrap().clone());
            doors.post_as(key, "/api/v1/reports", &asked)
        };
        assert_eq!(ask(&key, json!({})).status, StatusCode::CREATED);
        ask(&key, json!({ "purpose": "audit" })).problem(403, "refused");
        ask(&key, json!({ "purpose": "curiosity" })).problem(422, "invalid");
        ask(&key, json!({ "purpose": null })).problem(422, "invalid");
        ask(&key, json!({ "matter": "no-such-matter" })).problem(422, "invalid");
        ask(&key, json!({ "code": "91370100MA3C00011K" })).problem(422, "invalid");
        assert_eq!(ask(&key, json!({ "matter_number": " " })).status, StatusCode::FORBIDDEN);
        let person = json!({ "code": PERSON, "document": "居民身份证", "template": "person" });
        let refused = ask(&key, person.clone());
        refused.problem(403, "refused");
        assert!(!refused.text().contains("道路旅客"), "{}", refused.text());
        assert!(!town.facts(FactKind::LookupRefused).is_empty(), "what was beyond the key is registered");
        // A key for some matters names one of them.
        let scoped = town.platform.keys().issue(MARKET, "department-system", "food-business-licence", None).unwrap().secret;
        ask(&scoped, json!({})).problem(403, "refused");
        ask(&town.key(MARKET, "case-system"), json!({})).problem(403, "refused");
        assert_eq!(town.facts(FactKind::ReportIssued).len(), 1);
        // With the person's consent it is lawful, and holds no more than the consent opens.
        let new = NewConsent { kind: "agency-service".to_owned(), to: MARKET.to_owned(), ..NewConsent::default() };
        let consent = town.platform.gate.grant(&holder(), town.person(PERSON), &new).unwrap().number;
        let mut lawful = person;
        lawful["consent"] = json!(consent);
        let told = ask(&key, lawful);
        assert_eq!(told.status, StatusCode::CREATED, "{}", told.text());
        let file = doors.get_as(&key, told.json()["file"].as_str().unwrap());
        assert!(file.text().contains("道路旅客") && !file.text().contains(PERSON), "{}", file.text());
    }
}

story! {
    fn s_135_a_decision_over_the_api_keeps_the_number_of_the_report(town) {
        town.settle();
        let doors = town.doors(Config::default());
        let key = system(town, MARKET);
        let report = doors.post_as(&key, "/api/v1/reports", &wanted("审2026-9")).json();
        let check = doors.post_as(&key, "/api/v1/checks", &question("审2026-9")).json();
        let path = format!("/api/v1/checks/{}", check["number"].as_str().unwrap());
        let decide = |number: &Value| {
            let body = json!({ "decision": "granted", "reason": "材料齐全", "report": number });
            doors.post_as(&key, &format!("{path}/decision"), &body)
        };
        decide(&json!("20261120100000AAAAAAAA")).problem(422, "invalid");
        assert_eq!(decide(&report["number"]).status, StatusCode::CREATED);
        assert_eq!(doors.get_as(&key, &path).json()["report"], report["number"]);
    }
}
