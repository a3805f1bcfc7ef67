//! A department's system sends its rows: formats, replays, receipts, faults, and whose they are.

use std::io::Write;

use axum::http::StatusCode;
use flate2::{Compression, write::GzEncoder};
use serde_json::json;
use vocabulary::FactKind;
use web::Config;

use crate::{
    desk::{ECOLOGY, PENALTY, REGISTRATION, registrations_csv},
    rows::{COMPANY, COMPANY_NAME, MARKET, csv, penalty, registration},
    story,
};

const SYSTEM: &str = "department-system";
const REGISTER: &str = "/api/v1/batches?item=enterprise-registration&declaration=r-1";
const FINE: &str = "/api/v1/batches?item=administrative-penalty&declaration=r-1";

story! {
    fn c_01_a_the_same_rows_are_taken_as_csv_as_json_and_gzipped(town) {
        let doors = town.doors(Config::default());
        let key = town.key(MARKET, SYSTEM);
        let file = csv(&[registration()]);
        let first = doors.send_as(&key, REGISTER, &[("content-type", "text/csv")], file.clone());
        assert_eq!(first.status, StatusCode::CREATED, "{}", first.json());
        let receipt = first.json();
        let batch = receipt["batch"].as_str().unwrap();
        assert_eq!(first.header("location"), format!("/api/v1/batches/{batch}"));
        assert_eq!((&receipt["received"], &receipt["accepted"]), (&json!(1), &json!(1)));

        let mut packed = GzEncoder::new(Vec::new(), Compression::default());
        packed.write_all(file.as_bytes()).unwrap();
        let packed = doors.send_as(&key, REGISTER, &[], packed.finish().unwrap());
        assert_eq!(packed.json()["duplicates"], 1, "{}", packed.json());

        let rows = json!([{
            "subject_name": COMPANY_NAME, "subject_code": COMPANY, "representative_name": "张三明",
            "enterprise_type": "有限责任公司", "registered_capital": "100",
            "business_scope": "日用百货销售。", "address": "山东省济南市历下区泺源大街1号",
            "division": "370102", "registered_on": "2016-03-21", "operating_state": "存续",
        }]);
        let rows = doors.post_as(&key, REGISTER, &rows);
        assert_eq!(rows.json()["duplicates"], 1, "{}", rows.json());
        assert_eq!(town.bodies(FactKind::RecordFiled).len(), 1);
        let listed = doors.get_as(&key, "/api/v1/batches").json();
        assert_eq!(listed.as_array().unwrap().len(), 3, "{listed:#}");
    }
}

story! {
    fn c_01_c_a_batch_sent_again_under_its_key_gets_the_first_answer(town) {
        let doors = town.doors(Config::default());
        let key = town.key(MARKET, SYSTEM);
        let headers = [("content-type", "text/csv"), ("idempotency-key", "file-7")];
        let send = |key: &str, rows| doors.send_as(key, REGISTER, &headers, csv(&[rows]));
        let first = send(&key, registration());
        let again = send(&key, registration());
        assert_eq!((first.status, again.status), (StatusCode::CREATED, StatusCode::CREATED));
        assert_eq!(first.bytes, again.bytes);
        assert_eq!((first.header("idempotency-replayed"), again.header("idempotency-replayed")), ("", "true"));
        assert_eq!(first.header("location"), again.header("location"), "the replay is the same answer");
        assert_ne!(first.header("location"), "");
        assert_eq!(town.bodies(FactKind::BatchReceived).len(), 1, "nothing was done twice");

        let other = send(&key, registration().with("operating_state", "注销"));
        other.problem(422, "invalid");
        let stranger = send(&town.key(MARKET, SYSTEM), registration());
        assert_eq!(stranger.header("idempotency-replayed"), "", "a key of another's is another key");
        let long = "x".repeat(129);
        let headers = [("idempotency-key", long.as_str())];
        doors.send_as(&key, REGISTER, &headers, csv(&[registration()])).problem(422, "invalid");
    }
}

story! {
    fn c_04_b_the_rows_to_mend_come_back_as_a_file_and_only_to_their_sender(town) {
        town.send(REGISTRATION, MARKET, &[registration()]);
        let doors = town.doors(Config::default());
        let key = town.key(MARKET, SYSTEM);
        let rows = csv(&[penalty(), penalty().with("subject_code", "91370100MA3C00011K")]);
        let sent = doors.send_as(&key, FINE, &[("content-type", "text/csv")], rows).json();
        let batch = sent["batch"].as_str().unwrap();
        let path = format!("/api/v1/batches/{batch}");
        let receipt = doors.get_as(&key, &path).json();
        assert_eq!(receipt, sent);
        assert_eq!((&receipt["accepted"], &receipt["rejected"]), (&json!(1), &json!(1)));
        let sum: u64 = receipt["rejected_by_rule"].as_object().unwrap().values()
            .map(|count| count.as_u64().unwrap()).sum();
        assert_eq!(sum, 1);
        let faults = doors.get_as(&key, &format!("{path}/faults"));
        assert_eq!(faults.header("content-type"), "text/csv; charset=utf-8");
        assert!(faults.header("content-disposition").starts_with("attachment"));
        assert!(faults.text().contains("91370100MA3C00011K"), "{}", faults.text());

        let stranger = town.key(ECOLOGY, SYSTEM);
        for path in [path.clone(), format!("{path}/faults")] {
            doors.get_as(&stranger, &path).problem(404, "missing");
        }
        doors.get_as(&key, "/api/v1/batches/none").problem(404, "missing");
        assert_eq!(doors.get_as(&stranger, "/api/v1/batches").json(), json!([]));

        // The page of the receipt opens with its token and without a key, and not without the token.
        let page = receipt["page"].as_str().unwrap().trim_start_matches("http://127.0.0.1:8080");
        assert_eq!(doors.get(page).status, StatusCode::OK);
        let bare = page.split('?').next().unwrap();
        assert_eq!(doors.get(bare).status, StatusCode::NOT_FOUND);
    }
}

story! {
    fn c_01_b_a_batch_that_cannot_be_taken_says_why_and_what_to_do(town) {
        let doors = town.doors(Config::default());
        let key = town.key(MARKET, SYSTEM);
        let post = |path: &str, kind: &str, body: &str| {
            doors.send_as(&key, path, &[("content-type", kind)], body.to_owned())
        };
        let file = csv(&[registration()]);
        for (path, kind, body) in [
            ("/api/v1/batches", "text/csv", file.as_str()),
            ("/api/v1/batches?item=no-such-item", "text/csv", &file),
            ("/api/v1/batches?item=enterprise-registration", "text/csv", ""),
            (REGISTER, "application/json", "[{"),
            (REGISTER, "application/json", "[1, 2]"),
        ] {
            post(path, kind, body).problem(422, "invalid");
        }
        assert_eq!(town.bodies(FactKind::RecordFiled).len(), 0);
    }
}

story! {
    fn c_01_e_a_large_file_is_read_whole_and_counted(town) {
        let doors = town.doors(Config::default());
        let key = town.key(MARKET, SYSTEM);
        let sent = doors.send_as(&key, REGISTER, &[], registrations_csv(3_000)).json();
        assert_eq!((&sent["received"], &sent["accepted"]), (&json!(3_000), &json!(3_000)));
        assert_eq!(sent["item"], REGISTRATION);
        assert_ne!(sent["item"], PENALTY);
    }
}
