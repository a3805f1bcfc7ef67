//! Lineage: nothing altered unseen, every act with its order, every case with its whole course
//! (H-69 to H-72).

use std::sync::Arc;

use check::{Outcome, Question};
use disclosure::{AsOf, EventKind, GateError, Items, PageRequest, RecordState, Viewer};
use ledger::verify_database;
use policy::model::matter::Purpose;
use serde_json::json;
use store::Value;
use vocabulary::{Actor, Date, FactKind, Identifier, IdentifierKind, Position};

use crate::{
    desk::{PENALTY, REGISTRATION},
    harness::Town,
    rows::{COMPANY, MARKET, licence, penalty, registration},
    story,
};

impl Town {
    /// Changes the database behind the platform's back.
    fn tamper(&self, sql: &str, values: &[Value]) {
        let changed = self.platform.db.write(|tx| tx.execute(sql, values)).unwrap();
        assert_eq!(changed, 1, "{sql}");
    }

    fn verify(&self) -> ledger::Report {
        verify_database(&self.platform.db, &self.platform.verifiers).unwrap()
    }
}

story! {
    fn h_69_what_is_fabricated_altered_or_deleted_is_found_and_located(town) {
        town.settle();
        town.platform.sequencer.fold().unwrap();
        assert!(town.verify().holds());
        let fine = town.facts(FactKind::RecordFiled)[2].clone();
        let at = fine.position.0;
        let select = format!("select packed from ledger_envelopes where seq = {at}");
        let row = town.platform.db.read(|tx| tx.query_one(&select, &[])).unwrap().unwrap();
        let genuine = row.bytes(0).unwrap().to_vec();
        let opened = town.platform.reader.opening(fine.draft.subject, fine.position).unwrap();
        let envelope = opened.unwrap().envelope;
        let set = format!("update ledger_envelopes set packed = $1 where seq = {at}");

        // A smaller fine.
        let forged = envelope.replace("\"fine\":\"3\"", "\"fine\":\"1\"");
        assert_ne!(forged, envelope);
        town.tamper(&set, &[forged.as_bytes().into()]);
        let fault = town.verify().faults.remove(0);
        assert_eq!((&*fault.place, fault.position), ("ledger_envelopes", at));
        town.tamper(&set, &[genuine.clone().into()]);
        assert!(town.verify().holds(), "as it was");

        // A record that disappears without the fact that says so.
        let salt = format!("select salt, subject_id from ledger_envelopes where seq = {at}");
        let kept = town.platform.db.read(|tx| tx.query_one(&salt, &[])).unwrap().unwrap();
        town.tamper(&format!("delete from ledger_envelopes where seq = {at}"), &[]);
        let report = town.verify();
        assert!(!report.holds());
        assert_eq!(report.faults[0].position, at, "{report:?}");
        let (salt, subject) = (kept.bytes(0).unwrap().to_vec(), kept.bytes(1).unwrap().to_vec());
        let back = format!("insert into ledger_envelopes (subject_id, seq, salt, packed) values ($1, {at}, $2, $3)");
        town.tamper(&back, &[subject.into(), salt.into(), genuine.into()]);
        assert!(town.verify().holds());

        // A history that happened at another time.
        town.tamper("update ledger_facts set at = at - 1 where seq = 1", &[]);
        let fault = town.verify().faults.remove(0);
        assert_eq!((&*fault.place, fault.position), ("ledger_facts", 1));
        town.tamper("update ledger_facts set at = at + 1 where seq = 1", &[]);
        // The newest fact cut off, as if it had never been.
        let last = town.platform.reader.size().unwrap() - 1;
        town.tamper(&format!("delete from ledger_envelopes where seq = {last}"), &[]);
        town.tamper(&format!("delete from ledger_facts where seq = {last}"), &[]);
        assert!(!town.verify().holds());
    }
}

