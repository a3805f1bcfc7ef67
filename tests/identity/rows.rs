//! Rows of departments: taken by name, held, decided, moved.

use axum::http::StatusCode;
use disclosure::{PageRequest, Query};
use identity::Verdict;
use intake::{IntakeError, Page};
use serde_json::json;
use vocabulary::FactKind;

use super::{OTHER_NAME, keeper, other, unnamed};
use crate::{
    desk::{PENALTY, POLICE, person_penalty},
    rows::{COMPANY, COMPANY_NAME, MARKET, penalty},
    story,
};

story! {
    fn c_02_a_row_without_code_is_filed_by_its_name_however_it_is_written(town) {
        town.settle_companies();
        for (number, name) in [COMPANY_NAME, "濟南明泉商貿有限公司", "济南明泉商贸有限责任公司", " 济南明泉商贸 有限公司"]
            .into_iter()
            .enumerate()
        {
            let row = unnamed(name, &format!("济〔2026〕{number}号"));
            let receipt = town.send(PENALTY, MARKET, &[row]);
            assert_eq!(receipt.accepted, 1, "{name}: {receipt:?}{}", town.faults(&receipt.batch));
            assert_eq!(receipt.cleansed_by_rule["W-114"], 1, "the receipt tells it");
            let named = town.platform.intake.named_rows(&receipt.batch, &Page::default()).unwrap();
            assert_eq!(named.entries[0].rule, "M-1");
            assert!(named.entries[0].advice.contains(COMPANY));
        }
        assert_eq!(town.fines(COMPANY), 4);
        let body = &town.bodies(FactKind::RecordFiled)[3];
        assert_eq!((&body["code"], &body["resolved"]["rule"]), (&json!(COMPANY), &json!("M-1")));
        assert_eq!(body["resolved"]["name"], body["name"], "the name as it was sent");
        // The spelling of a fine renames nobody.
        assert_eq!(town.page(COMPANY).unwrap().head.name.as_deref(), Some(COMPANY_NAME));
    }
}

story! {
    fn c_02_a_file_without_a_column_of_codes_is_read_by_its_names(town) {
        town.settle_companies();
        let row = |name: &str, number: &str| {
            let own = ["document_number", "content", "decided_on", "authority_name", "authority_code"];
            let mut row = penalty();
            row.0.retain(|field, _| own.contains(field));
            let row = row.with("subject_name", name).with("criterion", "未按期公示年度报告");
            row.with("document_number", number).with("content", "未按规定公示年度报告")
        };
        let rows = [row(COMPANY_NAME, "济市监异〔2026〕1号"), row("济南明全商贸有限公司", "济市监异〔2026〕2号")];
        let receipt = town.send("abnormal-operations", MARKET, &rows);
        assert_eq!((receipt.accepted, receipt.held), (1, 1), "{receipt:?}{}", town.faults(&receipt.batch));
        let intake = &town.platform.intake;
        let code = vocabulary::UnifiedCode::parse(COMPANY).unwrap();
        intake.release(&keeper(), &receipt.batch, 3, "营业执照复印件", Some(&code)).unwrap().unwrap();
        let page = town.page(COMPANY).unwrap();
        assert_eq!(page.records.iter().filter(|record| record.item == "abnormal-operations").count(), 2);
    }
}

story! {
    fn c_02_a_name_with_a_slip_waits_until_an_officer_says_who_is_meant(town) {
        town.settle_companies();
        let row = town.waits(unnamed("济南明全商贸有限公司", "济〔2026〕21号"));
        assert_eq!((row.faults[0].rule.as_str(), row.rule.as_deref()), ("R-310", Some("M-2")));
        assert!(row.faults[0].advice.contains(COMPANY_NAME), "the agency reads who is near");
        let first = &row.candidates[0];
        assert_eq!((first.code.as_deref(), first.name.as_str()), (Some(COMPANY), COMPANY_NAME));
        assert_ne!(first.score.verdict, Verdict::Different);
        assert!(!first.score.evidence.is_empty(), "and the officer why");
        assert_eq!(town.fines(COMPANY), 0, "in no view");

        let intake = &town.platform.intake;
        let silent = intake.release(&keeper(), &row.batch, row.line, "营业执照复印件", None);
        assert!(matches!(silent, Err(IntakeError::Forbidden { rule: "C-02", .. })), "{silent:?}");
        let code = vocabulary::UnifiedCode::parse(COMPANY).unwrap();
        intake.release(&keeper(), &row.batch, row.line, "营业执照复印件", Some(&code)).unwrap().unwrap();
        assert_eq!((town.fines(COMPANY), intake.held_count(None).unwrap()), (1, 0));
        let settled = &town.bodies(FactKind::RowSettled)[0];
        assert_eq!((&settled["meant"]["code"], &settled["reason"]), (&json!(COMPANY), &json!("营业执照复印件")));
        assert!(settled["meant"]["shown"][0]["evidence"].is_array(), "{settled}");
        assert_eq!(town.facts(FactKind::RowSettled)[0].draft.actor, keeper());
        assert_eq!(town.page(COMPANY).unwrap().head.name.as_deref(), Some(COMPANY_NAME));
    }
}

