//! Collection: plans, provenance, second sources, repaired and withdrawn records, authorisation
//! (C-03, C-17.f, H-07, H-10, H-65, H-67).

use std::collections::BTreeMap;

use axum::http::StatusCode;
use disclosure::{AsOf, GateError, Items, Viewer};
use intake::{Channel, IntakeError, Withdrawal};
use policy::model::matter::Purpose;
use serde_json::json;
use vocabulary::{Actor, Date, FactKind};

use crate::{
    desk::{ECOLOGY, PENALTY, POLICE, REGISTRATION, submission},
    packs::Packs,
    rows::{COMPANY, MARKET, csv, penalty, person_licence, registration},
    story,
};

/// The agency that approves and, with the market regulator, registers.
const APPROVAL: &str = "jinan-approval-service";

story! {
    fn c_03_a_a_missing_batch_is_late_on_the_day_after_it_was_due(town) {
        let due_of = |agency: &str, item: &str| {
            let overdue = town.platform.intake.overdue().unwrap();
            let line = overdue.into_iter().find(|l| l.agency == agency && l.item == item);
            line.map(|line| line.due)
        };
        town.file(REGISTRATION, MARKET, registration());
        assert_eq!(due_of(MARKET, REGISTRATION), None, "sent today");
        town.move_to(Date::constant(2026, 11, 23));
        assert_eq!(due_of(MARKET, REGISTRATION), None, "Monday: Friday's batch came");
        town.move_to(Date::constant(2026, 11, 24));
        let monday = Date::constant(2026, 11, 23);
        assert_eq!(due_of(MARKET, REGISTRATION), Some(monday), "Tuesday: Monday's did not");
        let key = town.key("jinan-credit-centre", "credit-office");
        let (status, told) = town.get("/api/v1/timeliness", Some(&key));
        assert_eq!(status, StatusCode::OK, "{told}");
        let tasks = told["overdue"].as_array().unwrap();
        let task = |task: &&serde_json::Value| task["agency"] == MARKET && task["item"] == REGISTRATION;
        assert_eq!(tasks.iter().find(task).unwrap()["due"], "2026-11-23");
        town.send(REGISTRATION, MARKET, &[registration()]);
        assert_eq!(due_of(MARKET, REGISTRATION), None, "whatever comes ends the task");
    }
}

story! {
    fn c_03_b_h_67_h_72_every_record_leads_to_batch_line_source_recogniser_and_instant(town) {
        let rows = [penalty(), penalty().with("document_number", "济市监罚〔2026〕12号")];
        let receipt = town.send(PENALTY, MARKET, &rows);
        assert_eq!(receipt.accepted, 2);
        let file = town.own_file(town.subject(COMPANY)).unwrap();
        for (line, number) in [(2, "济市监罚〔2026〕11号"), (3, "济市监罚〔2026〕12号")] {
            let has = |field: &disclosure::FieldView| field.value == number;
            let record = file.records.iter().find(|r| r.fields.iter().any(has)).unwrap();
            let [from] = record.lineage.as_ref().unwrap().provenance.as_slice() else { panic!() };
            assert_eq!((from.batch.as_deref(), from.line), (Some(&*receipt.batch), Some(line)));
            assert_eq!(from.source.code, "11370100MB9000015F");
            assert_eq!(from.recogniser.as_ref().unwrap().code, "11370100MB9000015F");
            assert_eq!(from.received_at, town.platform.clock.now());
            let (first, last) = (receipt.first_position.unwrap(), receipt.last_position.unwrap());
            assert!((first..=last).contains(&from.position));
        }
        // And on to the file itself: its name and its digest stand in the ledger.
        let received = &town.bodies(FactKind::BatchReceived)[0];
        assert_eq!(received["batch"], receipt.batch);
        assert_eq!(received["file"], "administrative-penalty.csv");
        assert_eq!(received["sha256"].as_str().unwrap().len(), 64);
    }
}

