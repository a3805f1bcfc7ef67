//! The documents natural persons are identified by, each checked as far as its number allows.

mod document;
#[cfg(test)]
mod tests;

use std::fmt;

use jiff::civil::Date;

pub use document::DocumentType;

use crate::{
    CitizenId, CitizenIdError, Identifier, IdentifierKind,
    citizen_id::{age_on, is_minor},
    width,
};

/// How far a number could be checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CheckLevel {
    /// Length and characters only.
    Format,
    /// The check digit too, so that a mistyped number is noticed.
    CheckDigit,
}

/// Why a document's number is refused. Never repeats the number.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PersonIdError {
    /// The text names no known type of document.
    #[error(
        "`{found}` is no known type of document; use one of 身份证, 护照号, 港澳居民来往内地通行证, \
         台湾居民来往大陆通行证, 外国人永久居留身份证, 港澳台居民居住证"
    )]
    UnknownDocument {
        /// The text, shortened to twenty characters; empty if it held a run of digits.
        found: String,
    },
    /// The number is no citizen number.
    #[error(transparent)]
    Citizen(#[from] CitizenIdError),
    /// The number has not the form of this document's numbers.
    #[error(
        "the number has not the form of a {document}: {expected}. Compare it with the document"
    )]
    Form {
        /// The type of document.
        document: DocumentType,
        /// The form it should have.
        expected: &'static str,
    },
}

/// A person's document number, normalised and checked.
#[derive(Clone, PartialEq, Eq)]
pub struct PersonId {
    identifier: Identifier,
    level: CheckLevel,
    birth_date: Option<Date>,
}

impl PersonId {
    /// Reads a number of a known type of document. The kind of the identifier follows the number where
    /// the number says more than the type: a residence permit filed as 身份证 is a residence permit, so
    /// that one person has one identifier.
    pub fn parse(document: DocumentType, number: &str) -> Result<Self, PersonIdError> {
        match document {
            DocumentType::IdentityCard | DocumentType::ResidencePermit => citizen(document, number),
            DocumentType::PermanentResidence => permanent_residence(number),
            DocumentType::Passport => passport(number),
            DocumentType::HongKongMacaoPermit => hong_kong_macao(number),
            DocumentType::TaiwanPermit => taiwan(number),
        }
    }

    /// The identifier from which the subject's id is made.
    pub fn identifier(&self) -> &Identifier {
        &self.identifier
    }

    /// How far the number was checked.
    pub fn level(&self) -> CheckLevel {
        self.level
    }

    /// Date of birth, if the number tells it.
    pub fn birth_date(&self) -> Option<Date> {
        self.birth_date
    }

    /// Full years of age on a day, if the number tells the date of birth.
    pub fn age_on(&self, day: Date) -> Option<i16> {
        self.birth_date.map(|birth| age_on(birth, day))
    }

    /// Whether the person is under eighteen on a day, if the number tells it. Minors are no credit
    /// subjects (Shandong regulation art. 2).
    pub fn is_minor(&self, on: Date) -> Option<bool> {
        self.birth_date.map(|birth| is_minor(birth, on))
    }

    fn format(kind: IdentifierKind, number: String) -> Self {
        Self {
            identifier: Identifier { kind, number },
            level: CheckLevel::Format,
            birth_date: None,
        }
    }

    fn checked(kind: IdentifierKind, number: CitizenId) -> Self {
        Self {
            identifier: Identifier { kind, number: number.as_str().to_owned() },
            level: CheckLevel::CheckDigit,
            birth_date: Some(number.birth_date()),
        }
    }
}

impl fmt::Debug for PersonId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PersonId({}, …)", self.identifier.kind.as_str())
    }
}

/// Reads a number with the type of document as the source agency wrote it (text or code 01 to 05).
pub fn parse_person(document_type: &str, number: &str) -> Result<Identifier, PersonIdError> {
    let document = DocumentType::parse(document_type)?;
    PersonId::parse(document, number).map(|person| person.identifier)
}

fn citizen(document: DocumentType, number: &str) -> Result<PersonId, PersonIdError> {
    let number = CitizenId::parse_any_issuer(number)?;
    let expected = "18 digits that begin with 810000, 820000 or 830000";
    match (document, number.is_residence_permit()) {
        (_, true) => Ok(PersonId::checked(IdentifierKind::ResidencePermit, number)),
        (DocumentType::ResidencePermit, false) => Err(PersonIdError::Form { document, expected }),
        _ if number.as_str().starts_with('9') => {
            Ok(PersonId::checked(IdentifierKind::PermanentResidence, number))
        }
        _ => {
            let number = CitizenId::parse(number.as_str())?;
            Ok(PersonId::checked(IdentifierKind::IdentityCard, number))
        }
    }
}

/// Old cards: three letters and twelve digits, the seventh to twelfth of them a two-digit-year birth
/// date that is not relied on. Cards since 2023: 18 digits from 9, built like a citizen number.
fn permanent_residence(number: &str) -> Result<PersonId, PersonIdError> {
    let text: String = width::significant(number).collect();
    let kind = IdentifierKind::PermanentResidence;
    if is_form(&text, "AAA999999999999") {
        return Ok(PersonId::format(kind, text));
    }
    if text.chars().count() == 18 && text.starts_with('9') {
        return Ok(PersonId::checked(kind, CitizenId::parse_any_issuer(&text)?));
    }
    Err(PersonIdError::Form {
        document: DocumentType::PermanentResidence,
        expected: "18 digits that begin with 9, or 3 letters and 12 digits on old cards",
    })
}

/// H or M and eight digits for life; two digits on old cards count the issues and are left out.
fn hong_kong_macao(number: &str) -> Result<PersonId, PersonIdError> {
    let text: String = width::significant(number).collect();
    let form = is_form(&text, "A99999999") || is_form(&text, "A9999999999");
    match text.get(..9) {
        Some(lasting) if form && text.starts_with(['H', 'M']) => {
            Ok(PersonId::format(IdentifierKind::HongKongMacaoPermit, lasting.to_owned()))
        }
        _ => Err(PersonIdError::Form {
            document: DocumentType::HongKongMacaoPermit,
            expected: "H or M and 8 digits (10 on old cards)",
        }),
    }
}

fn taiwan(number: &str) -> Result<PersonId, PersonIdError> {
    let text: String = width::significant(number).collect();
    if is_form(&text, "99999999") {
        return Ok(PersonId::format(IdentifierKind::TaiwanPermit, text));
    }
    Err(PersonIdError::Form { document: DocumentType::TaiwanPermit, expected: "8 digits" })
}

/// Chinese passports are E, G, D, S or P and eight digits, or E, a letter and seven digits. Other
/// countries' have up to nine letters and digits (ICAO 9303), of which we want four digits at least.
fn passport(number: &str) -> Result<PersonId, PersonIdError> {
    let text: String = width::significant(number).collect();
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let plausible = (6..=9).contains(&text.len())
        && digits >= 4
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if plausible {
        return Ok(PersonId::format(IdentifierKind::Passport, text));
    }
    Err(PersonIdError::Form {
        document: DocumentType::Passport,
        expected: "6 to 9 letters and digits, at least 4 of them digits",
    })
}

/// Whether a text has the shape of a pattern in which `A` stands for a letter and `9` for a digit.
fn is_form(text: &str, pattern: &str) -> bool {
    text.len() == pattern.len()
        && text.bytes().zip(pattern.bytes()).all(|(byte, form)| match form {
            b'A' => byte.is_ascii_uppercase(),
            _ => byte.is_ascii_digit(),
        })
}
