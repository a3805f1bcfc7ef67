//! The archive is a pure function of ledger and law: made anew it has the same bytes, on either
//! engine, however rich the story.

use std::{collections::BTreeMap, sync::Arc};

use intake::{Submission, Withdrawal};
use serde_json::json;
use store::Engine;
use vocabulary::{Actor, Date, Fact, FactKind, Position};

use crate::{
    archives::live,
    checks::ban,
    desk::{PENALTY, POLICE, REGISTRATION, code, person_penalty, registrations, submission},
    harness::Town,
    publicity::worked,
    rows::{COMPANY, MARKET, csv, licence, penalty, registration},
    story,
};

type Fingerprint = BTreeMap<&'static str, String>;

fn fingerprint(town: &Town) -> Fingerprint {
    archive::fingerprint(&town.platform.db).unwrap()
}

/// Withdrawn, and filed again as a correction; corrected, joined by a second source, cleansed and
/// restored, disputed.
fn turns_of_records(town: &Town, keeper: &Actor) {
    let seventy = penalty().with("document_number", "济〔2026〕70号");
    town.file(PENALTY, MARKET, seventy.clone());
    let withdrawal = Withdrawal {
        agency: MARKET.to_owned(),
        item: PENALTY.to_owned(),
        by: "story".to_owned(),
        reason: "决定被撤销".to_owned(),
        reason_code: "revoked".to_owned(),
    };
    let row = csv(std::slice::from_ref(&seventy));
    let withdrawn = town.platform.intake.withdraw_file(&withdrawal, row.as_bytes()).unwrap();
    assert_eq!(withdrawn.withdrawn, 1, "{withdrawn:?}");
    let again = Submission { correction: true, ..submission(PENALTY, MARKET) };
    let fine = csv(&[seventy.with("fine", "1")]);
    assert_eq!(town.submit(&again, fine.as_bytes()).unwrap().corrected, 1);
    let sloppy = licence()
        .with("subject_name", " 济南明泉商贸有限公司 ")
        .with("document_number", "济审许〔2026〕71号");
    town.file("administrative-licence", MARKET, sloppy);
    let record = town.own_record("administrative-licence");
    let place = (town.subject(COMPANY), Position(record.position));
    town.platform.intake.undo_cleansing(keeper, place, "subject_name", "原文如此").unwrap();
    town.send(REGISTRATION, MARKET, &registrations(40));
    assert_eq!(town.send(REGISTRATION, "jinan-approval-service", &registrations(4)).joined, 4);
    town.decide(FactKind::ObjectionMarked, PENALTY, json!({ "open": true }));
}

/// Two numbers found to be one subject, parted, and found to be another one.
fn turns_of_subjects(town: &Town, keeper: &Actor) {
    let named = |number, name| {
        let row = registration().with("subject_code", code(number)).with("subject_name", name);
        town.file(REGISTRATION, MARKET, row);
    };
    named(70, "济南七十商贸有限公司");
    let old = penalty()
        .with("subject_code", code(71))
        .with("document_number", "济〔2024〕1号")
        .with("decided_on", "2024-11-18");
    town.file(PENALTY, MARKET, old);
    let by = (keeper, town.platform.law.version());
    let because = archive::merge::Because { reason: "换发", evidence: "登记档案" };
    let id = |number| town.subject(&code(number));
    archive::merge::merge(&town.platform.pen, by, id(71), id(70), because).unwrap();
    town.platform.expire().unwrap();
    archive::merge::part(&town.platform.pen, by, id(71), because).unwrap();
    archive::merge::merge(&town.platform.pen, by, id(71), id(3), because).unwrap();
}

