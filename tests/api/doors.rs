//! Who may knock: keys that stand, roles that may, and the table of both.

use account::{Keeper, NewKey};
use axum::{
    body::Body,
    http::{Method, StatusCode},
};
use serde_json::{Value, json};
use vocabulary::{Clock, FactKind};
use web::{Allowance, Config};

use super::{Doors, cases::push, checks::question};
use crate::{
    desk::PENALTY,
    harness::{TODAY, Town},
    rows::{COMPANY, COMPANY_NAME, MARKET, csv, penalty},
    story,
};

const DESK: &str = "department-system";

story! {
    fn h_65_a_key_that_does_not_stand_opens_nothing(town) {
        let doors = town.doors(Config::default());
        let keys = town.platform.keys();
        let open = |key: &str| doors.get_as(key, "/api/v1/batches");
        doors.get("/api/v1/batches").problem(401, "unauthorised");
        for unknown in ["pk_unknown", "", "nonsense"] {
            let refused = open(unknown);
            refused.problem(401, "unauthorised");
            assert_eq!(refused.header("www-authenticate"), "Bearer");
        }
        let basic = [("authorization", "Basic cDpw")];
        let other = doors.send(Method::GET, "/api/v1/batches", &basic, Body::empty());
        other.problem(401, "unauthorised");

        let until = town.clock.now() + jiff::SignedDuration::from_hours(1);
        let short = keys.issue(MARKET, DESK, "", Some(until)).unwrap();
        assert_eq!(open(&short.secret).status, StatusCode::OK);
        town.clock.set(until);
        open(&short.secret).problem(401, "unauthorised");

        let ended = keys.issue(MARKET, DESK, "", None).unwrap();
        assert_eq!(open(&ended.secret).status, StatusCode::OK);
        assert!(keys.end(&ended.id).unwrap());
        town.clock.set(until + jiff::SignedDuration::from_secs(5));
        open(&ended.secret).problem(401, "unauthorised");
        // A key that fails is refused at the public doors too: whoever sent it believes to be known.
        doors.get_as(&ended.secret, "/api/v1/policies").problem(401, "unauthorised");
    }
}

story! {
    fn h_65_every_operation_answers_every_role_as_the_table_says(town) {
        town.settle();
        // Whoever has no key asks for every operation at once.
        let mut config = Config::default();
        config.limits.anonymous = Allowance { per_minute: 6_000, burst: 6_000 };
        let (doors, asked) = (town.doors(config), Asked::of(town));
        // Keys are made for roles of systems only; whoever has another one all the same is refused.
        let law = &town.platform.law;
        let expires_at = Some(town.clock.now() + jiff::SignedDuration::from_hours(1));
        for role in law.roles() {
            let new = NewKey {
                agency: MARKET.to_owned(),
                role: role.id.clone(),
                expires_at,
                ..NewKey::default()
            };
            let made = town.platform.keys().make(Keeper::Console, new);
            assert_eq!(made.is_ok(), role.fits_key(), "{}", role.id);
        }
        let mut roles: Vec<String> = law.roles().map(|role| role.id.clone()).collect();
        roles.sort();
        let keys: Vec<String> = roles.iter().map(|role| town.key(MARKET, role)).collect();
        let mut table = format!("{:<58}{:>8}", "operation", "nobody");
        for role in &roles {
            table += &format!("{role:>22}");
        }
        table += "\n";
        let document: Value = serde_json::from_str(&web::openapi()).unwrap();
        for (path, methods) in document["paths"].as_object().unwrap() {
            for (method, operation) in methods.as_object().unwrap() {
                let id = operation["operationId"].as_str().unwrap();
                let knock = |key: Option<&str>| asked.knock(town, &doors, (method, path, id), key);
                table += &format!("{:<58}{:>8}", format!("{method} {path}"), knock(None));
                for key in &keys {
                    table += &format!("{:>22}", knock(Some(key)));
                }
                table += "\n";
            }
        }
        let golden = include_str!("../golden/doors.txt");
        assert!(table == golden, "tests/golden/doors.txt should be, if this is meant:\n{table}");
    }
}

/// What the table asks for: things that are there, so that only the key decides.
struct Asked {
    batch: String,
    digest: String,
}

impl Asked {
    fn of(town: &Town) -> Self {
        let digest = town.own_record(PENALTY).digest;
        let batch = town.send(PENALTY, MARKET, &[penalty()]).batch;
        town.platform.sequencer.fold().unwrap();
        Self { batch, digest }
    }

