//! Exact decimal numbers for comparison.

/// The number in billionths; none if the text is no plain decimal number of at most nine decimals.
pub(super) fn parse(text: &str) -> Option<i128> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if whole.is_empty() || whole.len() > 20 || fraction.len() > 9 {
        return None;
    }
    if digits.ends_with('.') {
        return None;
    }
    let mut number = 0i128;
    for digit in whole.bytes().chain(fraction.bytes()) {
        if !digit.is_ascii_digit() {
            return None;
        }
        number = number * 10 + i128::from(digit - b'0');
    }
    for _ in fraction.len()..9 {
        number *= 10;
    }
    Some(if negative { -number } else { number })
}
