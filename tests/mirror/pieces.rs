//! The pieces of a snapshot: what has left is served from none of them, by whatever name it is asked.

use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use vocabulary::{Actor, Date, FactKind};

use crate::{
    desk::{PENALTY, REGISTRATION, code, registrations},
    harness::Town,
    portal::Portal,
    rows::{COMPANY, MARKET, penalty},
    story,
};

/// The manifest of this moment, its signature verified, and its pieces with their texts.
fn snapshot(town: &Town, portal: &Portal) -> (Value, Vec<(String, String)>) {
    let answer = portal.get("/api/v1/snapshots/latest");
    assert_eq!(answer.status, 200, "{}", answer.text);
    assert_eq!(answer.header("cache-control"), "no-store");
    let told = answer.json();
    let (text, note) = (told["manifest"].as_str().unwrap(), told["note"].as_str().unwrap());
    let signed = ledger::attested(note, "probity/snapshot", &town.platform.verifiers).unwrap();
    assert_eq!(signed, hex::encode(Sha256::digest(text)));
    let manifest: Value = serde_json::from_str(text).unwrap();
    let pieces = manifest["pieces"].as_array().unwrap().iter().map(|piece| {
        let name = piece["name"].as_str().unwrap().to_owned();
        let answer = portal.get(&format!("/api/v1/snapshots/{name}"));
        assert_eq!(answer.status, 200, "{}", answer.text);
        assert_eq!(answer.header("cache-control"), "no-store");
        assert_eq!(hex::encode(Sha256::digest(&answer.text)), piece["sha256"].as_str().unwrap());
        assert_eq!(answer.text.lines().count() as u64, piece["records"].as_u64().unwrap());
        assert_eq!(answer.text.len() as u64, piece["bytes"].as_u64().unwrap());
        (name, answer.text)
    });
    let pieces = pieces.collect();
    (manifest, pieces)
}

fn whole(town: &Town, portal: &Portal) -> String {
    snapshot(town, portal).1.into_iter().map(|(_, text)| text).collect()
}

story! {
    fn c_06_f_h_17_h_26_a_piece_serves_nothing_that_has_left_since_it_was_named(town) {
        town.settle();
        let portal = Portal::of(town);
        let document = |town: &Town| town.trace(PENALTY).document;
        let gone = |named: &[(String, String)], document: &str| {
            let with = named.iter().filter(|(_, text)| text.contains(document));
            let mut count = 0;
            for (name, _) in with {
                let answer = portal.get(&format!("/api/v1/snapshots/{name}"));
                assert_eq!(answer.status, 410, "{}", answer.text);
                assert!(!answer.text.contains(document), "{}", answer.text);
                count += 1;
            }
            assert_eq!(count, 1, "one piece held it");
            assert!(!whole(town, &portal).contains(document));
        };
        let (first, named) = snapshot(town, &portal);
        assert_eq!((&first["records"], &first["day"]), (&json!(3), &json!("2026-11-20")));
        let number = document(town);
        town.repair(PENALTY);
        gone(&named, &number);
        // Destroyed.
        let (_, named) = snapshot(town, &portal);
        let record = town.own_record("administrative-licence");
        let keeper = |name: &str| Actor::new("jinan-credit-centre", name);
        let (by, other, subject) = (keeper("keeper-1"), keeper("keeper-2"), town.subject(COMPANY));
        let number = town.trace("administrative-licence").document;
        town.platform.gate.erase(&by, &other, subject, &record.digest, "法院裁定").unwrap();
        gone(&named, &number);
        // Corrected: the words of before are in no piece.
        let number = "济市监罚〔2026〕90号";
        town.file(PENALTY, MARKET, penalty().with("document_number", number));
        let (_, named) = snapshot(town, &portal);
        let correction = intake::Submission {
            correction: true,
            ..crate::desk::submission(PENALTY, MARKET)
        };
        let changed = penalty().with("document_number", number).with("violation_facts", "另有说明。");
        let rows = crate::rows::csv(&[changed]);
        assert_eq!(town.submit(&correction, rows.as_bytes()).unwrap().corrected, 1);
        gone(&named, "未明码标价");
        // Past its day, without a fact.
        let (_, named) = snapshot(town, &portal);
        town.move_to(Date::constant(2027, 11, 17));
        gone(&named, number);
        assert_eq!(town.facts(FactKind::RecordExpired).len(), 0);
    }
}

