//! 统一社会信用代码 (GB 32100-2015): 18 characters that name every subject but natural persons.

mod department;
mod error;
mod field;
mod overrides;
#[cfg(test)]
mod tests;

use std::fmt;

pub use department::{Category, Department};
pub use error::{UnifiedCodeError, UnifiedCodeWarning};
pub use field::CodeField;
pub use overrides::{Override, Overrides};

use crate::{
    Divisions, Identifier, IdentifierKind, SubjectKind, organisation_code::OrganisationCode, width,
};

/// The 31 characters in the order of their values (GB 32100-2015, table 1): no I, O, S, V, Z.
const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

/// A checked unified code. Eighteen bytes and a mark, copied freely.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnifiedCode {
    text: [u8; 18],
    overridden: bool,
}

impl UnifiedCode {
    /// Reads a code as people write it: full-width or lower-case letters, spaces and hyphens are
    /// forgiven. The check digit is compared before department and category are looked up, because a
    /// mistyped code should be called that. Allocates nothing.
    pub fn parse(text: &str) -> Result<Self, UnifiedCodeError> {
        let text = normalise(text)?;
        conforms(&text)?;
        Ok(Self { text, overridden: false })
    }

    /// Like [`UnifiedCode::parse`], but a code on the list of overrides passes although it does not
    /// conform, and says so among its warnings.
    pub fn parse_with(text: &str, overrides: &Overrides) -> Result<Self, UnifiedCodeError> {
        let text = normalise(text)?;
        match conforms(&text) {
            Ok(()) => Ok(Self { text, overridden: false }),
            Err(_) if overrides.allow(&text) => Ok(Self { text, overridden: true }),
            Err(error) => Err(error),
        }
    }

    /// The 18 characters.
    pub fn as_str(&self) -> &str {
        ascii(&self.text)
    }

    /// Who keeps the register the code comes from (position 1). An overridden code with an unknown
    /// department counts as [`Department::Other`].
    pub fn department(&self) -> Department {
        Department::of(self.char_at(0)).unwrap_or(Department::Other)
    }

    /// What was registered (positions 1 and 2). An overridden code with an unknown category counts as
    /// [`Category::Other`].
    pub fn category(&self) -> Category {
        Category::of(self.department(), self.char_at(1)).unwrap_or(Category::Other)
    }

    /// Code of the registering authority's division (positions 3 to 8, GB/T 2260), not necessarily
    /// where the subject now is.
    pub fn division(&self) -> &str {
        ascii(self.text.get(2..8).unwrap_or_default())
    }

    /// The organisation code inside (positions 9 to 17, GB 11714), its check not yet looked at.
    pub fn organisation_code(&self) -> OrganisationCode {
        let mut inner = [b'0'; 9];
        inner.iter_mut().zip(self.text.iter().skip(8)).for_each(|(to, from)| *to = *from);
        OrganisationCode::unchecked(inner)
    }

    /// The check digit (position 18).
    pub fn check(&self) -> char {
        self.char_at(17)
    }

    /// What kind of credit subject a code of this category names.
    pub fn subject_kind(&self) -> SubjectKind {
        self.category().subject_kind()
    }

    /// The code as a subject's identifier.
    pub fn identifier(&self) -> Identifier {
        Identifier { kind: IdentifierKind::UnifiedCode, number: self.as_str().to_owned() }
    }

    /// What is odd about the code though it is accepted. The division is judged by its form and
    /// province only; [`UnifiedCode::warnings_among`] asks the table.
    pub fn warnings(&self) -> impl Iterator<Item = UnifiedCodeWarning> + use<> {
        self.list_warnings(has_division_form(self.division()))
    }

    /// Like [`UnifiedCode::warnings`], with the division looked up among all that ever were: divisions
    /// are abolished, codes are not issued anew.
    pub fn warnings_among(
        &self,
        divisions: &Divisions,
    ) -> impl Iterator<Item = UnifiedCodeWarning> + use<> {
        self.list_warnings(divisions.is_known(self.division()))
    }

    fn list_warnings(
        &self,
        division_known: bool,
    ) -> impl Iterator<Item = UnifiedCodeWarning> + use<> {
        let organisation = !self.organisation_code().check_passes();
        [
            organisation.then_some(UnifiedCodeWarning::OrganisationCheck),
            (!division_known).then_some(UnifiedCodeWarning::UnknownDivision),
            self.overridden.then_some(UnifiedCodeWarning::Overridden),
        ]
        .into_iter()
        .flatten()
    }

    fn char_at(&self, index: usize) -> char {
        self.text.get(index).copied().map_or('0', char::from)
    }
}

impl fmt::Display for UnifiedCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for UnifiedCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "UnifiedCode({self})")
    }
}

/// The value of a character, 0 to 30.
fn value(character: u8) -> Option<u8> {
    Some(match character {
        b'0'..=b'9' => character - b'0',
        b'A'..=b'H' => character - b'A' + 10,
        b'J'..=b'N' => character - b'J' + 18,
        b'P'..=b'R' => character - b'P' + 23,
        b'T'..=b'U' => character - b'T' + 26,
        b'W'..=b'Y' => character - b'W' + 28,
        _ => return None,
    })
}

/// The 18 significant characters of a written code, all of the alphabet.
fn normalise(written: &str) -> Result<[u8; 18], UnifiedCodeError> {
    let mut text = [0; 18];
    let mut stray = None;
    let mut found = 0;
    for character in width::significant(written) {
        let byte = u8::try_from(character).ok().filter(|byte| value(*byte).is_some());
        if byte.is_none() && stray.is_none() {
            stray = Some(UnifiedCodeError::Alphabet { position: found + 1, found: character });
        }
        if let (Some(place), Some(byte)) = (text.get_mut(found), byte) {
            *place = byte;
        }
        found += 1;
    }
    match stray {
        _ if found != 18 => Err(UnifiedCodeError::Length { found }),
        Some(error) => Err(error),
        None => Ok(text),
    }
}

/// Whether check digit, department and category are in order.
fn conforms(text: &[u8; 18]) -> Result<(), UnifiedCodeError> {
    let [first, second, .., last] = text.map(char::from);
    let expected = check_digit(text);
    if last != expected {
        return Err(UnifiedCodeError::Check { expected, found: last });
    }
    let department =
        Department::of(first).ok_or(UnifiedCodeError::UnknownDepartment { found: first })?;
    Category::of(department, second)
        .map(drop)
        .ok_or(UnifiedCodeError::UnknownCategory { department: first, found: second })
}

/// The check digit of the first 17 characters: weights are the powers of 3 modulo 31.
fn check_digit(text: &[u8; 18]) -> char {
    let mut weight = 1_u32;
    let mut sum = 0;
    for character in text.iter().take(17) {
        sum += weight * u32::from(value(*character).unwrap_or_default());
        weight = weight * 3 % 31;
    }
    let check = (31 - sum % 31) % 31;
    ALPHABET.get(check as usize).copied().map_or('0', char::from)
}

/// Whether a division code is six digits and begins with a province, or is the whole country's.
fn has_division_form(division: &str) -> bool {
    division.bytes().all(|byte| byte.is_ascii_digit())
        && (division == "100000" || crate::division::is_province(division))
}

/// Bytes that are known to be ASCII, as text.
fn ascii(bytes: &[u8]) -> &str {
    str::from_utf8(bytes).unwrap_or_default()
}
