//! What anyone learns about reports: which there are, how to have one, and what a file is worth.

use axum::http::StatusCode;

use super::Portal;
use crate::{mine::reports::verified, story};

story! {
    fn s_72_s_90_the_guide_names_every_report_and_every_use(town) {
        let portal = Portal::of(town);
        let guide = portal.get("/reports").text;
        let law = &town.platform.law;
        let today = town.platform.gate.today();
        for report in law.reports(today) {
            assert!(guide.contains(&report.title.zh), "{}", report.id);
            let path = format!("/reports/{}", report.id);
            assert!(guide.contains(&format!("href=\"{path}\"")));
            let layout = portal.get(&path).text;
            for said in report.section.iter().map(|one| &one.title).chain(&report.statement) {
                assert!(layout.contains(&said.zh), "{path}: {}", said.zh);
            }
            for domain in &report.domain {
                assert!(layout.contains(&domain.title.zh), "{path}: {}", domain.title.zh);
            }
            assert!(layout.contains(&report.version) && layout.contains("虚构"), "{path}");
            let english = portal.get(&format!("/en{path}"));
            assert_eq!(english.status, StatusCode::OK);
            assert!(english.text.contains(&report.title.en), "/en{path}");
        }
        for one in law.report_uses() {
            assert!(guide.contains(&one.title.zh) && guide.contains(&one.effect.zh), "{}", one.id);
        }
        assert_eq!(portal.get("/reports/nothing").status, StatusCode::NOT_FOUND);
    }
}

story! {
    fn c_08_b_what_cannot_be_a_report_is_refused_with_what_to_do(town) {
        let (portal, door) = (Portal::of(town), town.door());
        let large = [b"%PDF-1.7\n".as_slice(), &vec![b' '; 9 << 20]].concat();
        let files: [(&[u8], &str); 4] = [
            (b"", "请先选择文件"),
            (b"\xff\xd8\xff\xe0 a photograph", "照片、截图和扫描件"),
            (b"PK\x03\x04", "不是 PDF 或 JSON"),
            (&large, "文件太大"),
        ];
        for (bytes, said) in files {
            let told = verified(&door, "x", bytes);
            assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(told.text.contains(said), "{said}: {}", told.text);
        }
        let far = [b"%PDF-1.7\n".as_slice(), &vec![b' '; 30 << 20]].concat();
        assert_eq!(verified(&door, "x", &far).status, StatusCode::PAYLOAD_TOO_LARGE);
        for number in ["123", "20261120093015", "%E6%8A%A5%E5%91%8A"] {
            for path in [format!("/verify?number={number}"), format!("/verify/{number}")] {
                let told = portal.get(&path);
                assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}");
                assert!(told.text.contains("22 位"), "{path}");
            }
        }
        let verdict = portal.get("/verify/20261120093015ZZZZZZZZ");
        assert_eq!(verdict.header("cache-control"), "no-store");
        assert!(verdict.text.contains("name=\"robots\" content=\"noindex\""));
        assert!(portal.get("/en/verify/20261120093015ZZZZZZZZ").text.contains("Unknown"));
    }
}

story! {
    /// Whoever tries numbers is soon slowed down.
    fn c_08_b_nobody_tries_numbers_by_the_thousand(town) {
        let portal = Portal::of(town);
        let path = "/verify/20261120093015ZZZZZZZZ";
        let answers = (0..31).map(|_| portal.get(path).status);
        let slowed = answers.filter(|status| *status == StatusCode::TOO_MANY_REQUESTS).count();
        assert_eq!(slowed, 1);
    }
}
