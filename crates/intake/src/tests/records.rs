//! Records: corrections, second sources, withdrawals, repairs, persons.

use std::collections::BTreeMap;

use vocabulary::{Actor, Draft, FactKind};

use super::desk::*;
use crate::{Submission, Withdrawal};

const PENALTY: &str = "administrative-penalty";

fn counts(desk: &Desk, agency: &str, row: &str) -> (u64, u64, u64, u64) {
    let receipt = desk.send(agency, PENALTY, row.as_bytes()).unwrap();
    (receipt.accepted, receipt.duplicates, receipt.corrected, receipt.rejected)
}

/// The first rule a single row breaks.
fn refusal(changes: &[(&str, &str)]) -> String {
    let desk = desk();
    let receipt = desk.send(MARKET, PENALTY, penalty(changes).as_bytes()).unwrap();
    assert_eq!(receipt.accepted, 0, "{changes:?} {receipt:?}");
    receipt.rejected_by_rule.into_keys().next().unwrap()
}

#[test]
fn rows_are_refused_by_the_rule_they_break() {
    for (changes, rule) in [
        (&[("subject_name", "")][..], "R-201"),
        (&[("fine", "")], "R-202"),
        (&[("penalty_kind", "枪毙")], "R-204"),
        (&[("decided_on", "今天")], "R-205"),
        (&[("decided_on", "2026-12-01")], "R-207"),
        (&[("fine", "五万")], "R-208"),
        (&[("fine", "500000000")], "R-209"),
        (&[("fine", "0")], "R-403"),
        (&[("subject_code", "913201007490169549")], "R-301"),
        (&[("subject_code", "00000000000000000X")], "R-202"),
        (&[("subject_category", "个体工商户")], "R-306"),
        (&[("procedure", "简易程序")], "R-401"),
        (&[("representative_number", "370102199001011234")], "R-216"),
        (&[("violation_facts", "当事人身份证370102198506150021")], "R-404"),
        (&[("violation_facts", "联系电话13812345678")], "R-405"),
        (&[("violation_facts", "锟斤拷锟斤拷")], "R-103"),
        (&[("content", "罚款<b>五万</b>元")], "R-104"),
    ] {
        assert_eq!(refusal(changes), rule, "{changes:?}");
    }
}

#[test]
fn a_household_without_code_is_known_by_its_registration_number() {
    on_both(|desk| {
        let row = penalty(&[
            ("subject_category", "个体工商户"),
            ("subject_code", "00000000000000000X"),
            ("registration_number", "370102600012345"),
        ]);
        assert_eq!(counts(desk, MARKET, &row), (1, 0, 0, 0));
        let body = &desk.bodies(FactKind::RecordFiled)[0];
        assert_eq!(body["kind"], "self-employed");
        assert_eq!(body["code"], serde_json::Value::Null);
    });
}

#[test]
fn a_correction_makes_a_new_version_and_an_old_file_brings_nothing_back() {
    on_both(|desk| {
        let (old, new) = (penalty(&[]), penalty(&[("fine", "4")]));
        assert_eq!(counts(desk, MARKET, &old), (1, 0, 0, 0));
        assert_eq!(counts(desk, MARKET, &new), (0, 0, 1, 0));
        assert_eq!(counts(desk, MARKET, &old), (0, 1, 0, 0));
        assert_eq!(counts(desk, MARKET, &new), (0, 1, 0, 0));
        let filed = desk.facts(FactKind::RecordFiled)[0].position;
        let corrected = &desk.bodies(FactKind::RecordCorrected)[0];
        assert_eq!(corrected["replaces"], filed.0);
        assert_eq!(corrected["fields"]["fine"], "4");
        let sent = Submission { correction: true, ..submission(MARKET, PENALTY) };
        assert_eq!(desk.send_as(&sent, old.as_bytes()).unwrap().corrected, 1);
    });
}

#[test]
fn c_03_c_c_04_b_two_sources_one_record() {
    on_both(|desk| {
        let row = penalty(&[]);
        let from_ecology = row.replace(
            "\"source_name\":\"济南市市场监督管理局\"",
            "\"source_name\":\"济南市生态环境局\"",
        );
        assert_eq!(counts(desk, MARKET, &row), (1, 0, 0, 0));
        let joined = desk.send(ECOLOGY, PENALTY, from_ecology.as_bytes()).unwrap();
        assert_eq!((joined.duplicates, joined.joined), (1, 1));
        let again = desk.send(ECOLOGY, PENALTY, from_ecology.as_bytes()).unwrap();
        assert_eq!((again.duplicates, again.joined), (1, 0));
        let bodies = desk.bodies(FactKind::RecordJoined);
        assert_eq!(bodies.len(), 1);
        assert_eq!(bodies[0]["source"], "11370100MB90000315");
        // Another source may not change what it did not decide.
        let receipt = desk.send(ECOLOGY, PENALTY, penalty(&[("fine", "1")]).as_bytes()).unwrap();
        assert_eq!(receipt.rejected_by_rule["R-601"], 1);
    });
}