story! {
    fn c_02_two_of_one_name_and_a_name_without_its_place_are_left_to_a_person(town) {
        town.settle_companies();
        let twin = crate::rows::registration().with("subject_code", crate::desk::code(77));
        town.file("enterprise-registration", MARKET, twin);
        let row = town.waits(unnamed(COMPANY_NAME, "济〔2026〕22号"));
        assert_eq!((row.candidates.len(), row.rule.as_deref()), (2, Some("M-2")));
        let row = town.waits(unnamed("清河建材有限公司", "济〔2026〕23号"));
        assert_eq!(row.candidates[0].name, OTHER_NAME, "{:?}", row.candidates);
        assert_eq!(town.fines(other().as_str()), 0);
    }
}

story! {
    fn c_02_d_whoever_is_not_found_waits_is_seen_nowhere_and_is_mended_by_the_agency(town) {
        town.settle_companies();
        let row = town.waits(unnamed("泰安海风渔业有限公司", "济〔2026〕24号"));
        assert_eq!((row.faults[0].rule.as_str(), row.rule.as_deref()), ("R-311", Some("M-3")));
        let found = town.platform.gate.search(&Query::Name("泰安海风渔业有限公司".to_owned()), &PageRequest::default());
        assert!(found.unwrap().entries.is_empty());
        let intake = &town.platform.intake;
        let cells = row.cells.iter().map(|cell| match cell.header.as_str() {
            "subject_code" => other().as_str().to_owned(),
            "subject_name" => OTHER_NAME.to_owned(),
            _ => cell.value.clone(),
        });
        let mended = intake.mend(&keeper(), &row.batch, vec![(row.line, cells.collect())]).unwrap();
        assert_eq!((mended.accepted, town.fines(other().as_str())), (1, 1), "{mended:?}");
        assert_eq!(intake.held_count(None).unwrap(), 0);
    }
}

story! {
    fn c_02_a_a_wrong_code_is_refused_with_the_name_that_is_near(town) {
        town.settle_companies();
        let key = town.key(MARKET, "department-system");
        let row = penalty().with("subject_code", "91370100MA3C00011K");
        let (status, told) =
            town.post(&format!("/api/v1/batches?item={PENALTY}&declaration=r-1"), &key, &json!([row.0]));
        assert_eq!((status, &told["rejected_by_rule"]["R-301"]), (StatusCode::CREATED, &json!(1)), "{told}");
        assert!(town.faults(told["batch"].as_str().unwrap()).contains(COMPANY), "{told}");
        assert_eq!(town.fines(COMPANY), 0);
    }
}

story! {
    fn h_13_a_person_is_never_found_by_name(town) {
        town.settle_companies();
        town.file("administrative-penalty-person", POLICE, person_penalty());
        let nameless = person_penalty().with("subject_number", "").with("document_number", "济公〔2026〕9号");
        let receipt = town.send("administrative-penalty-person", POLICE, &[nameless]);
        assert_eq!((receipt.accepted, receipt.held, receipt.rejected), (0, 0, 1), "{receipt:?}");
        let intake = &town.platform.intake;
        let stranger = person_penalty().with("subject_name", "李四海").with("document_number", "济公〔2026〕10号");
        let held = town.send("administrative-penalty-person", POLICE, &[stranger]);
        assert_eq!(held.held, 1, "{held:?}");
        let row = intake.held_row(&held.batch, 2).unwrap();
        assert!(row.person && row.candidates.is_empty());
        let given = intake.release(&keeper(), &held.batch, 2, "x", Some(&other()));
        assert!(matches!(given, Err(IntakeError::Forbidden { rule: "H-13", .. })), "{given:?}");
        // A fine about a company that bears a person's name finds no person.
        let row = town.waits(unnamed("王小明", "济〔2026〕25号"));
        assert!(row.candidates.is_empty(), "{:?}", row.candidates);
    }
}

story! {
    fn c_02_a_record_on_the_wrong_company_is_moved_and_both_facts_say_so(town) {
        town.settle_companies();
        town.file(PENALTY, MARKET, unnamed(COMPANY_NAME, "济〔2026〕26号"));
        let (filed, body) = (town.facts(FactKind::RecordFiled).pop().unwrap(), town.bodies(FactKind::RecordFiled).pop().unwrap());
        let (subject, digest) = (filed.draft.subject.unwrap(), body["digest"].as_str().unwrap().to_owned());
        let intake = &town.platform.intake;
        let moved = intake.relink(&keeper(), subject, &digest, &other(), "决定书载明的是清河建材").unwrap();
        assert_eq!((town.fines(COMPANY), town.fines(other().as_str())), (0, 1));
        let withdrawn = town.bodies(FactKind::RecordWithdrawn).pop().unwrap();
        assert_eq!(withdrawn["relinked_to"]["subject"], json!(moved.subject.to_hex()));
        let again = town.bodies(FactKind::RecordFiled).pop().unwrap();
        assert_eq!(again["resolved"]["from"]["withdrawn"], json!(moved.withdrawn.0));
        let code = vocabulary::UnifiedCode::parse(COMPANY).unwrap();
        intake.relink(&keeper(), moved.subject, &moved.digest, &code, "看错了").unwrap();
        assert_eq!((town.fines(COMPANY), town.fines(other().as_str())), (1, 0));
        let before = archive::fingerprint(&town.platform.db).unwrap();
        archive::rebuild(&town.platform.db, town.platform.law.clone(), |_, _| {}).unwrap();
        assert_eq!(archive::fingerprint(&town.platform.db).unwrap(), before);
    }
}
