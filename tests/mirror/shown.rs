//! What readers of a mirror see: never what the source no longer shows.

use disclosure::RecordState;
use serde_json::json;
use vocabulary::{Date, FactKind};

use super::client::{Mirror, Served};
use crate::{
    desk::PENALTY,
    packs::Packs,
    rows::{COMPANY, MARKET, penalty},
    story,
};

const FACTS: &str = "经现场检查，当事人销售的商品未明码标价";

story! {
    fn c_06_f_h_26_a_mirror_shows_a_repaired_record_never_again_and_nothing_it_cannot_confirm(town) {
        town.settle();
        let mirror = Mirror::of(town);
        let served = Served::open(town);
        let shown = mirror.serve(&served.address, "0");
        let digest = town.own_record(PENALTY).digest;
        let path = format!("/subjects/{COMPANY}/records/{digest}");
        let (status, text) = shown.get(&path);
        assert_eq!((status, text.contains(FACTS)), (200, true), "{text}");
        assert!(shown.get(&format!("/subjects/{COMPANY}")).1.contains(&digest));
        assert!(text.contains("no-store"), "{text}");
        town.repair(PENALTY);
        let (status, text) = shown.get(&path);
        assert_eq!((status, text.contains(FACTS)), (410, false), "{text}");
        assert!(text.contains("不再公开"), "{text}");
        assert!(!shown.get(&format!("/subjects/{COMPANY}")).1.contains(&digest));
        assert_eq!(shown.get(&format!("/subjects/{COMPANY}/records/{}", "0".repeat(32))).0, 404);
        // Whatever cannot be confirmed is not shown, public or not.
        drop(served);
        for path in ["/", &format!("/subjects/{COMPANY}"), &path] {
            let (status, text) = shown.get(path);
            assert_eq!((status, text.contains("许可")), (503, false), "{text}");
        }
        assert_eq!(town.own_record(PENALTY).state, RecordState::Repaired);
    }
}

story! {
    fn h_17_a_mirror_drops_what_is_past_its_day_before_anybody_says_so(town) {
        town.settle();
        let mut mirror = Mirror::of(town);
        let served = Served::open(town);
        mirror.sync(&served.address);
        let digest = town.own_record(PENALTY).digest;
        let path = format!("/subjects/{COMPANY}/records/{digest}");
        // The source is heard for the last time on the last day; the mirror may show for a while.
        town.move_to(Date::constant(2027, 11, 16));
        mirror.wake(town);
        mirror.sync(&served.address);
        let shown = mirror.serve(&served.address, "3600");
        assert_eq!(shown.get(&path).0, 200);
        drop((shown, served));
        town.move_to(Date::constant(2027, 11, 17));
        mirror.wake(town);
        let shown = mirror.serve("http://127.0.0.1:1", "3600");
        let (status, text) = shown.get(&path);
        assert_eq!((status, text.contains(FACTS)), (404, false), "{text}");
        assert_eq!(town.facts(FactKind::RecordExpired).len(), 0, "nobody has said so");
    }
}

story! {
    /// Under a new law, and when an edition of it begins by itself, the whole copy is confirmed anew.
    fn h_18_what_a_changed_law_closes_leaves_the_mirror(town) {
        let item = "administrative-confirmation";
        let packs = Packs::of_the_platform();
        let file = format!("national/catalogs/{item}.toml");
        let present = packs.read(&file);
        let next = present.split("[[example]]").next().unwrap();
        let next = next.replace("effective_from = 2020-10-01", "effective_from = 2026-12-05");
        let next = next.replace("publicity = \"public\"", "publicity = \"internal\"");
        assert!(next.contains("2026-12-05") && next.contains("internal"), "{next}");
        packs.write(&format!("national/catalogs/{item}@2026-12-05.toml"), &next);
        packs.change(&file, "effective_from = 2020-10-01", "effective_from = 2020-10-01\nuntil = 2026-12-04");
        town.settle();
        let law = town.platform.law.item(item, town.platform.gate.today()).unwrap();
        let row = crate::publicity::worked(law).unwrap();
        assert_eq!(town.hand_in(law, &row).accepted, 1);
        let mut mirror = Mirror::of(town);
        let count = |mirror: &Mirror, source: &str| mirror.proof(source)["records"].as_u64().unwrap();
        let served = Served::open(town);
        let before = count(&mirror, &served.address);
        drop(served);
        // A new law is adopted: nothing is closed yet.
        packs.adopt(town, "director-1", "济信办〔2026〕9号");
        let served = Served::open(town);
        assert_eq!(count(&mirror, &served.address), before);
        town.move_to(Date::constant(2026, 12, 4));
        mirror.wake(town);
        assert_eq!(count(&mirror, &served.address), before);
        // On the day on which another edition begins nothing is shown that was not heard that day.
        drop(served);
        town.move_to(Date::constant(2026, 12, 5));
        mirror.wake(town);
        assert_eq!(mirror.serve("http://127.0.0.1:1", "3600").get("/").0, 503);
        let served = Served::open(town);
        // Its edition begins by itself, without a fact: the records of the item are no longer public.
        town.move_to(Date::constant(2026, 12, 5));
        mirror.wake(town);
        let size = town.platform.reader.size().unwrap();
        assert_eq!(count(&mirror, &served.address), before - 1);
        assert_eq!(town.platform.reader.size().unwrap(), size, "no fact says so");
        // The archive is made anew under it: the same again.
        let law = std::sync::Arc::clone(&town.platform.law);
        archive::rebuild(&town.platform.db, law, |_, _| {}).unwrap();
        assert_eq!(count(&mirror, &served.address), before - 1);
    }
}

story! {
    fn a_mirror_takes_nothing_that_its_key_did_not_sign_and_begins_anew_with_another_ledger(town) {
        town.settle();
        let served = Served::open(town);
        let [own, _] = &town.platform.verifier_keys;
        let other = ledger::Signer::new("probity/log", &[9; 32], &[4; 32]).unwrap().verifier_keys();
        assert_ne!(own, &other[0]);
        let fooled = Mirror::of(town).trusting(&other[0]);
        let ended = fooled.run("sync", &served.address);
        assert_eq!(ended.status.code(), Some(2), "{ended:?}");
        assert!(String::from_utf8_lossy(&ended.stderr).contains("not signed"), "{ended:?}");
        // The mirror of a longer ledger comes to a shorter one.
        let mirror = Mirror::of(town);
        town.file(PENALTY, MARKET, penalty().with("document_number", "济市监罚〔2026〕88号"));
        town.decide_more();
        mirror.sync(&served.address);
        assert!(crate::mirror::client::holds(&mirror.bytes(), "〔2026〕88号"));
        let restored = crate::harness::Town::on(town.engine());
        restored.settle();
        let [key, _] = restored.platform.verifier_keys.clone();
        let again = Served::open(&restored);
        let mirror = mirror.trusting(&key);
        mirror.proof(&again.address);
        assert!(!crate::mirror::client::holds(&mirror.bytes(), "〔2026〕88号"));
    }
}

impl crate::harness::Town {
    /// The ledger grows by facts that change nothing.
    fn decide_more(&self) {
        let body = json!({ "open": false });
        for _ in 0..3 {
            self.decide(FactKind::ObjectionMarked, "administrative-licence", body.clone());
        }
    }
}
