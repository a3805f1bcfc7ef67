//! Amounts of money as agencies write them, kept exactly: hundredths of a currency unit, counted and
//! shown in ten thousands (万元).

mod currency;
#[cfg(test)]
mod tests;

use std::fmt;

pub use currency::Currency;

use crate::width;

/// A sum in one currency, exact to 0.01 (fen, cent), which is 0.000001 of ten thousand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Amount {
    currency: Currency,
    hundredths: i64,
}

/// Why a text is no amount.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AmountError {
    /// Nothing, or a word for nothing: `N/A`, `无`, `-`, `/`.
    #[error("there is no amount. Leave the field empty or give a number in 万元")]
    Missing,
    /// A unit without a number (`万人民币`).
    #[error("the amount has a unit but no number. Give a number in 万元")]
    NoNumber,
    /// No number at the beginning, or digits and commas in disorder.
    #[error("the text is no amount. Give a number in 万元 with at most six decimals")]
    NotANumber,
    /// A unit or currency nobody knows.
    #[error("`{found}` is no known unit of money. Give a number in 万元")]
    UnknownUnit {
        /// The unit, shortened to ten characters.
        found: String,
    },
    /// Less than zero.
    #[error("the amount is negative. Give zero or more")]
    Negative,
    /// Finer than 0.01 of the currency (six decimals of ten thousand).
    #[error("the amount is finer than one fen. Give at most six decimals of 万元")]
    TooFine,
    /// More than can be kept (about nine million million ten thousands).
    #[error("the amount is too large to be meant. Check the unit")]
    TooLarge,
}

impl Amount {
    /// An amount of so many hundredths (fen, cents).
    pub const fn of_hundredths(currency: Currency, hundredths: i64) -> Self {
        Self { currency, hundredths }
    }

    /// Reads an amount with or without unit: `26万元`, `1,286.5000(万)`, `2000元`, `515(万美元)`,
    /// `人民币63.5万元整`. A bare number is in ten thousands of yuan, as the national fields have it.
    pub fn parse(text: &str) -> Result<Self, AmountError> {
        let text: String = text
            .chars()
            .map(width::to_half_width)
            .filter(|c| !(c.is_whitespace() || width::is_invisible(*c) || "()[]【】".contains(*c)))
            .collect();
        let upper = text.to_uppercase();
        if matches!(
            upper.as_str(),
            "" | "N/A" | "NA" | "NULL" | "NONE" | "无" | "-" | "--" | "/" | "*"
        ) {
            return Err(AmountError::Missing);
        }
        if !upper.contains(|c: char| c.is_ascii_digit()) {
            let error =
                if unit(&upper).is_ok() { AmountError::NoNumber } else { AmountError::NotANumber };
            return Err(error);
        }
        let is_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '+');
        let start = upper.find(is_number).unwrap_or_default();
        let (before, rest) = upper.split_at(start);
        let end = rest.find(|c| !is_number(c)).unwrap_or(rest.len());
        let (number, after) = rest.split_at(end);
        let number = number.strip_prefix('+').unwrap_or(number);
        if number.starts_with('-') {
            return Err(AmountError::Negative);
        }
        let (currency, scale) = unit(&format!("{before}{after}"))?;
        Ok(Self { currency, hundredths: decimal(number, scale)? })
    }

    /// The currency.
    pub fn currency(self) -> Currency {
        self.currency
    }

    /// The amount in hundredths of the currency: 1 is 0.01 yuan.
    pub fn hundredths(self) -> i64 {
        self.hundredths
    }

    /// The amount in ten thousands as a plain decimal without needless zeros, such as `233.6`; what
    /// [`Amount::parse`] reads as yuan.
    pub fn in_ten_thousands(self) -> String {
        let sign = if self.hundredths < 0 { "-" } else { "" };
        let hundredths = self.hundredths.unsigned_abs();
        let (whole, fraction) = (hundredths / 1_000_000, hundredths % 1_000_000);
        let fraction = format!("{fraction:06}");
        match fraction.trim_end_matches('0') {
            "" => format!("{sign}{whole}"),
            fraction => format!("{sign}{whole}.{fraction}"),
        }
    }
}

/// `233.6万元`, `515万美元`.
impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}万{}", self.in_ten_thousands(), self.currency.text())
    }
}

/// Currency and scale (hundredths in one unit) of what is written around a number.
fn unit(written: &str) -> Result<(Currency, i128), AmountError> {
    const TEN_THOUSAND: i128 = 1_000_000;
    if written.is_empty() {
        return Ok((Currency::Cny, TEN_THOUSAND));
    }
    let written = written.strip_suffix('整').unwrap_or(written);
    let (currency, rest) = Currency::take_from(written);
    let scale = match rest.trim_matches(['元', '圆']) {
        "" => 100,
        "十" => 1_000,
        "百" => 10_000,
        "千" => 100_000,
        "万" | "W" => TEN_THOUSAND,
        "百万" => TEN_THOUSAND * 100,
        "千万" => TEN_THOUSAND * 1_000,
        "亿" | "万万" => TEN_THOUSAND * 10_000,
        _ => return Err(AmountError::UnknownUnit { found: written.chars().take(10).collect() }),
    };
    Ok((currency, scale))
}

/// A decimal number times a scale, exactly.
fn decimal(number: &str, scale: i128) -> Result<i64, AmountError> {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let digits_only = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
    let whole = without_commas(whole).ok_or(AmountError::NotANumber)?;
    let fraction = fraction.trim_end_matches('0');
    if !digits_only(&whole)
        || !digits_only(fraction)
        || !number.contains(|c: char| c.is_ascii_digit())
    {
        return Err(AmountError::NotANumber);
    }
    if whole.trim_start_matches('0').len() > 20 {
        return Err(AmountError::TooLarge);
    }
    if fraction.len() > 12 {
        return Err(AmountError::TooFine);
    }
    let value = |digits: &str| {
        digits.bytes().fold(0_i128, |value, digit| value * 10 + i128::from(digit - b'0'))
    };
    let divisor = fraction.bytes().fold(1_i128, |divisor, _| divisor * 10);
    let parts = value(fraction) * scale;
    if parts % divisor != 0 {
        return Err(AmountError::TooFine);
    }
    let hundredths = value(&whole) * scale + parts / divisor;
    i64::try_from(hundredths).map_err(|_| AmountError::TooLarge)
}

/// The digits of a number whose commas, if any, stand before every group of three.
fn without_commas(whole: &str) -> Option<String> {
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let grouped = groups.clone().next().is_some();
    let orderly =
        !grouped || ((1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3));
    orderly.then(|| whole.replace(',', ""))
}