story! {
    fn h_67_no_record_is_without_recognising_unit(town) {
        for (field, rule) in [("authority_code", "R-201"), ("authority_name", "R-201")] {
            assert_eq!(town.refused(PENALTY, MARKET, penalty().with(field, "")), rule, "{field}");
        }
        // Where the item lets it be left out, the sender has recognised.
        town.file(REGISTRATION, MARKET, registration());
        for body in town.bodies(FactKind::RecordFiled) {
            assert_eq!(body["recogniser"], "11370100MB9000015F");
        }
    }
}

story! {
    fn c_03_c_c_04_b_the_same_row_from_two_sources_is_one_record_with_both_provenances(town) {
        town.file(REGISTRATION, MARKET, registration());
        let second = town.send(REGISTRATION, APPROVAL, &[registration()]);
        assert_eq!((second.accepted, second.duplicates, second.joined), (0, 1, 1));
        let again = town.send(REGISTRATION, APPROVAL, &[registration()]);
        assert_eq!((again.duplicates, again.joined), (1, 0));
        let record = town.own_record(REGISTRATION);
        let provenance = &record.lineage.as_ref().unwrap().provenance;
        let sources: Vec<&str> = provenance.iter().map(|from| &*from.source.code).collect();
        assert_eq!(sources, ["11370100MB9000015F", "11370100MB9000023A"]);
        assert_eq!(provenance[1].batch.as_deref(), Some(&*second.batch));
        assert_eq!(town.page(COMPANY).unwrap().records.len(), 1);
    }
}

story! {
    fn a_second_source_cannot_change_what_it_did_not_decide(town) {
        town.file(PENALTY, MARKET, penalty());
        assert_eq!(town.refused(PENALTY, ECOLOGY, penalty().with("fine", "1")), "R-601");
        let fine = |field: &disclosure::FieldView| field.name == "fine" && field.value == "3";
        assert!(town.own_record(PENALTY).fields.iter().any(fine));
    }
}

story! {
    fn c_03_d_a_look_outside_the_authorisation_is_refused_and_logged(town) {
        town.settle();
        let subject = town.subject(COMPANY);
        let viewer = |organisation: &str, items| Viewer::Department {
            actor: Actor::new(MARKET, "key-1"),
            organisation: organisation.to_owned(),
            purpose: Purpose::Supervision,
            matter_number: "监2026-1".to_owned(),
            items,
        };
        let look = |viewer: Viewer| town.platform.gate.file(&viewer, subject, AsOf::default());
        let only = |item: &str| Items::Only(vec![item.to_owned()]);
        let file = look(viewer(MARKET, only(REGISTRATION))).unwrap().unwrap();
        assert!(file.records.iter().all(|record| record.item == REGISTRATION));
        for (outside, rule) in [
            (viewer("jinan-tax", only(REGISTRATION)), "H-77"),
            (viewer(MARKET, only("self-declared")), "H-19"),
        ] {
            match look(outside) {
                Err(GateError::Refused(refusal)) => assert_eq!(refusal.rule, rule),
                other => panic!("{other:?}"),
            }
        }
        let refused = town.bodies(FactKind::LookupRefused);
        let rules: Vec<_> = refused.iter().map(|body| body["rule"].as_str().unwrap()).collect();
        assert_eq!(rules, ["H-77", "H-19"]);
        assert_eq!(refused[1]["what"], json!(["self-declared"]));
    }
}

story! {
    fn c_17_f_a_repaired_record_does_not_come_back(town) {
        town.file(PENALTY, MARKET, penalty());
        town.repair(PENALTY);
        assert!(town.page(COMPANY).unwrap().records.is_empty());
        let again = town.send(PENALTY, MARKET, &[penalty()]);
        assert_eq!((again.accepted, again.corrected, again.duplicates), (0, 0, 1));
        assert_eq!(town.refused(PENALTY, MARKET, penalty().with("fine", "4")), "R-602");
        let sent = intake::Submission { correction: true, ..submission(PENALTY, MARKET) };
        let forced = csv(&[penalty().with("fine", "5")]);
        let forced = town.submit(&sent, forced.as_bytes()).unwrap();
        assert_eq!(forced.rejected_by_rule["R-602"], 1);
        // Another source does not bring it back either.
        let second = town.send(PENALTY, ECOLOGY, &[penalty()]);
        assert_eq!((second.accepted, second.joined), (0, 0));
        town.reopen();
        town.send(PENALTY, MARKET, &[penalty(), penalty()]);
        assert!(town.page(COMPANY).unwrap().records.is_empty());
    }
}

