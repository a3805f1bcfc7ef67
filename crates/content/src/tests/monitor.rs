//! The monitor finds personal numbers however they are written, and leaves public ones alone.

use proptest::prelude::*;

use crate::{
    FoundKind::{self, BankCard, CitizenNumber, MobilePhone},
    Text,
    monitor::{places, traces},
};

fn found(body: &str) -> Vec<(u64, FoundKind)> {
    let text = Text { body: body.to_owned(), ..Text::default() };
    places(&text).into_iter().map(|place| (place.line, place.kind)).collect()
}

#[test]
fn numbers_are_found_with_their_line() {
    assert_eq!(found("通知\n联系人电话13800001111"), [(2, MobilePhone)]);
    assert_eq!(found("身份证11010519491231002X"), [(1, CitizenNumber)]);
    assert_eq!(found("汇入 6222 0212 3456 7890 128"), [(1, BankCard)]);
    assert_eq!(found("汇入 6222 0212 3456 7890 129"), []);
    assert_eq!(found("汇入 4111 1111 1111 1111。"), [(1, BankCard)]);
    assert_eq!(found("卡号：6212345678901232"), [(1, BankCard)]);
}

#[test]
fn marks_inside_a_number_do_not_hide_it() {
    assert_eq!(found("电话 **138**0000**1111**"), [(1, MobilePhone)]);
    assert_eq!(found("[138](/a)00001111"), []);
    assert_eq!(found("４１１１１１１１１１１１１１１１"), [(1, BankCard)]);
    assert_eq!(found("138\u{200b}0000\u{200b}1111"), [(1, MobilePhone)]);
}

#[test]
fn what_is_meant_to_be_public_stays() {
    for text in [
        "咨询电话 0531-88881111、12345",
        "统一社会信用代码 91370100MA3C00011J",
        "（济市监罚〔2026〕第0000123号）2026-11-21",
        "鲁发改财金〔2026〕4111111111111111111111号",
    ] {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn a_place_says_where_and_shows_little() {
    let text = Text { title: "转13800001111".into(), ..Text::default() };
    let place = places(&text).pop().unwrap();
    assert_eq!(place.in_words(), "标题第 1 行的手机号码 138…11");
}

#[test]
fn h_63_what_gives_somebody_away_is_found_with_its_place() {
    let text = Text {
        title: "一起案例".into(),
        body: "某公司未履行\n当事人**孙晓梅**，住站前路7号".into(),
        ..Text::default()
    };
    let told: Vec<String> = traces(&text).iter().map(crate::Place::in_words).collect();
    assert!(told.contains(&"正文第 2 行的姓名 孙晓梅".to_owned()), "{told:?}");
    assert!(told.iter().any(|place| place.contains("住址")), "{told:?}");
}

proptest! {
    #[test]
    fn scanning_never_panics(text in any::<String>()) {
        let _ = found(&text);
    }
}
