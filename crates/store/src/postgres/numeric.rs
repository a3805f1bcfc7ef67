//! PostgreSQL's `numeric`, which `sum(bigint)` answers: base 10,000 digits behind a small header.

/// A number as our columns know it.
#[derive(Debug, PartialEq)]
pub(super) enum Number {
    /// Without digits behind the point.
    Whole(i64),
    /// With such digits.
    Fraction(f64),
}

const NEGATIVE: u16 = 0x4000;
const BASE: i64 = 10_000;

/// Reads the binary form; none if it is not a number or beyond 64 bits.
pub(super) fn parse(raw: &[u8]) -> Option<Number> {
    let mut words = raw.chunks_exact(2).map(|pair| match pair {
        [high, low] => u16::from_be_bytes([*high, *low]),
        _ => 0,
    });
    let count = words.next()?;
    let weight = words.next()?.cast_signed();
    let sign = words.next()?;
    let scale = words.next()?;
    if sign != 0 && sign != NEGATIVE {
        return None;
    }
    let digits: Vec<u16> = words.take(count.into()).collect();
    let places = i32::from(weight) + 1;
    if scale == 0 && i32::try_from(digits.len()).ok()? <= places {
        let padded = digits.into_iter().chain(std::iter::repeat(0)).take(places.try_into().ok()?);
        let size = padded
            .into_iter()
            .try_fold(0_i64, |sum, digit| sum.checked_mul(BASE)?.checked_sub(i64::from(digit)))?;
        return Some(Number::Whole(if sign == NEGATIVE { size } else { size.checked_neg()? }));
    }
    let size = digits.iter().zip(0..).fold(0.0, |sum, (digit, index)| {
        f64::from(*digit).mul_add(1e4_f64.powi(i32::from(weight) - index), sum)
    });
    Some(Number::Fraction(if sign == NEGATIVE { -size } else { size }))
}

/// The binary form of an integer.
pub(super) fn from_int(number: i64) -> Vec<u8> {
    let mut digits = Vec::new();
    let mut rest = number.unsigned_abs();
    while rest > 0 {
        digits.push((rest % BASE.unsigned_abs()) as u16);
        rest /= BASE.unsigned_abs();
    }
    let count = digits.len() as u16;
    let sign = if number < 0 { NEGATIVE } else { 0 };
    let header = [count, count.saturating_sub(1), sign, 0];
    header.into_iter().chain(digits.into_iter().rev()).flat_map(u16::to_be_bytes).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_survive_the_round_trip() {
        for number in [0, 1, -1, 9_999, 10_000, 1_000_000_000_000, i64::MAX, i64::MIN] {
            assert_eq!(parse(&from_int(number)), Some(Number::Whole(number)), "{number}");
        }
    }
}