#[test]
fn c_17_f_a_repaired_record_does_not_come_back() {
    on_both(|desk| {
        let row = penalty(&[]);
        desk.send(MARKET, PENALTY, row.as_bytes()).unwrap();
        let filed = &desk.facts(FactKind::RecordFiled)[0];
        let digest = desk.bodies(FactKind::RecordFiled)[0]["digest"].clone();
        let body = serde_json::json!({ "digest": digest, "reason": "公示期满", "decision": "济信修〔2026〕1号" });
        let draft = Draft {
            kind: FactKind::RepairGranted,
            subject: filed.draft.subject,
            actor: Actor::platform(),
            item: filed.draft.item.clone(),
            policy: filed.draft.policy.clone(),
            body: body.to_string(),
        };
        desk.pen.append(vec![draft]).unwrap();
        assert_eq!(counts(desk, MARKET, &row), (0, 1, 0, 0));
        let changed = desk.send(MARKET, PENALTY, penalty(&[("fine", "6")]).as_bytes()).unwrap();
        assert_eq!(changed.rejected_by_rule["R-602"], 1);
        let sent = Submission { correction: true, ..submission(MARKET, PENALTY) };
        let forced = desk.send_as(&sent, penalty(&[("fine", "6")]).as_bytes()).unwrap();
        assert_eq!(forced.rejected_by_rule["R-602"], 1);
        assert!(desk.facts(FactKind::RecordCorrected).is_empty());
    });
}

