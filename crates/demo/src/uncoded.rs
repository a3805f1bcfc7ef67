//! Rows without a code: what departments write when they know a company by its name only.

use crate::{dice::Dice, row::Row};

/// Rows of a line of the plan among which some come without code; later ones all have theirs, so that a
/// large city is not measured by its gaps.
pub(crate) const AMONG: u64 = 1_500;
/// Such rows among 10,000 of these.
pub(crate) const UNCODED: u64 = 200;

/// Characters that sound alike, as hasty hands confuse them.
const SOUNDS: [(char, char); 14] = [
    ('鑫', '新'),
    ('泉', '全'),
    ('恒', '衡'),
    ('润', '闰'),
    ('华', '花'),
    ('瑞', '锐'),
    ('盛', '胜'),
    ('宏', '洪'),
    ('诚', '城'),
    ('科', '克'),
    ('源', '元'),
    ('程', '城'),
    ('辉', '晖'),
    ('祥', '翔'),
];
/// Characters of simplified and of traditional script.
const SCRIPTS: [(char, char); 14] = [
    ('济', '濟'),
    ('东', '東'),
    ('贸', '貿'),
    ('华', '華'),
    ('云', '雲'),
    ('鲁', '魯'),
    ('汇', '匯'),
    ('诚', '誠'),
    ('达', '達'),
    ('丰', '豐'),
    ('兴', '興'),
    ('饮', '飲'),
    ('业', '業'),
    ('医', '醫'),
];

/// Takes the code away, and writes the name in one of the ways in which it comes then.
pub(crate) fn lose_code(row: &mut Row, dice: &mut Dice) {
    if row.remove("subject_code").is_none() {
        return;
    }
    let name = row.remove("subject_name").unwrap_or_default();
    let written = match dice.below(7) {
        0 | 1 => name,
        2 => changed(&name, &SCRIPTS),
        3 => changed_once(&name, &SOUNDS),
        4 => without_third(&name),
        5 => name.trim_start_matches("济南市").trim_start_matches("济南").to_owned(),
        _ => name.replacen("济南", "泰安", 1).replacen("山东", "泰安", 1),
    };
    row.insert("subject_name".to_owned(), written);
}

fn changed(name: &str, pairs: &[(char, char)]) -> String {
    let other = |one: char| pairs.iter().find(|pair| pair.0 == one).map_or(one, |pair| pair.1);
    name.chars().map(other).collect()
}

/// The first character that has a like one is taken for it.
fn changed_once(name: &str, pairs: &[(char, char)]) -> String {
    let first = name.chars().find_map(|one| pairs.iter().find(|pair| pair.0 == one));
    first.map_or_else(|| without_third(name), |pair| name.replacen(pair.0, &pair.1.to_string(), 1))
}

fn without_third(name: &str) -> String {
    name.chars().enumerate().filter(|(place, _)| *place != 2).map(|(_, one)| one).collect()
}
