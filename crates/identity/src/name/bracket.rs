//! What stands in brackets: a place, a form, a branch, or an aside that is no part of the name.

use super::{Form, Kind, form};
use crate::{
    Part,
    place::{Placed, inside},
};

/// What a bracket holds.
pub(super) enum Held {
    Place(Placed),
    Form(Form),
    Branch,
    /// 原某某厂, 简称:某某.
    Aside,
    Other,
}

impl Held {
    pub(super) fn part(&self) -> Part {
        match self {
            Self::Place(_) => Part::Region,
            Self::Form(_) => Part::Form,
            Self::Branch => Part::Branch,
            Self::Aside => Part::Whole,
            Self::Other => Part::Brand,
        }
    }
}

/// Words an aside begins with.
const ASIDES: [&str; 10] =
    ["原", "简称", "从属名称", "第1名称", "第2名称", "曾用名", "又名", "别名", "英文", "筹"];

/// Forms that stand in brackets and nowhere else.
const FORMS: [(&str, Kind); 6] = [
    ("有限合伙", Kind::Partnership),
    ("普通合伙", Kind::Partnership),
    ("特殊普通合伙", Kind::Partnership),
    ("合伙", Kind::Partnership),
    ("个人独资", Kind::Sole),
    ("个体工商户", Kind::Shop),
];

/// Reads what stands between two brackets.
pub(super) fn read(content: &[char]) -> Held {
    let is = |word: &str| content.iter().copied().eq(word.chars());
    let begins = |word: &str| {
        let length = word.chars().count();
        content.get(..length).is_some_and(|head| head.iter().copied().eq(word.chars()))
    };
    let placed = inside(content);
    if placed.end == content.len() && placed.end > 0 {
        return Held::Place(placed);
    }
    if let Some((_, kind)) = FORMS.iter().find(|(word, _)| is(word)) {
        return Held::Form(Form { kind: *kind, group: false });
    }
    let company = form::company(content).or_else(|| form::group(content));
    if let Some((form, length)) = company
        && (length == content.len() || is("集团控股"))
    {
        return Held::Form(form);
    }
    if ASIDES.iter().any(|word| begins(word)) || content.len() > 8 {
        return Held::Aside;
    }
    match form::endings(content).next() {
        Some(ending) if ending.branch && ending.len() < content.len() => Held::Branch,
        _ if company.is_some() => Held::Aside,
        _ => Held::Other,
    }
}
