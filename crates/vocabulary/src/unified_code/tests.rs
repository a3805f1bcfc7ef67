//! The vectors of the standard and of the register, and the laws the check digit keeps.

use proptest::prelude::*;

use super::*;

const VALID: [&str; 49] = [
    "91350100M000100Y43",
    "9144030071526726XG",
    "914403001922038216",
    "91440300192317458F",
    "91330100799655058B",
    "91110000802100433B",
    "91100000100003962T",
    "911100001000044477",
    "911000001000013428",
    "911100001000054748",
    "9152000071430580XT",
    "91370200264574251E",
    "91370000706266601D",
    "91370200163562681G",
    "91370000863134717K",
    "91440606722473344C",
    "91440400192548256N",
    "91440300192181490G",
    "9144030010001686XA",
    "91440300100012316L",
    "91110000710926094P",
    "91110000710925462X",
    "91110108551385082Q",
    "91310000132260250X",
    "9111000010169286X1",
    "12100000400000624D",
    "1210000042500615X0",
    "12100000495570303U",
    "11100000000013039Y",
    "11320100MB1886843H",
    "11370881004339597L",
    "53100000500021676K",
    "31110000E000169525",
    "91320100748204660Q",
    "91320281142232229Q",
    "91310000132215150M",
    "91320000134762764K",
    "91360000625912173B",
    "91510185MA64ND8627",
    "12440300455752807L",
    "91370100MA3C00011J",
    "92370100MA3D000200",
    "123701004955000148",
    "11370100004188012C",
    "51370100503200012M",
    "52370100MJD0000113",
    "93370100MA3E0003XA",
    "31370000MD0000016P",
    "N2370100MF00000131",
];

fn warnings(text: &str) -> Vec<UnifiedCodeWarning> {
    UnifiedCode::parse(text).unwrap().warnings().collect()
}

#[test]
fn valid_vectors_pass_without_warning() {
    for text in VALID {
        assert_eq!(UnifiedCode::parse(text).unwrap().as_str(), text);
        assert_eq!(warnings(text), [], "{text}");
    }
}

#[test]
fn a_wrong_organisation_check_is_a_warning() {
    for text in ["913100001322041051", "914201007171752128"] {
        assert_eq!(warnings(text), [UnifiedCodeWarning::OrganisationCheck], "{text}");
    }
}

#[test]
fn wrong_check_digits_are_refused() {
    for (text, expected) in [
        ("913201007490169549", Some('C')),
        ("913101150607311257", Some('W')),
        ("91320281137692538X", Some('D')),
        ("91310000132212144D", Some('B')),
        ("91110000100001825N", None),
        ("91310115MA1G4L1WXK", None),
        ("91350203M0001QAY9B", Some('9')),
        ("00000000000000000X", Some('0')),
    ] {
        match UnifiedCode::parse(text) {
            Err(UnifiedCodeError::Check { expected: digit, found }) => {
                assert_eq!(Some(found), text.chars().last());
                assert!(expected.is_none_or(|expected| expected == digit), "{text}: {digit}");
            }
            other => panic!("{text}: {other:?}"),
        }
    }
}

#[test]
fn letters_outside_the_alphabet_are_named_with_their_place() {
    let error = |text: &str| UnifiedCode::parse(text).unwrap_err();
    assert_eq!(
        error("91370102MA3TEST1.."),
        UnifiedCodeError::Alphabet { position: 14, found: 'S' }
    );
    for letter in ['I', 'O', 'Z', 'S', 'V'] {
        let text = format!("9137{letter}100MA3C00011J");
        assert_eq!(error(&text), UnifiedCodeError::Alphabet { position: 5, found: letter });
    }
    assert_eq!(
        error("91370100MA3C0001济J"),
        UnifiedCodeError::Alphabet { position: 17, found: '济' }
    );
}

#[test]
fn length_counts_significant_characters() {
    let error = |text: &str| UnifiedCode::parse(text).unwrap_err();
    assert_eq!(error(""), UnifiedCodeError::Length { found: 0 });
    assert_eq!(error("无"), UnifiedCodeError::Length { found: 1 });
    assert_eq!(error("91370100MA3C00011"), UnifiedCodeError::Length { found: 17 });
    assert_eq!(error("91370100MA3C00011JJ"), UnifiedCodeError::Length { found: 19 });
}

/// A text of 17 characters with the check digit that fits.
fn with_check(body: &str) -> String {
    let mut text = [b'0'; 18];
    text.iter_mut().zip(body.bytes()).for_each(|(to, from)| *to = from);
    format!("{body}{}", check_digit(&text))
}

#[test]
fn unknown_departments_and_categories() {
    let department = with_check("B1370100MA3C00011");
    let category = with_check("94370100MA3C00011");
    assert_eq!(
        UnifiedCode::parse(&department),
        Err(UnifiedCodeError::UnknownDepartment { found: 'B' })
    );
    assert_eq!(
        UnifiedCode::parse(&category),
        Err(UnifiedCodeError::UnknownCategory { department: '9', found: '4' })
    );
}

#[test]
fn written_forms_are_normalised() {
    for text in [
        " 91370100ma3c00011j ",
        "９１３７０１００ＭＡ３Ｃ０００１１Ｊ",
        "９１３７０１００ｍａ３ｃ０００１１ｊ",
        "91370100-MA3C0001-1 J",
        "\u{FEFF}91370100MA3C00011J\u{3000}\r\n",
        "'91370100MA3C00011J",
    ] {
        assert_eq!(UnifiedCode::parse(text).unwrap().as_str(), "91370100MA3C00011J", "{text}");
    }
}

