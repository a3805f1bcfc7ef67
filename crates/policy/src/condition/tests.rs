//! What conditions mean, case by case.

use std::collections::BTreeMap;

use super::Condition;

fn holds(condition: &str, values: &[(&str, &str)]) -> bool {
    let values: BTreeMap<String, String> =
        values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Condition::parse(condition).unwrap().holds(&values)
}

#[test]
fn sets_numbers_dates_and_fields_compare_as_such() {
    let penalty = [("kind", "警告;罚款"), ("fine", "10.5"), ("decided_on", "2026-05-06")];
    assert!(holds("kind includes '罚款' and fine > 9", &penalty));
    assert!(holds("fine = 10.500", &penalty));
    assert!(!holds("fine >= 100", &penalty));
    assert!(!holds("kind includes '罚'", &penalty));
    assert!(holds("kind contains '罚'", &penalty));
    assert!(holds("decided_on >= 2026-04-01 and decided_on < '2026-05-07'", &penalty));
    assert!(holds("decided_on <= today", &[("decided_on", "2026-01-01"), ("today", "2026-01-01")]));
    assert!(holds("not (fine > 20 or kind = '警告')", &penalty));
    assert!(holds("a = '1' or b = '2' and c = '3'", &[("a", "1")]));
}

#[test]
fn an_absent_or_empty_value_makes_only_unequal_true() {
    assert!(!holds("fine > 0", &[]));
    assert!(!holds("fine <= 0", &[("fine", "")]));
    assert!(holds("fine != 0", &[]));
    assert!(holds("fine is absent", &[("fine", "")]));
    assert!(holds("fine is present", &[("fine", "0")]));
}

#[test]
fn a_text_that_is_no_condition_says_where_and_why() {
    for (text, position) in [
        ("", 1),
        ("fine", 5),
        ("fine >", 7),
        ("fine > 0 extra", 10),
        ("(fine > 0", 10),
        ("kind includes '罚款", 15),
        ("fine is big", 9),
        ("罚款 > 0", 1),
        ("and > 0", 1),
    ] {
        assert_eq!(Condition::parse(text).unwrap_err().position, position, "{text}");
    }
    assert!(Condition::parse(&"(".repeat(100_000)).is_err());
    assert!(Condition::parse(&"not ".repeat(100_000)).is_err());
}

#[test]
fn the_fields_and_literals_of_a_condition_are_known() {
    let condition = Condition::parse("kind includes '罚款' and until >= from").unwrap();
    assert_eq!(condition.fields(), ["kind", "until", "from"]);
    assert_eq!(condition.literals().len(), 1);
}
