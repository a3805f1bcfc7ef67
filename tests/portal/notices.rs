//! What was public and is taken back: told with its reason, by whom and when, and nothing of what it said
//! (行政处罚法 art. 48, S-42). And the site map, which leads to every page that stays.

use serde_json::json;
use vocabulary::{Date, FactKind};

use super::Portal;
use crate::{
    desk::PENALTY,
    harness::Town,
    rows::{COMPANY, COMPANY_NAME, MARKET, Row, csv, penalty},
    story,
};

const NOTICES: [&str; 4] =
    ["/publicity/withdrawn", "/publicity/withdrawn.atom", "/feed.atom", "/en/publicity/withdrawn"];

fn filed(number: u32) -> Row {
    penalty().with("document_number", format!("济市监罚〔2026〕{number}号"))
}

/// Its source takes a penalty back.
fn withdraw(town: &Town, row: Row, reason: &str, code: &str) {
    let withdrawal = intake::Withdrawal {
        agency: MARKET.to_owned(),
        item: PENALTY.to_owned(),
        by: "story".to_owned(),
        reason: reason.to_owned(),
        reason_code: code.to_owned(),
    };
    let receipt = town.platform.intake.withdraw_file(&withdrawal, csv(&[row]).as_bytes()).unwrap();
    assert_eq!(receipt.withdrawn, 1);
}

/// How often notices of withdrawals stand on the page.
fn count(portal: &Portal) -> usize {
    portal.get("/publicity/withdrawn").text.matches("<li id=\"w").count()
}

story! {
    fn c_06_f_s_42_what_is_taken_back_is_told_with_its_reason_and_without_its_content(town) {
        town.settle();
        let portal = Portal::of(town);
        let none = portal.get("/publicity/withdrawn");
        assert_eq!(none.status, 200, "{}", none.text);
        assert!(none.text.contains("没有撤回的公示"), "{}", none.text);
        let digest = town.own_record(PENALTY).digest;
        withdraw(town, penalty(), "复议机关认为程序不当，决定撤销", "revoked");
        town.file(PENALTY, MARKET, filed(12));
        for path in NOTICES {
            let answer = portal.get(path);
            assert_eq!(answer.status, 200, "{path}: {}", answer.text);
            let why = if path.starts_with("/en") { "The decision was revoked" } else { "决定已被撤销" };
            for told in [why, "复议机关认为程序不当，决定撤销", &digest[..12], "2026-11-20"] {
                assert!(answer.text.contains(told), "{path}: {told}\n{}", answer.text);
            }
            for secret in ["〔2026〕11号", COMPANY_NAME, COMPANY, &digest, "未明码标价", "3万元"] {
                let elsewhere = path.ends_with("/feed.atom") && (secret == COMPANY_NAME || secret == COMPANY);
                assert!(elsewhere || !answer.text.contains(secret), "{path}: {secret}\n{}", answer.text);
            }
        }
        // What has left is told before what is new.
        let feed = portal.get("/feed.atom").text;
        let at = |text: &str| feed.find(text).unwrap_or_else(|| panic!("{text}\n{feed}"));
        assert!(at(&digest[..12]) < at("/subjects/"), "{feed}");

        assert!(!portal.get("/publicity/licence/feed.atom").text.contains("撤回"));

        // A reason that tells something of the record, of its subject or of a person is not repeated.
        for (number, reason) in [
            (21, "济市监罚〔2026〕21号处罚决定被撤销"),
            (22, "济南明泉商贸有限公司申请复议，决定被撤销"),
            (23, "请电13812345678与张某联系"),
            (24, "当事人张三明另有说明"),
        ] {
            town.file(PENALTY, MARKET, filed(number));
            withdraw(town, filed(number), reason, "unlawful");
            for path in NOTICES {
                assert!(!portal.get(path).text.contains(reason), "{path}: {reason}");
            }
        }
        assert_eq!(count(&portal), 5);
        let rows = archive::fingerprint(&town.platform.db).unwrap();
        let told = portal.get("/publicity/withdrawn").text;
        disclosure::rebuild(&town.platform.db, std::sync::Arc::clone(&town.platform.law)).unwrap();
        assert_eq!(portal.get("/publicity/withdrawn").text, told);
        assert_eq!(archive::fingerprint(&town.platform.db).unwrap(), rows);
    }
}

