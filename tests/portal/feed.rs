//! A mirror that follows the feed of changes: it ends with what is public, whatever happens.

use std::collections::BTreeMap;

use disclosure::RecordState;
use serde_json::{Value, json};
use vocabulary::{Actor, Date, FactKind, Position};

use super::Portal;
use crate::{
    desk::{PENALTY, code, registrations},
    harness::Town,
    rows::{COMPANY, MARKET, licence, penalty},
    story,
};

type Address = (String, String);

/// A copy of what is public, kept by the feed alone.
#[derive(Default)]
struct Mirror {
    records: BTreeMap<Address, Value>,
    next: Option<u64>,
    policy: String,
    told: Vec<(String, u64)>,
}

impl Mirror {
    /// Reads the feed to its end, `size` entries at a time.
    fn follow(&mut self, portal: &Portal, size: u32) {
        self.told.clear();
        loop {
            let after = self.next.map(|next| format!("&after={next}")).unwrap_or_default();
            let answer = portal.get(&format!("/api/v1/changes?size={size}{after}"));
            assert_eq!(answer.status, 200, "{}", answer.text);
            let page = answer.json();
            if page["policy"] != self.policy.as_str() && !self.policy.is_empty() {
                *self = Self::default();
                continue;
            }
            self.policy = page["policy"].as_str().unwrap().to_owned();
            for entry in page["entries"].as_array().unwrap() {
                self.apply(entry);
            }
            assert!(page["next"].as_u64() >= self.next, "the feed goes forward");
            self.next = page["next"].as_u64();
            if page["more"] == false {
                return;
            }
        }
    }

    fn apply(&mut self, entry: &Value) {
        let text = |key: &str| entry[key].as_str().unwrap().to_owned();
        let address = (text("subject"), text("digest"));
        self.told.push((text("change"), entry["position"].as_u64().unwrap()));
        if entry["change"] == "gone" {
            let mut keys: Vec<&String> = entry.as_object().unwrap().keys().collect();
            keys.sort();
            assert_eq!(keys, ["change", "code", "digest", "position", "subject"]);
            self.records.remove(&address);
        } else {
            self.records.insert(address, entry["record"].clone());
        }
    }

    /// The mirror as it stands on a day: what is past its last day is dropped by the mirror itself.
    fn on(&self, day: Date) -> BTreeMap<Address, Value> {
        let lasts = |record: &Value| {
            record["public_until"].as_str().is_none_or(|until| until >= day.to_string().as_str())
        };
        self.records.iter().filter(|(_, r)| lasts(r)).map(|(k, v)| (k.clone(), v.clone())).collect()
    }
}

/// What is public of some companies, as their own addresses tell it.
fn truth(town: &Town, portal: &Portal, codes: &[String]) -> BTreeMap<Address, Value> {
    let mut records = BTreeMap::new();
    for code in codes {
        let subject = town.subject(code).to_hex();
        let answer = portal.get(&format!("/api/v1/subjects/{code}/records"));
        for record in answer.json().as_array().into_iter().flatten() {
            let digest = record["digest"].as_str().unwrap().to_owned();
            records.insert((subject.clone(), digest), record.clone());
        }
    }
    records
}

fn filed(number: &str) -> crate::rows::Row {
    penalty().with("document_number", number)
}

