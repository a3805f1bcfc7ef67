//! Quality: faulty rows, cleansing and its undoing, reports without manual work (C-01.d, C-04, H-64,
//! H-68).

use axum::http::StatusCode;
use check::Question;
use disclosure::CleansedView;
use serde_json::json;
use vocabulary::{Actor, Date, FactKind, Identifier, IdentifierKind, Position};

use crate::{
    desk::{PENALTY, REGISTRATION, code, registrations, submission},
    harness::Town,
    rows::{COMPANY, MARKET, Row, csv, licence, penalty, registration},
    story,
};

/// A hundred penalties of which three are faulty, each in its own way.
fn hundred() -> Vec<Row> {
    let row = |number: u32| {
        let row = penalty()
            .with("subject_code", code(number))
            .with("document_number", format!("济市监罚〔2026〕{number}号"));
        match number {
            10 => row.with("subject_code", "91370100MA3C00011K"),
            50 => row.with("fine", ""),
            90 => row.with("decided_on", "2026-12-31"),
            _ => row,
        }
    };
    (0..100).map(row).collect()
}

story! {
    fn c_04_a_three_percent_faulty_rows_come_back_with_reasons_and_the_good_ones_are_filed(town) {
        let receipt = town.send(PENALTY, MARKET, &hundred());
        assert_eq!((receipt.received, receipt.accepted, receipt.rejected), (100, 97, 3));
        let rules: Vec<(&str, u64)> =
            receipt.rejected_by_rule.iter().map(|(rule, count)| (&**rule, *count)).collect();
        assert_eq!(rules, [("R-202", 1), ("R-207", 1), ("R-301", 1)]);
        let faulty = town.faults(&receipt.batch);
        assert_eq!(faulty.lines().count(), 4, "a header and three rows");
        for (number, reason) in [(10, "R-301"), (50, "R-202"), (90, "R-207")] {
            let document = format!("济市监罚〔2026〕{number}号");
            let line = faulty.lines().find(|line| line.contains(&document)).unwrap();
            assert!(line.contains(reason), "{line}");
        }
        assert!(town.page(&code(11)).is_some());
        assert!(town.page(&code(50)).is_none());
        // Mended, the file of faults is taken as it is; the rest of it says nothing new.
        let mended = faulty
            .replace("91370100MA3C00011K", &code(10))
            .replace("2026-12-31", "2026-11-17");
        let again = town.submit(&submission(PENALTY, MARKET), mended.as_bytes()).unwrap();
        assert_eq!((again.accepted, again.rejected), (2, 1), "{again:?}");
    }
}

story! {
    fn c_04_a_nothing_is_silently_changed(town) {
        let row = penalty()
            .with("subject_name", " 济南明泉商贸有限公司\u{3000}")
            .with("subject_code", "９1370100ma3c00011j")
            .with("decided_on", "2026年11月16日")
            .with("fine", "3.00万元")
            .with("remark", "无");
        let sent = row.clone();
        let receipt = town.send(PENALTY, MARKET, &[row]);
        assert_eq!(receipt.accepted, 1, "{receipt:?}{}", town.faults(&receipt.batch));
        let file = csv(&[sent]);
        let filed = &town.bodies(FactKind::RecordFiled)[0];
        let cleansed = filed["cleansed"].as_array().unwrap();
        for change in cleansed {
            let original = change["original"].as_str().unwrap();
            assert!(file.contains(original), "{change}: the original is what was sent");
            assert!(intake::rule::find(change["rule"].as_str().unwrap()).is_some(), "{change}");
        }
        // Every value that is filed was sent like that, or stands among the changes.
        for (field, value) in filed["fields"].as_object().unwrap() {
            let told = cleansed.iter().any(|change| {
                change["field"] == field.as_str() && change["value"] == *value
            });
            let as_sent = file.contains(&format!("\"{}\"", value.as_str().unwrap()));
            assert!(told || as_sent, "{field} = {value} is told nowhere");
        }
        let sum: u64 = receipt.cleansed_by_rule.values().sum();
        assert_eq!(sum, cleansed.len() as u64, "the receipt counts them");
    }
}