story! {
    fn h_69_the_tables_of_the_files_are_made_anew_from_the_ledger(town) {
        town.settle();
        let genuine = archive::fingerprint(&town.platform.db).unwrap();
        town.tamper("update archive_records set class = 'minor' where item = 'administrative-penalty'", &[]);
        assert_ne!(archive::fingerprint(&town.platform.db).unwrap(), genuine);
        let law = Arc::clone(&town.platform.law);
        archive::rebuild(&town.platform.db, law, |_, _| ()).unwrap();
        assert_eq!(archive::fingerprint(&town.platform.db).unwrap(), genuine);
    }
}

story! {
    fn h_70_destruction_follows_an_order_and_leaves_a_whole_ledger(town) {
        town.settle();
        town.platform.sequencer.fold().unwrap();
        let record = town.own_record(PENALTY);
        let subject = town.subject(COMPANY);
        let erase = |order: &str| {
            let actor = Actor::new("jinan-credit-centre", "keeper-1");
            let policy = town.platform.law.version().to_owned();
            town.platform.pen.erase(Some(subject), Position(record.position), actor, policy, order)
        };
        assert!(erase("  ").is_err(), "not without an order");
        let position = erase("济信办销〔2026〕1号：保存期满").unwrap();
        assert!(erase("济信办销〔2026〕1号：保存期满").is_err(), "once");
        assert!(town.page(COMPANY).unwrap().records.iter().all(|r| r.item != PENALTY));
        let file = town.own_file(subject).unwrap();
        assert!(file.records.iter().all(|record| record.item != PENALTY), "not even the subject");
        assert_eq!(town.platform.reader.fact(Position(record.position)).unwrap(), None);
        let erased = &town.facts(FactKind::BodyErased)[0];
        assert_eq!(erased.position, position);
        assert!(erased.draft.body.contains("济信办销〔2026〕1号"));
        assert_eq!(erased.draft.actor.by, "keeper-1");
        town.platform.sequencer.fold().unwrap();
        let report = town.verify();
        assert!(report.holds(), "{:?}", report.faults);
        assert_eq!(report.erased, 1);
        town.platform.reader.inclusion(Position(record.position)).unwrap()
            .check(&town.platform.verifiers).unwrap();
    }
}

story! {
    fn h_70_use_is_registered_with_the_number_of_the_business_and_withdrawal_with_reason(town) {
        town.settle();
        let subject = town.subject(COMPANY);
        let viewer = |matter_number: &str| Viewer::Department {
            actor: Actor::new(MARKET, "key-1"),
            organisation: MARKET.to_owned(),
            purpose: Purpose::Supervision,
            matter_number: matter_number.to_owned(),
            items: Items::All,
        };
        let look = |number: &str| town.platform.gate.file(&viewer(number), subject, AsOf::default());
        match look("") {
            Err(GateError::Refused(refusal)) => assert_eq!(refusal.rule, "H-78"),
            other => panic!("{other:?}"),
        }
        look("监2026-9").unwrap().unwrap();
        let own = Viewer::Subject { subject };
        let looks = town.platform.gate.lookups(&own, subject, &PageRequest::default()).unwrap();
        assert_eq!(looks.entries[0].matter_number.as_deref(), Some("监2026-9"));
        assert_eq!((looks.entries.len(), &*looks.entries[1].kind), (2, "refused"));
        let question = |number: &str| Question {
            actor: Actor::new("jinan-finance", "story"),
            organisation: "jinan-finance".to_owned(),
            matter: "government-procurement".to_owned(),
            matter_number: number.to_owned(),
            subject: Identifier { kind: IdentifierKind::UnifiedCode, number: COMPANY.to_owned() },
        };
        assert!(town.platform.checker.check(&question(" ")).is_err());
        let answer = town.platform.checker.check(&question("采2026-2")).unwrap();
        assert_eq!(answer.outcome, Outcome::Reference);
        assert_eq!(town.bodies(FactKind::CheckMade)[0]["matter_number"], "采2026-2");
    }
}

