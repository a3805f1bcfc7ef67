//! Finds personal numbers in texts that everyone reads: identity cards, mobile phones, bank cards. In columns without
//! names (typical cases) also whatever else gives somebody away.
//!
//! Fixed-line numbers of offices and unified codes are meant to be public and are left alone elsewhere.

use serde::{Deserialize, Serialize};
use vocabulary::{
    NumberKind, RegistrationNumber, TraceKind, UnifiedCode, find_numbers, find_traces,
    width::to_half_width,
};

use crate::Text;

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FoundKind {
    /// 身份证号码
    CitizenNumber,
    /// 手机号码
    MobilePhone,
    /// 银行卡号
    BankCard,
    /// 电话、邮箱
    Contact,
    /// 统一社会信用代码
    UnifiedCode,
    /// 车牌号
    Plate,
    /// 住址
    Address,
    /// 年级、班级
    SchoolClass,
    /// 姓名
    Person,
    /// 单位名称
    Organisation,
}

impl FoundKind {
    /// In Chinese.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::CitizenNumber => "身份证号码",
            Self::MobilePhone => "手机号码",
            Self::BankCard => "银行卡号",
            Self::Contact => "电话或者邮箱",
            Self::UnifiedCode => "统一社会信用代码",
            Self::Plate => "车牌号",
            Self::Address => "住址",
            Self::SchoolClass => "年级、班级",
            Self::Person => "姓名",
            Self::Organisation => "单位名称",
        }
    }
}

/// Where in an article a personal number stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// `title`, `summary`, `body`, `source`, `evidence`.
    pub part: String,
    /// Line in that part, from 1.
    pub line: u64,
    /// What it is.
    pub kind: FoundKind,
    /// The number with its middle hidden.
    pub shown: String,
}

impl Place {
    /// In Chinese: `正文第 3 行的手机号码 138…11`.
    pub fn in_words(&self) -> String {
        let part = match self.part.as_str() {
            "title" => "标题",
            "summary" => "摘要",
            "source" => "来源",
            "evidence" => "依据",
            _ => "正文",
        };
        format!("{part}第 {} 行的{} {}", self.line, self.kind.in_words(), self.shown)
    }
}

/// Every personal number in an article, as it is written and as it is read: marks inside a number
/// do not hide it.
pub fn places(text: &Text) -> Vec<Place> {
    sought(text, of_part)
}

/// Whatever may give somebody away: names, contacts, codes, plates, addresses, school classes. Found by how it is
/// written, so that a person still reads the text.
pub fn traces(text: &Text) -> Vec<Place> {
    sought(text, |part, text| {
        let kind = |kind| match kind {
            TraceKind::CitizenNumber => FoundKind::CitizenNumber,
            TraceKind::Contact => FoundKind::Contact,
            TraceKind::UnifiedCode => FoundKind::UnifiedCode,
            TraceKind::Plate => FoundKind::Plate,
            TraceKind::Address => FoundKind::Address,
            TraceKind::SchoolClass => FoundKind::SchoolClass,
            TraceKind::Person => FoundKind::Person,
            TraceKind::Organisation => FoundKind::Organisation,
        };
        let place = |trace: vocabulary::Trace| Place {
            part: part.to_owned(),
            line: line_of(text, trace.span.start),
            kind: kind(trace.kind),
            shown: text.get(trace.span).unwrap_or_default().to_owned(),
        };
        find_traces(text).into_iter().map(place).collect()
    })
}

fn sought(text: &Text, of_part: impl Fn(&str, &str) -> Vec<Place>) -> Vec<Place> {
    let parts = [
        ("title", &text.title),
        ("summary", &text.summary),
        ("body", &text.body),
        ("source", &text.source),
        ("evidence", &text.evidence),
    ];
    let mut places = Vec::new();
    for (part, written) in parts {
        let read = written.chars().filter(|mark| !"*[]()`#>\u{200B}\u{FEFF}".contains(*mark));
        let read: String = read.map(to_half_width).collect();
        for text in [written.as_str(), read.as_str()] {
            for place in of_part(part, text) {
                if !places.contains(&place) {
                    places.push(place);
                }
            }
        }
    }
    places
}

fn of_part(part: &str, text: &str) -> Vec<Place> {
    let numbers = find_numbers(text).into_iter().filter_map(|found| {
        let number = text.get(found.span)?;
        let kind = match found.kind {
            NumberKind::CitizenNumber => FoundKind::CitizenNumber,
            // Registration numbers of fifteen digits have a check digit, old citizen numbers none.
            NumberKind::OldCitizenNumber if RegistrationNumber::parse(number).is_ok() => {
                return None;
            }
            NumberKind::OldCitizenNumber => FoundKind::CitizenNumber,
            NumberKind::MobilePhone => FoundKind::MobilePhone,
        };
        Some((kind, number))
    });
    let place = |(kind, number): (FoundKind, &str)| Place {
        part: part.to_owned(),
        line: line_of(text, (number.as_ptr() as usize).saturating_sub(text.as_ptr() as usize)),
        kind,
        shown: masked(number),
    };
    numbers
        .chain(cards(text).into_iter().map(|card| (FoundKind::BankCard, card)))
        .map(place)
        .collect()
}

/// The line of a place, from 1.
fn line_of(text: &str, offset: usize) -> u64 {
    text.get(..offset).unwrap_or_default().matches('\n').count() as u64 + 1
}

/// The first three and the last two characters.
fn masked(number: &str) -> String {
    let digits: Vec<char> = number.chars().filter(|digit| digit.is_alphanumeric()).collect();
    let head: String = digits.iter().take(3).collect();
    let tail: String = digits.iter().skip(digits.len().saturating_sub(2)).collect();
    format!("{head}…{tail}")
}

/// Runs of 16 to 19 digits, single spaces or hyphens inside seen through, that are cards of the
/// usual issuers and whose last digit fits (Luhn).
fn cards(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut run: Option<(usize, usize, String, bool)> = None;
    for (at, mark) in text.char_indices().chain([(text.len(), '\n')]) {
        match (&mut run, mark) {
            (None, '0'..='9') => run = Some((at, at + 1, mark.to_string(), false)),
            (Some((_, end, digits, gap)), '0'..='9') => {
                digits.push(mark);
                (*end, *gap) = (at + 1, false);
            }
            (Some((.., gap @ false)), ' ' | '-') => *gap = true,
            (Some((start, end, digits, _)), _) => {
                let letter = mark.is_ascii_alphabetic() && text.get(*end..at) == Some("");
                if !letter && is_card(digits) {
                    found.extend(text.get(*start..*end));
                }
                run = None;
            }
            (None, _) => {}
        }
    }
    found
}

fn is_card(digits: &str) -> bool {
    let issued = ["62", "4", "51", "52", "53", "54", "55", "35"];
    (16..=19).contains(&digits.len())
        && issued.iter().any(|prefix| digits.starts_with(prefix))
        && luhn(digits)
        && UnifiedCode::parse(digits).is_err()
}

fn luhn(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, digit)| {
            let digit = u32::from(digit.saturating_sub(b'0'));
            if place % 2 == 0 { digit } else { digit * 2 / 10 + digit * 2 % 10 }
        })
        .sum();
    sum.is_multiple_of(10)
}