/// Everything that can happen to a record or a subject.
fn rich(town: &Town) {
    let keeper = Actor::new("jinan-credit-centre", "keeper-1");
    let law = Arc::clone(&town.platform.law);
    turns_of_records(town, &keeper);
    town.file("administrative-penalty-person", POLICE, person_penalty());
    town.file("government-procurement-violation", "jinan-finance", ban());
    turns_of_subjects(town, &keeper);
    for item in law.items(town.platform.gate.today()) {
        if let Some(row) = worked(item).filter(|row| row.contains_key("subject_code")) {
            let row = row.into_iter().map(|(name, value)| match name.as_str() {
                "subject_code" if value == COMPANY => (name, json!(code(72))),
                _ => (name, value),
            });
            town.hand_in(item, &row.collect());
        }
    }
    town.move_to(Date::constant(2027, 1, 20));
    let renamed = registration()
        .with("subject_code", code(72))
        .with("subject_name", "济南更名商贸有限公司")
        .with("representative_name", "李四海");
    assert_eq!(town.send(REGISTRATION, MARKET, &[renamed]).corrected, 1);
    // A body destroyed by order.
    let facts = town.facts(FactKind::RecordFiled);
    let of = |fact: &&Fact| fact.draft.item.as_deref() == Some("honour");
    let doomed = facts.iter().find(of).unwrap();
    let (subject, policy) = (doomed.draft.subject, law.version().to_owned());
    town.platform.pen.erase(subject, doomed.position, keeper, policy, "法院裁定").unwrap();
}

fn whole_story(town: &Town) {
    rich(town);
    // The company of `rich` lives on under another document number.
    let gone = registration().with("operating_state", "注销");
    town.send(REGISTRATION, MARKET, &[registration()]);
    town.move_to(Date::constant(2027, 2, 1));
    town.repair(PENALTY);
    town.move_to(Date::constant(2027, 3, 1));
    town.send(REGISTRATION, MARKET, &[gone]);
    town.move_to(Date::constant(2028, 3, 1));
    town.platform.expire().unwrap();
    town.platform.sequencer.fold().unwrap();
}

/// Makes the archive anew and gives both fingerprints.
fn anew(town: &Town) -> (Fingerprint, Fingerprint) {
    let before = fingerprint(town);
    let law = Arc::clone(&town.platform.law);
    let facts = archive::rebuild(&town.platform.db, law, |_, _| {}).unwrap();
    assert_eq!(facts, town.platform.reader.size().unwrap());
    (before, fingerprint(town))
}

story! {
    fn the_archive_made_anew_after_a_rich_story_has_the_same_bytes(town) {
        whole_story(town);
        let (before, after) = anew(town);
        assert!(before.len() >= 10, "every table was used: {:?}", before.keys());
        assert_eq!(after, before);
        let report = ledger::verify_database(&town.platform.db, &town.platform.verifiers).unwrap();
        assert!(report.holds(), "{:?}", report.faults);
        // And once more, on the day after, with the platform closed and opened between.
        town.move_to(Date::constant(2029, 5, 1));
        town.reopen();
        assert_eq!(anew(town).1, before, "the day of making does not matter");
    }
}

story! {
    fn a_life_with_every_kind_of_event_is_made_anew_with_the_same_bytes(town) {
        live(town);
        let (before, after) = anew(town);
        assert_eq!(after, before);
        let page = town.page(COMPANY).unwrap();
        assert_eq!(page.head.exited_on, Some(Date::constant(2027, 3, 1)));
    }
}

story! {
    fn a_destroyed_registration_is_forgotten_when_the_archive_is_made_anew(town) {
        town.send(REGISTRATION, MARKET, &registrations(3));
        let filed = &town.facts(FactKind::RecordFiled)[1];
        let (order, by) = ("法院裁定", Actor::new("jinan-credit-centre", "keeper-1"));
        let policy = town.platform.law.version().to_owned();
        town.platform.pen.erase(filed.draft.subject, filed.position, by, policy, order).unwrap();
        assert!(town.page(&code(1)).is_none_or(|page| page.records.is_empty()));
        anew(town);
        assert!(town.page(&code(1)).is_none());
        assert!(town.page(&code(2)).is_some());
        assert_eq!(town.platform.gate.figures().unwrap().subjects["enterprise"], 2);
    }
}

/// The same story leaves the same archive on both engines.
#[test]
fn both_engines_keep_the_same_archive() {
    let [sqlite, postgres] = [Engine::Sqlite, Engine::Postgres].map(|engine| {
        let town = Town::on(engine);
        whole_story(&town);
        fingerprint(&town)
    });
    assert_eq!(sqlite, postgres);
}
