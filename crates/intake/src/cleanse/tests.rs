//! What each type forgives, what it refuses, and what it leaves a trace of.

use proptest::prelude::*;

use super::*;
use crate::shape::FieldShape;

fn cleansed(
    kind: FieldType,
    values: &[&str],
    raw: &str,
) -> Result<(String, Option<&'static str>), &'static str> {
    let field = FieldShape::for_tests(kind, values);
    let mut slot = Slot::default();
    cleanse(&field, raw, &mut slot).map_err(|rule| rule.code)?;
    Ok((slot.value, slot.cleansed.map(|rule| rule.code)))
}

fn becomes(kind: FieldType, raw: &str, value: &str, rule: Option<&'static str>) {
    assert_eq!(cleansed(kind, &[], raw), Ok((value.to_owned(), rule)), "{raw}");
}

#[test]
fn texts_are_tidied_with_a_trace() {
    becomes(FieldType::Text, "济南甲（乙）公司", "济南甲（乙）公司", None);
    becomes(FieldType::Text, " 济南甲公司\u{3000}", "济南甲公司", Some("W-101"));
    becomes(FieldType::Text, "'=1+1", "=1+1", Some("W-101"));
    becomes(FieldType::Text, "ＡＢＣ公司", "ABC公司", Some("W-102"));
    becomes(FieldType::Text, "无", "无", None);
    becomes(FieldType::Text, "N/A", "", Some("W-107"));
    assert_eq!(cleansed(FieldType::Text, &[], "锟斤拷"), Err("R-103"));
    assert_eq!(cleansed(FieldType::Text, &[], "a\u{1}b"), Err("R-104"));
    assert_eq!(cleansed(FieldType::Text, &[], "x<br>y"), Err("R-104"));
}

#[test]
fn dates() {
    becomes(FieldType::Date, "2026-03-05", "2026-03-05", None);
    for raw in [
        "2026/3/5",
        "2026.3.5",
        "20260305",
        "2026年3月5日",
        "2026-03-05 08:30:00",
        "2026-03-05T00:00:00Z",
    ] {
        becomes(FieldType::Date, raw, "2026-03-05", Some("W-104"));
    }
    for raw in ["2026-02-30", "2026-13-01", "1812-01-01", "9999-12-31"] {
        assert_eq!(cleansed(FieldType::Date, &[], raw), Err("R-206"), "{raw}");
    }
    for raw in ["26-3-5", "3月5日", "2026-03", "去年", "2026-03-05x", "长期"] {
        assert_eq!(cleansed(FieldType::Date, &[], raw), Err("R-205"), "{raw}");
    }
    let mut field = FieldShape::for_tests(FieldType::Date, &[]);
    field.open_end = true;
    for raw in ["长期", "9999-12-31"] {
        let mut slot = Slot::default();
        assert_eq!(cleanse(&field, raw, &mut slot), Ok(()));
        assert_eq!((slot.value.as_str(), slot.original.as_str()), ("2099-12-31", raw));
    }
}

#[test]
fn amounts_in_ten_thousand_yuan() {
    becomes(FieldType::Amount, "0.2", "0.2", None);
    becomes(FieldType::Amount, "26万元", "26", Some("W-105"));
    becomes(FieldType::Amount, "1,286.5000(万)", "1286.5", Some("W-105"));
    becomes(FieldType::Amount, "233.6000(万元人民币)", "233.6", Some("W-105"));
    becomes(FieldType::Amount, "N/A", "", Some("W-107"));
    becomes(FieldType::Amount, "2000元", "0.2", Some("W-105"));
    for (raw, rule) in [
        ("两千元", "R-208"),
        ("0.1234567", "R-208"),
        ("-3", "R-209"),
        ("100000001", "R-209"),
        ("99999999999999999999999", "R-209"),
        ("26万美元", "R-208"),
    ] {
        assert_eq!(cleansed(FieldType::Amount, &[], raw), Err(rule), "{raw}");
    }
}

#[test]
fn codes_and_numbers() {
    becomes(FieldType::UnifiedCode, "91370200264574251E", "91370200264574251E", None);
    becomes(FieldType::UnifiedCode, "91370200264574251e", "91370200264574251E", Some("W-103"));
    becomes(FieldType::UnifiedCode, "９1370200264574251E", "91370200264574251E", Some("W-102"));
    becomes(FieldType::UnifiedCode, "91370200-26457425-1E", "91370200264574251E", Some("W-109"));
    becomes(FieldType::UnifiedCode, "00000000000000000x", NO_CODE, Some("W-103"));
    for (raw, rule) in
        [("913201007490169549", "R-301"), ("9.13701E+17", "R-105"), ("无代码", "R-301")]
    {
        assert_eq!(cleansed(FieldType::UnifiedCode, &[], raw), Err(rule), "{raw}");
    }
    becomes(FieldType::OrganisationCode, "10774368-0", "107743680", Some("W-109"));
    becomes(FieldType::RegistrationNumber, "370100200012345", "370100200012345", None);
    assert_eq!(cleansed(FieldType::RegistrationNumber, &[], "12345"), Err("R-214"));
    becomes(FieldType::PersonDocument, "居民身份证", "身份证", Some("W-112"));
    assert_eq!(cleansed(FieldType::PersonDocument, &[], "军官证"), Err("R-215"));
    becomes(FieldType::Integer, "1,024", "1024", Some("W-109"));
    becomes(FieldType::YesNo, "Y", "是", Some("W-108"));
}

#[test]
fn several_values_by_any_separator() {
    let values = ["罚款", "警告", "没收违法所得、没收非法财物"];
    let mut field = FieldShape::for_tests(FieldType::Text, &values);
    field.several = true;
    for (raw, value) in [
        ("罚款；警告", "罚款;警告"),
        ("警告、罚款", "警告;罚款"),
        ("罚款,罚款", "罚款"),
        ("没收违法所得、没收非法财物;罚款", "没收违法所得、没收非法财物;罚款"),
    ] {
        let mut slot = Slot::default();
        cleanse(&field, raw, &mut slot).unwrap();
        assert_eq!(slot.value, value);
    }
    let mut slot = Slot::default();
    assert_eq!(cleanse(&field, "罚款;枪毙", &mut slot), Err(&rule::NOT_IN_VALUES));
    assert_eq!(slot.value, "罚款;枪毙");
}

const KINDS: [FieldType; 11] = [
    FieldType::Text,
    FieldType::Date,
    FieldType::Amount,
    FieldType::Integer,
    FieldType::UnifiedCode,
    FieldType::OrganisationCode,
    FieldType::RegistrationNumber,
    FieldType::PersonNumber,
    FieldType::PersonDocument,
    FieldType::Division,
    FieldType::YesNo,
];

proptest! {
    #[test]
    fn cleansing_twice_changes_nothing(kind in 0..KINDS.len(), raw in ".{0,40}") {
        let field = FieldShape::for_tests(KINDS[kind], &[]);
        let mut once = Slot::default();
        if cleanse(&field, &raw, &mut once).is_ok() && !once.value.is_empty() {
            let mut twice = Slot::default();
            prop_assert_eq!(cleanse(&field, &once.value, &mut twice), Ok(()));
            prop_assert_eq!(&twice.value, &once.value);
            prop_assert!(twice.cleansed.is_none());
        }
    }

    #[test]
    fn what_was_sent_is_never_lost(kind in 0..KINDS.len(), raw in ".{0,40}") {
        let field = FieldShape::for_tests(KINDS[kind], &[]);
        let mut slot = Slot::default();
        let _ = cleanse(&field, &raw, &mut slot);
        let kept = if slot.cleansed.is_some() { &slot.original } else { &slot.value };
        prop_assert!(kept == &raw || raw.trim().is_empty());
    }
}