story! {
    fn only_what_was_public_when_it_was_taken_back_is_told(town) {
        town.settle();
        let portal = Portal::of(town);
        // Repaired before; too slight to be published; a person's; expired before.
        town.repair(PENALTY);
        let body = json!({ "reason": "决定被撤销", "source": MARKET });
        town.decide(FactKind::RecordWithdrawn, PENALTY, body);
        let slight = filed(31).with("penalty_kind", "警告").with("fine", "").with("content", "警告");
        town.file(PENALTY, MARKET, slight.clone());
        withdraw(town, slight, "报送有误", "mistaken");
        let person = crate::desk::person_penalty();
        town.file("administrative-penalty-person", crate::desk::POLICE, person.clone());
        let of_person = intake::Withdrawal {
            agency: crate::desk::POLICE.to_owned(),
            item: "administrative-penalty-person".to_owned(),
            by: "story".to_owned(),
            reason: "报送有误".to_owned(),
            reason_code: "mistaken".to_owned(),
        };
        town.platform.intake.withdraw_file(&of_person, csv(&[person]).as_bytes()).unwrap();
        assert_eq!(count(&portal), 0);
        // Taken back, told; filed anew, told no more.
        town.file(PENALTY, MARKET, filed(32));
        withdraw(town, filed(32), "报送有误", "mistaken");
        assert_eq!(count(&portal), 1);
        let anew = filed(32).with("violation_facts", "重新作出的决定。");
        let correction = intake::Submission {
            correction: true,
            ..crate::desk::submission(PENALTY, MARKET)
        };
        let rows = csv(std::slice::from_ref(&anew));
        assert_eq!(town.submit(&correction, rows.as_bytes()).unwrap().corrected, 1);
        let gate = &town.platform.gate;
        let page = gate.page(town.subject(COMPANY)).unwrap().unwrap();
        assert!(crate::sight::text(&*page).contains("〔2026〕32号"), "it stands again");
        assert_eq!(count(&portal), 0);
        // Past its last day there is nothing left to take back.
        town.move_to(Date::constant(2027, 11, 17));
        withdraw(town, anew, "决定被撤销", "revoked");
        assert_eq!(count(&portal), 0);
    }
}

story! {
    /// Three working days over a holiday: the desk has the clock, and the end of it tells why.
    fn c_18_a_the_desk_sees_by_when_a_revoked_penalty_must_leave_and_the_public_why_it_left(town) {
        town.fined_in_june_on(Date::constant(2026, 9, 28));
        town.over_http("
            2026-09-30 company start:revocation@administrative-penalty kind=revoked revoking_number=鲁复决〔2026〕3号 revoked_on=2026-09-29 statement=复议撤销 +revoking -> filed
            2026-09-30 credit-centre/credit-officer sees -> 2026-10-10
            2026-10-08 credit-centre/credit-officer propose finding=文书属实 -> deciding
            2026-10-09 credit-centre/credit-reviewer withdraw -> stopped");
        let portal = Portal::of(town);
        let told = portal.get("/publicity/withdrawn").text;
        assert!(told.contains("2026-10-09") && told.contains("经办理决定撤回"), "{told}");
        assert!(told.contains("经“处罚撤销、变更”决定撤回"), "{told}");
        assert!(!told.contains(COMPANY) && !told.contains("未按规定明码标价"), "{told}");
    }
}

story! {
    fn the_site_map_leads_to_every_page_that_stays_and_to_no_organisation(town) {
        town.settle();
        let portal = Portal::of(town);
        let map = portal.get("/sitemap.xml").text;
        let addresses = |mark: &str| -> Vec<String> {
            let found = map.split(mark).skip(1).map(|rest| rest.split(['<', '"']).next().unwrap());
            found.map(|one| one.strip_prefix("http://127.0.0.1:8080").unwrap().to_owned()).collect()
        };
        let (zh, en) = (addresses("<loc>"), addresses("href=\""));
        assert!(zh.len() > 150 && zh.len() == en.len(), "{} {}", zh.len(), en.len());
        for path in zh.iter().chain(&en) {
            assert!(!path.contains("/subjects") && !path.contains("/records/"), "{path}");
            let answer = portal.get(if path.is_empty() { "/" } else { path });
            assert_eq!(answer.status, 200, "{path}: {}", answer.text);
        }
        let lists = zh.iter().filter(|path| path.starts_with("/publicity/"));
        let lists = lists.filter(|path| !path.ends_with("withdrawn"));
        let mut feeds: Vec<String> = lists.map(|path| format!("{path}/feed.atom")).collect();
        for column in town.platform.law.sites().first().unwrap().columns.iter() {
            assert!(zh.contains(&column.path), "{}", column.path);
            if column.path.starts_with("/columns/") {
                feeds.push(format!("{}/feed.atom", column.path));
            }
        }
        assert!(zh.contains(&"/publicity/withdrawn".to_owned()));
        assert!(feeds.len() > 12, "{feeds:?}");
        for path in feeds {
            let answer = portal.get(&path);
            assert_eq!(answer.status, 200, "{path}: {}", answer.text);
            assert!(answer.header("content-type").starts_with("application/atom+xml"), "{path}");
        }
        let robots = portal.get("/robots.txt").text;
        assert!(robots.contains("Sitemap: http://127.0.0.1:8080/sitemap.xml"), "{robots}");
    }
}
