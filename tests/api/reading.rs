//! What anyone reads: search by pages, unchanged answers, refusals, guarded pages.

use axum::{
    body::Body,
    http::{Method, StatusCode},
};
use serde_json::json;
use web::Config;

use crate::{
    desk::{PENALTY, REGISTRATION, registrations},
    rows::{COMPANY, COMPANY_NAME, MARKET},
    sight::percent,
    story,
};

story! {
    fn c_05_a_a_search_is_read_page_by_page_and_each_company_comes_once(town) {
        town.send(REGISTRATION, MARKET, &registrations(45));
        let doors = town.doors(Config::default());
        let first = "/api/v1/subjects?size=20&q=%E6%B5%8E%E5%8D%97%E7%AC%AC".to_owned();
        let (mut path, mut codes, mut pages) = (first.clone(), Vec::new(), 0);
        loop {
            let page = doors.get(&path).json();
            pages += 1;
            let entries = page["entries"].as_array().unwrap();
            codes.extend(entries.iter().map(|one| one["code"].as_str().unwrap().to_owned()));
            let Some(next) = page["next"].as_str() else { break };
            assert_eq!(entries.len(), 20);
            let next: String = next.bytes().map(|byte| format!("%{byte:02X}")).collect();
            path = format!("{first}&after={next}");
        }
        assert_eq!((pages, codes.len()), (3, 45));
        codes.sort();
        codes.dedup();
        assert_eq!(codes.len(), 45);
        doors.get(&format!("{first}&after=nonsense")).problem(422, "invalid");
        doors.get("/api/v1/subjects?q=").problem(422, "invalid");
        doors.get("/api/v1/subjects").problem(422, "invalid");
        doors.get("/api/v1/subjects?q=a&size=many").problem(422, "invalid");
    }
}

story! {
    fn c_02_the_api_says_how_a_name_was_found_and_compares_lists_for_departments(town) {
        town.settle();
        let doors = town.doors(Config::default());
        let found = doors.get(&format!("/api/v1/subjects?q={}", percent("济南名泉商贸有限公司"))).json();
        let first = &found["entries"][0];
        assert_eq!((&first["code"], &first["how"]), (&json!(COMPANY), &json!("similar")), "{found:#}");
        assert_eq!(first["slip"], "homophone", "{found:#}");
        let part = doors.get("/api/v1/subjects?q=100MA3C0001").json();
        assert_eq!(part["entries"][0]["how"], "code-part", "{part:#}");
        assert_eq!(part["entries"][0]["code_part"], json!([5, 16]), "{part:#}");
        let typed = doors.get(&format!("/api/v1/subjects/suggest?size=3&q={}", percent("济南明泉"))).json();
        assert_eq!((&typed[0]["code"], &typed[0]["marks"]), (&json!(COMPANY), &json!([[0, 4]])), "{typed:#}");
        doors.get("/api/v1/subjects/suggest").problem(422, "invalid");

        let list = format!("名称,统一社会信用代码\n{COMPANY_NAME},\n济南名泉商贸有限公司,\n查无此家商行,\n任意名称,{COMPANY}\n");
        let sent = |key: &str, list: &str| {
            let headers = [("authorization", format!("Bearer {key}")), ("content-type", "text/csv".into())];
            let headers = headers.each_ref().map(|(name, value)| (*name, value.as_str()));
            doors.send(Method::POST, "/api/v1/subjects/match", &headers, list.to_owned())
        };
        let key = town.key(MARKET, "department-system");
        let lines = sent(&key, &list).json();
        let outcomes: Vec<_> = lines.as_array().unwrap().iter().map(|line| line["outcome"].as_str().unwrap()).collect();
        assert_eq!(outcomes[0], "sure", "{lines:#}");
        assert_eq!((outcomes[2], outcomes[3]), ("nobody", "code"), "{lines:#}");
        let second = &lines[1]["candidates"][0];
        assert_eq!((&second["code"], &lines[1]["name"]), (&json!(COMPANY), &json!("济南名泉商贸有限公司")));
        let reasons = second["evidence"].as_array().unwrap();
        assert!(reasons.iter().any(|one| one["reason"] == "homophone"), "{second:#}");
        // Who may not send batches may not send lists; and a list is bounded.
        sent(&town.key("jinan-finance", "approval-system"), &list).problem(403, "refused");
        let long = "济南明泉商贸有限公司\n".repeat(501);
        sent(&key, &long).problem(413, "too-large");
    }
}