#[test]
fn the_parts() {
    let code = UnifiedCode::parse("91510185MA64ND8627").unwrap();
    assert_eq!(code.department(), Department::MarketRegulation);
    assert_eq!(code.category(), Category::Enterprise);
    assert_eq!(code.division(), "510185");
    assert_eq!(code.organisation_code().as_str(), "MA64ND862");
    assert_eq!(code.check(), '7');
    assert_eq!(code.identifier().kind, IdentifierKind::UnifiedCode);
    assert_eq!(code.to_string(), "91510185MA64ND8627");
}

#[test]
fn kinds_follow_from_the_first_two_characters() {
    for (text, kind) in [
        ("91370100MA3C00011J", SubjectKind::Enterprise),
        ("92370100MA3D000200", SubjectKind::SelfEmployed),
        ("93370100MA3E0003XA", SubjectKind::Cooperative),
        ("123701004955000148", SubjectKind::PublicInstitution),
        ("11370100004188012C", SubjectKind::Government),
        ("51370100503200012M", SubjectKind::SocialOrganisation),
        ("52370100MJD0000113", SubjectKind::SocialOrganisation),
        ("53100000500021676K", SubjectKind::SocialOrganisation),
        ("31370000MD0000016P", SubjectKind::OtherOrganisation),
        ("N2370100MF00000131", SubjectKind::OtherOrganisation),
    ] {
        assert_eq!(UnifiedCode::parse(text).unwrap().subject_kind(), kind, "{text}");
    }
}

#[test]
fn divisions_are_warned_about_by_form_and_by_table() {
    assert_eq!(
        warnings(&with_check("91990100MA3C00011")).last(),
        Some(&UnifiedCodeWarning::UnknownDivision)
    );
    let code = UnifiedCode::parse("91370100MA3C00011J").unwrap();
    let found: Vec<_> = code.warnings_among(&Divisions::default()).collect();
    assert_eq!(found, [UnifiedCodeWarning::UnknownDivision]);
}

#[test]
fn the_placeholder_is_no_code() {
    let none = &Overrides::NONE;
    assert_eq!(CodeField::parse("00000000000000000X", none), Ok(CodeField::Placeholder));
    assert_eq!(CodeField::parse(" 00000000000000000ｘ", none), Ok(CodeField::Placeholder));
    let code = UnifiedCode::parse("91370100MA3C00011J").unwrap();
    assert_eq!(CodeField::parse("91370100MA3C00011J", none), Ok(CodeField::Code(code)));
    assert_eq!(CodeField::Placeholder.code(), None);
    assert_eq!(CodeField::Code(code).code(), Some(code));
}

#[test]
fn overrides_let_issued_codes_pass() {
    let entry = Override {
        code: "91350203m0001qay9b".into(),
        evidence: "营业执照副本扫描件".into(),
        approver: "数据质量负责人".into(),
    };
    let overrides = Overrides::new([entry.clone()]).unwrap();
    let code = UnifiedCode::parse_with("91350203M0001QAY9B", &overrides).unwrap();
    assert_eq!(code.warnings().collect::<Vec<_>>(), [UnifiedCodeWarning::Overridden]);
    assert_eq!(overrides.get(code.as_str()), Some(&entry));
    assert!(UnifiedCode::parse("91350203M0001QAY9B").is_err());
    assert!(UnifiedCode::parse_with("91110000100001825N", &overrides).is_err());
    assert!(Overrides::new([Override { code: "短".into(), ..entry }]).is_err());
}

#[test]
fn values_follow_the_alphabet() {
    let listed: Vec<u8> = ALPHABET.iter().filter_map(|character| value(*character)).collect();
    assert_eq!(listed, (0..31).collect::<Vec<_>>());
    assert_eq!((0..=u8::MAX).filter(|character| value(*character).is_some()).count(), 31);
}

proptest! {
    #[test]
    fn one_wrong_character_is_always_seen(vector in 0..VALID.len(), place in 0..18_usize, other in 0..31_usize) {
        let mut text = VALID[vector].as_bytes().to_vec();
        prop_assume!(text[place] != ALPHABET[other]);
        text[place] = ALPHABET[other];
        let text = String::from_utf8(text).unwrap();
        let seen = matches!(UnifiedCode::parse(&text), Err(UnifiedCodeError::Check { .. }));
        prop_assert!(seen);
    }

    #[test]
    fn neighbours_swapped_are_always_seen(vector in 0..VALID.len(), place in 0..17_usize) {
        let mut text = VALID[vector].as_bytes().to_vec();
        prop_assume!(text[place] != text[place + 1]);
        text.swap(place, place + 1);
        prop_assert!(UnifiedCode::parse(&String::from_utf8(text).unwrap()).is_err());
    }

    #[test]
    fn parsing_never_panics(text in ".*") {
        let _ = CodeField::parse(&text, &Overrides::NONE);
    }

    #[test]
    fn every_body_has_its_check(body in "[0-9A-HJ-NP-RTUWXY]{17}") {
        let text = with_check(&body);
        let error = UnifiedCode::parse(&text).err();
        let check = matches!(error, Some(UnifiedCodeError::Check { .. }));
        prop_assert!(!check);
    }
}
