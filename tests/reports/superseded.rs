//! A report whose content has changed or gone: it was issued, it is superseded, and nothing of it is
//! shown, to nobody (H-17, H-27, H-29).

use report::{Issued, ReportError, Verdict};
use serde_json::json;
use vocabulary::{Date, FactKind};

use super::{ask, own, says};
use crate::{
    desk::{PENALTY, submission},
    harness::Town,
    rows::{COMPANY, MARKET, csv, licence, penalty},
    story,
};

/// The report verifies as superseded by number and by file, and is handed out nowhere.
fn is_superseded(town: &Town, issued: &Issued, files: &[Vec<u8>]) {
    let number = &issued.report.number;
    let verified = town.reports().verify(number).unwrap();
    assert_eq!(verified.verdict, Verdict::Superseded);
    let told = serde_json::to_string(&verified).unwrap();
    for gone in ["罚款", "明码标价", "济市监罚"] {
        assert!(!told.contains(gone), "{told}");
    }
    for file in files {
        let verified = town.reports().verify_file(file).unwrap();
        assert_eq!((verified.verdict, verified.sealed), (Verdict::Superseded, Some(true)));
    }
    let subject = town.subject(COMPANY);
    let again = town.reports().again(&own(subject), number);
    assert!(matches!(again, Err(ReportError::Superseded { .. })), "{again:?}");
    let line = town.reports().of(subject).unwrap().into_iter().find(|line| line.number == *number);
    assert!(line.unwrap().superseded);
    let lines = town.reports().register(&report::RegisterFilter::default(), 50).unwrap();
    assert!(lines.iter().find(|line| line.number == *number).unwrap().superseded);
}

/// A report with the penalty, and its files.
fn with_penalty(town: &Town) -> (Issued, Vec<Vec<u8>>) {
    let issued = town.own_report();
    assert!(says(&issued, "罚款3万元"));
    let files = vec![town.reports().json(&issued).unwrap(), town.reports().pdf(&issued).unwrap()];
    (issued, files)
}

story! {
    fn h_27_h_29_a_report_with_a_record_that_was_repaired_is_superseded(town) {
        town.settle();
        let (issued, files) = with_penalty(town);
        town.move_to(Date::constant(2027, 2, 1));
        town.repair(PENALTY);
        is_superseded(town, &issued, &files);
        let new = town.own_report();
        assert!(!says(&new, "罚款3万元") && says(&new, "食品经营许可证"));
        assert_eq!(town.verdict(&new.report.number), Verdict::Genuine);
        // A restart and the law's own timer change nothing.
        town.platform.expire().unwrap();
        town.reopen();
        is_superseded(town, &issued, &files);
        assert_eq!(town.verdict(&new.report.number), Verdict::Genuine);
    }
}

story! {
    fn h_17_a_report_is_superseded_on_the_day_after_a_record_was_last_public_before_any_job_ran(town) {
        town.settle();
        let (issued, files) = with_penalty(town);
        let until = town.page(COMPANY).unwrap().records.iter().find(|one| one.item == PENALTY).unwrap().public_until.unwrap();
        town.move_to(until);
        assert_eq!(town.verdict(&issued.report.number), Verdict::Genuine);
        town.move_to(until.tomorrow().unwrap());
        is_superseded(town, &issued, &files);
        assert!(!says(&town.own_report(), "罚款3万元"));
        town.platform.expire().unwrap();
        is_superseded(town, &issued, &files);
    }
}

story! {
    fn a_report_with_a_record_that_was_withdrawn_is_superseded(town) {
        town.settle();
        let (issued, files) = with_penalty(town);
        let reason = json!({ "reason": "决定被撤销", "reason_code": "revoked", "source": "jinan-market-regulation" });
        town.decide(FactKind::RecordWithdrawn, PENALTY, reason);
        is_superseded(town, &issued, &files);
        assert!(!says(&town.own_report(), "罚款3万元"));
    }
}

story! {
    fn a_report_with_a_record_that_was_corrected_is_superseded(town) {
        town.settle();
        let (issued, files) = with_penalty(town);
        let right = penalty().with("fine", "2").with("content", "罚款2万元");
        let correction = intake::Submission { correction: true, ..submission(PENALTY, MARKET) };
        assert_eq!(town.submit(&correction, csv(&[right]).as_bytes()).unwrap().corrected, 1);
        is_superseded(town, &issued, &files);
        let new = town.own_report();
        assert!(says(&new, "罚款2万元") && !says(&new, "罚款3万元"));
    }
}

story! {
    fn a_report_without_the_mark_of_an_objection_is_superseded_by_it_and_one_with_it_by_its_end(town) {
        town.settle();
        let (issued, files) = with_penalty(town);
        assert!(!says(&issued, "异议处理中\"]"));
        town.decide(FactKind::ObjectionMarked, PENALTY, json!({ "open": true }));
        is_superseded(town, &issued, &files);
        let marked = town.own_report();
        let entry = |issued: &Issued| {
            let mut entries = issued.report.sections.iter().flat_map(|section| &section.entries);
            entries.find(|entry| entry.facts.iter().any(|fact| fact.value == "罚款3万元")).unwrap().marks.clone()
        };
        assert_eq!(entry(&marked), ["异议处理中"]);
        town.decide(FactKind::ObjectionMarked, PENALTY, json!({ "open": false }));
        assert_eq!(town.verdict(&marked.report.number), Verdict::Superseded);
        assert!(entry(&town.own_report()).is_empty());
    }
}

story! {
    fn what_comes_later_supersedes_nothing_the_cut_off_is_printed(town) {
        town.settle();
        let issued = town.own_report();
        town.file("administrative-licence", MARKET, licence().with("document_number", "济审许〔2026〕8号"));
        assert_eq!(town.verdict(&issued.report.number), Verdict::Genuine);
        let subject = town.subject(COMPANY);
        let again = town.reports().again(&own(subject), &issued.report.number).unwrap();
        assert_eq!(again, issued);
        let new = town.reports().issue(&own(subject), subject, &ask("organisation")).unwrap();
        assert!(new.report.cut_off.position > issued.report.cut_off.position);
        assert!(says(&new, "济审许〔2026〕8号") && !says(&again, "济审许〔2026〕8号"));
    }
}

story! {
    fn a_persons_report_is_superseded_when_a_record_of_it_is_repaired(town) {
        let person = town.settle_person();
        let issued = town.reports().issue(&own(person), person, &ask("person")).unwrap();
        let digest = town.own_file(person).unwrap().records.into_iter()
            .find(|record| record.item == "administrative-penalty-person").unwrap().digest;
        let draft = vocabulary::Draft {
            kind: FactKind::RepairGranted,
            subject: Some(person),
            actor: vocabulary::Actor::new("jinan-credit-centre", "story"),
            item: Some("administrative-penalty-person".to_owned()),
            policy: town.platform.law.version().to_owned(),
            body: json!({ "digest": digest, "reason": "履行义务", "decision": "济信修〔2026〕2号" }).to_string(),
        };
        assert_eq!(town.verdict(&issued.report.number), Verdict::Genuine);
        town.platform.pen.append(vec![draft]).unwrap();
        assert_eq!(town.verdict(&issued.report.number), Verdict::Superseded);
        let new = town.reports().issue(&own(person), person, &ask("person")).unwrap();
        assert!(!says(&new, "扰乱公共场所秩序"));
    }
}
