//! What the index promises: who is found by what was typed, page by page, whatever was put in and taken out.

use proptest::prelude::*;
use vocabulary::SubjectId;

use super::{Found, Hit, How, Index, Listed, Page};
use crate::{Name, Reason};

fn id(number: u8) -> SubjectId {
    SubjectId([number; 16])
}

/// An index of present names.
fn index(names: &[&str]) -> Index {
    let mut index = Index::new();
    for (number, name) in (1..).zip(names) {
        index.put(id(number), &Listed { names: &[(name, true)], code: None });
    }
    index
}

fn first(index: &Index, text: &str) -> Option<Hit> {
    index.find(text, &Page { after: None, limit: 10 }).hits.into_iter().next()
}

/// The name found first, and how.
fn best(index: &Index, text: &str) -> (String, Option<How>) {
    let hit = first(index, text);
    (hit.as_ref().map_or(String::new(), |hit| hit.name.clone()), hit.map(|hit| hit.how))
}

const TOWN: &[&str] = &[
    "济南市金桥商贸有限公司",
    "青岛金桥商贸有限公司",
    "济南泉润食品有限公司",
    "济南泉润食品有限公司历下分公司",
    "山东华联超市有限公司",
    "烟台海天（集团）股份有限公司",
    "济南市历下区第一幼儿园",
    "ABC国际货运代理（上海）有限公司",
];

#[test]
fn a_name_is_found_in_any_script_and_width() {
    let index = index(TOWN);
    for text in ["济南市金桥商贸有限公司", "濟南市金橋商貿有限公司", " 济南市 金桥商贸有限公司 "]
    {
        assert_eq!(best(&index, text), ("济南市金桥商贸有限公司".to_owned(), Some(How::Name)));
    }
    let (name, how) = best(&index, "烟台海天集团股份有限公司");
    assert_eq!((name.as_str(), how), ("烟台海天（集团）股份有限公司", Some(How::Name)));
}

#[test]
fn a_beginning_finds_all_that_begin_so_in_order() {
    let found = index(TOWN).find("济南泉润", &Page { after: None, limit: 10 });
    let names: Vec<&str> = found.hits.iter().map(|hit| hit.name.as_str()).collect();
    assert_eq!(names, ["济南泉润食品有限公司", "济南泉润食品有限公司历下分公司"]);
    assert!(found.hits.iter().all(|hit| hit.how == How::Beginning && hit.marks == [(0, 4)]));
    assert_eq!(found.next, None);
}

#[test]
fn a_brand_finds_what_begins_with_its_region() {
    let (name, how) = best(&index(TOWN), "泉润");
    assert_eq!((name.as_str(), how), ("济南泉润食品有限公司", Some(How::CoreBeginning)));
}

#[test]
fn words_are_found_in_any_order() {
    let (name, how) = best(&index(TOWN), "食品 泉润 济南");
    assert_eq!((name.as_str(), how), ("济南泉润食品有限公司", Some(How::Words)));
}

#[test]
fn syllables_and_their_first_letters_find() {
    let index = index(TOWN);
    let (name, how) = best(&index, "quanrunshi");
    assert_eq!((name.as_str(), how), ("济南泉润食品有限公司", Some(How::Pinyin)));
    let (name, how) = best(&index, "jnqr");
    assert_eq!((name.as_str(), how), ("济南泉润食品有限公司", Some(How::Initials)));
    assert_eq!(first(&index, "jnqr").map(|hit| hit.marks), Some(vec![(0, 4)]));
}

#[test]
fn a_slip_is_forgiven_and_told() {
    let index = index(TOWN);
    for text in [
        "济南泉闰食品有限公司",
        "济南泉润润食品有限公司",
        "济南润泉食品有限公司",
        "济南泉润品有限公司",
    ] {
        let (name, how) = best(&index, text);
        assert_eq!(name, "济南泉润食品有限公司", "{text}");
        assert!(matches!(how, Some(How::Similar(_))), "{text}: {how:?}");
    }
    let how = best(&index, "济南泉闰食品有限公司").1;
    assert_eq!(how, Some(How::Similar(Reason::Homophone)));
}

#[test]
fn a_code_is_found_whole_and_in_part() {
    let mut index = index(TOWN);
    let listed =
        Listed { names: &[("德州示范有限公司", true)], code: Some("91371400MA3C12345X") };
    index.put(id(90), &listed);
    let part = |text: &str| first(&index, text).and_then(|hit| Some((hit.how, hit.code_part?)));
    assert_eq!(part("91371400MA3C12345X"), Some((How::Code, (0, 18))));
    assert_eq!(part("91371400ma3c12345x"), Some((How::Code, (0, 18))));
    assert_eq!(part("913714"), Some((How::CodePart, (0, 6))));
    assert_eq!(part("MA3C1234-5"), Some((How::CodePart, (8, 17))));
    assert_eq!(part("2345X"), Some((How::CodePart, (13, 18))));
    assert_eq!(part("0MA3C1"), Some((How::CodePart, (7, 13))));
}

#[test]
fn a_part_stands_where_it_stands_across_blocks() {
    let text = "0123456789".repeat(500);
    let places = super::scan::places(text.as_bytes(), b"89012");
    assert_eq!(places, (0..499).map(|at| at * 10 + 8).collect::<Vec<usize>>());
    assert_eq!(super::scan::places(b"123", b"1234"), Vec::<usize>::new());
}

