//! Entries with their review, and registers compared with what was reported, on both engines.

use std::{collections::BTreeMap, sync::Arc};

use vocabulary::{Actor, Clock, Date, FactKind, FixedClock};

use super::desk::*;
use crate::{
    EntryState, GapLine, GapReason, GapState, Intake, IntakeError, NewEntry, NewRegister, POINTS,
    ReviewBy, TimelinessLine,
};

const ITEM: &str = "administrative-penalty";

fn by(account: &str) -> Actor {
    Actor::new(MARKET.to_owned(), account.to_owned())
}

fn points() -> Vec<String> {
    POINTS.map(str::to_owned).into()
}

fn entry(changes: &[(&str, &str)], review: ReviewBy) -> NewEntry {
    let fields: BTreeMap<String, String> = serde_json::from_str(&penalty(changes)).unwrap();
    NewEntry { agency: MARKET.into(), item: ITEM.into(), fields, correction: false, review }
}

/// The intake behind an `Arc`, as doors hold it.
fn intake(desk: &Desk) -> Arc<Intake> {
    let (pen, vault) = (desk.pen.clone(), desk.vault.clone());
    let chance: Arc<dyn vocabulary::Entropy> = Arc::new(vocabulary::SeededEntropy::new(9));
    let key = vocabulary::SiteKey::new(&[5; 32]);
    Arc::new(Intake::new(desk.db.clone(), pen, law(), key, vault, (desk.clock.clone(), chance)))
}

#[test]
fn h_24_a_record_waits_for_a_second_person_and_is_filed_with_the_review() {
    on_both(|desk| {
        let intake = intake(desk);
        let line = intake.enter(&by("clerk-1"), &entry(&[], ReviewBy::Colleague)).unwrap();
        assert_eq!(line.state, EntryState::Waiting);
        assert!(line.number.starts_with("LR") && line.number.len() == 20);
        assert!(desk.facts(FactKind::RecordFiled).is_empty());
        let own = intake.pass_entry(&by("clerk-1"), &line.number, &points());
        assert!(matches!(own, Err(IntakeError::Forbidden { rule: "H-24", .. })), "{own:?}");
        let part = intake.pass_entry(&by("clerk-2"), &line.number, &points()[..3]);
        assert!(matches!(part, Err(IntakeError::Forbidden { rule: "H-24", .. })), "{part:?}");
        assert!(desk.facts(FactKind::RecordFiled).is_empty());
        let batch = intake.pass_entry(&by("clerk-2"), &line.number, &points()).unwrap();
        let receipt = intake.receipt(&batch).unwrap();
        assert_eq!((receipt.received, receipt.accepted, receipt.complete), (1, 1, true));
        assert_eq!(desk.bodies(FactKind::BatchReceived)[0]["reviewed_by"], "clerk-2");
        let review = &desk.bodies(FactKind::EntryReviewed)[0];
        assert_eq!((&review["verdict"], &review["points"]), (&"passed".into(), &points().into()));
        let view = intake.entry(MARKET, &line.number).unwrap().unwrap();
        assert_eq!((view.line.state, view.fields.len()), (EntryState::Filed, 0), "no second copy");
        let month = intake.quality(MARKET, "2026-11").unwrap();
        let counted = month.items.iter().find(|one| one.item == ITEM).unwrap();
        assert_eq!((counted.batches, counted.accepted, counted.on_time), (1, 1, 1));
        let again = intake.pass_entry(&by("clerk-2"), &line.number, &points());
        assert!(matches!(again, Err(IntakeError::State { .. })), "{again:?}");
    });
}

#[test]
fn h_24_what_is_sent_back_is_mended_by_its_writer_and_a_stated_review_files_at_once() {
    on_both(|desk| {
        let intake = intake(desk);
        let faulty = intake.enter(&by("clerk-1"), &entry(&[("fine", "")], ReviewBy::Colleague));
        assert!(matches!(faulty, Err(IntakeError::Faulty { .. })), "{faulty:?}");
        let line = intake.enter(&by("clerk-1"), &entry(&[], ReviewBy::Colleague)).unwrap();
        assert!(matches!(
            intake.return_entry(&by("clerk-2"), &line.number, " "),
            Err(IntakeError::NoReason)
        ));
        intake.return_entry(&by("clerk-2"), &line.number, "违法事实写到了住址").unwrap();
        let view = intake.entry(MARKET, &line.number).unwrap().unwrap();
        assert_eq!(view.note.as_deref(), Some("违法事实写到了住址"));
        assert!(!desk.bodies(FactKind::EntryReviewed)[0].to_string().contains("住址"), "sealed");
        let mended = entry(&[("remark", "已改")], ReviewBy::Colleague);
        intake.change_entry(&by("clerk-1"), &line.number, &mended).unwrap();
        intake.pass_entry(&by("clerk-2"), &line.number, &points()).unwrap();
        assert_eq!(desk.bodies(FactKind::RecordFiled)[0]["fields"]["remark"], "已改");
        assert!(intake.entry(ECOLOGY, &line.number).unwrap().is_none(), "another unit's");
        let nobody = entry(&[("document_number", "乙")], ReviewBy::Stated(" ".into()));
        assert!(matches!(intake.enter(&by("clerk-1"), &nobody), Err(IntakeError::Refused { .. })));
        let stated = ReviewBy::Stated("办公室 密审〔2026〕3号".into());
        let filed = intake.enter(&by("clerk-1"), &entry(&[("document_number", "乙")], stated));
        assert_eq!(filed.unwrap().state, EntryState::Filed);
        assert_eq!(
            desk.bodies(FactKind::BatchReceived)[1]["reviewed_by"],
            "办公室 密审〔2026〕3号"
        );
        let dropped =
            intake.enter(&by("clerk-1"), &entry(&[("document_number", "丙")], ReviewBy::Colleague));
        let number = dropped.unwrap().number;
        assert!(intake.drop_entry(&by("clerk-2"), &number).is_err(), "not its writer");
        intake.drop_entry(&by("clerk-1"), &number).unwrap();
        assert_eq!(intake.entries(MARKET, 10).unwrap()[0].state, EntryState::Dropped);
        assert_eq!(desk.facts(FactKind::RecordFiled).len(), 2);
    });
}

