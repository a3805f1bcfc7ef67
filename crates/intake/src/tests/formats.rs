//! Formats: one table in every dress gives the same records.

use std::io::Write;

use flate2::{Compression, write::GzEncoder};
use proptest::prelude::*;
use vocabulary::FactKind;

use super::desk::*;
use crate::IntakeError;

const ITEM: &str = "enterprise-registration";

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

fn workbook(csv: &str) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let date = rust_xlsxwriter::Format::new().set_num_format("yyyy-mm-dd");
    for (line, row) in csv.lines().enumerate() {
        for (column, cell) in row.split(',').enumerate() {
            let (line, column) = (line as u32, column as u16);
            if line > 0 && column == 2 {
                let day = rust_xlsxwriter::ExcelDateTime::parse_from_str(cell).unwrap();
                sheet.write_with_format(line, column, &day, &date).unwrap();
            } else {
                sheet.write(line, column, cell).unwrap();
            }
        }
    }
    book.save_to_buffer().unwrap()
}

fn json_lines(csv: &str) -> Vec<u8> {
    let names = ["subject_name", "subject_code", "registered_on", "business_scope"];
    let mut lines = String::new();
    for row in csv.lines().skip(1) {
        let object: serde_json::Map<_, _> = names
            .iter()
            .map(|name| (*name).to_owned())
            .zip(row.split(',').map(Into::into))
            .collect();
        lines.push_str(&serde_json::Value::Object(object).to_string());
        lines.push('\n');
    }
    lines.into_bytes()
}