#[test]
fn a_former_name_finds_and_says_so() {
    let mut index = Index::new();
    let names = [("济南新桥商贸有限公司", true), ("济南旧桥商贸有限公司", false)];
    index.put(id(1), &Listed { names: &names, code: None });
    let hit = first(&index, "济南旧桥商贸有限公司");
    assert_eq!(hit.map(|hit| (hit.how, hit.present)), Some((How::FormerName, false)));
    let both = index.find("济南", &Page { after: None, limit: 10 });
    assert_eq!(both.hits.len(), 1, "a subject stands once: {both:?}");
}

#[test]
fn candidates_are_compared_and_the_likeliest_first() {
    let likely = index(TOWN).candidates(&Name::parse("济南金桥商贸有限责任公司"), 5);
    let names: Vec<&str> = likely.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names.first(), Some(&"济南市金桥商贸有限公司"));
    assert!(likely.is_sorted_by(|a, b| a.score.value >= b.score.value));
}

#[test]
fn who_was_taken_out_is_found_no_more_and_who_was_renamed_by_the_new_name() {
    let mut index = index(TOWN);
    index.settle();
    index.remove(id(3));
    assert_eq!(index.find("济南泉润食品有限公司", &Page { after: None, limit: 1 }).hits.len(), 1);
    index.put(id(1), &Listed { names: &[("济南银桥商贸有限公司", true)], code: None });
    assert_eq!(best(&index, "济南银桥").0, "济南银桥商贸有限公司");
    assert!(
        index
            .find("济南市金桥商贸有限公司", &Page { after: None, limit: 9 })
            .hits
            .iter()
            .all(|hit| hit.name != "济南市金桥商贸有限公司")
    );
    assert_eq!(index.len(), TOWN.len() - 1);
}

/// All hits, in pages of `limit`.
fn pages(index: &Index, text: &str, limit: usize) -> Vec<Hit> {
    let (mut hits, mut after) = (Vec::new(), None::<String>);
    loop {
        let found = index.find(text, &Page { after: after.as_deref(), limit });
        hits.extend(found.hits);
        match found.next {
            Some(next) => after = Some(next),
            None => return hits,
        }
    }
}

#[test]
fn pages_together_are_the_whole_answer() {
    let names: Vec<String> =
        (0..200).map(|n| format!("济南{}桥{}有限公司", char::from(b'A' + n % 26), n)).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut index = index(&names);
    index.settle();
    for text in ["济南", "桥1", "a", "jn", "济南A桥有限公司"] {
        let whole = index.find(text, &Page { after: None, limit: 1000 }).hits;
        assert_eq!(pages(&index, text, 7), whole, "{text}");
    }
    assert_eq!(index.find("济南", &Page { after: Some("x"), limit: 5 }), Found::default());
}

/// Names and code of a subject.
type Held = (Vec<(String, bool)>, Option<String>);

/// A change: put a subject with names and code, or take it out; ask meanwhile or not.
fn change() -> impl Strategy<Value = (u8, Option<Held>, bool)> {
    let name = "(济南|青岛|山东)?市?[金银桥泉润海天]{1,3}(商贸|食品)?(有限公司|厂)?";
    let names = prop::collection::vec((name, any::<bool>()), 0..3);
    let listed = prop::option::weighted(0.8, (names, prop::option::of("[0-9A-Z]{18}")));
    (0u8..12, listed, any::<bool>())
}

fn list(index: &mut Index, subject: u8, names: &[(String, bool)], code: Option<&str>) {
    let names: Vec<(&str, bool)> =
        names.iter().map(|(name, present)| (name.as_str(), *present)).collect();
    index.put(id(subject), &Listed { names: &names, code });
}

proptest! {
    #[test]
    fn the_answer_depends_on_what_it_holds_alone(
        changes in prop::collection::vec(change(), 0..40),
        text in "(济南|青岛)?[金银桥泉润海天]{1,3}(商贸|食品)?(有限公司)?|[jqyhst]{1,3}|[0-9]{4}",
    ) {
        let mut step_by_step = Index::new();
        let mut holds = std::collections::BTreeMap::new();
        for (subject, listed, asked) in changes {
            match listed {
                Some((names, code)) => {
                    list(&mut step_by_step, subject, &names, code.as_deref());
                    holds.insert(subject, (names, code));
                }
                None => {
                    step_by_step.remove(id(subject));
                    holds.remove(&subject);
                }
            }
            if asked {
                step_by_step.settle();
            }
        }
        let mut at_once = Index::new();
        for (subject, (names, code)) in holds.iter().rev() {
            list(&mut at_once, *subject, names, code.as_deref());
        }
        let page = Page { after: None, limit: 20 };
        prop_assert_eq!(step_by_step.find(&text, &page), at_once.find(&text, &page));
        prop_assert_eq!(step_by_step.len(), at_once.len());
        let name = Name::parse(&text);
        prop_assert_eq!(step_by_step.candidates(&name, 5), at_once.candidates(&name, 5));
    }

    #[test]
    fn any_text_is_put_and_found(name in "\\PC{0,40}", text in "\\PC{0,40}") {
        let index = index(&[&name]);
        let own = index.find(&name, &Page { after: None, limit: 3 }).hits;
        let nothing = own.is_empty();
        prop_assert_eq!(nothing, crate::character::plain(&name).trim_matches(['(', ')']).is_empty());
        for hit in index.find(&text, &Page { after: None, limit: 3 }).hits {
            let length = hit.name.chars().count();
            let mut end = 0;
            for (from, to) in hit.marks {
                prop_assert!(end <= from && from < to && usize::from(to) <= length);
                end = to;
            }
        }
    }
}
