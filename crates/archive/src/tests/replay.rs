//! The archive is a pure function of the facts: a rebuild gives the same bytes.

use std::sync::Arc;

use serde_json::json;
use vocabulary::{Actor, Clock, FactKind, Position};

use super::{
    on_both,
    town::{Paper, Town, penalty, registration},
};
use crate::{AsOf, expire_due, fingerprint, rebuild};

const CODES: [&str; 4] =
    ["91370100MA3C00011J", "91370100MA3C00022K", "91370100MA3C00033L", "91370100MA3C00044M"];

/// A little of everything, appended fact by fact.
fn live(town: &Town) {
    for (index, code) in CODES.iter().enumerate() {
        let name = format!("济南第{index}商贸有限公司");
        town.file(&penalty(code, &name, "2026-05-06"));
        let registered = [("registered_on", "2015-03-01"), ("representative_name", "王小明")];
        town.file(&registration(code, &format!("{name}（新）"), &registered));
        town.file(&Paper {
            item: "honour",
            code,
            name: &name,
            decided_on: "2026-01-01",
            until_on: Some("2026-12-31"),
            fields: &[("document_number", "荣1号"), ("title", "守信企业")],
        });
    }
    let honour = super::town::digest("honour\0荣1号");
    let penalty_digest = super::town::digest("administrative-penalty\0济处〔2026〕8号");
    let item = "administrative-penalty";
    town.turn(FactKind::RecordWithdrawn, CODES[0], "honour", &honour);
    town.turn(FactKind::RepairGranted, CODES[1], item, &penalty_digest);
    town.turn(FactKind::ObjectionMarked, CODES[2], item, &penalty_digest);
    town.correct(&registration(CODES[0], "济南改名商贸有限公司", &[("operating_state", "注销")]));
    let joined = json!({ "digest": penalty_digest, "batch": "b2", "line": 9, "source": "x" });
    town.say(FactKind::RecordJoined, town.subject(CODES[2]), Some(item), &joined);
    let restored = json!({ "digest": penalty_digest, "field": "subject_name", "reason": "" });
    town.say(FactKind::RecordRestored, town.subject(CODES[3]), Some(item), &restored);
    let merged = json!({ "into": town.subject(CODES[3]).to_hex(), "reason": "", "evidence": "" });
    town.say(FactKind::SubjectMerged, town.subject(CODES[2]), None, &merged);
    town.move_to("2027-05-07");
    expire_due(&town.db, &town.pen, town.law.version(), town.clock.today()).unwrap();
    let paper = penalty(CODES[0], "济南改名商贸有限公司", "2027-01-06");
    let mut fields = paper.fields.to_vec();
    fields[0].1 = "济处〔2027〕9号";
    town.file(&Paper { code: CODES[1], fields: &fields, ..paper });
}

#[test]
fn a_rebuild_gives_equal_bytes() {
    on_both(|town| {
        live(town);
        let before = fingerprint(&town.db).unwrap();
        assert_eq!(before.len(), 14, "every table holds something: {before:?}");
        rebuild(&town.db, Arc::clone(&town.law), |_, _| {}).unwrap();
        assert_eq!(fingerprint(&town.db).unwrap(), before);
    });
}

#[test]
fn what_was_derived_from_an_erased_body_is_gone_and_stays_gone() {
    on_both(|town| {
        let person = "370102199001011234";
        let paper = Paper {
            item: "administrative-penalty-person",
            code: person,
            name: "赵无名",
            decided_on: "2026-05-06",
            until_on: None,
            fields: &[("document_number", "人1号")],
        };
        town.file(&paper);
        town.file(&penalty(CODES[0], "济南明泉商贸有限公司", "2026-05-06"));
        let platform = || (Actor::platform(), town.law.version().to_owned());
        let (actor, version) = platform();
        let subject = Some(town.subject(person));
        town.pen.erase(subject, Position(0), actor, version, "个人申请删除").unwrap();
        let found = town.db.read(|tx| crate::read::whole(tx, town.subject(person))).unwrap();
        assert_eq!(found, None);
        town.correct(&penalty(CODES[0], "济南明泉商贸有限公司", "2026-05-06"));
        let newest = town.records(CODES[0], AsOf::default())[0].position;
        let (actor, version) = platform();
        town.pen.erase(Some(town.subject(CODES[0])), newest, actor, version, "依法销毁").unwrap();
        let left = town.records(CODES[0], AsOf::default());
        assert_eq!((left.len(), left[0].position, left[0].known_until), (1, Position(1), None));
        assert_eq!(town.standing(CODES[0]).entries[0].position, 1);
        let before = fingerprint(&town.db).unwrap();
        rebuild(&town.db, Arc::clone(&town.law), |_, _| {}).unwrap();
        assert_eq!(fingerprint(&town.db).unwrap(), before);
    });
}

