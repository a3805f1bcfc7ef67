//! Batches: receipts that add up, the same file again, interruption, faults to mend.

use std::io::{Read, Write};

use vocabulary::FactKind;

use super::desk::*;
use crate::{IntakeError, Progress, Submission, format::Limits};

#[test]
fn a_file_is_filed_and_the_same_file_again_says_nothing_new() {
    on_both(|desk| {
        let file = registrations(9_001);
        let first = desk.send(MARKET, "enterprise-registration", file.as_bytes()).unwrap();
        assert_eq!((first.received, first.accepted), (9_001, 9_001));
        assert!(first.complete && first.batch.ends_with("-1"));
        let again = desk.send(MARKET, "enterprise-registration", file.as_bytes()).unwrap();
        assert_eq!((again.received, again.duplicates, again.accepted), (9_001, 9_001, 0));
        assert!(again.batch.ends_with("-2"));
        assert_eq!(desk.facts(FactKind::RecordFiled).len(), 9_001);
        assert_eq!(desk.facts(FactKind::BatchReceived).len(), 2);
        let completed = desk.bodies(FactKind::BatchCompleted);
        assert_eq!(completed[0]["accepted"], 9_001);
        assert_eq!(completed[1]["duplicates"], 9_001);
    });
}

#[test]
fn c_03_b_every_record_names_batch_line_source_and_recogniser() {
    on_both(|desk| {
        let receipt =
            desk.send(MARKET, "enterprise-registration", registrations(2).as_bytes()).unwrap();
        let body = &desk.bodies(FactKind::RecordFiled)[1];
        assert_eq!(body["batch"], receipt.batch);
        assert_eq!(body["line"], 3);
        assert_eq!(body["source"], MARKET_CODE);
        assert_eq!(body["recogniser"], MARKET_CODE);
        assert_eq!(body["decided_on"], "2020-01-02");
        assert_eq!(body["fields"]["subject_code"], enterprise_code(1));
        assert_eq!(body["code"], enterprise_code(1));
        assert_eq!(body["number"], serde_json::Value::Null);
    });
}

#[test]
fn c_04_a_faulty_rows_come_back_with_reasons_and_can_be_sent_again() {
    on_both(|desk| {
        let mut file = registrations(3);
        file.push_str("济南坏码公司,91370100MA3C00011K,2020-01-02,零售\n");
        file.push_str("济南将来公司,91370100MA3C00011J,2031-01-02,零售\n");
        let receipt = desk.send(MARKET, "enterprise-registration", file.as_bytes()).unwrap();
        assert_eq!((receipt.accepted, receipt.rejected), (3, 2));
        assert_eq!(receipt.rejected_by_rule["R-301"], 1);
        assert_eq!(receipt.rejected_by_rule["R-207"], 1);
        let faulty = desk.faults(&receipt.batch);
        assert!(faulty.starts_with(
            "\u{FEFF}企业名称,统一社会信用代码,成立日期,经营范围,错误字段,规则,说明,怎么改"
        ));
        assert!(
            faulty
                .contains("济南坏码公司,91370100MA3C00011K,2020-01-02,零售,统一社会信用代码,R-301")
        );
        let mended =
            faulty.replace("91370100MA3C00011K", "91370100MA3C00011J").replace("2031", "2021");
        let mended = desk.send(MARKET, "enterprise-registration", mended.as_bytes()).unwrap();
        assert_eq!((mended.accepted, mended.corrected, mended.rejected), (1, 1, 0));
        assert_eq!(mended.dropped_fields, ["错误字段", "规则", "说明", "怎么改"]);
    });
}

#[test]
fn an_interrupted_reading_goes_on_where_it_stopped() {
    on_both(|desk| {
        let file = registrations(9_000);
        // The pen takes the first chunk, then the process is as good as dead: the batch stays open.
        struct Dead;
        let told = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            let mut die = Progress::telling(|_| std::panic::panic_any(Dead));
            let sent = submission(MARKET, "enterprise-registration");
            desk.intake.submit(&sent, file.as_bytes(), &mut die)
        }));
        assert!(told.is_err());
        let open = desk.intake.batches(None, 10).unwrap();
        assert_eq!((open[0].state.as_str(), open[0].received), ("open", 4_000));
        let receipt = desk.send(MARKET, "enterprise-registration", file.as_bytes()).unwrap();
        assert_eq!((receipt.received, receipt.accepted), (9_000, 9_000));
        assert!(receipt.batch.ends_with("-1"));
        assert_eq!(desk.facts(FactKind::RecordFiled).len(), 9_000);
        assert_eq!(desk.facts(FactKind::BatchReceived).len(), 1);
    });
}

#[test]
fn a_transfer_that_breaks_off_leaves_nothing() {
    struct Broken(usize);
    impl Read for Broken {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            self.0 = self.0.checked_sub(1).ok_or(std::io::ErrorKind::ConnectionReset)?;
            buffer[0] = b'x';
            Ok(1)
        }
    }
    let desk = desk();
    let sent = submission(MARKET, "enterprise-registration");
    let refused = desk.intake.submit(&sent, Broken(10), &mut Progress::silent());
    assert!(matches!(refused, Err(IntakeError::Transfer { .. })));
    assert!(desk.intake.batches(None, 10).unwrap().is_empty());
}

