//! Contacts, plates, addresses, school classes.

use std::ops::Range;

use super::{Read, Trace, TraceKind, is_numeral};

/// Provinces as they stand on plates.
const PROVINCES: &str = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";
/// What a number follows.
const LABELS: [&str; 7] = ["电话", "手机", "联系方式", "微信", "微信号", "qq", "QQ"];
/// What a house number follows.
const WAYS: &str = "路街巷弄道村庄里坊屯";
/// What follows the number of a house or flat.
const PARTS: [&str; 5] = ["号楼", "单元", "栋", "幢", "室"];
/// What follows 班 where it is no class.
const NO_CLASS: &str = "车子组次倒列机";

/// Fixed lines, numbers after a label, addresses of mail.
pub(super) fn contacts(read: &Read) -> Vec<Trace> {
    let mut found: Vec<Trace> = Vec::new();
    for run in read.runs(|mark| mark.is_ascii_digit() || mark == '-') {
        let digits = run.clone().filter(|place| read.at(*place).is_ascii_digit()).count();
        let fixed = read.at(run.start) == '0' && (10..=12).contains(&digits);
        let mut start = run.start;
        while start > 0 && ": 号码为是".contains(read.before(start)) {
            start -= 1;
        }
        let labelled = digits >= 5 && LABELS.iter().any(|label| read.ends(start, label));
        let free = !read.before(run.start).is_ascii_alphanumeric();
        if free && (fixed || labelled) {
            found.push(read.trace(run, TraceKind::Contact));
        }
    }
    let mail = |mark: char| mark.is_ascii_alphanumeric() || "@._-".contains(mark);
    let runs = read.runs(mail).into_iter().filter(|run| {
        let word = read.word(run.clone());
        word.split_once('@').is_some_and(|(who, host)| !who.is_empty() && host.contains('.'))
    });
    found.extend(runs.map(|run| read.trace(run, TraceKind::Contact)));
    found
}

/// 鲁A·12345, with or without the dot.
pub(super) fn plates(read: &Read) -> Vec<Trace> {
    let plate = |place: usize| {
        if !PROVINCES.contains(read.at(place)) || !read.at(place + 1).is_ascii_uppercase() {
            return None;
        }
        let gap = usize::from("·• -".contains(read.at(place + 2)));
        let start = place + 2 + gap;
        let mut end = start;
        while read.at(end).is_ascii_uppercase() || read.at(end).is_ascii_digit() {
            end += 1;
        }
        end += usize::from("挂学警港澳".contains(read.at(end)));
        let digit = (start..end).any(|place| read.at(place).is_ascii_digit());
        let whole = (5..=6).contains(&(end - start)) && digit;
        whole.then(|| read.trace(place..end, TraceKind::Plate))
    };
    (0..read.len()).filter_map(plate).collect()
}

/// A house number behind a way, or a part of a house.
pub(super) fn addresses(read: &Read) -> Vec<Trace> {
    let mut found = Vec::new();
    for run in read.runs(|mark| is_numeral(mark) || mark == '-') {
        let way = WAYS.contains(read.before(run.start)) && run.start > 1;
        let house = way && read.at(run.end) == '号';
        let counted = read.before(run.start) == '第';
        let part = PARTS.iter().find(|part| read.says(run.end, part));
        let flat = part.filter(|part| {
            !counted && (**part != "室" || run.len() >= 3) && (**part != "单元" || !way)
        });
        if house || flat.is_some() {
            let tail = flat.map_or(1, |part| part.chars().count());
            let start = if way { run.start - 1 } else { run.start };
            found.push(read.trace(start..run.end + tail, TraceKind::Address));
        }
    }
    found
}

/// 三年级、五（2）班、高一3班、2023级.
pub(super) fn classes(read: &Read) -> Vec<Trace> {
    let bracket = |mark: char| "()[]".contains(mark);
    let mut found = Vec::new();
    for place in 0..read.len() {
        let end = match read.at(place) {
            '班' if !NO_CLASS.contains(read.at(place + 1)) => place + 1,
            '年' if read.at(place + 1) == '级' => place + 2,
            '级' if read.before(place).is_ascii_digit() => place + 1,
            _ => continue,
        };
        let mut start = place;
        let within = |mark: char| is_numeral(mark) || bracket(mark) || "年级".contains(mark);
        while start > 0 && within(read.before(start)) {
            start -= 1;
        }
        let numerals = (start..place).filter(|at| is_numeral(read.at(*at))).count();
        let entered = match read.at(place) {
            '级' => is_year(read, start..place),
            '年' => !is_year(read, start..place),
            _ => true,
        };
        if numerals > 0 && entered {
            let school = "初高小大".contains(read.before(start));
            found.push(read.trace(start - usize::from(school)..end, TraceKind::SchoolClass));
        }
    }
    found
}

fn is_year(read: &Read, run: Range<usize>) -> bool {
    let word = read.word(run);
    word.len() == 4 && (word.starts_with("19") || word.starts_with("20"))
}
