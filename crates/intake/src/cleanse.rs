//! Brings a cell into the one form its type has, and says when that changed it.

#[cfg(test)]
mod tests;

use jiff::civil::Date;
use policy::model::catalog::FieldType;
use vocabulary::{
    Amount, AmountError, Currency, DateTextError, DocumentType, OrganisationCode,
    RegistrationNumber, UnifiedCode, looks_garbled, parse_date, width,
};

use crate::{
    rule::{self, RuleRef},
    scan::{self, Scan},
    shape::FieldShape,
};

/// Stands for the unified code of a household that has none (GB 32100 has no such code).
pub(crate) const NO_CODE: &str = "00000000000000000X";

/// The last day of what has no end, as dual publication writes it.
const OPEN_END: &str = "2099-12-31";

/// 1e8 万元 in fen: more is no penalty and no capital, but a mistaken unit.
const MOST: i64 = 100_000_000 * 1_000_000;

/// What a formula of a table program begins with. A quote before it says that it is text.
pub(crate) const FORMULA: [char; 6] = ['=', '@', '+', '-', '\t', '\r'];

/// The value of one field of one row.
#[derive(Clone, Debug, Default)]
pub(crate) struct Slot {
    /// As it will be stored; empty if there is none.
    pub(crate) value: String,
    /// As it was sent, where a cleansing changed it.
    pub(crate) original: String,
    /// The cleansing that changed it.
    pub(crate) cleansed: Option<RuleRef>,
}

impl Slot {
    /// Empties the slot for the next row.
    pub(crate) fn clear(&mut self) {
        self.value.clear();
        self.original.clear();
        self.cleansed = None;
    }

    /// Replaces the value, keeping what was sent.
    pub(crate) fn change(&mut self, value: &str, raw: &str, rule: RuleRef) {
        if self.cleansed.is_none() {
            self.original.push_str(raw);
        }
        self.cleansed = Some(rule);
        self.value.clear();
        self.value.push_str(value);
    }

    /// Takes a canonical form: unchanged, or changed by the rule that explains the difference.
    fn take(&mut self, canonical: &str, raw: &str, otherwise: RuleRef) {
        if canonical == raw {
            self.value.push_str(raw);
            return;
        }
        let rule = if canonical == raw.trim() {
            &rule::TRIMMED
        } else if raw.contains(|c: char| c != width::to_half_width(c)) {
            &rule::HALF_WIDTH
        } else if canonical == raw.trim().to_ascii_uppercase() {
            &rule::UPPER_CASE
        } else {
            otherwise
        };
        self.change(canonical, raw, rule);
    }
}

/// Reads a cell into its slot. What is no value of the type is left as sent, with the rule broken.
pub(crate) fn cleanse(field: &FieldShape, raw: &str, slot: &mut Slot) -> Result<(), RuleRef> {
    let seen = scan::scan(raw);
    if seen.suspect && looks_garbled(raw) {
        return Err(broken(slot, raw, &rule::MOJIBAKE));
    }
    if seen.control || (seen.angle && scan::has_markup(raw)) {
        return Err(broken(slot, raw, &rule::MARKUP));
    }
    if is_blank(field.kind, raw) {
        if !raw.trim().is_empty() {
            slot.change("", raw, &rule::BLANK);
        }
        return Ok(());
    }
    typed(field, raw, seen, slot).map_err(|rule| broken(slot, raw, rule))
}

fn broken(slot: &mut Slot, raw: &str, rule: RuleRef) -> RuleRef {
    slot.clear();
    slot.value.push_str(raw);
    rule
}

fn typed(field: &FieldShape, raw: &str, seen: Scan, slot: &mut Slot) -> Result<(), RuleRef> {
    match field.kind {
        FieldType::Text if field.values.is_empty() => {
            text(raw, seen, slot);
            Ok(())
        }
        FieldType::Text => choice(field, raw, seen, slot),
        FieldType::Date => date(field, raw, slot),
        FieldType::Amount => amount(raw, slot),
        FieldType::Integer => integer(raw, slot),
        FieldType::UnifiedCode => unified_code(raw, slot),
        FieldType::OrganisationCode => {
            let code = OrganisationCode::parse(raw).map_err(|_| &rule::ORGANISATION_CODE)?;
            slot.take(code.as_str(), raw, &rule::NUMBER_WRITTEN);
            Ok(())
        }
        FieldType::RegistrationNumber => registration_number(raw, slot),
        FieldType::PersonNumber => {
            let number = significant(raw);
            scientific(&number)?;
            slot.take(&number, raw, &rule::NUMBER_WRITTEN);
            Ok(())
        }
        FieldType::PersonDocument => {
            let document = DocumentType::parse(raw).map_err(|_| &rule::PERSON_DOCUMENT)?;
            let listed = field
                .values
                .iter()
                .find(|value| DocumentType::parse(value).is_ok_and(|listed| listed == document));
            slot.take(listed.map_or(document.text(), String::as_str), raw, &rule::NAMED);
            Ok(())
        }
        FieldType::Division => division(field, raw, slot),
        FieldType::YesNo => yes_no(raw, slot),
    }
}