/// What the subject sees of a cleansed field.
fn change(town: &Town, item: &str, field: &str) -> CleansedView {
    let lineage = town.own_record(item).lineage.unwrap();
    lineage.cleansed.into_iter().find(|change| change.field == field).unwrap()
}

fn value(town: &Town, item: &str, field: &str) -> Option<String> {
    let fields = town.own_record(item).fields;
    fields.into_iter().find(|one| one.name == field).map(|one| one.value)
}

story! {
    fn c_04_e_a_filled_field_is_marked_with_source_and_method_and_can_be_undone(town) {
        let file = format!(
            "企业名称,统一社会信用代码,注册日期,注册资金\n济南明泉商贸有限公司,{COMPANY},2016-03-21,26万元\n"
        );
        let sent = submission(REGISTRATION, MARKET);
        let receipt = town.submit(&sent, file.as_bytes()).unwrap();
        assert_eq!(receipt.accepted, 1, "{receipt:?}{}", town.faults(&receipt.batch));
        let filled = change(town, REGISTRATION, "source_name");
        assert_eq!((&*filled.original, &*filled.rule, filled.undone), ("", "W-110", false));
        assert_eq!(filled.value, "企业登记公开数据");
        let received = &town.bodies(FactKind::BatchReceived)[0];
        assert_eq!(received["profile"], "registration-open-data", "where the value comes from");

        let by = Actor::new(MARKET, "clerk-1");
        let record = town.own_record(REGISTRATION);
        let place = (town.subject(COMPANY), Position(record.position));
        let undo = |field: &str, reason: &str| {
            town.platform.intake.undo_cleansing(&by, place, field, reason)
        };
        assert!(undo("source_name", " ").is_err(), "not without a reason");
        assert!(undo("capital_text", "原文如此").is_err(), "it was not changed");
        undo("source_name", "来源不明，不补填").unwrap();
        assert!(change(town, REGISTRATION, "source_name").undone);
        assert_eq!(value(town, REGISTRATION, "source_name").unwrap_or_default(), "");
        assert_eq!(town.bodies(FactKind::RecordRestored)[0]["reason"], "来源不明，不补填");
        let page = town.page(COMPANY).unwrap();
        let shown = page.records[0].fields.iter().any(|field| field.value == "企业登记公开数据");
        assert!(!shown, "nobody sees it any more");
    }
}

story! {
    fn c_04_e_a_cleansing_is_undone_and_the_original_counts_again(town) {
        let capital = registration().with("registered_capital", "１００");
        town.file(REGISTRATION, MARKET, capital);
        let seen = change(town, REGISTRATION, "registered_capital");
        assert_eq!((&*seen.original, &*seen.value), ("１００", "100"));
        let record = town.own_record(REGISTRATION);
        let place = (town.subject(COMPANY), Position(record.position));
        let by = Actor::new(MARKET, "clerk-1");
        let intake = &town.platform.intake;
        intake.undo_cleansing(&by, place, "registered_capital", "登记簿原文如此").unwrap();
        assert_eq!(value(town, REGISTRATION, "registered_capital").as_deref(), Some("１００"));
        assert!(change(town, REGISTRATION, "registered_capital").undone);
        town.reopen();
        assert_eq!(value(town, REGISTRATION, "registered_capital").as_deref(), Some("１００"));
    }
}

