//! A matched roster as a table, to be saved and worked on.

use std::io::Write;

use identity::{Candidate, Evidence, Reason, Verdict};
use rust_xlsxwriter::{Format, Workbook, XlsxError};

use super::{RosterLine, RosterOutcome};
use crate::{IntakeError, cleanse::FORMULA};

/// Candidates that have columns of their own.
const BESIDE: usize = 3;

/// Writes matched lines as CSV (UTF-8 with mark, so that table programs read it): what was given, what
/// became of it, and up to three candidates each with code and reasons.
///
/// # Errors
///
/// [`IntakeError::Output`] if the output refuses.
pub fn roster_csv(lines: &[RosterLine], mut output: impl Write) -> Result<(), IntakeError> {
    let failed = |error: &dyn std::fmt::Display| IntakeError::Output { reason: error.to_string() };
    output.write_all("\u{FEFF}".as_bytes()).map_err(|error| failed(&error))?;
    let mut writer = csv::Writer::from_writer(output);
    writer.write_record(titles()).map_err(|error| failed(&error))?;
    for line in lines {
        writer.write_record(cells(line)).map_err(|error| failed(&error))?;
    }
    writer.flush().map_err(|error| failed(&error))
}

/// The same as a workbook; every cell is text.
///
/// # Errors
///
/// [`IntakeError::Template`] if the workbook cannot be made.
pub fn roster_xlsx(lines: &[RosterLine]) -> Result<Vec<u8>, IntakeError> {
    workbook(lines).map_err(|error| IntakeError::Template { reason: error.to_string() })
}

fn workbook(lines: &[RosterLine]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("核对结果")?;
    let (head, text) = (Format::new().set_bold(), Format::new().set_num_format("@"));
    for (column, title) in (0_u16..).zip(titles()) {
        sheet.write_with_format(0, column, title, &head)?;
        sheet.set_column_width(column, if column < 5 { 22.0 } else { 30.0 })?;
    }
    for (row, line) in (1_u32..).zip(lines) {
        for (column, cell) in (0_u16..).zip(cells(line)) {
            sheet.write_with_format(row, column, cell, &text)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    book.save_to_buffer()
}

fn titles() -> Vec<String> {
    let mut titles: Vec<String> =
        ["行号", "所填名称", "所填代码", "结论", "规则"].map(str::to_owned).into();
    for number in 1..=BESIDE {
        let of = ["单位名称", "统一社会信用代码", "相近程度", "理由"];
        titles.extend(of.map(|title| format!("候选{number}{title}")));
    }
    titles
}

fn cells(line: &RosterLine) -> Vec<String> {
    let mut cells = vec![
        line.line.to_string(),
        guarded(&line.name),
        guarded(line.code.as_deref().unwrap_or_default()),
        outcome_zh(line.outcome).to_owned(),
        line.rule.clone().unwrap_or_default(),
    ];
    for number in 0..BESIDE {
        match line.candidates.get(number) {
            Some(candidate) => cells.extend(candidate_cells(candidate)),
            None => cells.extend(std::iter::repeat_n(String::new(), 4)),
        }
    }
    cells
}

fn candidate_cells(candidate: &Candidate) -> [String; 4] {
    let former = candidate.former.as_ref().map(|former| format!("（曾用名：{former}）"));
    let evidence = candidate.score.evidence.iter().filter(|one| one.reason != Reason::Equal);
    let reasons: Vec<String> = evidence.map(reason).collect();
    let verdict = match candidate.score.verdict {
        Verdict::Same => "相同",
        Verdict::Unsure => "存疑",
        Verdict::Different => "不同",
    };
    let reasons = if reasons.is_empty() { "名称一致".to_owned() } else { reasons.join("；") };
    [
        guarded(&format!("{}{}", candidate.name, former.unwrap_or_default())),
        candidate.code.clone().unwrap_or_default(),
        format!("{verdict} {:.2}", candidate.score.value),
        reasons,
    ]
}

fn reason(evidence: &Evidence) -> String {
    let word = reason_zh(evidence.reason);
    match (evidence.left.as_str(), evidence.right.as_str()) {
        ("", "") => word.to_owned(),
        (left, "") => format!("{word}：{left}"),
        ("", right) => format!("{word}：{right}"),
        (left, right) => format!("{word}：{left}—{right}"),
    }
}

/// What became of a line, in Chinese.
pub fn outcome_zh(outcome: RosterOutcome) -> &'static str {
    match outcome {
        RosterOutcome::Code => "代码有效，以代码为准",
        RosterOutcome::Sure => "名称相同且只有一个单位",
        RosterOutcome::Unsure => "需要人工核对",
        RosterOutcome::Nobody => "没有找到",
        RosterOutcome::BadCode => "代码校验不通过",
        RosterOutcome::Unreadable => "没有名称或读不懂",
    }
}

fn reason_zh(reason: Reason) -> &'static str {
    match reason {
        Reason::Equal => "一致",
        Reason::Width => "全角半角、空格、括号不同",
        Reason::Script => "繁简体不同",
        Reason::Numeral => "数字写法不同",
        Reason::Equivalent => "组织形式写法不同",
        Reason::Omitted => "一方省略",
        Reason::Place => "同一地方，写法不同",
        Reason::Order => "次序不同",
        Reason::Short => "简称",
        Reason::Homophone => "同音字",
        Reason::LookAlike => "形近字",
        Reason::Dropped => "少一字",
        Reason::Doubled => "多写一字",
        Reason::Swapped => "两字颠倒",
        Reason::Other => "文字不同",
        Reason::OtherPlace => "地方不同",
        Reason::OtherNumber => "数字不同",
        Reason::OtherForm => "组织形式不同",
        Reason::OtherBranch => "分支机构不同",
        Reason::Former => "曾用名",
        Reason::OtherCode => "代码不同",
        Reason::SameCode => "代码相同",
    }
}

/// A cell that a table program would run as a formula is written as text (CSV injection).
fn guarded(cell: &str) -> String {
    if cell.starts_with(FORMULA) { format!("'{cell}") } else { cell.to_owned() }
}