#[test]
fn one_table_in_every_dress() {
    on_both(|desk| {
        let csv = registrations(20);
        let gb18030 = encoding_rs::GB18030.encode(&csv).0.into_owned();
        let with_mark = ["\u{FEFF}".as_bytes(), csv.as_bytes()].concat();
        let utf16: Vec<u8> =
            [0xFF, 0xFE].into_iter().chain(csv.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let first = desk.send(MARKET, ITEM, csv.as_bytes()).unwrap();
        assert_eq!(first.accepted, 20);
        for bytes in [
            gb18030.clone(),
            with_mark,
            utf16,
            csv.replace('\n', "\r\n").into_bytes(),
            csv.replace('\n', "\r").into_bytes(),
            csv.replace(',', "\t").into_bytes(),
            csv.replace(',', ";").into_bytes(),
            workbook(&csv),
            json_lines(&csv),
            packed(csv.as_bytes()),
            packed(&gb18030),
            packed(&workbook(&csv)),
            packed(&json_lines(&csv)),
        ] {
            let receipt = desk.send(MARKET, ITEM, &bytes).unwrap();
            assert_eq!(
                (receipt.received, receipt.duplicates),
                (20, 20),
                "{}",
                desk.faults(&receipt.batch)
            );
        }
        assert_eq!(desk.facts(FactKind::RecordFiled).len(), 20);
    });
}

#[test]
fn an_encoding_shows_late_in_the_file() {
    on_both(|desk| {
        let mut csv = String::from("subject_name,subject_code,registered_on\n");
        for number in 0..3_000 {
            let name = if number == 2_999 { "济南晚到公司" } else { "ASCII Trading Co" };
            csv.push_str(&format!("{name},{},2020-01-02\n", enterprise_code(number)));
        }
        let bytes = encoding_rs::GB18030.encode(&csv).0;
        assert_eq!(desk.send(MARKET, ITEM, &bytes).unwrap().accepted, 3_000);
        assert_eq!(desk.bodies(FactKind::RecordFiled)[2_999]["name"], "济南晚到公司");
    });
}

#[test]
fn foreign_headers_are_mapped_by_a_profile() {
    on_both(|desk| {
        let csv = format!(
            "企业名称,统一社会信用代码,注册日期,企业类型,注册资金,经营范围,地区,注册地址\n\
         济南某公司,{},1980-01-01,N/A,26万元,管理分支机构。,济南,长清区某街1088号\n",
            enterprise_code(5)
        );
        let receipt = desk.send(MARKET, ITEM, csv.as_bytes()).unwrap();
        assert_eq!(receipt.accepted, 1);
        let body = &desk.bodies(FactKind::RecordFiled)[0];
        assert_eq!(body["fields"]["capital_text"], "26万元");
        let filled = body["cleansed"].as_array().unwrap();
        assert!(
            filled.iter().any(|cleansed| cleansed["rule"] == "W-110" && cleansed["original"] == "")
        );
    });
}

#[test]
fn rows_that_do_not_read_are_refused_and_the_rest_is_taken() {
    on_both(|desk| {
        let mut lines = json_lines(&registrations(2));
        lines.extend_from_slice(b"{broken\n\n");
        lines.extend_from_slice(format!("{{\"subject_code\":\"{}\",\"subject_name\":\"乙\",\"registered_on\":\"2020-01-01\",\"新栏\":1}}\n", enterprise_code(7)).as_bytes());
        let receipt = desk.send(MARKET, ITEM, &lines).unwrap();
        assert_eq!((receipt.accepted, receipt.rejected_by_rule["R-101"]), (3, 1));
        assert_eq!(receipt.dropped_fields, ["新栏"]);
        let csv = registrations(1) + "只有一列\n" + "a,b,c,d,e\n";
        let receipt = desk.send(MARKET, ITEM, csv.as_bytes()).unwrap();
        assert_eq!(receipt.rejected_by_rule["R-102"], 2);
    });
}

#[test]
fn a_packed_file_that_was_cut_off_is_marked_broken() {
    on_both(|desk| {
        let whole = packed(registrations(20_000).as_bytes());
        let cut = &whole[..whole.len() * 2 / 3];
        let refused = desk.send(MARKET, ITEM, cut);
        assert!(matches!(refused, Err(IntakeError::Unreadable { .. })), "{refused:?}");
        let batch = &desk.intake.batches(None, 1).unwrap()[0];
        assert_eq!(batch.state, "broken");
        let receipt = desk.send(MARKET, ITEM, &whole).unwrap();
        assert_eq!(receipt.accepted + receipt.duplicates, 20_000);
        assert_eq!(desk.facts(FactKind::RecordFiled).len(), 20_000);
    });
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn arbitrary_bytes_are_an_answer_and_never_a_panic(
        bytes in prop::collection::vec(any::<u8>(), 0..600), head in 0..6_usize, pack in any::<bool>(),
    ) {
        thread_local! { static DESK: Desk = desk(); }
        let heads: [&[u8]; 6] = [
            b"", b"PK\x03\x04", b"\x1F\x8B\x08\x00", b"{\"subject_name\":",
            "企业名称,统一社会信用代码,成立日期\n".as_bytes(), b"\xFF\xFE",
        ];
        let mut sent = [heads[head], &bytes].concat();
        if pack {
            sent = packed(&sent);
        }
        DESK.with(|desk| {
            if let Err(error) = desk.send(MARKET, ITEM, &sent) {
                assert!(!error.to_string().is_empty());
            }
        });
    }
}

#[test]
fn files_of_the_fixtures() {
    on_both(|desk| {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let send = |name: &str| {
            let path = folder.join("../../fixtures/intake/files").join(name);
            desk.send(MARKET, ITEM, &std::fs::read(path).unwrap()).unwrap()
        };
        assert_eq!(send("registrations.gb18030.csv").accepted, 12);
        assert_eq!(send("registrations.bom.csv").duplicates, 12);
        assert_eq!(send("registrations.csv.gz").duplicates, 12);
        let faulty = send("registrations.faulty.csv");
        assert_eq!((faulty.duplicates, faulty.rejected), (12, 11));
        let rules: Vec<&str> = faulty.rejected_by_rule.keys().map(String::as_str).collect();
        let expected = [
            "R-102", "R-104", "R-105", "R-201", "R-204", "R-206", "R-207", "R-208", "R-301",
            "R-404", "R-405",
        ];
        assert_eq!(rules, expected);
    });
}

#[test]
fn rows_come_as_objects_too() {
    on_both(|desk| {
        let row = serde_json::json!({
            "subject_name": "济南某公司", "subject_code": enterprise_code(3), "成立日期": "2020-01-02",
        });
        let rows = [row.as_object().unwrap().clone()];
        let sent = submission(MARKET, ITEM);
        assert_eq!(desk.intake.submit_rows(&sent, &rows).unwrap().accepted, 1);
        assert_eq!(desk.intake.submit_rows(&sent, &rows).unwrap().duplicates, 1);
    });
}
