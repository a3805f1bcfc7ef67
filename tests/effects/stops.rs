//! A record that was repaired or removed is used nowhere from that transaction on, and a receipt says
//! where it stopped.

use disclosure::RecordState;
use vocabulary::{Date, FactKind};
use workflow::{Place, case::By};

use super::{APPLIED, REMOVED, REPAIRED};
use crate::{
    cases::lists::{LISTED, PROPOSED, SERIOUS},
    desk::{PENALTY, REGISTRATION},
    harness::TODAY,
    plays::{Run, engine::Engine},
    rows::{COMPANY, COMPANY_NAME, MARKET, Row, penalty, registration},
    story,
};

fn company(run: &mut Run<'_, Engine>) -> By {
    let number = run.number().to_owned();
    run.cast.by(run.town, "company", &number)
}

story! {
    fn c_17_b_h_26_h_27_h_28_a_repaired_record_leaves_every_view_but_the_subjects_own_and_the_archive(town) {
        town.fined_in_june();
        let trace = town.trace(PENALTY);
        assert!(!town.public_sight(&trace).is_empty() && !town.department_sight(&trace).is_empty());
        let mut run = town.on_engine(REPAIRED);
        assert!(town.public_sight(&trace).is_empty(), "{:?}", town.public_sight(&trace));
        assert!(town.department_sight(&trace).is_empty(), "{:?}", town.department_sight(&trace));
        assert_eq!(town.archive_sight(&trace), [Some(RecordState::Repaired); 2]);

        // The receipt lists every place, the open one included, and the applicant sees it.
        let company = company(&mut run);
        let stops = town.platform.cases.stops(&company, run.number()).unwrap();
        let open: Vec<_> = stops.iter().filter(|stop| stop.stopped_at.is_none()).collect();
        assert_eq!(open.iter().map(|stop| stop.place).collect::<Vec<_>>(), [Place::UpperPlatform]);
        for place in Place::ALL.into_iter().filter(|place| *place != Place::Measure) {
            assert!(stops.iter().any(|stop| stop.place == place), "{place:?}");
        }
    }
}

story! {
    fn h_35_c_10_d_repair_and_removal_lift_every_measure_at_every_responder_the_same_day(town) {
        town.barred();
        let mut run = town.on_engine(APPLIED);
        let [action, task] = [0, 1].map(|at| run.numbers[at].clone());
        let cases = &town.platform.cases;
        assert_eq!(cases.lasting(town.subject(COMPANY)).unwrap().len(), 1);
        run.play(REPAIRED);
        assert_eq!(cases.lasting(town.subject(COMPANY)).unwrap(), []);
        let applied =
            cases.applied(&workflow::AppliedFilter::default(), &Default::default()).unwrap();
        assert_eq!(applied.entries[0].lifted_on, Some(TODAY));
        assert_eq!(applied.entries[0].reason.as_deref(), Some("repaired"));
        assert_eq!(town.facts(FactKind::MeasureLifted).len(), 1);
        // The responder's task and the action are closed; the receipt names measure and agency.
        for (who, number) in [
            ("approval-service/approval-officer", task),
            ("market-regulation/department-officer", action),
        ] {
            let by = run.cast.by(town, who, &number);
            assert_eq!(cases.view(&by, &number).unwrap().line.state, "ended");
        }
        let stops = cases.stops(&company(&mut run), run.number()).unwrap();
        let measure = stops.iter().find(|stop| stop.place == Place::Measure).unwrap();
        assert!(measure.stopped_at.is_some());
        assert!(measure.measure.as_ref().unwrap().zh.contains("不得再次申请"));
        assert!(measure.agency.as_ref().unwrap().zh.contains("审批"));
    }
}

