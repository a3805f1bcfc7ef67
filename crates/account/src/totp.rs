//! One-time codes (RFC 6238): SHA-1, thirty seconds, six digits.

use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use vocabulary::{Entropy, Timestamp};

/// Length of a step in seconds.
const STEP: i64 = 30;
/// Bytes of a secret, as long as a SHA-1 (RFC 4226 §4).
const SECRET: usize = 20;
/// How many steps a clock may be off in either direction.
const DRIFT: i64 = 1;
const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// A new secret.
pub(crate) fn fresh(entropy: &dyn Entropy) -> [u8; SECRET] {
    let mut secret = [0; SECRET];
    entropy.fill(&mut secret);
    secret
}

/// The step for which `code` is right at `now`, if it is later than `last`: none is used twice.
pub(crate) fn step_of(base32: &str, code: &str, now: Timestamp, last: i64) -> Option<i64> {
    let secret = from_base32(base32)?;
    let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    if code.len() != 6 || !code.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let given: u32 = code.parse().ok()?;
    let present = now.as_second().div_euclid(STEP);
    let mut found = None;
    // Every step is tried, so that the time taken tells nothing.
    for step in present - DRIFT..=present + DRIFT {
        if (number(&secret, step) % 1_000_000 == given) & (step > last) {
            found = Some(step);
        }
    }
    found
}

/// The code of an instant, as an authenticator shows it; for tests and the demo.
pub fn code_at(base32: &str, now: Timestamp) -> Option<String> {
    let secret = from_base32(base32)?;
    Some(format!("{:06}", number(&secret, now.as_second().div_euclid(STEP)) % 1_000_000))
}

/// The dynamically truncated HMAC of a step (RFC 4226 §5.3).
fn number(secret: &[u8], step: i64) -> u32 {
    let Ok(mut mac) = Hmac::<Sha1>::new_from_slice(secret) else { return u32::MAX };
    mac.update(&step.to_be_bytes());
    let tag = mac.finalize().into_bytes();
    let offset = usize::from(tag.last().copied().unwrap_or_default() & 0x0f);
    let word = tag.get(offset..offset + 4).unwrap_or_default();
    word.iter().fold(0, |number: u32, byte| number << 8 | u32::from(*byte)) & 0x7fff_ffff
}

/// RFC 4648, without padding.
pub(crate) fn to_base32(bytes: &[u8]) -> String {
    let mut text = String::new();
    let (mut bits, mut held) = (0_u32, 0_u32);
    for byte in bytes {
        held = held << 8 | u32::from(*byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            text.push(letter(held >> bits));
        }
    }
    if bits > 0 {
        text.push(letter(held << (5 - bits)));
    }
    text
}

fn letter(five_bits: u32) -> char {
    ALPHABET.get((five_bits & 31) as usize).map_or('A', |byte| char::from(*byte))
}

fn from_base32(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let (mut bits, mut held) = (0_u32, 0_u32);
    for byte in text.bytes() {
        let value = ALPHABET.iter().position(|known| *known == byte.to_ascii_uppercase())?;
        held = held << 5 | u32::try_from(value).ok()?;
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits & 0xff) as u8);
        }
    }
    Some(bytes)
}

/// What authenticators scan (`otpauth://totp/…`).
pub(crate) fn uri(issuer: &str, login: &str, base32: &str) -> String {
    let (issuer, login) = (percent(issuer), percent(login));
    format!(
        "otpauth://totp/{issuer}:{login}?secret={base32}&issuer={issuer}\
         &algorithm=SHA1&digits=6&period={STEP}"
    )
}

fn percent(text: &str) -> String {
    text.bytes().fold(String::new(), |mut out, byte| {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                out.push(char::from(byte));
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SEED: &[u8] = b"12345678901234567890";

    #[test]
    fn c_34_the_vectors_of_rfc_6238_hold() {
        let vectors = [
            (59, 94_287_082),
            (1_111_111_109, 7_081_804),
            (1_111_111_111, 14_050_471),
            (1_234_567_890, 89_005_924),
            (2_000_000_000, 69_279_037),
            (20_000_000_000, 65_353_130),
        ];
        for (second, code) in vectors {
            assert_eq!(number(SEED, second / STEP) % 100_000_000, code, "at {second}");
        }
    }

    #[test]
    fn c_34_the_vectors_of_rfc_4226_hold() {
        let codes = [755_224, 287_082, 359_152, 969_429, 338_314, 254_676, 287_922, 162_583];
        for (counter, code) in (0..).zip(codes) {
            assert_eq!(number(SEED, counter) % 1_000_000, code);
        }
    }

    #[test]
    fn c_34_a_code_is_taken_one_step_early_or_late_and_never_twice() {
        let at = |second| Timestamp::from_second(second).unwrap();
        let code = code_at(&to_base32(SEED), at(1_111_111_111)).unwrap();
        let step = 1_111_111_111 / STEP;
        for second in [1_111_111_111 - 30, 1_111_111_111, 1_111_111_111 + 30] {
            assert_eq!(step_of(&to_base32(SEED), &code, at(second), 0), Some(step));
        }
        assert_eq!(step_of(&to_base32(SEED), &code, at(1_111_111_111 + 90), 0), None);
        assert_eq!(step_of(&to_base32(SEED), &code, at(1_111_111_111), step), None, "used");
        for wrong in ["", "12345", "abcdef", "１２３４５６", "1234567"] {
            assert_eq!(step_of(&to_base32(SEED), wrong, at(1_111_111_111), 0), None, "{wrong}");
        }
    }

    #[test]
    fn base32_is_that_of_rfc_4648() {
        for (text, coded) in [("f", "MY"), ("fo", "MZXQ"), ("foobar", "MZXW6YTBOI"), ("", "")] {
            assert_eq!(to_base32(text.as_bytes()), coded);
            assert_eq!(from_base32(coded).unwrap(), text.as_bytes());
        }
        assert!(uri("明信", "a b", "MY").starts_with("otpauth://totp/%E6%98%8E%E4%BF%A1:a%20b?"));
    }
}