#[test]
fn a_withdrawal_needs_a_reason_and_holds_until_it_is_corrected() {
    on_both(|desk| {
        let row = penalty(&[]);
        desk.send(MARKET, PENALTY, row.as_bytes()).unwrap();
        let key: BTreeMap<String, String> = [
            ("document_number", "济市监处罚〔2026〕88号"),
            ("authority_code", MARKET_CODE),
            ("subject_code", enterprise_code(1).as_str()),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .into();
        let mut withdrawal = Withdrawal {
            agency: MARKET.into(),
            item: PENALTY.into(),
            by: "tester".into(),
            ..Withdrawal::default()
        };
        assert!(desk.intake.withdraw(&withdrawal, &key).is_err());
        withdrawal.reason = "复议决定撤销".into();
        withdrawal.reason_code = "revoked".into();
        let foreign = Withdrawal { agency: ECOLOGY.into(), ..withdrawal.clone() };
        assert_eq!(desk.intake.withdraw(&foreign, &key).unwrap().refused, [1]);
        let done = desk.intake.withdraw(&withdrawal, &key).unwrap();
        assert_eq!((done.withdrawn, done.positions.len()), (1, 1));
        assert_eq!(desk.intake.withdraw(&withdrawal, &key).unwrap().already, 1);
        let body = &desk.bodies(FactKind::RecordWithdrawn)[0];
        assert_eq!(
            (&body["reason"], &body["reason_code"]),
            (&"复议决定撤销".into(), &"revoked".into())
        );
        assert_eq!(counts(desk, MARKET, &row), (0, 1, 0, 0));
        let changed = desk.send(MARKET, PENALTY, penalty(&[("fine", "6")]).as_bytes()).unwrap();
        assert_eq!(changed.rejected_by_rule["R-603"], 1);
        let sent = Submission { correction: true, ..submission(MARKET, PENALTY) };
        assert_eq!(desk.send_as(&sent, row.as_bytes()).unwrap().corrected, 1);
        let missing = BTreeMap::from([
            ("document_number".to_owned(), "无此文号".to_owned()),
            ("authority_code".to_owned(), MARKET_CODE.to_owned()),
            ("subject_code".to_owned(), enterprise_code(1)),
        ]);
        assert_eq!(desk.intake.withdraw(&withdrawal, &missing).unwrap().not_found, [1]);
    });
}

#[test]
fn withdrawals_come_as_a_file_too() {
    on_both(|desk| {
        let file = registrations(5);
        desk.send(MARKET, "enterprise-registration", file.as_bytes()).unwrap();
        let withdrawal = Withdrawal {
            agency: MARKET.into(),
            item: "enterprise-registration".into(),
            by: "tester".into(),
            reason: "重复登记".into(),
            ..Withdrawal::default()
        };
        let keys =
            format!("统一社会信用代码\n{}\n{}\n坏码\n", enterprise_code(1), enterprise_code(9));
        let done = desk.intake.withdraw_file(&withdrawal, keys.as_bytes()).unwrap();
        assert_eq!((done.received, done.withdrawn), (3, 1));
        assert_eq!((done.not_found, done.refused), (vec![3], vec![4]));
    });
}

#[test]
fn c_04_e_cleansing_leaves_the_original_and_can_be_undone() {
    on_both(|desk| {
        let row = penalty(&[("decided_on", "2026年11月16日"), ("fine", "5.00万元")]);
        let receipt = desk.send(MARKET, PENALTY, row.as_bytes()).unwrap();
        assert_eq!(receipt.cleansed_by_rule["W-104"], 1);
        let filed = desk.facts(FactKind::RecordFiled)[0].clone();
        let body = &desk.bodies(FactKind::RecordFiled)[0];
        assert_eq!(body["cleansed"][0]["original"], "5.00万元");
        assert_eq!(body["cleansed"][0]["value"], "5");
        let subject = filed.draft.subject.unwrap();
        let by = Actor::new(MARKET_CODE, "tester");
        desk.intake
            .undo_cleansing(&by, (subject, filed.position), "decided_on", "原文如此")
            .unwrap();
        let restored = &desk.bodies(FactKind::RecordRestored)[0];
        assert_eq!(
            (&restored["field"], &restored["digest"]),
            (&"decided_on".into(), &body["digest"])
        );
        let refused = desk.intake.undo_cleansing(&by, (subject, filed.position), "content", "x");
        assert!(refused.is_err());
    });
}

#[test]
fn numbers_of_persons_are_only_stored_sealed() {
    on_both(|desk| {
        let number = "370102198506150021";
        let row = person_penalty("张三丰", number, "济公罚〔2026〕1号");
        let receipt = desk.send(POLICE, "administrative-penalty-person", row.as_bytes()).unwrap();
        assert_eq!(receipt.accepted, 1, "{receipt:?} {}", desk.faults(&receipt.batch));
        let fact = &desk.facts(FactKind::RecordFiled)[0];
        assert!(!fact.draft.body.contains(number));
        let body = &desk.bodies(FactKind::RecordFiled)[0];
        let sealed = body["number"].as_str().unwrap();
        let context = crate::record::context("subject_number", fact.draft.subject.unwrap());
        assert_eq!(desk.vault.open(sealed, &context).unwrap(), number.as_bytes());
        assert_eq!(body["code"], serde_json::Value::Null);
    });
}

#[test]
fn h_13_c_02_d_a_name_that_does_not_fit_the_number_is_held() {
    on_both(|desk| {
        let number = "370102198506150021";
        let item = "administrative-penalty-person";
        desk.send(POLICE, item, person_penalty("张三丰", number, "济公罚〔2026〕1号").as_bytes())
            .unwrap();
        let other = person_penalty("李四光", number, "济公罚〔2026〕2号");
        let receipt = desk.send(POLICE, item, other.as_bytes()).unwrap();
        assert_eq!((receipt.held, receipt.accepted), (1, 0));
        assert_eq!(desk.facts(FactKind::RecordFiled).len(), 1);
        assert!(desk.faults(&receipt.batch).contains("R-308"));
    });
}

#[test]
fn h_14_minors_are_refused_and_h_07_columns_without_purpose_are_dropped() {
    on_both(|desk| {
        let item = "administrative-penalty-person";
        let minor = person_penalty("小小", "370102201506150023", "济公罚〔2026〕3号");
        let receipt = desk.send(POLICE, item, minor.as_bytes()).unwrap();
        let rule = receipt.rejected_by_rule.keys().next().unwrap();
        assert!(["R-307", "R-216"].contains(&rule.as_str()));
        let religious = person_penalty("张三丰", "370102198506150021", "济公罚〔2026〕4号")
            .replace("{\"subject_name\"", "{\"宗教信仰\":\"某教\",\"subject_name\"");
        let receipt = desk.send(POLICE, item, religious.as_bytes()).unwrap();
        assert_eq!((receipt.accepted, receipt.dropped_fields), (1, vec!["宗教信仰".to_owned()]));
        let body = &desk.bodies(FactKind::RecordFiled)[0];
        assert_eq!(body["dropped"][0], "宗教信仰");
        assert!(!desk.facts(FactKind::RecordFiled)[0].draft.body.contains("某教"));
    });
}

#[test]
fn a_code_whose_inner_check_fails_is_taken_with_a_warning() {
    on_both(|desk| {
        let row = penalty(&[("subject_code", "913100001322041051")]);
        let receipt = desk.send(MARKET, PENALTY, row.as_bytes()).unwrap();
        assert_eq!((receipt.accepted, receipt.warnings), (1, 1));
    });
}
