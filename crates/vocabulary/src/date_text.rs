//! Dates as people and spreadsheets write them.

use jiff::{ToSpan, civil::Date};

use crate::width;

/// Why a text is no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DateTextError {
    /// Nothing, or a word for nothing.
    #[error("there is no date. Write it as 2026-11-21")]
    Missing,
    /// A word for "without end" (`长期`, `永久`), which only an end date may hold.
    #[error(
        "the text means \"without end\", which is no date. Leave the field empty or write a date"
    )]
    OpenEnded,
    /// A year and a month without a day, or a year alone.
    #[error("the day or month is missing. Write the date as 2026-11-21")]
    Incomplete,
    /// The year has not four digits, or stands at the end, so that the parts cannot be told apart.
    #[error("the year must come first and have four digits. Write the date as 2026-11-21")]
    Ambiguous,
    /// Well written, but there is no such day (2023-02-29), or its year is not within 1800 to 2199 or
    /// 9999.
    #[error("there is no such day. Compare it with the document")]
    NoSuchDay,
    /// Not a date at all.
    #[error("the text is no date. Write it as 2026-11-21")]
    NotADate,
}

/// Reads a date: `1980-01-01`, `1980/1/7`, `1980.1.7`, `19800107`, `1980年1月7日`, `二〇二六年十一月二十一日`,
/// any of them with a time behind, or the number of days a spreadsheet keeps (`29221`, `29221.5`).
pub fn parse_date(text: &str) -> Result<Date, DateTextError> {
    let text: String =
        text.chars().map(width::to_half_width).filter(|c| !width::is_invisible(*c)).collect();
    let text = text.trim().trim_start_matches('\'').trim_start();
    match text {
        "" | "N/A" | "NULL" | "null" | "无" | "-" | "--" | "/" => {
            return Err(DateTextError::Missing);
        }
        "长期" | "永久" | "长期有效" | "永久有效" | "无固定期限" | "无期限" => {
            return Err(DateTextError::OpenEnded);
        }
        _ => {}
    }
    if text.chars().all(|c| c.is_ascii_digit()) {
        return of_digits(text);
    }
    if let Some((days, fraction)) = text.split_once('.')
        && days.len() == 5
        && (days.bytes().chain(fraction.bytes())).all(|byte| byte.is_ascii_digit())
    {
        return of_digits(days);
    }
    let text = if text.contains(is_chinese_digit) { arabic(text) } else { text.to_owned() };
    of_parts(&text)
}

/// The date of a spreadsheet's day number (1900 system, 1 is 1900-01-01). Number 60 stands for a day
/// that never was, as spreadsheets take 1900 for a leap year.
pub fn date_of_serial(serial: f64) -> Result<Date, DateTextError> {
    if !(1.0..2_958_466.0).contains(&serial) || (60.0..61.0).contains(&serial) {
        return Err(DateTextError::NoSuchDay);
    }
    let days = serial.floor() as i64;
    let before_first = Date::constant(1899, 12, if days < 60 { 31 } else { 30 });
    let date = before_first.checked_add(days.days()).map_err(|_| DateTextError::NoSuchDay)?;
    checked(date.year(), i64::from(date.month()), i64::from(date.day()))
}

/// Digits alone: a compact date, one with a time (yyyymmddhhmm, yyyymmddhhmmss), or a day number.
fn of_digits(digits: &str) -> Result<Date, DateTextError> {
    let part = |range: std::ops::Range<usize>| {
        digits.get(range).and_then(|part| part.parse::<i64>().ok()).ok_or(DateTextError::NotADate)
    };
    match digits.len() {
        8 | 12 | 14 => {
            if digits.len() > 8 {
                let minutes = part(8..10)? < 24 && part(10..12)? < 60;
                let seconds = digits.len() == 12 || part(12..14)? < 60;
                if !(minutes && seconds) {
                    return Err(DateTextError::NotADate);
                }
            }
            let year = i16::try_from(part(0..4)?).map_err(|_| DateTextError::NotADate)?;
            checked(year, part(4..6)?, part(6..8)?)
        }
        5 => digits.parse::<f64>().map_err(|_| DateTextError::NotADate).and_then(date_of_serial),
        4 => Err(DateTextError::Incomplete),
        6 => Err(DateTextError::Ambiguous),
        _ => Err(DateTextError::NotADate),
    }
}