story! {
    fn h_71_collection_objection_and_repair_are_recorded_in_their_whole_course(town) {
        town.file(PENALTY, MARKET, penalty());
        town.move_to(Date::constant(2026, 11, 23));
        town.decide(FactKind::ObjectionMarked, PENALTY, json!({ "open": true }));
        assert_eq!(town.own_record(PENALTY).state, RecordState::InObjection);
        town.move_to(Date::constant(2026, 12, 1));
        town.decide(FactKind::ObjectionMarked, PENALTY, json!({ "open": false }));
        town.move_to(Date::constant(2026, 12, 4));
        town.repair(PENALTY);
        let record = town.own_record(PENALTY);
        assert_eq!(record.state, RecordState::Repaired);

        // Whoever audits sees each step with its instant, none written over another.
        let auditor = Viewer::Auditor { actor: Actor::new("jinan-credit-centre", "auditor-1") };
        let file = town.platform.gate.file(&auditor, town.subject(COMPANY), AsOf::default());
        let file = file.unwrap().unwrap();
        let mut course: Vec<_> = file
            .records
            .iter()
            .map(|record| (record.lineage.as_ref().unwrap().version, record.state))
            .collect();
        course.sort_unstable_by_key(|(version, _)| *version);
        let states: Vec<RecordState> = course.iter().map(|(_, state)| *state).collect();
        use RecordState::{InObjection, Repaired, Valid};
        assert_eq!(states, [Valid, InObjection, Valid, Repaired]);
        let facts = town.platform.reader.facts_from(Position(0), 1000).unwrap();
        let kinds: Vec<FactKind> = facts.iter().map(|fact| fact.draft.kind).collect();
        use FactKind::{BatchCompleted, BatchReceived, ObjectionMarked, RecordFiled, RepairGranted};
        let expected =
            [BatchReceived, RecordFiled, BatchCompleted, ObjectionMarked, ObjectionMarked, RepairGranted];
        let case: Vec<FactKind> = kinds.into_iter().filter(|kind| expected.contains(kind)).collect();
        assert_eq!(case, expected);
        assert!(facts.is_sorted_by_key(|fact| fact.at));
        let timeline = town.own_file(town.subject(COMPANY)).unwrap().timeline;
        let repaired = timeline.iter().find(|event| event.kind == EventKind::Repaired).unwrap();
        assert_eq!(repaired.on, Date::constant(2026, 12, 4));
    }
}

story! {
    fn h_72_a_market_entity_is_queried_and_each_value_is_traced_to_file_and_line(town) {
        town.file(REGISTRATION, MARKET, registration());
        town.file("administrative-licence", MARKET, licence());
        town.move_to(Date::constant(2026, 12, 1));
        let corrected = licence().with("content", "食品销售经营（含冷藏冷冻食品）");
        let receipt = town.send("administrative-licence", MARKET, &[corrected]);
        assert_eq!(receipt.corrected, 1);
        let record = town.own_record("administrative-licence");
        let field = record.fields.iter().find(|field| field.name == "content").unwrap();
        assert_eq!(field.value, "食品销售经营（含冷藏冷冻食品）");
        let from = &record.lineage.as_ref().unwrap().provenance[0];
        assert_eq!((from.batch.as_deref(), from.line), (Some(&*receipt.batch), Some(2)));
        let line = town.platform.intake.batches(Some("11370100MB9000015F"), 10).unwrap();
        let batch = line.iter().find(|line| line.batch == receipt.batch).unwrap();
        assert_eq!(batch.file_name, "administrative-licence.csv");
        // The fact behind the value is proven, and says which fact it replaced.
        town.platform.sequencer.fold().unwrap();
        let position = Position(record.position);
        town.platform.reader.inclusion(position).unwrap().check(&town.platform.verifiers).unwrap();
        let body = &town.bodies(FactKind::RecordCorrected)[0];
        assert_eq!(body["fields"]["content"], "食品销售经营（含冷藏冷冻食品）");
        let replaced = Position(body["replaces"].as_u64().unwrap());
        let before = town.platform.reader.fact(replaced).unwrap().unwrap();
        assert!(before.draft.body.contains("\"content\":\"食品销售经营\""));
    }
}
