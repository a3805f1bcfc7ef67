//! A desk asks: the answer, its receipt, its proof, the decision, a list.

use axum::http::StatusCode;
use ledger::Inclusion;
use serde_json::{Value, json};
use vocabulary::FactKind;
use web::Config;

use crate::{
    desk::code,
    rows::{COMPANY, COMPANY_NAME, MARKET},
    story,
};

const DESK: &str = "approval-system";
const CHECKS: &str = "/api/v1/checks";

/// A licence desk's question about the company.
pub(super) fn question(matter_number: &str) -> Value {
    json!({ "matter": "food-business-licence", "matter_number": matter_number, "code": COMPANY })
}

story! {
    fn c_09_d_an_answer_is_proved_offline_and_its_decision_reported_once(town) {
        town.settle();
        let doors = town.doors(Config::default());
        let key = town.key(MARKET, DESK);
        let asked = doors.post_as(&key, CHECKS, &question("A-1"));
        assert_eq!(asked.status, StatusCode::CREATED, "{}", asked.json());
        let answer = asked.json();
        assert_eq!((&answer["outcome"], &answer["subject"]["name"]), (&json!("reference"), &json!(COMPANY_NAME)));
        let path = format!("{CHECKS}/{}", answer["number"].as_str().unwrap());
        assert_eq!(asked.header("location"), path);

        let early = doors.get_as(&key, &format!("{path}/proof"));
        early.problem(404, "missing");
        assert_eq!(early.header("retry-after"), "1");
        town.platform.sequencer.fold().unwrap();
        let proof = doors.get_as(&key, answer["proof"].as_str().unwrap()).json();
        let inclusion = Inclusion::parse(proof["proof"].as_str().unwrap()).unwrap();
        inclusion.check(&town.platform.verifiers).unwrap();
        assert_eq!(inclusion.position.0, answer["position"].as_u64().unwrap());
        let altered = Inclusion { entry: inclusion.entry.replacen('c', "d", 1), ..inclusion };
        assert!(altered.check(&town.platform.verifiers).is_err(), "an altered entry does not prove");

        let decision = format!("{path}/decision");
        let granted = json!({ "decision": "granted" });
        doors.post_as(&key, &decision, &json!({ "decision": "perhaps" })).problem(422, "invalid");
        doors.post_as(&key, &decision, &json!({ "decision": "refused" })).problem(422, "invalid");
        assert_eq!(doors.post_as(&key, &decision, &granted).status, StatusCode::CREATED);
        doors.post_as(&key, &decision, &granted).problem(409, "conflict");
        let receipt = doors.get_as(&key, &path).json();
        assert_eq!((&receipt["decision"], &receipt["outcome"]), (&json!("granted"), &json!("reference")));

        let other = town.key("jinan-approval-service", DESK);
        for path in [path.clone(), format!("{path}/proof")] {
            doors.get_as(&other, &path).problem(404, "missing");
        }
        doors.post_as(&other, &decision, &granted).problem(404, "missing");
    }
}

story! {
    fn c_09_c_a_check_sent_again_under_its_key_is_asked_once(town) {
        town.settle();
        let doors = town.doors(Config::default());
        let key = town.key(MARKET, DESK);
        let headers = [("content-type", "application/json"), ("idempotency-key", "one")];
        let ask = |number| doors.send_as(&key, CHECKS, &headers, question(number).to_string());
        let (first, again) = (ask("A-1"), ask("A-1"));
        assert_eq!(first.bytes, again.bytes);
        assert_eq!(again.header("idempotency-replayed"), "true");
        assert_eq!(town.bodies(FactKind::CheckMade).len(), 1);
        ask("A-2").problem(422, "invalid");
    }
}

story! {
    fn c_09_b_a_list_is_answered_line_by_line(town) {
        town.settle();
        let doors = town.doors(Config::default());
        let key = town.key(MARKET, DESK);
        let path = "/api/v1/checks/batch?matter=food-business-licence&matter_number=L-1";
        let list = format!("{COMPANY}\n{}\n91370100MA3C00011K\n", code(1));
        let lines = doors.send_as(&key, path, &[("content-type", "text/csv")], list).json();
        let lines = lines.as_array().unwrap();
        assert_eq!(lines.len(), 3, "{lines:#?}");
        assert_eq!(lines[0]["answer"]["outcome"], "reference");
        assert_eq!(lines[1]["answer"]["subject"], Value::Null, "nothing is known of it");
        assert_eq!(lines[2]["answer"], Value::Null);
        assert!(!lines[2]["fault"].as_str().unwrap().is_empty());
        doors.send_as(&key, "/api/v1/checks/batch", &[], COMPANY).problem(422, "invalid");
    }
}

story! {
    fn a_question_that_cannot_be_read_is_told_what_to_mend(town) {
        town.settle();
        let doors = town.doors(Config::default());
        let key = town.key(MARKET, DESK);
        let typed = |kind: &str, body: &str| {
            doors.send_as(&key, CHECKS, &[("content-type", kind)], body.to_owned())
        };
        for body in ["", "{", "[]", "{}", "{\"matter\": 7}"] {
            typed("application/json", body).problem(422, "invalid");
        }
        let mut extra = question("A-1");
        extra["everything"] = json!(true);
        let told = doors.post_as(&key, CHECKS, &extra).problem(422, "invalid");
        assert!(told["detail"].as_str().unwrap().contains("everything"), "{told:#}");
        typed("text/plain", &question("A-1").to_string()).problem(415, "media-type");
        let wrong = json!({ "matter": "no-such-matter", "matter_number": "1", "code": COMPANY });
        doors.post_as(&key, CHECKS, &wrong).problem(422, "invalid");
        let mut code = question("A-1");
        code["code"] = json!("91370100MA3C00011K");
        doors.post_as(&key, CHECKS, &code).problem(422, "invalid");
        let mut foreign = question("A-1");
        foreign["matter"] = json!("land-auction");
        let told = doors.post_as(&key, CHECKS, &foreign).problem(403, "refused");
        assert!(told["rule"].as_str().is_some(), "a refusal by law names its rule: {told:#}");
        assert_eq!(town.bodies(FactKind::CheckMade).len(), 0);
    }
}
