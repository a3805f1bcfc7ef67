//! Numbers are of one form, and mistyped ones are told.

use policy::model::process::ProcessGroup;
use proptest::prelude::*;
use vocabulary::{Date, SeededEntropy};

use crate::number::{code, number, parse, same_code};

const DAY: Date = Date::constant(2026, 11, 20);

#[test]
fn a_number_tells_its_kind_place_and_day() {
    let first = number(ProcessGroup::Rights, "370100", DAY, 1);
    assert_eq!(&first[..19], "1037010026112000001");
    assert_eq!((first.len(), parse(&first)), (20, Some(first.clone())));
    assert_eq!(parse(&format!(" {} {}", &first[..8], &first[8..])), Some(first));
    for other in
        ["", "10", "1", "YY370100261120000017", "1037010026112000", "一二", "1一", "é0370100"]
    {
        assert_eq!(parse(other), None, "{other}");
    }
}

#[test]
fn a_code_is_compared_as_people_type_it() {
    assert!(same_code("AB23CD45EF", "ab23 cd45-ef"));
    for wrong in ["", "AB23CD45E", "AB23CD45EFG", "AB23CD45EE"] {
        assert!(!same_code("AB23CD45EF", wrong));
    }
}

proptest! {
    #[test]
    fn numbers_of_different_serials_differ_and_parse(one in 1..99_999_u64, other in 1..99_999_u64, days in 0..2_000_i32) {
        let day = vocabulary::period::add_days(DAY, days).unwrap();
        let of = |serial| number(ProcessGroup::Tasks, "370100", day, serial);
        let (first, second) = (of(one), of(other));
        prop_assert_eq!(first.len(), 20);
        prop_assert_eq!(one == other, first == second);
        prop_assert_eq!(parse(&first), Some(first));
    }

    #[test]
    fn codes_are_long_and_plain(seed: u64) {
        let fresh = code(&SeededEntropy::new(seed));
        prop_assert_eq!(fresh.len(), 10);
        prop_assert!(same_code(&fresh, &fresh.to_lowercase()) && !fresh.contains(['0', 'O', '1', 'I']));
    }
}