/// Three numbers with separators, then perhaps a time.
fn of_parts(text: &str) -> Result<Date, DateTextError> {
    let (first, rest) = number(text)?;
    if rest.trim_start().is_empty() {
        return Err(DateTextError::NotADate);
    }
    let (separator, rest) = separator(rest, &['年'])?;
    if first.len() == 4 && rest.is_empty() {
        return Err(DateTextError::Incomplete);
    }
    let (month, rest) = number(rest)?;
    if first.len() == 4 && matches!(rest, "" | "月" | "月份") {
        return Err(DateTextError::Incomplete);
    }
    let (second_separator, rest) = self::separator(rest, &['月'])?;
    if (separator == '年') != (second_separator == '月') {
        return Err(DateTextError::NotADate);
    }
    if separator != '年' && separator != second_separator {
        return Err(DateTextError::NotADate);
    }
    let (day, rest) = number(rest)?;
    let rest = rest.trim_start().strip_prefix(['日', '号']).unwrap_or(rest);
    if !is_time(rest) {
        return Err(DateTextError::NotADate);
    }
    if first.len() != 4 {
        return Err(DateTextError::Ambiguous);
    }
    if month.len() > 2 || day.len() > 2 {
        return Err(DateTextError::NotADate);
    }
    let value = |digits: &str| digits.parse::<i64>().map_err(|_| DateTextError::NotADate);
    let year = first.parse().map_err(|_| DateTextError::NotADate)?;
    checked(year, value(month)?, value(day)?)
}

/// The digits at the beginning, and what follows.
fn number(text: &str) -> Result<(&str, &str), DateTextError> {
    let text = text.trim_start();
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    if end == 0 { Err(DateTextError::NotADate) } else { Ok(text.split_at(end)) }
}

/// The separator at the beginning, and what follows.
fn separator<'a>(text: &'a str, words: &[char]) -> Result<(char, &'a str), DateTextError> {
    let text = text.trim_start();
    let separator = text
        .chars()
        .next()
        .filter(|c| matches!(c, '-' | '/' | '.' | '\u{2013}' | '\u{2014}') || words.contains(c))
        .ok_or(DateTextError::NotADate)?;
    Ok((separator, text.get(separator.len_utf8()..).unwrap_or_default().trim_start()))
}

/// Whether what follows a date is nothing or a time of day, set off by a space or `T`.
fn is_time(text: &str) -> bool {
    let trimmed = text.trim();
    let set_off = text.starts_with([' ', 'T', 't']) || trimmed.contains(['时', '点']);
    let time = trimmed.trim_start_matches(['T', 't']);
    trimmed.is_empty()
        || (set_off
            && time.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '上' | '下'))
            && time.chars().all(|c| {
                c.is_ascii_digit()
                    || matches!(c, ':' | '.' | '+' | '-' | ' ' | 'Z' | 'z')
                    || "时点分秒上下午AMPamp".contains(c)
            }))
}

fn checked(year: i16, month: i64, day: i64) -> Result<Date, DateTextError> {
    let known = (1800..2200).contains(&year) || year == 9999;
    let part = |number: i64| i8::try_from(number).map_err(|_| DateTextError::NoSuchDay);
    let date = Date::new(year, part(month)?, part(day)?).map_err(|_| DateTextError::NoSuchDay)?;
    if known { Ok(date) } else { Err(DateTextError::NoSuchDay) }
}

const CHINESE_DIGITS: &str = "〇一二三四五六七八九";

fn is_chinese_digit(c: char) -> bool {
    CHINESE_DIGITS.contains(c) || matches!(c, '零' | '○' | '十')
}