    /// The status with which an operation answers a key.
    fn knock(
        &self,
        town: &Town,
        doors: &Doors,
        (method, path, id): (&str, &str, &str),
        key: Option<&str>,
    ) -> u16 {
        let number = match (id, path.contains("{number}")) {
            ("case" | "move_case", _) => case(town, doors),
            ("begin_case", _) => "court-case".to_owned(),
            (_, true) if id != "report" => check(town, doors),
            _ => String::new(),
        };
        let number = if id == "report" { report(town, doors) } else { number };
        let piece = if id == "snapshot_piece" { piece(doors) } else { String::new() };
        let path = self.path(path, &number).replace("{piece}", &piece) + query(id);
        let (kind, body) = body(id);
        let bearer = format!("Bearer {}", key.unwrap_or_default());
        let mut headers = vec![("content-type", kind)];
        headers.extend(key.map(|_| ("authorization", bearer.as_str())));
        let method = Method::from_bytes(method.to_uppercase().as_bytes()).unwrap();
        doors.send(method, &path, &headers, body).status.as_u16()
    }

    fn path(&self, path: &str, number: &str) -> String {
        let item = if path.contains("/matters/") { "food-business-licence" } else { PENALTY };
        let id = match path {
            _ if path.contains("/batches/") => self.batch.as_str(),
            _ if path.contains("/cases/") => number,
            _ => item,
        };
        [
            ("{id}", id),
            ("{number}", number),
            ("{move}", "take-back"),
            ("{code}", COMPANY),
            ("{digest}", &self.digest),
            ("{agency}", MARKET),
            ("{period}", "2026-11"),
            ("{position}", "0"),
            ("{path}", "0/000.p/1"),
        ]
        .into_iter()
        .fold(path.to_owned(), |path, (name, value)| path.replace(name, value))
    }
}

/// The first piece of the snapshot of this moment.
fn piece(doors: &Doors) -> String {
    let told = doors.get("/api/v1/snapshots/latest").json();
    let manifest: Value = serde_json::from_str(told["manifest"].as_str().unwrap()).unwrap();
    manifest["pieces"][0]["name"].as_str().unwrap().to_owned()
}

/// A fresh check of the agency, signed: its number.
fn check(town: &Town, doors: &Doors) -> String {
    let key = town.key(MARKET, DESK);
    let asked = doors.post_as(&key, "/api/v1/checks", &question("T-1"));
    town.platform.sequencer.fold().unwrap();
    asked.json()["number"].as_str().unwrap().to_owned()
}

/// A fresh report that the agency had: its number.
fn report(town: &Town, doors: &Doors) -> String {
    let key = town.key(MARKET, DESK);
    let asked = doors.post_as(&key, "/api/v1/reports", &super::reports::wanted("T-5"));
    asked.json()["number"].as_str().unwrap_or_else(|| panic!("{}", asked.text())).to_owned()
}

/// A fresh case that a system of the agency began: its number.
fn case(town: &Town, doors: &Doors) -> String {
    let key = town.key(MARKET, "case-system");
    let reference = format!("（2026）鲁01执{}号", town.facts(FactKind::CaseOpened).len());
    let begun = doors.post_as(&key, "/api/v1/cases/court-case", &push(&reference));
    begun.json()["number"].as_str().unwrap_or_else(|| panic!("{}", begun.text())).to_owned()
}

/// The query that an operation cannot do without.
fn query(id: &str) -> &'static str {
    match id {
        "submit_batch" => "?item=administrative-penalty&declaration=r-1",
        "ask_check_list" => "?matter=food-business-licence&matter_number=T-2",
        "search_subjects" | "suggest_subjects" => "?q=%E6%98%8E%E6%B3%89",
        "ledger_consistency" => "?from=1",
        "verify_report" => "?number=20261120100000AAAAAAAA",
        _ => "",
    }
}

/// A good body of an operation: an operation that takes one and is not here is not in the table.
fn body(id: &str) -> (&'static str, String) {
    let json = |value: Value| ("application/json", value.to_string());
    match id {
        "submit_batch" => ("text/csv", csv(&[penalty()])),
        "ask_check" => json(question("T-3")),
        "ask_check_list" => ("text/csv", COMPANY.to_owned()),
        "match_subjects" => ("text/csv", COMPANY_NAME.to_owned()),
        "begin_case" => json(push("（2026）鲁01执1000号")),
        "move_case" => json(json!({ "fields": { "withdrawal_reason": "重复推送" } })),
        "decide_check" => json(json!({ "decision": "granted" })),
        "issue_report" => json(super::reports::wanted("T-6")),
        "open_file" => {
            json(json!({ "code": COMPANY, "purpose": "licensing", "matter_number": "T-4" }))
        }
        _ => ("text/plain", String::new()),
    }
}

story! {
    fn c_09_f_a_key_with_a_scope_asks_for_its_matters_only(town) {
        town.settle();
        let doors = town.doors(Config::default());
        let scope = "construction-permit;food-business-licence";
        let key = town.platform.keys().issue(MARKET, DESK, scope, None).unwrap().secret;
        let asked = question("S-1");
        assert_eq!(doors.post_as(&key, "/api/v1/checks", &asked).status, StatusCode::CREATED);
        let mut other = asked;
        other["matter"] = json!("daily-supervision");
        doors.post_as(&key, "/api/v1/checks", &other).problem(403, "refused");
        assert_eq!(town.clock.today(), TODAY);
    }
}
