//! Cases of systems: a court pushes and confirms, an approval system signs a commitment in its own flow.

use axum::http::StatusCode;
use serde_json::{Value, json};
use web::Config;

use crate::{
    desk::REGISTRATION,
    rows::{COMPANY, MARKET, registration},
    story,
};

const COURT: &str = "jinan-court";
const SYSTEM: &str = "case-system";
const PUSH: &str = "/api/v1/cases/court-case";

/// A case of a court, as its system sends it.
pub(super) fn push(reference: &str) -> Value {
    json!({
        "reference": reference,
        "fields": {
            "unit": "jinan-housing", "kind": "government", "case_number": reference,
            "what": "支付工程款", "amount": "1200000.00", "due_on": "2026-12-18",
        },
    })
}

story! {
    fn c_21_b_a_court_pushes_its_case_once_however_often_it_is_sent_and_closes_it_itself(town) {
        let doors = town.doors(Config::default());
        let key = town.key(COURT, SYSTEM);
        let pushed = doors.post_as(&key, PUSH, &push("（2026）鲁01执88号"));
        assert_eq!(pushed.status, StatusCode::CREATED, "{}", pushed.text());
        let case = pushed.json();
        let number = case["number"].as_str().unwrap().to_owned();
        assert_eq!(pushed.header("location"), format!("/api/v1/cases/{number}"));
        assert_eq!((case["state"].as_str(), case["unit"].as_str()), (Some("performing"), Some("jinan-housing")));
        assert_eq!(case["due"][0]["on"], "2026-12-18");
        // A second later, and a week later: the same case.
        assert_eq!(doors.post_as(&key, PUSH, &push("（2026）鲁01执88号")).json()["number"], number.as_str());
        town.move_to(vocabulary::Date::constant(2026, 11, 27));
        let again = doors.post_as(&key, PUSH, &push("（2026）鲁01执88号"));
        assert_eq!((again.status, again.json()["number"].as_str()), (StatusCode::OK, Some(number.as_str())));
        let other = doors.post_as(&key, PUSH, &push("（2026）鲁01执89号")).json();
        assert_ne!(other["number"], number.as_str());

        // It is a task of the unit; only the court's confirmation closes it.
        let confirm = format!("/api/v1/cases/{number}/moves/confirm");
        let early = doors.post_as(&key, &confirm, &json!({ "fields": { "court_opinion": "履行完毕" } }));
        assert!(early.status.is_client_error(), "{}", early.text());
        let mut run = crate::plays::Run::new(town, crate::plays::engine::Engine);
        run.numbers = vec![number.clone()];
        run.play("2026-11-27 housing/department-officer claim-performed performed=已经支付 +proof -> confirming");
        let closed = doors.post_as(&key, &confirm, &json!({ "fields": { "court_opinion": "履行完毕" } }));
        assert_eq!((closed.status, closed.json()["state"].as_str()), (StatusCode::OK, Some("cleared")), "{}", closed.text());
        let seen = doors.get_as(&key, &format!("/api/v1/cases/{number}")).json();
        assert_eq!((seen["outcome"].as_str(), seen["closed_on"].as_str()), (Some("done"), Some("2026-11-27")));
    }
}

story! {
    fn c_16_b_an_approval_system_checks_signs_and_publishes_in_one_call(town) {
        town.file(REGISTRATION, MARKET, registration());
        let doors = town.doors(Config::default());
        let law = &town.platform.law;
        let today = town.platform.gate.today();
        let item = law.commitments(today).into_iter().find(|item| {
            item.published && item.matter.is_none() && item.subjects.contains(&vocabulary::SubjectKind::Enterprise)
        });
        let item = item.expect("an item that enterprises sign and that is published");
        let unit = law.agencies().iter().find(|agency| agency.id == item.unit || agency.groups.contains(&item.unit));
        let unit = unit.unwrap().id.clone();
        let key = town.key(&unit, SYSTEM);
        let sent = json!({
            "reference": "SP-2026-17", "code": COMPANY,
            "fields": { "item": item.id, "unit": unit, "accepted": "1" },
        });
        let signed = doors.post_as(&key, "/api/v1/cases/commitment", &sent);
        assert_eq!(signed.status, StatusCode::CREATED, "{}", signed.text());
        assert_eq!(signed.json()["number"].as_str().unwrap().len(), 20);
        let page = town.door().get(&format!("/subjects/{COMPANY}")).1;
        assert!(page.contains(&item.title.zh), "published at once: {page}");
        // Somebody who is barred or unknown is refused with the rule, and nothing begins.
        let unknown = json!({ "reference": "SP-2026-18", "code": COMPANY, "fields": { "item": item.id } });
        let refused = doors.post_as(&key, "/api/v1/cases/commitment", &unknown);
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.text());
    }
}

story! {
    fn h_65_a_key_sees_and_moves_only_cases_in_which_its_role_takes_part(town) {
        let doors = town.doors(Config::default());
        let key = town.key(COURT, SYSTEM);
        let pushed = doors.post_as(&key, PUSH, &push("（2026）鲁01执90号")).json();
        let path = format!("/api/v1/cases/{}", pushed["number"].as_str().unwrap());
        let stranger = town.key(MARKET, SYSTEM);
        doors.get_as(&stranger, &path).problem(404, "missing");
        let sender = town.key(MARKET, "department-system");
        doors.post_as(&sender, PUSH, &push("x")).problem(403, "refused");
        doors.get(&path).problem(401, "unauthorised");
        let nothing = doors.post_as(&key, "/api/v1/cases/no-such-process", &push("y"));
        assert_eq!(nothing.status, StatusCode::NOT_FOUND);
        let blank = doors.post_as(&key, PUSH, &push("  "));
        assert_eq!(blank.status, StatusCode::UNPROCESSABLE_ENTITY);
        let mut wrong = push("（2026）鲁01执91号");
        wrong["papers"] = json!([{ "document": "proof", "name": "a.pdf", "content": "不是 base64" }]);
        assert_eq!(doors.post_as(&key, PUSH, &wrong).status, StatusCode::UNPROCESSABLE_ENTITY);
    }
}
