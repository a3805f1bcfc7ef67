//! What the press is held to where it sets reports.

use std::{io::Read, sync::LazyLock};

use super::{
    document,
    reading::{pages, whole},
    table,
};
use crate::{
    Badge, Block, Chart, ChartKind, Column, Cover, Document, Entry, Fact, Form, Press, Series,
    Table, Tone,
};

/// A character that no font of any machine has: it is not assigned.
const NOWHERE: char = '\u{3ffff}';

fn report(blocks: Vec<Block>) -> Document {
    Document {
        form: Form::Report,
        running: Some(("公共信用信息报告".to_owned(), "济南某某有限公司".to_owned())),
        mark: Some("仅供济南市某局用于政府采购".to_owned()),
        ..document(blocks)
    }
}

/// One for all: the fonts are read once.
static PRESS: LazyLock<Press> = LazyLock::new(Press::default);

fn printed(blocks: Vec<Block>) -> Vec<u8> {
    PRESS.print(&report(blocks)).unwrap()
}

fn cover() -> Block {
    Block::Cover(Cover {
        issuer: "济南市公共信用信息中心".to_owned(),
        title: "公共信用信息报告".to_owned(),
        note: "报告编号 20261121 194022 50859D39".to_owned(),
        name: Some(Fact::new("主体名称", "济南䶮㛃𬱖商贸有限公司")),
        code: Some(("https://credit.example/verify/1".to_owned(), "扫码核验".to_owned())),
    })
}

fn entry(at: usize, facts: usize) -> Block {
    Block::Entry(Entry {
        number: at.to_string(),
        title: "行政许可".to_owned(),
        badges: vec![Badge { text: "异议处理中".to_owned(), tone: Tone::Notice }],
        facts: (0..facts)
            .map(|fact| Fact::new(format!("栏目{fact}"), format!("内容{at}之{fact}")))
            .collect(),
        said: String::new(),
        note: vec![Fact::new("数据来源", "济南市某局"), Fact::new("更新日期", "2026-11-01")],
    })
}

/// The objects and streams of a file as one text, unpacked.
fn opened(pdf: &[u8]) -> String {
    let mut text = String::from_utf8_lossy(pdf).into_owned();
    let ends = pdf.windows(7).enumerate().filter(|(_, part)| *part == b"stream\n");
    for (at, _) in ends {
        let mut data = Vec::new();
        let _ = flate2::read::ZlibDecoder::new(&pdf[at + 7..]).read_to_end(&mut data);
        text.push_str(&String::from_utf8_lossy(&data));
    }
    text
}

#[test]
fn every_part_is_tagged_for_what_it_is() {
    let chart = Chart {
        title: "及时率".to_owned(),
        labels: vec!["甲局".to_owned()],
        series: vec![Series { title: "本月".to_owned(), values: vec![Some(98.5)] }],
        unit: "%".to_owned(),
        kind: ChartKind::Bars,
    };
    let section =
        Block::Section { title: "行政管理信息".to_owned(), aside: "1 条".to_owned() };
    let blocks = vec![cover(), section, entry(1, 3), Block::Table(table(60)), Block::Chart(chart)];
    let file = opened(&printed(blocks));
    for part in [
        "/MarkInfo<</Marked true>>",
        "/Lang",
        "/DisplayDocTitle true",
        "/S/H1",
        "/S/H2",
        "/S/H3",
        "/S/P",
        "/S/L/P",
        "/S/LI/",
        "/S/Lbl/",
        "/S/LBody/",
        "/S/Table/",
        "/S/TR/",
        "/S/TD/",
        "/S/Figure/",
        "/Alt",
        "/Type/Outlines",
        "/Tabs/S",
        "/Artifact",
    ] {
        assert!(file.contains(part), "{part} is missing");
    }
    // The head of a table is told once, however often it is printed.
    assert_eq!(file.matches("/Scope/Column").count(), 4);
}

#[test]
fn the_mark_is_on_every_page_and_in_no_text() {
    let pdf = printed(vec![cover(), Block::Table(table(90))]);
    let pages = pages(&pdf);
    assert!(pages.len() > 2);
    assert!(!whole(&pdf).contains("仅供济南市某局"));
    assert_eq!(opened(&pdf).matches("/M Do").count(), pages.len());
    assert!(pages.iter().skip(1).all(|page| page.contains("济南某某有限公司")));
    assert!(!pages[0].contains("济南某某有限公司"), "the first page has the name in its head");
}

#[test]
fn a_character_that_no_font_has_is_told_by_its_number_and_copied_as_itself() {
    let pdf = printed(vec![Block::Line(format!("欧阳{NOWHERE}䶮㛃𬱖𠅤𫖯先生"))]);
    let read = whole(&pdf);
    assert!(read.contains("欧阳〔U+3FFFF〕"), "{read}");
    assert!(opened(&pdf).contains("/Span<</ActualText"));
    // Selectors of variants are not drawn, and do not stand as boxes.
    let read = whole(&printed(vec![Block::Line("葛\u{e0100}先生\u{200b}好".to_owned())]));
    assert!(read.contains("葛先生好"), "{read}");
}

