//! Passwords: argon2id in the PHC string form, and the rules of the law about them.

use argon2::{Algorithm, Argon2, Params, Version};
use base64::{Engine as _, engine::general_purpose::STANDARD_NO_PAD};
use vocabulary::Entropy;

use crate::{AccountError, error::Refused, rules::Rules};

const HASH: usize = 32;
const SALT: usize = 16;

/// What one hash costs whoever guesses, and us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    /// Memory in KiB.
    pub memory: u32,
    /// Passes over it.
    pub passes: u32,
}

impl Cost {
    /// For everything real: 19 MiB and two passes, some 40 ms (OWASP's recommendation for argon2id).
    pub const STRONG: Self = Self { memory: 19 * 1024, passes: 2 };
    /// For tests only: as good as nothing.
    pub const LIGHT: Self = Self { memory: 8, passes: 1 };
}

/// The hash of a password, `$argon2id$v=19$m=…,t=…,p=1$salt$hash`.
pub(crate) fn hash(
    password: &str,
    cost: Cost,
    entropy: &dyn Entropy,
) -> Result<String, AccountError> {
    let mut salt = [0; SALT];
    entropy.fill(&mut salt);
    let tag = tag(password, &salt, cost)?;
    let (salt, tag) = (STANDARD_NO_PAD.encode(salt), STANDARD_NO_PAD.encode(tag));
    Ok(format!("$argon2id$v=19$m={},t={},p=1${salt}${tag}", cost.memory, cost.passes))
}

/// Whether a password has this hash.
pub(crate) fn verify(password: &str, hash: &str) -> Result<bool, AccountError> {
    let unreadable = || AccountError::Hash { reason: "a stored hash does not read".to_owned() };
    let parts: Vec<&str> = hash.split('$').collect();
    let ["", "argon2id", "v=19", cost, salt, tag] = parts.as_slice() else {
        return Err(unreadable());
    };
    let numbers: Vec<&str> = cost.split(',').collect();
    let [memory, passes, "p=1"] = numbers.as_slice() else { return Err(unreadable()) };
    let number = |text: &str, name: &str| text.strip_prefix(name)?.parse::<u32>().ok();
    let cost = number(memory, "m=")
        .zip(number(passes, "t="))
        .map(|(memory, passes)| Cost { memory, passes })
        .ok_or_else(unreadable)?;
    let salt = STANDARD_NO_PAD.decode(salt).map_err(|_| unreadable())?;
    let wanted = STANDARD_NO_PAD.decode(tag).map_err(|_| unreadable())?;
    let found = self::tag(password, &salt, cost)?;
    let differing = found.iter().zip(&wanted).fold(0, |sum, (a, b)| sum | (a ^ b));
    Ok(found.len() == wanted.len() && differing == 0)
}

fn tag(password: &str, salt: &[u8], cost: Cost) -> Result<[u8; HASH], AccountError> {
    let failed = |error: argon2::Error| AccountError::Hash { reason: error.to_string() };
    let params = Params::new(cost.memory, cost.passes, 1, Some(HASH)).map_err(failed)?;
    let mut out = [0; HASH];
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(password.as_bytes(), salt, &mut out)
        .map_err(failed)?;
    Ok(out)
}

/// The longest password that is taken, in bytes: hashing must not cost what the sender decides.
pub(crate) const LONGEST: usize = 256;

/// Whether a password is as the law wants it; `login` must not be part of it.
pub(crate) fn weigh(password: &str, login: Option<&str>, rules: &Rules) -> Result<(), Refused> {
    let (length, kinds) = (rules.minimum_length, rules.classes);
    let wanted = || {
        format!(
            "请设置至少 {length} 个字符的密码，并至少含大写字母、小写字母、数字、其他符号中的 {kinds} 类"
        )
    };
    let refuse = |reason: &str| Err(Refused::identity(reason, wanted()));
    if password.chars().count() < length as usize {
        return refuse("密码太短");
    }
    if password.len() > LONGEST {
        return refuse("密码太长");
    }
    let classes: [fn(char) -> bool; 4] = [
        |c| c.is_ascii_uppercase(),
        |c| c.is_ascii_lowercase(),
        |c| c.is_ascii_digit(),
        |c| !c.is_ascii_alphanumeric(),
    ];
    let found = classes.iter().filter(|class| password.chars().any(**class)).count();
    if found < kinds as usize {
        return refuse("密码的字符种类太少");
    }
    let lower = password.to_lowercase();
    if login.is_some_and(|login| login.len() >= 3 && lower.contains(&login.to_lowercase())) {
        return refuse("密码里不能有用户名");
    }
    let distinct: std::collections::BTreeSet<char> = password.chars().collect();
    if distinct.len() < 5 {
        return refuse("密码的字符重复太多");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use vocabulary::SeededEntropy;

    use super::*;

    #[test]
    fn c_34_passwords_are_argon2id_as_the_reference_has_it() {
        let known = "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ\
                     $nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";
        assert!(verify("password", known).unwrap());
        assert!(!verify("passwore", known).unwrap());
        let hash = hash("明信 Probity 1", Cost::LIGHT, &SeededEntropy::new(1)).unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=8,t=1,p=1$"), "{hash}");
        assert!(verify("明信 Probity 1", &hash).unwrap());
        assert!(matches!(verify("x", "plain"), Err(AccountError::Hash { .. })));
    }

    #[test]
    fn c_34_a_password_is_long_mixed_and_not_the_login() {
        let rules = Rules::for_tests();
        let good = "Dongping-2026";
        assert_eq!(weigh(good, Some("zhang.min"), &rules), Ok(()));
        for bad in ["Short-1a", "alllowercaseletters", "Zhang.Min-2026", "Aa1Aa1Aa1Aa1", ""] {
            assert!(weigh(bad, Some("zhang.min"), &rules).is_err(), "{bad}");
        }
        assert!(weigh(&good.repeat(30), None, &rules).is_err());
    }
}