story! {
    fn a_withdrawal_needs_a_reason_and_the_public_sees_the_record_no_more(town) {
        town.file(PENALTY, MARKET, penalty());
        let key: BTreeMap<String, String> = [
            ("document_number", "济市监罚〔2026〕11号"),
            ("authority_code", "11370100MB9000015F"),
            ("subject_code", COMPANY),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .into();
        let mut withdrawal = Withdrawal {
            agency: MARKET.to_owned(),
            item: PENALTY.to_owned(),
            by: "story".to_owned(),
            reason: "  ".to_owned(),
            reason_code: "revoked".to_owned(),
        };
        let withdraw = |withdrawal: &Withdrawal| town.platform.intake.withdraw(withdrawal, &key);
        assert!(matches!(withdraw(&withdrawal), Err(IntakeError::NoReason)));
        assert_eq!(town.page(COMPANY).unwrap().records.len(), 1);
        withdrawal.reason = "复议决定撤销".to_owned();
        let foreign = Withdrawal { agency: ECOLOGY.to_owned(), ..withdrawal.clone() };
        assert_eq!(withdraw(&foreign).unwrap().refused, [1], "not by another agency");
        assert_eq!(withdraw(&withdrawal).unwrap().withdrawn, 1);
        assert!(town.page(COMPANY).unwrap().records.is_empty());
        let told = &town.bodies(FactKind::RecordWithdrawn)[0];
        assert_eq!((&told["reason"], &told["reason_code"]), (&json!("复议决定撤销"), &json!("revoked")));
        assert_eq!(town.send(PENALTY, MARKET, &[penalty()]).duplicates, 1, "it stays withdrawn");
        assert!(town.page(COMPANY).unwrap().records.is_empty());
    }
}

story! {
    fn h_07_a_personal_field_without_purpose_is_dropped_and_reported(town) {
        let row = person_licence().with("婚姻状况", "已婚").with("宗教信仰", "无可奉告");
        let receipt = town.send("administrative-licence-person", "jinan-transport", &[row]);
        assert_eq!(receipt.accepted, 1, "{receipt:?}{}", town.faults(&receipt.batch));
        assert_eq!(receipt.dropped_fields.len(), 2);
        assert!(receipt.dropped_fields.contains(&"婚姻状况".to_owned()));
        let filed = &town.facts(FactKind::RecordFiled)[0].draft.body;
        assert!(filed.contains("宗教信仰"), "that it was dropped is written down");
        assert!(!filed.contains("已婚") && !filed.contains("无可奉告"), "what it said is not");
        // Nor does any field of a person's item stand in the catalog without its purpose.
        let today = town.platform.clock.today();
        for item in town.platform.law.items(today) {
            if item.subjects == [vocabulary::SubjectKind::Person] {
                assert!(item.field.iter().all(|field| field.purpose.is_some()), "{}", item.id);
            }
        }
    }
}

story! {
    fn h_10_h_65_only_the_list_is_collected_and_the_channel_is_recorded(town) {
        for item in ["social-credit-points", "person-property", ""] {
            let sent = submission(item, POLICE);
            match town.submit(&sent, b"subject_name\n\xE7\x8E\x8B\n") {
                Err(IntakeError::Refused { rule, .. }) => assert_eq!(rule.code, "R-502"),
                other => panic!("{item}: {other:?}"),
            }
        }
        assert_eq!(town.facts(FactKind::BatchReceived).len(), 0);
        for (index, channel) in
            [Channel::File, Channel::Api, Channel::Form, Channel::Exchange].into_iter().enumerate()
        {
            let row = registration().with("business_scope", format!("经营范围第{index}版"));
            let sent = intake::Submission { channel, ..submission(REGISTRATION, MARKET) };
            town.submit(&sent, csv(&[row]).as_bytes()).unwrap();
        }
        let received = town.bodies(FactKind::BatchReceived);
        let channels: Vec<_> = received.iter().map(|body| body["channel"].clone()).collect();
        assert_eq!(channels, ["file", "api", "form", "exchange"]);
    }
}

story! {
    fn h_06_nothing_is_published_without_a_recorded_secrecy_review(town) {
        for reviewed in [None, Some(" ".to_owned())] {
            let sent = intake::Submission { reviewed, ..submission(PENALTY, MARKET) };
            match town.submit(&sent, csv(&[penalty()]).as_bytes()) {
                Err(IntakeError::Refused { rule, .. }) => assert_eq!(rule.code, "R-503"),
                other => panic!("{other:?}"),
            }
        }
        assert!(town.page(COMPANY).is_none());
        town.file(PENALTY, MARKET, penalty());
        assert_eq!(town.bodies(FactKind::BatchReceived)[0]["reviewed_by"], "story");
        assert_eq!(town.page(COMPANY).unwrap().records.len(), 1);
        // A number or a telephone in a text that would be published is refused, whoever reviewed it.
        for (text, rule) in [("当事人370102198506150021承认", "R-404"), ("电话13812345678", "R-405")] {
            let row = penalty().with("violation_facts", text).with("document_number", "济〔2026〕2号");
            assert_eq!(town.refused(PENALTY, MARKET, row), rule);
        }
    }
}

story! {
    fn c_03_e_market_data_is_marked_and_never_counted_as_public_credit_information(town) {
        let packs = Packs::of_the_platform();
        let honour = packs.read("national/catalogs/honour.toml");
        let market = honour
            .replacen("class = \"honours\"", "class = \"evaluation-results\"", 1)
            .replacen("polarity = \"positive\"", "polarity = \"other\"", 1)
            .replacen("[\"administrative-organ\"]", "[\"credit-office\"]", 1)
            .replacen("secrecy_review = true", "secrecy_review = true\nmarket = true", 1);
        packs.write("jinan/catalogs/market-evaluation.toml", &market);
        packs.adopt(town, "keeper-1", "济信办〔2026〕5号");
        town.file(REGISTRATION, MARKET, registration());
        let row = crate::rows::Row::default()
            .with("subject_name", crate::rows::COMPANY_NAME)
            .with("subject_code", COMPANY)
            .with("document_number", "鲁信评〔2026〕8号")
            .with("honour_name", "行业协会信用评价")
            .with("decided_on", "2026-11-16")
            .with("authority_name", "济南市信用服务协会")
            .with("authority_code", "11370100MB9000015F");
        town.file("market-evaluation", "jinan-credit-centre", row);
        let page = town.page(COMPANY).unwrap();
        let marked: Vec<(&str, bool)> =
            page.records.iter().map(|record| (&*record.item, record.market)).collect();
        assert!(marked.contains(&("market-evaluation", true)), "{marked:?}");
        assert!(marked.contains(&(REGISTRATION, false)), "{marked:?}");
        assert_eq!(page.counts.keys().collect::<Vec<_>>(), [REGISTRATION]);
        let figures = town.platform.gate.figures().unwrap();
        assert_eq!(figures.records.keys().collect::<Vec<_>>(), [REGISTRATION]);
        assert!(!figures.published.contains_key("market-evaluation"));
        let (_, told) = town.get(&format!("/api/v1/subjects/{COMPANY}/records"), None);
        let told = told.to_string();
        assert!(told.contains("\"market\":true") && told.contains("\"market\":false"), "{told}");
        // A report of public credit information holds none of it.
        let subject = town.subject(COMPANY);
        let asker = report::Asker::Own { subject, name: "张三".into(), purpose: String::new() };
        let ask = report::Ask { template: "organisation".into(), ..report::Ask::default() };
        let issued = town.platform.reports.issue(&asker, subject, &ask).unwrap();
        let model = serde_json::to_string(&issued.report).unwrap();
        assert!(model.contains("企业登记信息") && !model.contains("行业协会信用评价"), "{model}");
    }
}
