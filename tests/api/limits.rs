//! How much one caller may ask, and how large.

use axum::{
    body::Body,
    http::{Method, StatusCode},
};
use jiff::SignedDuration;
use vocabulary::Clock;
use web::{Allowance, Config, Limits};

use crate::{rows::MARKET, story};

story! {
    fn whoever_asks_too_much_is_told_when_to_come_again(town) {
        let few = Allowance { per_minute: 6, burst: 2 };
        let limits = Limits { anonymous: few, key: few, ..Limits::default() };
        let doors = town.doors(Config { limits, ..Config::default() });
        let key = town.key(MARKET, "department-system");
        for _ in 0..2 {
            assert_eq!(doors.get("/api/v1/policies").status, StatusCode::OK);
            assert_eq!(doors.get_as(&key, "/api/v1/batches").status, StatusCode::OK);
        }
        for refused in [doors.get("/api/v1/policies"), doors.get_as(&key, "/api/v1/batches")] {
            refused.problem(429, "busy");
            assert_eq!(refused.header("retry-after"), "10");
        }
        assert_eq!(doors.get("/checkpoint").status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(doors.get("/healthz").status, StatusCode::OK, "the watchman is never refused");
        town.clock.set(town.clock.now() + SignedDuration::from_secs(10));
        assert_eq!(doors.get("/api/v1/policies").status, StatusCode::OK);
    }
}

story! {
    fn what_is_too_large_is_refused_whole(town) {
        let limits = Limits { body_bytes: 200, batch_bytes: 400, ..Limits::default() };
        let doors = town.doors(Config { limits, ..Config::default() });
        let key = town.key(MARKET, "department-system");
        let json = [("content-type", "application/json")];
        let csv = [("content-type", "text/csv")];
        let list = "/api/v1/checks/batch?matter=food-business-licence&matter_number=1";
        let batch = "/api/v1/batches?item=enterprise-registration&declaration=r";
        for (path, headers, bytes) in [
            ("/api/v1/checks", &json, 201),
            ("/api/v1/files", &json, 201),
            (list, &csv, 201),
            (batch, &json, 201),
            (batch, &csv, 401),
        ] {
            let refused = doors.send_as(&key, path, headers, "7".repeat(bytes));
            refused.problem(413, "too-large");
        }
        assert_eq!(doors.get_as(&key, "/api/v1/batches").json(), serde_json::json!([]));
    }
}

story! {
    fn h_81_an_office_behind_one_address_works_and_a_forger_of_cookies_does_not(town) {
        let few = |burst| Allowance { per_minute: 6, burst };
        let limits =
            Limits { anonymous: few(2), account: few(3), sessions: few(8), ..Limits::default() };
        let doors = town.doors(Config { limits, ..Config::default() });
        let ask = |secret: &str| {
            let cookie = format!("probity={secret}");
            doors.send(Method::GET, "/about", &[("cookie", &cookie)], Body::empty()).status
        };
        let [first, second] = ["credit-officer", "credit-reviewer"].map(|role| town.staff("jinan-credit-centre", role));
        for _ in 0..3 {
            assert_eq!(ask(&first.secret), StatusCode::OK);
        }
        assert_eq!(ask(&first.secret), StatusCode::TOO_MANY_REQUESTS, "one asks too much");
        assert_eq!(ask(&second.secret), StatusCode::OK, "a colleague is not held for it");
        // Invented sessions are counted like anybody at that address, whatever they say.
        let invented = |number: u8| ask(&format!("invented-{number}"));
        assert_eq!((invented(1), invented(2)), (StatusCode::OK, StatusCode::OK));
        assert_eq!(invented(3), StatusCode::TOO_MANY_REQUESTS);
    }
}