story! {
    /// Repaired, corrected, disputed, withdrawn, expired, destroyed: the mirror never keeps it.
    fn c_06_c_h_17_h_26_a_mirror_that_follows_the_changes_ends_equal(town) {
        town.settle();
        town.send("enterprise-registration", MARKET, &registrations(3));
        let codes: Vec<String> = [COMPANY.to_owned()].into_iter().chain((0..3).map(code)).collect();
        let portal = Portal::of(town);
        let mut mirror = Mirror::default();
        mirror.follow(&portal, 2);
        assert_eq!(mirror.records, truth(town, &portal, &codes));
        assert_eq!(mirror.records.len(), 6, "two registrations are told as well: {:?}", mirror.told);
        assert!(mirror.told.iter().all(|(change, _)| change == "published"));

        let same = |mirror: &mut Mirror, what: &[&str]| {
            mirror.follow(&portal, 1);
            let told: Vec<&str> = mirror.told.iter().map(|(change, _)| change.as_str()).collect();
            assert_eq!(told, what);
            assert_eq!(mirror.on(town.platform.gate.today()), truth(town, &portal, &codes));
        };
        same(&mut mirror, &[]);
        town.decide(FactKind::ObjectionMarked, PENALTY, json!({ "open": true }));
        same(&mut mirror, &["corrected"]);
        let repaired = town.own_record(PENALTY).digest;
        town.repair(PENALTY);
        same(&mut mirror, &["gone"]);
        assert!(mirror.records.keys().all(|(_, digest)| *digest != repaired));

        // A new one, twice corrected between two looks: told once, as it is now.
        town.file(PENALTY, MARKET, filed("济〔2026〕70号"));
        let correction = intake::Submission {
            correction: true,
            ..crate::desk::submission(PENALTY, MARKET)
        };
        for fine in ["2", "1"] {
            let rows = crate::rows::csv(&[filed("济〔2026〕70号").with("fine", fine)]);
            assert_eq!(town.submit(&correction, rows.as_bytes()).unwrap().corrected, 1);
        }
        same(&mut mirror, &["corrected"]);
        let withdrawal = intake::Withdrawal {
            agency: MARKET.to_owned(),
            item: PENALTY.to_owned(),
            by: "story".to_owned(),
            reason: "决定被撤销".to_owned(),
            reason_code: "revoked".to_owned(),
        };
        let rows = crate::rows::csv(&[filed("济〔2026〕70号")]);
        town.platform.intake.withdraw_file(&withdrawal, rows.as_bytes()).unwrap();
        same(&mut mirror, &["gone"]);

        // What is too slight to be published never was there, and nothing is told of it.
        let slight = filed("济〔2026〕71号").with("penalty_kind", "警告").with("fine", "").with("content", "警告");
        town.file(PENALTY, MARKET, slight);
        same(&mut mirror, &[]);

        // By its date it leaves at once, by the mirror's own doing; the timer then tells it.
        town.file(PENALTY, MARKET, filed("济〔2026〕72号"));
        same(&mut mirror, &["published"]);
        town.move_to(Date::constant(2027, 11, 17));
        same(&mut mirror, &[]);
        assert_eq!(town.platform.expire().unwrap().publications, 1);
        same(&mut mirror, &["gone"]);
    }
}

story! {
    /// A body is destroyed by order of law: whoever has a copy is told to drop it.
    fn c_34_e_a_mirror_is_told_of_what_was_destroyed(town) {
        town.settle();
        let portal = Portal::of(town);
        let mut mirror = Mirror::default();
        mirror.follow(&portal, 100);
        let record = town.own_record("administrative-licence");
        let keeper = |name: &str| Actor::new("jinan-credit-centre", name);
        let subject = town.subject(COMPANY);
        let order = "济信办销〔2026〕1号";
        town.platform
            .gate
            .erase(&keeper("keeper-1"), &keeper("keeper-2"), subject, &record.digest, order)
            .unwrap();
        mirror.follow(&portal, 100);
        assert_eq!(mirror.told.iter().map(|(change, _)| change.as_str()).collect::<Vec<_>>(), ["gone"]);
        assert_eq!(mirror.records, truth(town, &portal, &[COMPANY.to_owned()]));
        // The tables of the feed are made anew like all others.
        let before = archive::fingerprint(&town.platform.db).unwrap();
        let law = std::sync::Arc::clone(&town.platform.law);
        archive::rebuild(&town.platform.db, law, |_, _| ()).unwrap();
        assert_eq!(archive::fingerprint(&town.platform.db).unwrap(), before);
        let mut late = Mirror::default();
        late.follow(&portal, 3);
        assert_eq!(late.records, mirror.records, "a late comer ends with the same");
    }
}

story! {
    fn a_mirror_of_another_ledger_is_told_to_begin_anew(town) {
        town.settle();
        let portal = Portal::of(town);
        let size = town.platform.reader.size().unwrap();
        let answer = portal.get(&format!("/api/v1/changes?after={size}"));
        assert_eq!(answer.status, 422, "{}", answer.text);
        assert!(answer.text.contains("从头"), "{}", answer.text);
        let last = portal.get(&format!("/api/v1/changes?after={}", size - 1)).json();
        assert_eq!((&last["entries"], &last["more"]), (&json!([]), &json!(false)));
        // A person's record is none of the feed's business, published or not.
        let before = portal.get("/api/v1/changes").text;
        let row = crate::desk::person_penalty();
        town.file("administrative-penalty-person", crate::desk::POLICE, row);
        town.file("administrative-licence", MARKET, licence().with("document_number", "济审许〔2026〕8号"));
        let after = portal.get("/api/v1/changes").text;
        assert_ne!(before, after);
        assert!(!after.contains("扰乱公共场所秩序"));
        let facts = town.platform.reader.facts_from(Position(0), 100).unwrap();
        assert!(facts.iter().any(|fact| fact.draft.item.as_deref() == Some("administrative-penalty-person")));
        assert_eq!(town.own_record(PENALTY).state, RecordState::Valid);
    }
}
