//! Files as departments have them: encodings, workbooks, packed files, foreign headers.

use std::io::Write;

use flate2::{Compression, write::GzEncoder};
use intake::Progress;

use crate::{
    desk::{REGISTRATION, adds_up, registrations, registrations_csv, submission},
    harness::Town,
    rows::{MARKET, csv},
    story,
};

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

/// The cells of a CSV file of quoted cells without commas in them.
fn cells(csv: &[u8]) -> Vec<Vec<String>> {
    let text = String::from_utf8(csv.to_vec()).unwrap();
    let cell = |cell: &str| cell.trim_matches('"').to_owned();
    text.lines().map(|line| line.split(',').map(cell).collect()).collect()
}

fn workbook(csv: &[u8]) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (line, row) in cells(csv).iter().enumerate() {
        for (column, cell) in row.iter().enumerate() {
            sheet.write_string(line as u32, column as u16, cell).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

fn json_lines(csv: &[u8]) -> Vec<u8> {
    let rows = cells(csv);
    let object = |row: &Vec<String>| {
        let pairs = rows[0].iter().cloned().zip(row.iter().map(|cell| cell.as_str().into()));
        serde_json::Value::Object(pairs.collect()).to_string() + "\n"
    };
    rows[1..].iter().map(object).collect::<String>().into_bytes()
}

story! {
    fn one_file_in_every_dress_gives_the_same_records(town) {
        let file = registrations_csv(30);
        let text = String::from_utf8(file.clone()).unwrap();
        let gb18030 = encoding_rs::GB18030.encode(&text).0.into_owned();
        let sent = submission(REGISTRATION, MARKET);
        let first = town.submit(&sent, &gb18030).unwrap();
        assert_eq!(first.accepted, 30, "{first:?}{}", town.faults(&first.batch));
        let before = archive::fingerprint(&town.platform.db).unwrap();
        for (dress, bytes) in [
            ("UTF-8", file.clone()),
            ("UTF-8 with mark", ["\u{FEFF}".as_bytes(), &file].concat()),
            ("XLSX", workbook(&file)),
            ("JSON Lines", json_lines(&file)),
            ("packed CSV", packed(&file)),
            ("packed GB18030", packed(&gb18030)),
            ("packed XLSX", packed(&workbook(&file))),
            ("packed JSON Lines", packed(&json_lines(&file))),
        ] {
            let receipt = town.submit(&sent, &bytes).unwrap();
            let counts = (receipt.received, receipt.duplicates);
            assert_eq!(counts, (30, 30), "{dress}: {}", town.faults(&receipt.batch));
        }
        assert_eq!(archive::fingerprint(&town.platform.db).unwrap(), before);
        let page = town.page(&crate::desk::code(7)).unwrap();
        assert_eq!(page.head.name.as_deref(), Some("济南第7商贸有限公司"));
    }
}

story! {
    fn the_template_of_an_item_is_a_file_that_intake_takes(town) {
        let platform = &town.platform;
        let template = platform.intake.template_csv(REGISTRATION).unwrap();
        let headers = template.trim_start_matches('\u{FEFF}').lines().next().unwrap();
        assert!(headers.contains("统一社会信用代码"), "{headers}");
        let row: Vec<&str> = headers
            .split(',')
            .map(|header| match header.trim_matches('"').trim_end_matches('*') {
                "企业名称" => "济南模板商贸有限公司",
                "统一社会信用代码" => "91370100MA3C00011J",
                "成立日期" => "2016-03-21",
                _ => "",
            })
            .collect();
        let filled = format!("{headers}\n{}\n", row.join(","));
        let receipt = town.submit(&submission(REGISTRATION, MARKET), filled.as_bytes()).unwrap();
        assert_eq!(receipt.accepted, 1, "{receipt:?}{}", town.faults(&receipt.batch));
        assert!(platform.intake.template_xlsx(REGISTRATION).unwrap().starts_with(b"PK"));
    }
}

story! {
    fn progress_is_told_as_a_long_file_is_read(town) {
        let file = csv(&registrations(9_000));
        let mut steps = Vec::new();
        let mut progress = Progress::telling(|step| steps.push(step));
        let sent = submission(REGISTRATION, MARKET);
        let receipt = town.platform.intake.submit(&sent, file.as_bytes(), &mut progress).unwrap();
        drop(progress);
        assert_eq!(receipt.accepted, 9_000);
        assert!(steps.len() > 1 && steps.is_sorted_by_key(|step| step.rows), "{steps:?}");
        assert_eq!(steps.last().unwrap().rows, 9_000);
    }
}

/// The open registration data of the province, 29,864 rows: the receipt adds up, and the same file
/// again says nothing new.
fn the_real_file(town: &Town) {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data/registrations-shandong.csv.gz");
    let file = std::fs::read(path).unwrap_or_else(|error| {
        panic!("the registration file is missing: {path} ({error}); this test needs it")
    });
    let sent = submission(REGISTRATION, MARKET);
    let first = town.platform.intake.submit(&sent, &*file, &mut Progress::silent()).unwrap();
    adds_up(&first);
    assert_eq!(first.received, 29_864, "{first:?}");
    assert!(first.accepted > 29_000, "{first:?}");
    let before = archive::fingerprint(&town.platform.db).unwrap();
    let again = town.platform.intake.submit(&sent, &*file, &mut Progress::silent()).unwrap();
    adds_up(&again);
    let taken = first.accepted + first.duplicates + first.corrected;
    assert_eq!((again.received, again.accepted, again.corrected), (29_864, 0, 0), "{again:?}");
    assert_eq!((again.duplicates, again.rejected), (taken, first.rejected), "{again:?}");
    assert_eq!(archive::fingerprint(&town.platform.db).unwrap(), before);
    // The first company of the file is found by code and by name.
    let page = town.page("9137011316349800XJ").unwrap();
    assert_eq!(page.head.name.as_deref(), Some("济南市长清区服务公司"));
    let sought = disclosure::Query::Name("济南市长清区服务公司".to_owned());
    let found = town.platform.gate.search(&sought, &disclosure::PageRequest::default()).unwrap();
    assert_eq!(found.entries[0].head.code.as_deref(), Some("9137011316349800XJ"));
}

story! {
    fn the_real_registration_file_is_taken_and_says_nothing_new_the_second_time(town) {
        the_real_file(town);
    }
}
