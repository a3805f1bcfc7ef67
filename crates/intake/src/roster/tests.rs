//! Rosters: columns, outcomes, tables.

use super::*;
use crate::tests::{
    desk::{desk, enterprise_code},
    resolution::Town,
};

fn matched(file: &[u8]) -> Vec<RosterLine> {
    let mut desk = desk();
    desk.intake = desk
        .intake
        .with_directory(Town::of(&[("济南明泉商贸有限公司", 1), ("济南清河建材有限公司", 2)]));
    let mut lines = Vec::new();
    let count = desk
        .intake
        .match_list(file, 100, &mut |line| {
            lines.push(line);
            Ok(())
        })
        .unwrap();
    assert_eq!(count, lines.len() as u64);
    lines
}

fn outcomes(file: &str) -> Vec<(u64, RosterOutcome)> {
    matched(file.as_bytes()).into_iter().map(|line| (line.line, line.outcome)).collect()
}

#[test]
fn s_44_a_list_with_headers_gets_an_outcome_a_line() {
    use RosterOutcome::{BadCode, Code, Nobody, Sure, Unreadable, Unsure};
    let (own, wrong) = (enterprise_code(1), "91370100MA3000010A");
    let file = format!(
        "序号,单位名称,统一社会信用代码\n1,济南明泉商贸有限公司,\n2,济南明全商贸有限公司,\n3,青岛海风渔业有限公司,\n4,某公司,{own}\n5,济南清河建材有限公司,{wrong}\n6,,\n"
    );
    let expected = [(2, Sure), (3, Unsure), (4, Nobody), (5, Code), (6, BadCode), (7, Unreadable)];
    assert_eq!(outcomes(&file), expected);
    let lines = matched(file.as_bytes());
    assert_eq!(lines[0].rule.as_deref(), Some("M-1"));
    assert_eq!(lines[0].candidates[0].code.as_deref(), Some(&*own));
    assert_eq!(lines[1].rule.as_deref(), Some("M-2"));
    assert!(lines[2].candidates.is_empty());
    assert_eq!(lines[4].candidates[0].name, "济南清河建材有限公司");
}

#[test]
fn s_44_pasted_names_and_objects_are_lists_too() {
    use RosterOutcome::{Nobody, Sure};
    let pasted = "济南明泉商贸有限公司\n青岛海风渔业有限公司\n";
    assert_eq!(outcomes(pasted), [(1, Sure), (2, Nobody)]);
    assert_eq!(outcomes(&pasted.replace('\n', "\r\n")), [(1, Sure), (2, Nobody)]);
    assert_eq!(outcomes("济南明泉商贸有限公司"), [(1, Sure)]);
    let objects = "{\"name\":\"济南明泉商贸有限公司\"}\n{\"name\":\"青岛海风渔业有限公司\"}\n";
    assert_eq!(outcomes(objects), [(1, Sure), (2, Nobody)]);
    let none = desk().intake.match_list("{\"x\":\"y\"}\n".as_bytes(), 9, &mut |_| Ok(()));
    assert!(matches!(none, Err(IntakeError::Refused { .. })), "{none:?}");
}

#[test]
fn s_44_a_list_that_is_too_long_is_refused_and_a_table_guards_its_cells() {
    let long = desk().intake.match_list("名称\n甲\n乙\n".as_bytes(), 1, &mut |_| Ok(()));
    assert!(matches!(long, Err(IntakeError::TooLarge { limit: 1, .. })), "{long:?}");
    let lines = matched("名称\n=1+1\n济南明全商贸有限公司\n".as_bytes());
    let mut csv = Vec::new();
    roster_csv(&lines, &mut csv).unwrap();
    let csv = String::from_utf8(csv).unwrap();
    assert!(csv.contains("2,'=1+1,,没有找到,M-3"), "{csv}");
    assert!(csv.contains("同音字：泉—全") || csv.contains("同音字：全—泉"), "{csv}");
    assert!(roster_xlsx(&lines).unwrap().starts_with(b"PK"));
}