#[test]
fn rare_characters_of_names_are_drawn_where_the_machine_has_a_font_for_them() {
    let read = whole(&printed(vec![Block::Line("䶮㛃𬱖𠅤𫖯".to_owned())]));
    for name in ['䶮', '㛃', '𬱖', '𠅤', '𫖯'] {
        let number = format!("〔U+{:04X}〕", u32::from(name));
        assert!(read.contains(name) || read.contains(&number), "{name} in {read}");
    }
}

#[test]
fn a_record_that_fits_a_page_is_not_torn_and_its_source_is_beside_it() {
    for before in 0..30 {
        let mut blocks: Vec<Block> =
            (0..before).map(|at| Block::Line(format!("第{at}行"))).collect();
        blocks
            .push(Block::Section { title: "行政管理信息".to_owned(), aside: String::new() });
        blocks.push(entry(1, 12));
        let pdf = printed(blocks);
        let pages = pages(&pdf);
        let page = pages.iter().find(|page| page.contains("内容1之0")).unwrap();
        for part in ["行政管理信息", "行政许可", "内容1之11", "2026-11-01"] {
            assert!(page.contains(part), "{part} after {before} lines");
        }
    }
}

#[test]
fn a_record_higher_than_a_page_goes_on() {
    let text = "很长的事实，".repeat(2000);
    let facts = vec![Fact::new("违法事实", text), Fact::new("处罚机关", "某局")];
    let long = Entry { title: "行政处罚".to_owned(), facts, ..Entry::default() };
    let pdf = printed(vec![Block::Entry(long), entry(2, 2)]);
    assert!(pages(&pdf).len() > 3);
    let read = whole(&pdf);
    let edges = ["公共信用信息报告济南某某有限公司"];
    let read = edges.iter().fold(read, |read, edge| read.replace(edge, ""));
    assert!(read.matches("很长的事实").count() > 1990, "{}", read.matches("很长的事实").count());
    assert!(read.contains("内容2之1"));
}

#[test]
fn a_table_of_many_columns_is_set_smaller_and_loses_nothing() {
    let columns: Vec<Column> = (0..14).map(|at| Column::fitted(format!("第{at}栏标题"))).collect();
    let row: Vec<String> = (0..14).map(|at| format!("JY1370102{at:04}内容")).collect();
    let table = Table { columns, rows: vec![row.clone(); 40] };
    for form in [Form::Report, Form::Wide] {
        let document = Document { form, ..report(vec![Block::Table(table.clone())]) };
        let read = whole(&PRESS.print(&document).unwrap());
        let read: String = read.chars().filter(|one| !one.is_whitespace()).collect();
        assert!(read.contains("第13栏标题"));
        assert_eq!(read.matches("0013内容").count(), 40);
    }
}

#[test]
fn charts_say_every_value_and_stand_without_any() {
    let labels: Vec<String> = (1..=12).map(|month| format!("{month}月")).collect();
    let values =
        |share: f64| (0..12).map(move |at| (at != 5).then_some(90.0 + share * f64::from(at)));
    let series = |title: &str, share: f64| Series {
        title: title.to_owned(),
        values: values(share).collect(),
    };
    for kind in [ChartKind::Bars, ChartKind::Columns, ChartKind::Lines] {
        let chart = Chart {
            title: "及时率".to_owned(),
            kind,
            unit: "%".to_owned(),
            labels: labels.clone(),
            series: vec![series("许可", 0.5), series("处罚", 0.25)],
        };
        let pdf = printed(vec![Block::Chart(chart.clone())]);
        let read = whole(&pdf);
        assert!(read.contains("许可") && read.contains("12月"), "{kind:?}: {read}");
        if kind == ChartKind::Bars {
            assert!(read.contains("95.5%") && read.contains('–'), "{read}");
        }
        let empty = Chart { labels: Vec::new(), series: Vec::new(), ..chart };
        assert!(whole(&printed(vec![Block::Chart(empty)])).contains("及时率"));
    }
}

#[test]
fn counts_and_labels_are_text() {
    let figures = vec![("行政管理信息".to_owned(), "42 条".to_owned()); 7];
    let badges = vec![Badge { text: "守信激励对象".to_owned(), tone: Tone::For }; 9];
    let blocks = vec![Block::Badges { label: "标签".to_owned(), badges }, Block::Figures(figures)];
    let read = whole(&printed(blocks));
    assert_eq!(read.matches("守信激励对象").count(), 9);
    assert_eq!(read.matches("42条").count(), 7);
}