fn text(raw: &str, seen: Scan, slot: &mut Slot) {
    let unquoted = raw.strip_prefix('\'').filter(|rest| rest.starts_with(FORMULA));
    if let Some(unquoted) = unquoted {
        slot.take(&width::tidy_text(unquoted), raw, &rule::TRIMMED);
    } else if seen.untidy {
        slot.take(&width::tidy_text(raw), raw, &rule::TRIMMED);
    } else {
        slot.value.push_str(raw);
    }
}

/// A value of the list, or several.
fn choice(field: &FieldShape, raw: &str, seen: Scan, slot: &mut Slot) -> Result<(), RuleRef> {
    if !seen.untidy && field.values.iter().any(|value| value == raw) {
        slot.value.push_str(raw);
        return Ok(());
    }
    let tidy = width::tidy_text(raw);
    let allowed = |part: &str| field.values.iter().any(|value| value == part);
    if allowed(&tidy) {
        slot.take(&tidy, raw, &rule::TRIMMED);
        return Ok(());
    }
    if !field.several {
        return Err(&rule::NOT_IN_VALUES);
    }
    let parts = split_values(&tidy, &field.values).ok_or(&rule::NOT_IN_VALUES)?;
    slot.take(&parts.join(";"), raw, &rule::SEPARATED);
    Ok(())
}

/// Splits at `;`, and where a listed value does not itself hold them, at 、 and commas; each part once.
fn split_values<'a>(text: &'a str, values: &[String]) -> Option<Vec<&'a str>> {
    let mut parts: Vec<&str> = Vec::new();
    for group in text.split([';', '；']).map(str::trim).filter(|group| !group.is_empty()) {
        let whole = values.iter().any(|value| value == group);
        let pieces =
            if whole { vec![group] } else { group.split(['、', ',', '，', '|']).collect() };
        for piece in pieces.into_iter().map(str::trim).filter(|piece| !piece.is_empty()) {
            if !values.iter().any(|value| value == piece) {
                return None;
            }
            if !parts.contains(&piece) {
                parts.push(piece);
            }
        }
    }
    (!parts.is_empty()).then_some(parts)
}

/// Days between 1900 and 2099. The last day of what has no end is 2099-12-31 in dual publication.
fn date(field: &FieldShape, raw: &str, slot: &mut Slot) -> Result<(), RuleRef> {
    if is_iso(raw) && !raw.starts_with("9999") && raw.parse::<Date>().is_ok() {
        slot.value.push_str(raw);
    } else {
        match parse_date(raw) {
            Ok(day) if day.year() < 9999 => {
                slot.take(&day.to_string(), raw, &rule::DATE_WRITTEN);
            }
            Ok(_) | Err(DateTextError::OpenEnded) if field.open_end => {
                slot.change(OPEN_END, raw, &rule::OPEN_ENDED);
            }
            Ok(_) | Err(DateTextError::NoSuchDay) => return Err(&rule::DATE_RANGE),
            Err(_) => return Err(&rule::DATE_FORM),
        }
    }
    let year = slot.value.get(..4).unwrap_or_default();
    if ("1900".."2100").contains(&year) { Ok(()) } else { Err(&rule::DATE_RANGE) }
}

fn is_iso(raw: &str) -> bool {
    let mark = |place| raw.as_bytes().get(place) == Some(&b'-');
    raw.len() == 10 && mark(4) && mark(7)
}

/// Yuan in ten thousands; any unit that is written is converted, visibly. Other currencies are
/// refused, for nobody here knows the rate of the day.
fn amount(raw: &str, slot: &mut Slot) -> Result<(), RuleRef> {
    let amount = Amount::parse(raw).map_err(|error| match error {
        AmountError::Negative | AmountError::TooLarge => &rule::AMOUNT_RANGE,
        _ => &rule::AMOUNT_FORM,
    })?;
    if amount.currency() != Currency::Cny {
        return Err(&rule::AMOUNT_FORM);
    }
    if amount.hundredths() > MOST {
        return Err(&rule::AMOUNT_RANGE);
    }
    slot.take(&amount.in_ten_thousands(), raw, &rule::AMOUNT_WRITTEN);
    Ok(())
}