/// Chinese numerals of a date in digits: every character a digit, ten as in 二十一.
fn arabic(text: &str) -> String {
    let mut digits = String::new();
    let mut characters = text.chars().peekable();
    let value = |c: char| match c {
        '零' | '○' => Some(0),
        _ => CHINESE_DIGITS.chars().position(|digit| digit == c),
    };
    let mut after_digit = false;
    while let Some(character) = characters.next() {
        let before_digit = characters.peek().is_some_and(|c| value(*c).is_some());
        match value(character) {
            Some(value) => digits.push_str(&value.to_string()),
            None if character == '十' => {
                digits.push_str(if after_digit { "" } else { "1" });
                digits.push_str(if before_digit { "" } else { "0" });
            }
            None => digits.push(character),
        }
        after_digit = value(character).is_some();
    }
    digits
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn written_forms() {
        let day = Ok(date(1980, 1, 7));
        for text in [
            "1980-01-07",
            "1980-1-7",
            "1980/1/7",
            "1980.01.07",
            "19800107",
            "1980年1月7日",
            "1980 年 01 月 07 日",
            "1980年1月7号",
            "１９８０－０１－０７",
            " 1980-01-07\u{200B} ",
            "'1980-01-07",
            "1980-01-07 00:00:00",
            "1980-01-07T08:30:00+08:00",
            "1980-01-07T08:30:00.000Z",
            "1980/1/7 8:30",
            "1980年1月7日 8时30分",
            "1980年1月7日下午3时",
            "19800107083000",
            "一九八〇年一月七日",
            "一九八○年一月七日",
            "29227",
            "29227.354166",
        ] {
            assert_eq!(parse_date(text), day, "{text}");
        }
        assert_eq!(parse_date("二〇二六年十一月二十一日"), Ok(date(2026, 11, 21)));
        assert_eq!(parse_date("二零二六年十月三十日"), Ok(date(2026, 10, 30)));
        assert_eq!(parse_date("二〇二六年十二月十日"), Ok(date(2026, 12, 10)));
        assert_eq!(parse_date("9999-12-31"), Ok(date(9999, 12, 31)));
    }

    #[test]
    fn spreadsheet_numbers() {
        assert_eq!(date_of_serial(1.0), Ok(date(1900, 1, 1)));
        assert_eq!(date_of_serial(59.0), Ok(date(1900, 2, 28)));
        assert_eq!(date_of_serial(60.0), Err(DateTextError::NoSuchDay));
        assert_eq!(date_of_serial(61.0), Ok(date(1900, 3, 1)));
        assert_eq!(date_of_serial(45292.99), Ok(date(2024, 1, 1)));
        assert_eq!(date_of_serial(0.5), Err(DateTextError::NoSuchDay));
        assert_eq!(date_of_serial(f64::NAN), Err(DateTextError::NoSuchDay));
        assert_eq!(date_of_serial(f64::INFINITY), Err(DateTextError::NoSuchDay));
    }

    #[test]
    fn refusals() {
        use DateTextError as E;
        for (text, error) in [
            ("", E::Missing),
            (" N/A ", E::Missing),
            ("长期", E::OpenEnded),
            ("2020-05", E::Incomplete),
            ("2020年5月", E::Incomplete),
            ("2020年", E::Incomplete),
            ("2020", E::Incomplete),
            ("80-01-07", E::Ambiguous),
            ("01/07/1980", E::Ambiguous),
            ("800107", E::Ambiguous),
            ("2023-02-29", E::NoSuchDay),
            ("20231301", E::NoSuchDay),
            ("0001-01-01", E::NoSuchDay),
            ("2020年5-7", E::NotADate),
            ("2020-05/07", E::NotADate),
            ("2020-05-07公司", E::NotADate),
            ("2020-05-0712:00", E::NotADate),
            ("济南", E::NotADate),
            ("1.5", E::NotADate),
            ("20200507250000", E::NotADate),
        ] {
            assert_eq!(parse_date(text), Err(error), "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_day_reads_back_in_every_form(days in 0..140_000_i32) {
            let day = date(1800, 1, 1).checked_add(days.days()).unwrap();
            let (year, month, date) = (day.year(), day.month(), day.day());
            for text in [
                day.to_string(),
                format!("{year}/{month}/{date}"),
                format!("{year}年{month}月{date}日"),
                format!("{year:04}{month:02}{date:02}"),
            ] {
                prop_assert_eq!(parse_date(&text), Ok(day));
            }
        }

        #[test]
        fn parsing_never_panics(text in ".*") {
            let _ = parse_date(&text);
        }

        #[test]
        fn date_soup_never_panics(text in "[0-9年月日/. :T十一-]{0,20}") {
            let _ = parse_date(&text);
        }
    }
}
