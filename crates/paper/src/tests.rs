//! What the press is held to.

mod reading;
mod reports;

use reading::{pages, whole};
use vocabulary::Date;

use crate::{Block, Column, Document, PaperError, Press, Table};

fn document(blocks: Vec<Block>) -> Document {
    Document {
        title: "失信信息信用修复告知书".to_owned(),
        author: "济南市示范局".to_owned(),
        language: "zh-CN".to_owned(),
        on: Date::constant(2026, 11, 21),
        foot: "济信修告〔2026〕1号".to_owned(),
        pages: "第 {page} 页，共 {pages} 页".to_owned(),
        blocks,
        ..Document::default()
    }
}

fn letter() -> Vec<Block> {
    vec![
        Block::Head {
            unit: "济南市示范公共信用中心".to_owned(),
            number: "济信修告〔2026〕1号".to_owned(),
        },
        Block::Title("失信信息信用修复告知书".to_owned()),
        Block::Line("济南明湖某某商贸有限公司：".to_owned()),
        Block::Paragraph(
            "你单位（统一社会信用代码 91370102MA0000007F）因违反《中华人民共和国食品安全法》，被处以罚款\
             3000元。依照《信用修复管理办法》（国家发展改革委令第36号）第八条，现将信用修复的\
             有关事项告知如下：该信息自2026年11月21日起公示，最短公示期为三个月，最长公示期为三年。"
                .to_owned(),
        ),
        Block::Heading("一、办理".to_owned()),
        Block::Facts(vec![
            ("最早可以申请的日期".to_owned(), "2027年2月21日".to_owned()),
            ("需要的材料".to_owned(), "一、已履行义务的证明；二、信用承诺书（按规定格式）".to_owned()),
            ("费用".to_owned(), "不收取任何费用。".to_owned()),
        ]),
        Block::Seal {
            unit: "济南市示范公共信用中心".to_owned(),
            date: "2026年11月21日".to_owned(),
        },
        Block::Code {
            text: "https://credit.example/cases?number=37010020261121000001".to_owned(),
            caption: "用手机扫描，查看办理进度。\n编号 3701 0020 2611 2100 0001".to_owned(),
        },
    ]
}

fn table(rows: usize) -> Table {
    let row = |at: usize| {
        vec![
            at.to_string(),
            format!("济南示范第{at}商贸有限公司"),
            "行政处罚信息：未按规定公示；责令改正，处以罚款。".to_owned(),
            format!("{}.00", at * 100),
        ]
    };
    Table {
        columns: vec![
            Column::number("序号", 1),
            Column::text("名称", 4),
            Column::text("内容", 5),
            Column::number("金额（元）", 2),
        ],
        rows: (1..=rows).map(row).collect(),
    }
}

#[test]
fn a_letter_says_every_word_and_the_same_twice() {
    let press = Press::default();
    let document = document(letter());
    let first = press.print(&document).unwrap();
    assert_eq!(first, press.print(&document).unwrap());
    let read = whole(&first);
    for part in [
        "济南市示范公共信用中心",
        "失信信息信用修复告知书",
        "91370102MA0000007F",
        "第八条",
        "第 1 页，共 1 页",
    ] {
        assert!(read.contains(part), "{part} is missing in {read}");
    }
    assert!(first.len() < 200_000, "{} bytes", first.len());
}

#[test]
fn a_table_repeats_its_head_and_counts_its_pages() {
    let blocks = vec![Block::Title("清单".to_owned()), Block::Table(table(90))];
    let pdf = Press::default().print(&document(blocks)).unwrap();
    let pages = pages(&pdf);
    assert!(pages.len() > 2, "{} pages", pages.len());
    for (at, page) in pages.iter().enumerate() {
        assert!(page.contains("金额（元）"), "page {} has no head", at + 1);
        assert!(page.contains(&format!("第 {} 页，共 {} 页", at + 1, pages.len())));
    }
    for row in 1..=90 {
        assert!(pages.concat().replace('\n', "").contains(&format!("第{row}商贸")), "row {row}");
    }
}

#[test]
fn a_row_higher_than_a_page_goes_on() {
    let long = "很长的说明，".repeat(1500);
    let table = Table {
        columns: vec![Column::text("项", 1), Column::text("说明", 3)],
        rows: vec![vec!["一".to_owned(), long.clone()], vec!["二".to_owned(), "完".to_owned()]],
    };
    let pdf = Press::default().print(&document(vec![Block::Table(table)])).unwrap();
    assert!(pages(&pdf).len() > 2);
    assert_eq!(whole(&pdf).matches("很长的说明，").count(), 1500);
}

#[test]
fn an_empty_table_and_an_empty_document_are_pages_too() {
    let press = Press::default();
    let empty = Table { columns: vec![Column::text("名称", 1)], rows: Vec::new() };
    let read = whole(&press.print(&document(vec![Block::Table(empty)])).unwrap());
    assert!(read.contains("名称"));
    assert_eq!(pages(&press.print(&document(Vec::new())).unwrap()).len(), 1);
}

#[test]
fn no_line_begins_with_a_closing_mark_and_no_word_is_torn() {
    let words = "按照《信用修复管理办法》（国家发展改革委令第36号）的规定，https://credit.example/cases 可查；";
    for length in 1..24 {
        let text = format!("{}{}", "一".repeat(length), words.repeat(4));
        let pdf = Press::default().print(&document(vec![Block::Line(text)])).unwrap();
        for line in pages(&pdf).concat().lines() {
            let (first, last) = (line.chars().next().unwrap(), line.chars().last().unwrap());
            assert!(!"，。）》；：".contains(first), "{line}");
            assert!(!"（《".contains(last), "{line}");
            assert_eq!(
                line.matches("https").count(),
                line.matches("example/cases").count(),
                "{line}"
            );
        }
    }
}

#[test]
fn a_machine_without_the_font_says_what_to_install() {
    let named = Press::new(Some("/nowhere/font.ttc".into()));
    let error = named.print(&document(letter())).unwrap_err();
    assert!(matches!(error, PaperError::Unread { .. }));
    assert!(error.to_string().contains("/nowhere/font.ttc"));
    let error = PaperError::NoFont { looked: vec!["/a".into(), "/b".into()] }.to_string();
    assert!(error.contains("/a, /b") && error.contains("fonts-noto-cjk"));
}

#[test]
fn an_address_too_long_for_a_code_is_refused() {
    let blocks = vec![Block::Code { text: "信".repeat(2000), caption: String::new() }];
    let error = Press::default().print(&document(blocks)).unwrap_err();
    assert!(matches!(error, PaperError::CodeTooLong { bytes: 6000 }));
}