fn november() -> NewRegister {
    let day = |day| Date::constant(2026, 11, day);
    NewRegister { agency: MARKET.into(), item: ITEM.into(), from: day(1), until: day(30) }
}

#[test]
fn h_20_h_21_the_own_register_tells_what_is_missing_late_and_why() {
    on_both(|desk| {
        let intake = intake(desk);
        let code = enterprise_code(1);
        let row = |document: &str, day: &str| format!("{document},{day},{code}\n");
        let mut register =
            "行政处罚决定书文号,处罚决定日期,行政相对人代码_1(统一社会信用代码)\n".to_owned();
        for (document, day) in
            [("甲", "2026-11-02"), ("乙", "2026-11-02"), ("丙", "2026-11-02"), ("丁", "2026-11-19")]
        {
            register.push_str(&row(document, day));
        }
        register.push_str(&row("戊", "2026-10-02"));
        register.push_str(&format!("己,2026-11-02,{}K\n", &code[..17]));
        let columns = intake.register_columns(ITEM).unwrap();
        assert!(columns.iter().all(|label| register.contains(label.as_str())), "{columns:?}");
        // In time, late, and never.
        desk.clock.set(FixedClock::on(Date::constant(2026, 11, 9)).now());
        let sent = |document: &str| {
            let row = penalty(&[("document_number", document), ("decided_on", "2026-11-02")]);
            desk.send(MARKET, ITEM, row.as_bytes()).unwrap();
        };
        sent("甲");
        desk.clock.set(FixedClock::on(Date::constant(2026, 11, 20)).now());
        sent("乙");
        let receipt =
            intake.list_register(&by("clerk-1"), &november(), register.as_bytes()).unwrap();
        assert_eq!((receipt.lines, receipt.faults.len()), (4, 2), "{receipt:?}");
        let gaps = intake.gaps(MARKET, "2026-11").unwrap();
        let states: Vec<_> = gaps.iter().map(|line| (line.document.as_str(), line.state)).collect();
        let wanted = [
            ("丙", GapState::Missing),
            ("丁", GapState::Pending),
            ("乙", GapState::Late),
            ("甲", GapState::OnTime),
        ];
        assert_eq!(states, wanted);
        assert_eq!(gaps[0].due_on, Some(Date::constant(2026, 11, 11)));
        let line = |of: &Intake| {
            let lines = of.timeliness("2026-11").unwrap();
            lines.into_iter().find(|line| line.item == ITEM).unwrap()
        };
        let figures = line(&intake);
        assert_eq!((figures.listed, figures.missing, figures.explained), (4, 1, 0));
        assert_eq!((figures.on_time, figures.late, figures.punctual()), (1, 1, Some(5_000)));
        reasons(&intake, &gaps, line);
        // A correction does not make it late; the first version counts.
        let row =
            penalty(&[("document_number", "甲"), ("decided_on", "2026-11-02"), ("fine", "4")]);
        desk.send(MARKET, ITEM, row.as_bytes()).unwrap();
        let gaps = intake.gaps(MARKET, "2026-Q4").unwrap();
        let first = gaps.iter().find(|line| line.document == "甲").unwrap();
        assert_eq!(
            (first.state, first.received_on),
            (GapState::OnTime, Some(Date::constant(2026, 11, 9)))
        );
        assert!(desk.bodies(FactKind::RegisterListed)[0].to_string().contains(&gaps[0].digest));
    });
}

/// A dated reason: by the own unit, without a person's number.
fn reasons(intake: &Intake, gaps: &[GapLine], line: impl Fn(&Intake) -> TimelinessLine) {
    let key = (gaps[0].subject, gaps[0].digest.as_str());
    let other = Actor::new(ECOLOGY.to_owned(), "clerk-9".to_owned());
    assert!(intake.explain_gap(&other, key, ("simple", "简易程序")).is_err());
    let named = intake.explain_gap(&by("clerk-1"), key, ("other", "当事人电话 13800138000"));
    assert!(matches!(named, Err(IntakeError::Forbidden { rule: "H-21", .. })), "{named:?}");
    intake.explain_gap(&by("clerk-1"), key, ("simple", "简易程序，不报送")).unwrap();
    let reason = GapReason {
        code: "simple".into(),
        text: "简易程序，不报送".into(),
        by: "clerk-1".into(),
        on: Date::constant(2026, 11, 20),
    };
    assert_eq!(intake.gaps(MARKET, "2026-11").unwrap()[0].reason, Some(reason));
    assert_eq!((line(intake).missing, line(intake).unexplained()), (1, 0));
}
