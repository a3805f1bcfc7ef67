//! Files of subjects: records and their versions, standing, names, merges, ends.

use jiff::civil::date;
use serde_json::json;
use vocabulary::{Clock, FactKind};

use super::{
    on_both,
    town::{Paper, penalty, registration},
};
use crate::{AsOf, EventKind, Publication, RecordState, Role, content, expire_due, read, timeline};

const A: &str = "91370100MA3C00011J";
const B: &str = "91370100MA3C00022K";
const NAME: &str = "济南明泉商贸有限公司";

#[test]
fn a_filed_record_gets_its_periods_and_stands() {
    on_both(|town| {
        town.file(&registration(A, NAME, &[("operating_state", "存续")]));
        town.file(&penalty(A, NAME, "2026-05-06"));
        let records = town.records(A, AsOf::default());
        let [penalty, registration] = records.as_slice() else { panic!("{records:?}") };
        assert_eq!(penalty.class, "general");
        assert_eq!(penalty.public_until, Some(date(2027, 5, 6)));
        assert_eq!(penalty.shared_until, Some(date(2031, 5, 6)));
        assert_eq!(penalty.repairable_from, Some(date(2026, 8, 6)));
        assert_eq!(registration.publication, Publication::Public);
        let standing = town.standing(A);
        assert_eq!(standing.subject.name.as_deref(), Some(NAME));
        let [entry] = standing.entries.as_slice() else { panic!("{standing:?}") };
        let kept: Vec<&str> = entry.fields.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(kept, ["document_number", "violation_kind", "fine", "authority_name"]);
        let totals = town.totals();
        assert_eq!(totals["published:administrative-penalty"], 1);
        assert_eq!(totals["subjects:enterprise"], 1);
    });
}

#[test]
fn c_05_c_a_correction_is_a_new_version_and_the_past_can_be_read() {
    on_both(|town| {
        town.file(&penalty(A, NAME, "2026-05-06"));
        let before = town.clock.now();
        town.move_to("2026-12-01");
        let paper = penalty(A, NAME, "2026-05-06");
        let fields: Vec<_> = paper
            .fields
            .iter()
            .map(|(name, value)| (*name, if *name == "penalty_kind" { "警告" } else { *value }))
            .collect();
        town.correct(&Paper { fields: &fields, ..paper });
        let now = town.records(A, AsOf::default());
        let then = town.records(A, AsOf { known_at: Some(before), valid_on: None });
        assert_eq!((now.len(), then.len()), (1, 1));
        assert_eq!((now[0].class.as_str(), then[0].class.as_str()), ("minor", "general"));
        assert_eq!(now[0].publication, Publication::Never);
        assert_eq!(then[0].known_until, Some(now[0].known_from));
        assert!(!town.totals().contains_key("published:administrative-penalty"));
        let early = AsOf { known_at: None, valid_on: Some(date(2026, 5, 5)) };
        assert!(town.records(A, early).is_empty());
    });
}

#[test]
fn h_29_a_repaired_record_stays_repaired_whoever_sends_it_again() {
    on_both(|town| {
        let digest = town.file(&penalty(A, NAME, "2026-05-06"));
        town.turn(FactKind::RepairGranted, A, "administrative-penalty", &digest);
        town.correct(&penalty(A, NAME, "2026-05-06"));
        town.turn(FactKind::ObjectionMarked, A, "administrative-penalty", &digest);
        let records = town.records(A, AsOf::default());
        assert_eq!(records[0].state, RecordState::Repaired);
        assert!(town.standing(A).entries.is_empty());
        assert_eq!(town.totals()["state:repaired"], 1);
        assert!(!records[0].is_public_on(date(2026, 11, 20)));
    });
}

#[test]
fn an_objection_is_marked_and_lifted() {
    on_both(|town| {
        let digest = town.file(&penalty(A, NAME, "2026-05-06"));
        town.turn(FactKind::ObjectionMarked, A, "administrative-penalty", &digest);
        assert!(town.standing(A).entries[0].in_objection);
        assert_eq!(town.records(A, AsOf::default())[0].state, RecordState::InObjection);
        let closed = json!({ "digest": digest, "open": false });
        town.say(FactKind::ObjectionMarked, town.subject(A), None, &closed);
        assert!(!town.standing(A).entries[0].in_objection);
    });
}