#[test]
fn h_10_h_65_only_listed_items_from_their_agencies() {
    on_both(|desk| {
        let rule = |agency, item| match desk.send(agency, item, b"a,b\n1,2\n") {
            Err(IntakeError::Refused { rule, .. }) => rule.code,
            other => panic!("{other:?}"),
        };
        assert_eq!(rule(MARKET, "family-planning"), "R-502");
        assert_eq!(rule(ECOLOGY, "enterprise-registration"), "R-501");
        assert_eq!(rule("nobody", "enterprise-registration"), "R-501");
        assert_eq!(rule(MARKET, "enterprise-registration"), "R-504");
        assert!(desk.facts(FactKind::BatchReceived).is_empty());
    });
}

#[test]
fn h_06_no_publication_without_a_recorded_review() {
    on_both(|desk| {
        let mut sent = submission(MARKET, "administrative-penalty");
        sent.reviewed = None;
        let refused = desk.send_as(&sent, penalty(&[]).as_bytes());
        assert!(matches!(refused, Err(IntakeError::Refused { rule, .. }) if rule.code == "R-503"));
        sent.reviewed = Some("reviewer-1".into());
        assert_eq!(desk.send_as(&sent, penalty(&[]).as_bytes()).unwrap().accepted, 1);
        let received = &desk.bodies(FactKind::BatchReceived)[0];
        assert_eq!(received["reviewed_by"], "reviewer-1");
        assert_eq!(received["channel"], "file");
    });
}

#[test]
fn files_that_are_no_tables_are_told_apart() {
    on_both(|desk| {
        let message = |bytes: &[u8]| {
            desk.send(MARKET, "enterprise-registration", bytes).unwrap_err().to_string()
        };
        assert!(message(b"").contains("空"));
        assert!(message(b"  \n \n").contains("空"));
        assert!(message(b"\xD0\xCF\x11\xE0rest").contains("XLS"));
        assert!(message(b"%PDF-1.7").contains("PDF"));
        assert!(message(b"PK\x03\x04broken").contains("XLSX"));
        assert!(message(b"\x1F\x8B\x08broken").contains("压缩"));
        assert!(message(b"MZ\x00\x00\x01").contains("不是文本"));
        assert!(message(b"<html>").contains("网页"));
        assert!(message(b"[{}]").contains("JSON Lines"));
        assert!(message("姓名,年龄\n甲,1\n".as_bytes()).contains("缺少必填栏目"));
        assert!(message("企业名称,企业名称\n甲,1\n".as_bytes()).contains("有两列"));
    });
}

#[test]
fn limits_hold() {
    let mut desk = desk();
    let file = registrations(100);
    let small = Limits { sent_bytes: 1_000, ..Limits::default() };
    desk.intake = desk.intake.with_limits(small);
    let refused = desk.send(MARKET, "enterprise-registration", file.as_bytes());
    assert!(matches!(refused, Err(IntakeError::TooLarge { limit: 1_000, .. })));
}

#[test]
fn h_81_what_is_packed_small_and_large_inside_is_refused_before_it_is_held() {
    let mut desk = desk();
    let spaces = " ".repeat(4 << 20);
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packer.write_all(format!("{}{spaces}", registrations(2)).as_bytes()).unwrap();
    let bomb = packer.finish().unwrap();
    assert!(bomb.len() < 20_000);
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for line in 0..200 {
        sheet.write(line, 0, format!("{line}{}", &spaces[..30_000])).unwrap();
    }
    let workbook = book.save_to_buffer().unwrap();
    assert!(workbook.len() < 200_000);
    desk.intake = desk.intake.with_limits(Limits {
        unpacked_bytes: 1 << 20,
        workbook_texts: 1 << 20,
        ..Limits::default()
    });
    let item = "enterprise-registration";
    let refused = desk.send(MARKET, item, &bomb).unwrap_err().to_string();
    assert!(refused.contains("解压后超过允许的大小"), "{refused}");
    let refused = desk.send(MARKET, item, &workbook);
    assert!(matches!(refused, Err(IntakeError::TooLarge { limit, .. }) if limit == 1 << 20));
    assert!(desk.facts(FactKind::RecordFiled).is_empty());
}

#[test]
fn c_06_a_late_records_are_counted() {
    on_both(|desk| {
        let rows = penalty(&[])
            + &penalty(&[
                ("document_number", "济市监处罚〔2026〕9号"),
                ("decided_on", "2026-11-02"),
            ]);
        desk.send(MARKET, "administrative-penalty", rows.as_bytes()).unwrap();
        let quality = desk.intake.quality(MARKET, "2026-11").unwrap();
        let line = &quality.items[0];
        assert_eq!((line.on_time, line.late), (1, 1));
    });
}

#[test]
fn a_submission_from_a_path_keeps_the_name() {
    let sent = Submission::file("/tmp/data/rows.csv");
    assert_eq!(sent.file_name, "rows.csv");
}
