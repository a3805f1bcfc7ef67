//! What comparing promises: of single pairs, and of any.

use proptest::prelude::*;

use super::{SAME, compare, judge};
use crate::{Known, Name, Reason, Score, Verdict, compare_known};

fn score(a: &str, b: &str) -> Score {
    compare(&Name::parse(a), &Name::parse(b))
}

fn verdict(a: &str, b: &str) -> Verdict {
    score(a, b).verdict
}

fn why(score: &Score) -> Vec<Reason> {
    score.evidence.iter().map(|one| one.reason).collect()
}

#[test]
fn ways_of_writing_are_the_same() {
    for (a, b) in [
        ("济南恒源商贸有限公司", "濟南恆源商貿有限公司"),
        ("济南恒源商贸有限公司", "济南市恒源商贸有限责任公司"),
        ("济南恒源（集团）有限公司", "济南恒源(集团)有限公司"),
        ("济南恒源商贸有限公司", " 济南 恒源商贸 有限公司"),
        ("山东省济南市恒源商贸有限公司", "济南恒源商贸有限公司"),
        ("济南恒源商贸有限公司", "恒源（济南）商贸有限公司"),
        ("济南恒源商贸有限公司", "恒源商贸有限公司（济南）"),
        ("济南恒源商贸有限公司", "济南恒源商贸"),
        ("济南市第三建筑公司", "济南市第３建筑公司"),
    ] {
        assert_eq!(verdict(a, b), Verdict::Same, "{a} {b} {:?}", score(a, b));
    }
}

#[test]
fn one_slip_is_forgiven_and_named() {
    for (a, b, reason) in [
        ("济南恒源商贸有限公司", "济南恒圆商贸有限公司", Reason::Homophone),
        ("济南恒源商贸有限公司", "济南恒源商贸限公司", Reason::Dropped),
        ("济南恒源商贸有限公司", "济南恒源源商贸有限公司", Reason::Doubled),
        ("济南恒源商贸有限公司", "济南源恒商贸有限公司", Reason::Swapped),
    ] {
        let score = score(a, b);
        assert!(score.verdict > Verdict::Different, "{a} {b} {score:?}");
        assert!(why(&score).contains(&reason), "{a} {b} {score:?}");
    }
}

#[test]
fn strangers_are_strangers() {
    for (a, b, reason) in [
        ("济南恒源商贸有限公司", "济南永泰商贸有限公司", Reason::Other),
        ("济南恒源商贸有限公司", "青岛恒源商贸有限公司", Reason::OtherPlace),
        ("济南市第一建筑公司", "济南市第九建筑公司", Reason::OtherNumber),
        ("济南恒源商贸有限公司", "济南恒源商贸股份有限公司", Reason::OtherForm),
        ("济南恒源商贸有限公司", "济南恒源商贸有限公司历下分公司", Reason::OtherBranch),
    ] {
        let score = score(a, b);
        assert_eq!(score.verdict, Verdict::Different, "{a} {b} {score:?}");
        assert!(why(&score).contains(&reason), "{a} {b} {score:?}");
    }
}

#[test]
fn two_slips_need_a_person() {
    assert_eq!(verdict("济南恒源商贸有限公司", "济南恒圆商贸限公司"), Verdict::Unsure);
}

#[test]
fn codes_decide() {
    let (a, b) = (Name::parse("济南恒源商贸有限公司"), Name::parse("青岛永泰建材厂"));
    let of = |name, code| Known { name, former: &[], code: Some(code), division: None };
    let (one, other) = ("91370000000000000N", "911100001000000000");
    let valid = |code: &str| vocabulary::UnifiedCode::parse(code).is_ok();
    let codes: Vec<String> = (0..36u32)
        .filter_map(|last| char::from_digit(last, 36))
        .flat_map(|last| {
            [one, other].map(|code| format!("{}{}", &code[..17], last.to_ascii_uppercase()))
        })
        .filter(|code| valid(code))
        .collect();
    assert_eq!(codes.len(), 2);
    let same = compare_known(&of(&a, &codes[0]), &of(&b, &codes[0]));
    assert_eq!((same.verdict, same.evidence[0].reason), (Verdict::Same, Reason::SameCode));
    let others = compare_known(&of(&a, &codes[0]), &of(&a, &codes[1]));
    assert_eq!(
        (others.verdict, others.evidence[0].reason),
        (Verdict::Different, Reason::OtherCode)
    );
    let faulty = compare_known(&of(&a, "1"), &of(&a, &codes[1]));
    assert_eq!(faulty.verdict, Verdict::Same);
}