story! {
    fn c_10_d_measures_end_in_the_transaction_in_which_the_source_takes_the_record_back_or_it_expires(town) {
        town.barred();
        town.on_engine(APPLIED);
        let cases = &town.platform.cases;
        assert_eq!(cases.lasting(town.subject(COMPANY)).unwrap().len(), 1);
        town.decide(FactKind::RecordWithdrawn, PENALTY, serde_json::json!({ "reason": "决定被撤销" }));
        assert_eq!(cases.lasting(town.subject(COMPANY)).unwrap(), []);
        let applied = cases.applied(&workflow::AppliedFilter::default(), &Default::default()).unwrap();
        assert_eq!(applied.entries[0].reason.as_deref(), Some("withdrawn"));
    }
}

story! {
    fn h_29_removal_from_a_list_is_repair_and_the_entry_does_not_come_back_by_batch(town) {
        town.registered_on(Date::constant(2026, 11, 2));
        let mut run = town.on_engine(PROPOSED);
        run.play(LISTED);
        let trace = town.trace(SERIOUS);
        assert!(!town.public_sight(&trace).is_empty());
        run.play(REMOVED);
        assert!(town.public_sight(&trace).is_empty());
        assert_eq!(town.archive_sight(&trace), [Some(RecordState::Repaired); 2]);
        let body = town.bodies(FactKind::RepairGranted).remove(0);
        assert_eq!(body["reason"], "removed");
    }
}

story! {
    fn c_17_f_a_repaired_record_that_its_source_sends_again_does_not_stand_again(town) {
        town.fined_in_june();
        let trace = town.trace(PENALTY);
        town.on_engine(REPAIRED);
        let row = penalty().with("decided_on", "2026-06-10");
        let again = town.send(PENALTY, MARKET, std::slice::from_ref(&row));
        assert_eq!((again.accepted, again.corrected, again.duplicates), (0, 0, 1));
        assert_eq!(town.refused(PENALTY, MARKET, row.with("fine", "5").with("content", "罚款5万元")).len(), 5);
        assert!(town.public_sight(&trace).is_empty() && town.department_sight(&trace).is_empty());
        assert_eq!(town.archive_sight(&trace), [Some(RecordState::Repaired); 2]);
    }
}

/// Grade A of the tax authority.
fn red() -> Row {
    Row::default()
        .with("subject_name", COMPANY_NAME)
        .with("subject_code", COMPANY)
        .with("year", "2025")
        .with("grade", "A")
        .with("decided_on", "2026-04-30")
        .with("authority_name", "国家税务总局济南市税务局")
        .with("authority_code", "11370100MB900004XW")
}

story! {
    fn c_10_f_a_red_entry_goes_with_the_designation_and_one_that_comes_later_does_not_enter(town) {
        town.registered_on(Date::constant(2026, 11, 2));
        town.file("tax-grade-a", "jinan-tax", red());
        let page = |town: &crate::harness::Town| town.door().get(&format!("/subjects/{COMPANY}")).1;
        assert!(page(town).contains("纳税信用A级"));
        town.on_engine(PROPOSED).play(LISTED);
        assert!(!page(town).contains("纳税信用A级"), "with the same transaction");
        assert_eq!(town.own_record("tax-grade-a").state, RecordState::Yielded);
        town.file("tax-grade-a", "jinan-tax", red().with("year", "2026").with("decided_on", "2026-11-12"));
        assert!(!page(town).contains("纳税信用A级"), "by batch as well");
    }
}

story! {
    fn h_29_what_was_announced_goes_with_the_record_that_the_case_filed(town) {
        town.file(REGISTRATION, MARKET, registration());
        town.on_engine("
            2026-11-20 company start:commitment item=food-business-licence unit=jinan-approval-service accepted=on place=泺源大街1号 -> performing");
        let announced = || town.platform.cases.announced("commitment", &Default::default()).unwrap().entries;
        assert_eq!(announced().len(), 1);
        let trace = town.trace("credit-commitment");
        assert!(!town.public_sight(&trace).is_empty());
        town.decide(FactKind::RepairGranted, "credit-commitment", serde_json::json!({ "reason": "repair" }));
        assert!(announced().is_empty() && town.public_sight(&trace).is_empty());
    }
}
