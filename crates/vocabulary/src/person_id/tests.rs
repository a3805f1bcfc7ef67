//! What document numbers pass, as what.

use jiff::civil::date;
use proptest::prelude::*;

use super::*;

fn parsed(document: &str, number: &str) -> (IdentifierKind, String) {
    let identifier = parse_person(document, number).unwrap();
    (identifier.kind, identifier.number)
}

#[test]
fn texts_and_codes_name_the_same_documents() {
    for document in DocumentType::ALL {
        assert_eq!(DocumentType::parse(document.text()), Ok(document));
        if let Some(code) = document.code() {
            assert_eq!(DocumentType::parse(code), Ok(document));
        }
    }
    assert_eq!(DocumentType::parse(" 居民身份证 "), Ok(DocumentType::IdentityCard));
    assert_eq!(DocumentType::parse("护照"), Ok(DocumentType::Passport));
    assert_eq!(
        DocumentType::parse("军官证"),
        Err(PersonIdError::UnknownDocument { found: "军官证".into() })
    );
    assert_eq!(
        DocumentType::parse("370102198506150021"),
        Err(PersonIdError::UnknownDocument { found: String::new() })
    );
}

#[test]
fn identity_cards() {
    let card = (IdentifierKind::IdentityCard, "11010519491231002X".to_owned());
    assert_eq!(parsed("身份证", "110105491231002"), card);
    assert_eq!(parsed("01", "11010519491231002x"), card);
    assert_eq!(
        parse_person("身份证", "370102199001011234"),
        Err(PersonIdError::Citizen(CitizenIdError::Check))
    );
}

#[test]
fn residence_permits_keep_their_kind_in_the_wrong_column() {
    let permit = (IdentifierKind::ResidencePermit, "810000199408230021".to_owned());
    assert_eq!(parsed("港澳台居民居住证", "810000199408230021"), permit);
    assert_eq!(parsed("身份证", "810000199408230021"), permit);
    assert!(matches!(
        parse_person("港澳台居民居住证", "370102198506150021"),
        Err(PersonIdError::Form { .. })
    ));
}

#[test]
fn permanent_residence_cards_old_and_new() {
    let kind = IdentifierKind::PermanentResidence;
    assert_eq!(parsed("05", "usa370081050123"), (kind, "USA370081050123".into()));
    let new = PersonId::parse(DocumentType::PermanentResidence, "937840198105010121").unwrap();
    assert_eq!(new.level(), CheckLevel::CheckDigit);
    assert_eq!(new.birth_date(), Some(date(1981, 5, 1)));
    assert_eq!(parsed("身份证", "937840198105010121").0, kind);
    assert!(parse_person("05", "937840198105010120").is_err());
    assert!(parse_person("05", "370102198506150021").is_err());
}

#[test]
fn permits_and_passports_are_checked_by_form() {
    let permit = (IdentifierKind::HongKongMacaoPermit, "H01234567".to_owned());
    assert_eq!(parsed("港澳居民来往内地通行证", "h0123456701"), permit);
    assert_eq!(parsed("03", "H01234567"), permit);
    assert!(parse_person("03", "K01234567").is_err());
    assert!(parse_person("03", "H0123456").is_err());
    assert_eq!(parsed("04", "01234567"), (IdentifierKind::TaiwanPermit, "01234567".into()));
    assert!(parse_person("04", "0123456").is_err());
    for number in ["E12345678", "G12345678", "D12345678", "S12345678", "P12345678", "EA1234567"] {
        assert_eq!(parsed("护照号", number), (IdentifierKind::Passport, number.into()));
    }
    assert!(parse_person("护照", "370102198506150021").is_err());
    assert!(parse_person("护照", "PASSPORT").is_err());
    let passport = PersonId::parse(DocumentType::Passport, "E12345678").unwrap();
    assert_eq!(
        (passport.level(), passport.is_minor(date(2026, 11, 21))),
        (CheckLevel::Format, None)
    );
}

#[test]
fn errors_never_repeat_a_number() {
    for document in DocumentType::ALL {
        let error = PersonId::parse(document, "37010219850615002199").unwrap_err();
        assert!(!error.to_string().contains("1985"), "{error}");
        assert!(!format!("{error:?}").contains("1985"));
    }
}

#[test]
fn debug_output_never_repeats_a_number() {
    let identifier = parse_person("身份证", "370102198506150021").unwrap();
    assert_eq!(format!("{identifier:?}"), "Identifier(identity-card, …)");
}

#[test]
fn minors_are_recognised() {
    let person = PersonId::parse(DocumentType::IdentityCard, "37010420000229004X").unwrap();
    assert_eq!(person.is_minor(date(2018, 2, 27)), Some(true));
    assert_eq!(person.age_on(date(2018, 3, 1)), Some(18));
}

proptest! {
    #[test]
    fn parsing_never_panics(document in ".{0,12}", number in ".{0,24}") {
        let _ = parse_person(&document, &number);
        for document in DocumentType::ALL {
            let _ = PersonId::parse(document, &number);
        }
    }

    #[test]
    fn a_parsed_number_parses_to_itself(number in "[EGDSP][0-9]{8}|[HM][0-9]{8}([0-9]{2})?|[0-9]{8}|[A-Z]{3}[0-9]{12}") {
        for document in DocumentType::ALL {
            if let Ok(person) = PersonId::parse(document, &number) {
                let again = PersonId::parse(document, &person.identifier().number);
                prop_assert_eq!(again, Ok(person));
            }
        }
    }
}