story! {
    fn pieces_hold_everything_once_and_grow_apart(town) {
        let portal = Portal::of(town);
        let (empty, pieces) = snapshot(town, &portal);
        assert_eq!((&empty["records"], pieces.len()), (&json!(0), 1));
        town.send(REGISTRATION, MARKET, &registrations(2_300));
        let count = |town: &Town, wanted: u64| {
            let (manifest, pieces) = snapshot(town, &portal);
            let lines: Vec<Value> = pieces
                .iter()
                .flat_map(|(_, text)| text.lines())
                .map(|line| serde_json::from_str(line).unwrap())
                .collect();
            let address = |line: &Value| {
                format!("{}{}", line["subject"].as_str().unwrap(), line["digest"].as_str().unwrap())
            };
            let addresses: Vec<String> = lines.iter().map(address).collect();
            assert!(addresses.is_sorted_by(|a, b| a < b), "in order, each once");
            assert_eq!(manifest["records"].as_u64(), Some(wanted));
            assert_eq!(addresses.len() as u64, wanted);
            pieces.len()
        };
        let one = count(town, 2_300);
        assert!(one >= 1, "{one}");
        // Another process cuts otherwise, and both serve what the other named.
        let other = Portal::of(town);
        let (_, named) = snapshot(town, &other);
        assert_eq!(named.len(), 3);
        for (name, _) in &named {
            assert_eq!(portal.get(&format!("/api/v1/snapshots/{name}")).status, 200);
        }
        // One more changes one piece only.
        town.file(PENALTY, MARKET, penalty().with("subject_code", code(7)).with("subject_name", "济南第7商贸有限公司"));
        let (_, after) = snapshot(town, &other);
        let same = after.iter().filter(|piece| named.contains(piece)).count();
        assert_eq!((after.len(), same), (3, 2));
        for bad in ["0", "0-end", "zz-end-00", &format!("0-end-{}", "g".repeat(64)), "latest-0-0-0"] {
            assert_eq!(portal.get(&format!("/api/v1/snapshots/{bad}")).status, 404, "{bad}");
        }
        let wrong = format!("/api/v1/snapshots/0-end-{}", "0".repeat(64));
        assert_eq!(portal.get(&wrong).status, 410);
    }
}

story! {
    /// What has left is heard before anything new, however much of that there is (S-42).
    fn s_42_what_is_gone_is_told_before_what_is_new(town) {
        town.settle();
        let begin = town.platform.reader.size().unwrap() - 1;
        town.send(REGISTRATION, MARKET, &registrations(300));
        town.repair(PENALTY);
        let portal = Portal::of(town);
        let told = portal.get(&format!("/api/v1/changes?only=gone&after={begin}")).json();
        let entries = told["entries"].as_array().unwrap();
        assert_eq!((entries.len(), &entries[0]["change"], &told["more"]), (1, &json!("gone"), &json!(false)));
        assert!(entries[0].get("record").is_none() && entries[0].get("until").is_none());
        let usual = portal.get(&format!("/api/v1/changes?size=10&after={begin}")).json();
        assert!(usual["entries"].as_array().unwrap().iter().all(|one| one["change"] != "gone"));
        assert_eq!(portal.get("/api/v1/changes?only=new").status, 422);
    }
}

story! {
    /// One fact may change several records: no page of the feed comes between them.
    fn what_one_fact_changes_is_told_in_one_page(town) {
        town.settle();
        let old = code(4);
        let row = penalty().with("subject_code", &old).with("subject_name", "济南第4商贸有限公司");
        for number in 0..5 {
            town.file(PENALTY, MARKET, row.clone().with("document_number", format!("济市监罚〔2026〕6{number}号")));
        }
        let (member, into) = (town.subject(&old), town.subject(COMPANY));
        let before = town.platform.reader.size().unwrap() - 1;
        let platform = &town.platform;
        let keeper = Actor::new("jinan-credit-centre", "keeper-1");
        let because = archive::merge::Because { reason: "同一企业", evidence: "核查" };
        let by = (&keeper, platform.law.version());
        archive::merge::merge(&platform.pen, by, member, into, because).unwrap();
        let portal = Portal::of(town);
        let told = portal.get(&format!("/api/v1/changes?size=2&after={before}")).json();
        let entries = told["entries"].as_array().unwrap();
        assert_eq!((entries.len(), &told["more"]), (5, &json!(false)));
        // They stand on the page of the other now, under the address under which they were filed.
        for entry in entries {
            assert_eq!(entry["code"], COMPANY);
            assert_eq!(entry["subject"], member.to_hex().as_str());
        }
        archive::merge::part(&platform.pen, by, member, archive::merge::Because { reason: "两家", evidence: "核查" }).unwrap();
        let after = told["next"].as_u64().unwrap();
        let told = portal.get(&format!("/api/v1/changes?size=2&after={after}")).json();
        assert!(told["entries"].as_array().unwrap().iter().all(|entry| entry["code"] == old.as_str()));
        // A rebuild tells the same.
        let before = archive::fingerprint(&platform.db).unwrap();
        archive::rebuild(&platform.db, std::sync::Arc::clone(&platform.law), |_, _| {}).unwrap();
        assert_eq!(archive::fingerprint(&platform.db).unwrap(), before);
    }
}