fn integer(raw: &str, slot: &mut Slot) -> Result<(), RuleRef> {
    let half = width::half_width(raw);
    let digits = half.trim().replace(',', "");
    let number: i64 = digits.parse().map_err(|_| &rule::INTEGER_FORM)?;
    slot.take(&number.to_string(), raw, &rule::NUMBER_WRITTEN);
    Ok(())
}

fn unified_code(raw: &str, slot: &mut Slot) -> Result<(), RuleRef> {
    match UnifiedCode::parse(raw) {
        Ok(code) => slot.take(code.as_str(), raw, &rule::NUMBER_WRITTEN),
        Err(_) => {
            let written = significant(raw);
            if written != NO_CODE {
                scientific(&written)?;
                return Err(&rule::UNIFIED_CODE);
            }
            slot.take(NO_CODE, raw, &rule::NUMBER_WRITTEN);
        }
    }
    Ok(())
}

/// 13 or 15 digits; numbers with Chinese characters (企独鲁济总字第…号) are older still and cannot be
/// checked.
fn registration_number(raw: &str, slot: &mut Slot) -> Result<(), RuleRef> {
    if let Ok(number) = RegistrationNumber::parse(raw) {
        slot.take(number.as_str(), raw, &rule::NUMBER_WRITTEN);
        return Ok(());
    }
    let number = significant(raw);
    scientific(&number)?;
    if number.is_ascii() {
        return Err(&rule::REGISTRATION_NUMBER);
    }
    slot.take(&number, raw, &rule::NUMBER_WRITTEN);
    Ok(())
}

/// Six digits, or a name that only one division has.
fn division(field: &FieldShape, raw: &str, slot: &mut Slot) -> Result<(), RuleRef> {
    let code = significant(raw);
    if field.divisions.is_known(&code) {
        slot.take(&code, raw, &rule::NUMBER_WRITTEN);
        return Ok(());
    }
    let name = width::tidy_text(raw);
    let code = field.divisions.code_of(&name).ok_or(&rule::DIVISION)?;
    slot.change(code, raw, &rule::NAMED);
    Ok(())
}

fn yes_no(raw: &str, slot: &mut Slot) -> Result<(), RuleRef> {
    let written = width::half_width(raw);
    let truth = match written.trim() {
        "是" | "1" | "Y" | "y" | "YES" | "Yes" | "yes" | "true" | "TRUE" | "有" => "是",
        "否" | "0" | "N" | "n" | "NO" | "No" | "no" | "false" | "FALSE" | "无" => "否",
        _ => return Err(&rule::YES_NO),
    };
    slot.take(truth, raw, &rule::YES_NO_WRITTEN);
    Ok(())
}

/// Half-width, upper-case, without separators.
fn significant(raw: &str) -> String {
    raw.chars()
        .map(width::to_half_width)
        .filter(|character| !width::is_separator(*character))
        .map(|character| character.to_ascii_uppercase())
        .collect()
}

/// A long number that a table program has rounded: `9.13701E+17`, `3.70102198506150E17`.
fn scientific(number: &str) -> Result<(), RuleRef> {
    let rounded = number.split_once('E').is_some_and(|(digits, power)| {
        let power = power.strip_prefix('+').unwrap_or(power);
        digits.starts_with(|first: char| first.is_ascii_digit())
            && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
            && digits.contains('.')
            && matches!(power.len(), 1 | 2)
            && power.bytes().all(|byte| byte.is_ascii_digit())
    });
    if rounded { Err(&rule::SCIENTIFIC) } else { Ok(()) }
}

/// What people and programs write for "nothing". 无 and 空 may be content of a text.
fn is_blank(kind: FieldType, raw: &str) -> bool {
    let written = raw.trim();
    if written.len() > 9 {
        return false;
    }
    match written {
        "" | "N/A" | "n/a" | "NULL" | "null" | "(null)" | "\\N" | "#N/A" | "NaN" | "nan" => true,
        "无" | "空" | "暂无" | "-" | "--" | "—" | "——" | "/" | "NA" => {
            !matches!(kind, FieldType::Text | FieldType::YesNo)
        }
        _ => false,
    }
}
