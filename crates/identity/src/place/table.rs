//! The table of places by their names, full and in short.

use std::sync::LazyLock;

use super::Level;
use crate::{
    character::{lines, plain},
    lexicon::Lexicon,
};

/// What one name may mean.
#[derive(Default)]
pub(super) struct Called {
    /// The name, plain.
    pub(super) letters: Vec<char>,
    /// Whether it leaves out 市, 县 …: such a name may be an ordinary word.
    pub(super) short: bool,
    /// Whether it is an everyday word.
    pub(super) word: bool,
    /// Whether only districts (区) are called so: few names begin with one alone.
    pub(super) district: bool,
    /// An abbreviation such as 鲁: a place in brackets only.
    pub(super) sign: bool,
    /// Code and the code of today: what stands before what stood.
    pub(super) places: Vec<(u32, u32)>,
    /// The codes of today.
    pub(super) codes: Vec<u32>,
}

/// A name and one place that bears it.
struct Row {
    name: String,
    /// Whether it says itself that it is a place: 济南市.
    whole: bool,
    stands: bool,
    district: bool,
    code: u32,
    now: u32,
}

/// All names by their first letter, sorted by their letters.
static TABLE: LazyLock<Lexicon<Called>> = LazyLock::new(|| {
    let (mut rows, words) = rows();
    // What stands comes before what stood, a city before a district.
    rows.sort_by(|a, b| {
        let rank = |row: &Row| (!row.stands, Level::of(row.code), row.district, row.code);
        a.name.cmp(&b.name).then_with(|| rank(a).cmp(&rank(b)))
    });
    let mut table: Vec<Called> = Vec::new();
    for row in rows {
        let letters: Vec<char> = row.name.chars().collect();
        if table.last().is_none_or(|last| last.letters != letters) {
            let (word, sign) = (words.contains(&row.name), letters.len() == 1);
            table.push(Called {
                letters,
                word,
                sign,
                short: true,
                district: true,
                ..Called::default()
            });
        }
        let Some(last) = table.last_mut() else { continue };
        last.short &= !row.whole;
        last.district &= row.district;
        if !last.codes.contains(&row.now) {
            last.places.push((row.code, row.now));
            last.codes.push(row.now);
        }
    }
    table.sort_by(|a, b| a.letters.cmp(&b.letters));
    Lexicon::new(table.into_iter().filter_map(|called| Some((*called.letters.first()?, called))))
});

/// The lines of the table, and the everyday words among the names.
fn rows() -> (Vec<Row>, Vec<String>) {
    let (mut rows, mut words) = (Vec::new(), Vec::new());
    for line in lines(include_str!("../../data/places.txt")) {
        let mut cells = line.split(' ');
        let (Some(Ok(code)), Some(mark), Some(name)) =
            (cells.next().map(str::parse::<u32>), cells.next(), cells.next())
        else {
            continue;
        };
        let now = cells.next().and_then(|now| now.parse().ok()).unwrap_or(code);
        let district = name.ends_with('区') && Level::of(code) == Level::County;
        let mut add = |name: &str, whole| {
            rows.push(Row { name: plain(name), whole, stands: mark != "-", district, code, now });
        };
        match mark {
            "?" => words.push(plain(name)),
            "~" => add(name, name.chars().count() > 1),
            _ => {
                add(name, true);
                shorter(name).iter().for_each(|(short, whole)| add(short, *whole));
            }
        }
    }
    (rows, words)
}

/// Peoples after whom autonomous places are called.
const PEOPLES: [&str; 46] = [
    "维吾尔",
    "壮族",
    "回族",
    "蒙古族",
    "蒙古",
    "藏族",
    "羌族",
    "彝族",
    "苗族",
    "侗族",
    "布依族",
    "土家族",
    "朝鲜族",
    "满族",
    "白族",
    "傣族",
    "哈尼族",
    "景颇族",
    "傈僳族",
    "哈萨克族",
    "哈萨克",
    "柯尔克孜",
    "锡伯",
    "塔吉克",
    "瑶族",
    "黎族",
    "畲族",
    "水族",
    "仡佬族",
    "仫佬族",
    "毛南族",
    "东乡族",
    "土族",
    "撒拉族",
    "保安族",
    "裕固族",
    "拉祜族",
    "佤族",
    "布朗族",
    "纳西族",
    "怒族",
    "独龙族",
    "普米族",
    "达斡尔族",
    "鄂温克族",
    "各族",
];

/// The shorter names of a place, each with whether it still says that it is a place (延边州).
fn shorter(name: &str) -> Vec<(String, bool)> {
    if let Some(bare) = name.strip_suffix("特别行政区") {
        return vec![(bare.to_owned(), false)];
    }
    if let Some((before, kind)) = name.split_once("自治") {
        let start = before.char_indices().nth(2).map_or(before.len(), |(index, _)| index);
        let cut = |people: &&str| before.get(start..)?.find(people).map(|at| at + start);
        let bare = before.get(..PEOPLES.iter().filter_map(cut).min().unwrap_or(before.len()));
        let bare = bare.unwrap_or(before);
        let mut names = vec![(bare.to_owned(), false)];
        if kind != "区" {
            names.push((format!("{bare}{kind}"), true));
        }
        return names;
    }
    let ends = ["地区", "新区", "林区", "矿区", "省", "市", "区", "县", "旗", "盟"];
    let bare = ends.iter().find_map(|end| name.strip_suffix(end));
    bare.filter(|bare| bare.chars().count() > 1)
        .map(|bare| (bare.to_owned(), false))
        .into_iter()
        .collect()
}

/// The names that `letters` begin with, the shorter first.
pub(super) fn beginnings(letters: &[char]) -> impl Iterator<Item = &'static Called> {
    let mut known: &'static [Called] = letters.first().map_or(&[], |first| TABLE.of(*first));
    let mut length = 0;
    std::iter::from_fn(move || {
        while let Some(letter) = letters.get(length) {
            let at = |called: &Called| called.letters.get(length).copied();
            let from = known.partition_point(|called| at(called) < Some(*letter));
            let until = known.partition_point(|called| at(called) <= Some(*letter));
            known = known.get(from..until)?;
            length += 1;
            match known.first() {
                None => return None,
                Some(first) if first.letters.len() == length => return Some(first),
                Some(_) => {}
            }
        }
        None
    })
}