story! {
    fn an_answer_that_has_not_changed_is_not_sent_again(town) {
        town.settle();
        let doors = town.doors(Config::default());
        for path in [format!("/api/v1/subjects/{COMPANY}"), format!("/subjects/{COMPANY}")] {
            let first = doors.get(&path);
            assert_eq!(first.header("cache-control"), "no-cache");
            let known = [("if-none-match", first.header("etag"))];
            let again = doors.send(Method::GET, &path, &known, Body::empty());
            assert_eq!((again.status, again.bytes.len()), (StatusCode::NOT_MODIFIED, 0));
            assert_eq!(again.header("etag"), first.header("etag"));
        }
        let api = format!("/api/v1/subjects/{COMPANY}");
        let before = doors.get(&api);
        town.repair(PENALTY);
        let known = [("if-none-match", before.header("etag"))];
        let after = doors.send(Method::GET, &api, &known, Body::empty());
        assert_eq!(after.status, StatusCode::OK, "what changed is sent");
        assert_ne!(after.header("etag"), before.header("etag"));
    }
}

story! {
    fn every_refusal_is_told_in_the_same_form_and_in_the_readers_language(town) {
        let doors = town.doors(Config::default());
        doors.get("/api/v1/nothing/here").problem(404, "missing");
        doors.get("/api/v1/subjects/91370100MA3C00011J").problem(404, "missing");
        let put = doors.send(Method::PUT, "/api/v1/subjects", &[], Body::empty());
        assert_eq!(put.status, StatusCode::METHOD_NOT_ALLOWED);
        assert_eq!(put.json()["type"], "/problems/method");
        let missing = [Method::PUT, Method::DELETE, Method::PATCH];
        for method in missing {
            let answer = doors.send(method, "/api/v1/nothing", &[], Body::empty());
            assert!(answer.header("content-type").starts_with("application/problem+json"));
        }
        let english = [("accept-language", "en-GB,en;q=0.9")];
        let told = doors.send(Method::GET, "/api/v1/nothing", &english, Body::empty()).json();
        assert!(told["title"].as_str().unwrap().is_ascii(), "{told:#}");
        assert!(told["remedy"].as_str().unwrap().is_ascii(), "{told:#}");
    }
}

story! {
    fn c_06_f_a_record_that_was_public_answers_gone_without_content(town) {
        town.settle();
        let doors = town.doors(Config::default());
        let digest = town.own_record(PENALTY).digest;
        let page = format!("/subjects/{COMPANY}/records/{digest}");
        let api = format!("/api/v1{page}");
        assert!(doors.get(&api).text().contains("未按规定明码标价"));
        town.repair(PENALTY);
        let told = doors.get(&api).problem(410, "gone");
        assert_eq!(told["rule"], "H-26");
        for path in [api, page.clone(), format!("/en{page}")] {
            let gone = doors.get(&path);
            assert_eq!(gone.status, StatusCode::GONE);
            for word in ["明码标价", "明泉", COMPANY, "罚款"] {
                let told = gone.text().replace(&page, "");
                assert!(!told.contains(word), "{path} still says {word}");
            }
        }
    }
}

story! {
    fn every_page_is_guarded_and_runs_nothing_but_the_script_of_the_search_box(town) {
        town.settle();
        let doors = town.doors(Config::default());
        let subject = format!("/subjects/{COMPANY}");
        for path in ["/", "/en", "/search?q=no", &subject, "/publicity", "/ledger", "/nothing"] {
            let page = doors.get(path);
            let policy = page.header("content-security-policy");
            for part in ["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'"] {
                assert!(policy.contains(part), "{path}: {policy}");
            }
            let searched = ["/", "/en", "/search?q=no", &subject].contains(&path);
            for run in ["script-src", "connect-src"] {
                let part = policy.split(';').find(|part| part.trim().starts_with(run));
                let own = part.map(|part| part.trim().strip_prefix(run).unwrap().trim());
                assert_eq!(own, searched.then_some("'self'"), "{path}: {policy}");
            }
            assert!(!policy.contains("unsafe") && !policy.contains('*'), "{policy}");
            assert_eq!(page.header("x-content-type-options"), "nosniff");
            assert_eq!(page.header("x-frame-options"), "DENY");
            assert_eq!(page.header("referrer-policy"), "same-origin");
            assert_eq!(page.header("set-cookie"), "");
            assert!(page.header("content-type").starts_with("text/html"), "{path}");
            let html = page.text();
            let scripts: Vec<_> = html.split("<script").skip(1).collect();
            assert_eq!(scripts.len(), usize::from(searched), "{path}: {scripts:?}");
            let own = |script: &&str| script.starts_with(" src=\"/assets/search.js?v=");
            assert!(scripts.iter().all(own), "{path}: {scripts:?}");
            for word in ["javascript:", " onclick", " style=", "http://", "//cdn"] {
                assert!(!html.contains(word), "{path} holds {word}");
            }
        }
        // Of what the site hands out only this one is a script.
        let script = doors.get("/assets/search.js");
        assert_eq!(script.header("content-type"), "text/javascript; charset=utf-8");
        for path in [format!("{subject}/records.csv"), "/search/suggest?q=no".to_owned()] {
            let kind = doors.get(&path).header("content-type").to_owned();
            assert!(!kind.contains("javascript"), "{path}: {kind}");
        }
    }
}