#[test]
fn a_former_name_is_a_name() {
    let (now, before, asked) = (
        Name::parse("济南恒源智能科技有限公司"),
        [Name::parse("济南永泰商贸有限公司")],
        Name::parse("济南永泰商贸有限责任公司"),
    );
    let a = Known { name: &asked, former: &[], code: None, division: None };
    let b = Known { name: &now, former: &before, code: None, division: None };
    for (x, y) in [(&a, &b), (&b, &a)] {
        let score = compare_known(x, y);
        assert_eq!(score.verdict, Verdict::Same);
        assert!(why(&score).contains(&Reason::Former));
    }
}

#[test]
fn words_in_latin_letters() {
    assert_eq!(verdict("Siemens AG", "SIEMENS Aktiengesellschaft"), Verdict::Same);
    assert_eq!(verdict("Hengyuan Trading Co., Ltd.", "Hengyuan Trading Limited"), Verdict::Same);
    assert_eq!(verdict("Deutsche Bank AG", "Volkswagen AG"), Verdict::Different);
    assert_eq!(verdict("Victory 3", "Victory 5"), Verdict::Different);
}

#[test]
fn evidence_stands_heaviest_first() {
    let score = score("济南恒源商贸有限公司", "青岛恒源商贸有限责任公司");
    let weights: Vec<f32> = score.evidence.iter().map(|one| one.weight.abs()).collect();
    assert!(weights.is_sorted_by(|a, b| a >= b), "{score:?}");
    assert!(score.value < SAME);
}

fn sign() -> impl Strategy<Value = char> {
    let han = "济南青岛恒源永泰商贸建材有限责任公司股份第一二三分支厂店（）()";
    prop_oneof![
        6 => prop::sample::select(han.chars().collect::<Vec<_>>()),
        2 => prop::char::range('\u{4E00}', '\u{9FFF}'),
        1 => prop::char::range('A', 'Z'),
        1 => any::<char>(),
    ]
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(sign(), 0..24).prop_map(|signs| signs.into_iter().collect())
}

proptest! {
    #[test]
    fn any_name_is_itself(a in text()) {
        let name = Name::parse(&a);
        prop_assert_eq!(judge(&name, &name), (1.0, Verdict::Same));
        prop_assert_eq!(compare(&name, &name).verdict, Verdict::Same);
    }

    #[test]
    fn either_may_stand_first(a in text(), b in text()) {
        let (a, b) = (Name::parse(&a), Name::parse(&b));
        prop_assert_eq!(judge(&a, &b), judge(&b, &a));
        let (one, other) = (compare(&a, &b), compare(&b, &a));
        prop_assert_eq!((one.value, one.verdict), judge(&a, &b));
        prop_assert_eq!((one.value, one.verdict), (other.value, other.verdict));
        prop_assert!((0.0..=1.0).contains(&one.value));
    }

    #[test]
    fn what_both_have_more_does_no_harm(
        brands in prop::sample::select(vec![
            ("恒源", "恒圆"), ("恒源", "恒"), ("恒源泰", "恒泰源"), ("恒源", "永泰"), ("恒源", "恒源源"),
        ]),
        trade in prop::sample::select(vec!["商贸", "建材", "机械制造"]),
        form in prop::sample::select(vec!["有限公司", "股份有限公司", "经营部"]),
    ) {
        let value = |front: &str, brand: &str, other: &str, back: &str| {
            let name = |brand: &str| Name::parse(&format!("{front}{brand}{trade}{form}{back}"));
            judge(&name(brand), &name(other)).0
        };
        let bare = value("", brands.0, brands.1, "");
        for (front, back) in [("济南", ""), ("济南市历下区", ""), ("济南", "青岛分公司"), ("", "")] {
            prop_assert!(value(front, brands.0, brands.1, back) >= bare);
        }
        let (more, other) = (format!("{}吉祥", brands.0), format!("{}吉祥", brands.1));
        prop_assert!(value("", &more, &other, "") >= bare);
    }
}