#[test]
fn h_17_the_timer_ends_publication_and_then_all_disclosure() {
    on_both(|town| {
        town.file(&penalty(A, NAME, "2026-05-06"));
        let run = |day: &str| {
            town.move_to(day);
            expire_due(&town.db, &town.pen, town.law.version(), town.clock.today()).unwrap()
        };
        assert_eq!(run("2027-05-06"), Default::default());
        let ended = run("2027-05-07");
        assert_eq!((ended.publications, ended.disclosures), (1, 0));
        let record = &town.records(A, AsOf::default())[0];
        assert_eq!((record.state, record.publication), (RecordState::Valid, Publication::Ended));
        assert_eq!(town.standing(A).entries.len(), 1);
        assert_eq!(run("2027-05-07"), Default::default());
        let ended = run("2031-05-07");
        assert_eq!((ended.publications, ended.disclosures), (0, 1));
        assert_eq!(town.records(A, AsOf::default())[0].state, RecordState::Expired);
        assert!(town.standing(A).entries.is_empty());
        assert_eq!(run("2031-05-08"), Default::default());
    });
}

#[test]
fn c_02_b_two_subjects_become_one_and_two_again() {
    on_both(|town| {
        town.file(&registration(A, NAME, &[]));
        town.file(&penalty(A, NAME, "2026-05-06"));
        town.file(&registration(B, "济南新泉商贸有限公司", &[]));
        let into = town.subject(B).to_hex();
        let body = json!({ "into": into, "reason": "换码", "evidence": "登记档案" });
        town.say(FactKind::SubjectMerged, town.subject(A), None, &body);
        assert_eq!(town.records(A, AsOf::default()).len(), 3);
        assert_eq!(town.records(A, AsOf::default()), town.records(B, AsOf::default()));
        for number in [A, B] {
            let standing = town.standing(number);
            assert_eq!(standing.subject.code.as_deref(), Some(B));
            assert_eq!(standing.entries.len(), 1);
        }
        assert_eq!(town.totals()["subjects:enterprise"], 1);
        town.say(FactKind::SubjectParted, town.subject(A), None, &body);
        assert_eq!(
            (town.records(A, AsOf::default()).len(), town.standing(B).entries.len()),
            (2, 0)
        );
        assert_eq!(town.totals()["subjects:enterprise"], 2);
    });
}

#[test]
fn c_05_e_the_file_of_an_ended_subject_takes_no_later_decision() {
    on_both(|town| {
        let fields = [("operating_state", "注销"), ("ended_on", "2026-03-31")];
        town.file(&registration(A, NAME, &fields));
        town.file(&penalty(A, NAME, "2026-05-06"));
        let records = town.records(A, AsOf::default());
        assert_eq!(records[0].state, RecordState::AfterExit);
        let standing = town.standing(A);
        assert_eq!(standing.subject.exited_on, Some(date(2026, 3, 31)));
        assert!(standing.entries.is_empty());
        let events = timeline::timeline(&standing.subject, &records, date(2026, 11, 20));
        assert_eq!(events.iter().filter(|event| event.kind == EventKind::Exited).count(), 1);
    });
}

#[test]
fn c_02_e_a_representative_has_a_beginning_and_an_end() {
    on_both(|town| {
        let fields = [("registered_on", "2015-03-01"), ("representative_name", "王小明")];
        town.file(&registration(A, NAME, &fields));
        let fields = [("registered_on", "2015-03-01"), ("representative_name", "李大同")];
        town.correct(&registration(A, NAME, &fields));
        let subject = town.subject(A);
        let relations = town.db.read(|tx| {
            let whole = read::whole(tx, subject)?.unwrap();
            read::relations(tx, &whole)
        });
        let relations = relations.unwrap();
        let [first, second] = relations.as_slice() else { panic!("{relations:?}") };
        assert_eq!((first.role, first.name.as_deref()), (Role::Representative, Some("王小明")));
        assert_eq!(
            (first.from_on, first.until_on),
            (Some(date(2015, 3, 1)), Some(date(2026, 11, 20)),)
        );
        assert_eq!((second.from_on, second.until_on), (Some(date(2026, 11, 20)), None));
    });
}

#[test]
fn an_undone_cleansing_gives_the_original_back() {
    on_both(|town| {
        let digest = town.file(&penalty(A, NAME, "2026-05-06"));
        let body = json!({ "digest": digest, "field": "subject_name", "reason": "原文如此" });
        town.say(FactKind::RecordRestored, town.subject(A), None, &body);
        let records = town.records(A, AsOf::default());
        let contents =
            town.db.read(|tx| content::contents(tx, &records.iter().collect::<Vec<_>>()));
        let content = contents.unwrap().pop().flatten().unwrap();
        assert_eq!(content.filing.fields.get("subject_name"), Some(format!("{NAME} ").as_str()));
        assert_eq!(content.undone, ["subject_name"]);
    });
}
