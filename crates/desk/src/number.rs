//! Who is meant: the one field in which an officer writes a code or the number of a document.

use vocabulary::{
    DocumentType, Identifier, IdentifierKind, PersonId, RegistrationNumber, UnifiedCode,
};
use web::door::{Fields, Language};

use crate::form::Choice;

/// Reads a number. Without a kind of document it is a unified code, a registration number or a
/// citizen number, whichever it fits.
///
/// Errors: a key of the message catalog that says what to do.
pub(crate) fn identify(fields: &Fields) -> Result<Identifier, &'static str> {
    let (number, document) = (fields.get("number"), fields.get("document"));
    if number.is_empty() {
        return Err("desk.error.number_missing");
    }
    if !document.is_empty() {
        let kind = DocumentType::parse(document).map_err(|_| "desk.error.document_unknown")?;
        let person = PersonId::parse(kind, number).map_err(|_| "desk.error.document_wrong")?;
        return Ok(person.identifier().clone());
    }
    if let Ok(code) = UnifiedCode::parse(number) {
        return Ok(code.identifier());
    }
    if RegistrationNumber::parse(number).is_ok() {
        let kind = IdentifierKind::RegistrationNumber;
        return Ok(Identifier { kind, number: number.to_owned() });
    }
    let person = PersonId::parse(DocumentType::IdentityCard, number);
    person.map(|person| person.identifier().clone()).map_err(|_| "desk.error.number_wrong")
}

/// The number as it may stand on a page: of a person only its ends.
pub(crate) fn shown(identifier: &Identifier) -> String {
    if !identifier.kind.is_personal() {
        return identifier.number.clone();
    }
    let letters: Vec<char> = identifier.number.chars().collect();
    let ends = letters.len() / 4;
    let hidden = |(place, letter): (usize, &char)| {
        if place < ends || place + ends >= letters.len() { *letter } else { '*' }
    };
    letters.iter().enumerate().map(hidden).collect()
}

/// The kinds of documents of persons, by the names they carry.
pub(crate) fn documents(language: Language) -> Vec<Choice> {
    let title = |kind: DocumentType| match (language, kind) {
        (Language::Zh, _) => kind.text(),
        (_, DocumentType::IdentityCard) => "Identity card",
        (_, DocumentType::Passport) => "Passport",
        (_, DocumentType::HongKongMacaoPermit) => "Hong Kong and Macao resident permit",
        (_, DocumentType::TaiwanPermit) => "Taiwan resident permit",
        (_, DocumentType::PermanentResidence) => "Permanent residence card",
        (_, DocumentType::ResidencePermit) => "Residence permit (HK, Macao, Taiwan)",
    };
    DocumentType::ALL.into_iter().map(|kind| Choice::new(kind.text(), title(kind))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_persons_number_is_shown_by_its_ends_and_a_code_whole() {
        let person = Identifier {
            kind: IdentifierKind::IdentityCard,
            number: "370102199003070024".to_owned(),
        };
        assert_eq!(shown(&person), "3701**********0024");
        let code = UnifiedCode::parse("91370100MA3C00011J").unwrap().identifier();
        assert_eq!(shown(&code), "91370100MA3C00011J");
    }
}