story! {
    fn c_04_c_c_04_d_h_68_a_unit_s_month_and_quarter_are_reported_without_manual_work(town) {
        town.send(PENALTY, MARKET, &hundred());
        // Decided on 9 October, sent on 20 November: past the seven working days.
        let late = penalty().with("decided_on", "2026-10-09").with("document_number", "济〔2026〕900号");
        town.file(PENALTY, MARKET, late);
        let correction = penalty()
            .with("subject_code", code(3))
            .with("document_number", "济市监罚〔2026〕3号")
            .with("fine", "2");
        assert_eq!(town.send(PENALTY, MARKET, &[correction]).corrected, 1);
        town.file("administrative-licence", MARKET, licence());
        town.move_to(Date::constant(2026, 12, 1));

        let report = town.platform.intake.quality(MARKET, "2026-11").unwrap();
        let line = |item: &str| report.items.iter().find(|line| line.item == item).unwrap();
        let penalties = line(PENALTY);
        assert_eq!((penalties.batches, penalties.received, penalties.accepted), (3, 102, 98));
        assert_eq!((penalties.corrected, penalties.rejected), (1, 3));
        assert_eq!(penalties.rejected_by_rule.values().sum::<u64>(), 3);
        assert_eq!((penalties.on_time, penalties.late, penalties.unclocked), (97, 1, 0));
        assert_eq!(penalties.compliance(), Some(9_705), "accuracy, of ten thousand");
        // A weekly plan: five Sundays of November are over, in one of those weeks a batch came.
        assert_eq!((penalties.should_report, penalties.reported, penalties.missing()), (5, 1, 4));
        assert_eq!(line("administrative-licence").on_time, 1);

        let quarter = town.platform.intake.quality("11370100MB9000015F", "2026-Q4").unwrap();
        let of_quarter = quarter.items.iter().find(|line| line.item == PENALTY).unwrap();
        assert_eq!((of_quarter.received, of_quarter.late), (102, 1));
        assert!(of_quarter.should_report > penalties.should_report);

        let key = town.key("jinan-credit-centre", "credit-office");
        for (unit, period) in [(MARKET, "2026-11"), (MARKET, "2026-Q4"), ("jinan-tax", "2026-11")] {
            let (status, told) = town.get(&format!("/api/v1/quality/{unit}/{period}"), Some(&key));
            assert_eq!((status, &told["period"]), (StatusCode::OK, &json!(period)), "{told}");
        }
        let (status, _) = town.get(
            &format!("/api/v1/quality/{MARKET}/2026-11"),
            Some(&town.key("jinan-tax", "department-system")),
        );
        assert_eq!(status, StatusCode::NOT_FOUND, "not another unit's");
    }
}

story! {
    fn c_01_d_h_64_should_report_reported_should_check_checked_come_from_the_lists(town) {
        town.file(REGISTRATION, MARKET, registration());
        town.move_to(Date::constant(2026, 11, 23));
        let law = &town.platform.law;
        let coverage = town.platform.intake.coverage("2026-11").unwrap();
        let planned = law.agencies().iter().filter(|agency| !agency.plan.is_empty()).count();
        assert_eq!(coverage.len(), planned, "every unit with a plan");
        let of = |agency: &str| coverage.iter().find(|line| line.agency == agency).unwrap();
        let market = of(MARKET);
        assert_eq!(market.reported, 1);
        // Daily 15, weekly 3 × 4, monthly and quarterly 0 of November up to Sunday the 22nd.
        let report = town.platform.intake.quality(MARKET, "2026-11").unwrap();
        let due: u64 = report.items.iter().map(|line| line.should_report).sum();
        assert_eq!(market.should_report, due);
        let daily = report.items.iter().find(|line| line.item == REGISTRATION).unwrap();
        assert_eq!((daily.should_report, daily.reported), (15, 1));
        assert_eq!(of("jinan-tax").reported, 0);

        let lines = || town.platform.checker.coverage(Some("jinan-finance")).unwrap();
        let used = |matter: &str| {
            let line = lines().into_iter().find(|line| line.matter == matter).unwrap();
            (line.required, line.checks)
        };
        assert_eq!(used("government-procurement"), (true, 0));
        let question = Question {
            actor: Actor::new("jinan-finance", "story"),
            organisation: "jinan-finance".to_owned(),
            matter: "government-procurement".to_owned(),
            matter_number: "采2026-1".to_owned(),
            subject: Identifier {
                kind: IdentifierKind::UnifiedCode,
                number: COMPANY.to_owned(),
            },
        };
        town.platform.checker.check(&question).unwrap();
        assert_eq!(used("government-procurement"), (true, 1));
        let checked = lines().iter().filter(|line| line.required && line.checks > 0).count();
        assert_eq!(checked, 1);
    }
}

story! {
    fn a_batch_of_rows_that_all_come_twice_counts_each_once(town) {
        let rows: Vec<Row> = registrations(50).into_iter().chain(registrations(50)).collect();
        let receipt = town.send(REGISTRATION, MARKET, &rows);
        assert_eq!((receipt.accepted, receipt.duplicates), (50, 50));
        let figures = town.platform.gate.figures().unwrap();
        assert_eq!(figures.subjects["enterprise"], 50);
    }
}