#[test]
fn c_34_e_an_erased_registration_leaves_no_name_and_no_relation_and_a_rebuild_agrees() {
    on_both(|town| {
        live(town);
        let erase = |code: &str, position: Position| {
            let (actor, version) = (Actor::platform(), town.law.version().to_owned());
            town.pen.erase(Some(town.subject(code)), position, actor, version, "依法销毁").unwrap();
            let before = fingerprint(&town.db).unwrap();
            rebuild(&town.db, Arc::clone(&town.law), |_, _| {}).unwrap();
            assert_eq!(fingerprint(&town.db).unwrap(), before, "{code} {position}");
        };
        let traces = |code: &str| town.db.read(|tx| crate::read::traces(tx, town.subject(code)));
        let own = |code: &str| {
            let mut records = town.records(code, AsOf::default());
            records.retain(|record| record.subject == town.subject(code));
            records
        };
        let registered = |code: &str| {
            let versions = own(code);
            let item = |item: &str| versions.iter().find(|r| r.item == item).map(|r| r.position);
            (item("enterprise-registration"), item("honour"), item("administrative-penalty"))
        };
        // The penalty and the honour know only the name that they were filed with.
        let (registration, honour, penalty) = registered(CODES[3]);
        erase(CODES[3], registration.unwrap());
        assert_eq!(traces(CODES[3]).unwrap()["relations"], 0);
        let names = town.db.read(|tx| {
            let whole = crate::read::whole(tx, town.subject(CODES[3]))?.unwrap();
            crate::read::names(tx, &whole)
        });
        assert!(names.unwrap().iter().all(|name| name.name != "济南第3商贸有限公司（新）"));
        // Nothing of its own is left; the one that was merged into it still leads to it.
        erase(CODES[3], honour.unwrap());
        erase(CODES[3], penalty.unwrap());
        let left = traces(CODES[3]).unwrap();
        let none = ["records", "names and search", "relations", "public lists", "standing"];
        assert!(none.iter().all(|place| left[place] == 0), "{left:?}");
        // A version before, with its own name, stands again; what was withdrawn stays so.
        let (registration, ..) = registered(CODES[0]);
        erase(CODES[0], registration.unwrap());
        let whole = town.db.read(|tx| crate::read::whole(tx, town.subject(CODES[0])));
        assert_eq!(
            whole.unwrap().unwrap().subject.name.as_deref(),
            Some("济南第0商贸有限公司（新）")
        );
        // All of one that was merged into another is gone with the link.
        for record in own(CODES[2]) {
            erase(CODES[2], record.position);
        }
        let left = traces(CODES[2]).unwrap();
        assert!(none.iter().all(|place| left[place] == 0), "{left:?}");
        assert_eq!(left["subjects"], 0);
    });
}

#[test]
fn h_09_an_objection_is_marked_on_whatever_its_subject_sees() {
    on_both(|town| {
        let code = CODES[0];
        let digest = town.file(&penalty(code, "济南明泉商贸有限公司", "2026-05-06"));
        let item = "administrative-penalty";
        let record = || town.records(code, AsOf::default()).remove(0);
        town.turn(FactKind::ObjectionMarked, code, item, &digest);
        // An open objection outlasts the force of the record.
        town.turn(FactKind::RepairGranted, code, item, &digest);
        assert_eq!((record().state, record().disputed), (crate::RecordState::Repaired, true));
        let closed = json!({ "digest": digest, "open": false });
        town.say(FactKind::ObjectionMarked, town.subject(code), Some(item), &closed);
        assert_eq!((record().state, record().disputed), (crate::RecordState::Repaired, false));
        // And one may be opened then.
        town.turn(FactKind::ObjectionMarked, code, item, &digest);
        assert_eq!((record().state, record().disputed), (crate::RecordState::Repaired, true));
        let before = fingerprint(&town.db).unwrap();
        rebuild(&town.db, Arc::clone(&town.law), |_, _| {}).unwrap();
        assert_eq!(fingerprint(&town.db).unwrap(), before);
    });
}
