//! Where the form of a name stands, and whether a branch follows it.

use super::{Form, Kind, form};
use crate::place::inside;

/// The form of a name: what stands before it is the core, what follows is a branch.
pub(super) struct Head {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) form: Option<Form>,
}

/// Finds the form in what follows the places.
pub(super) fn find(rest: &[char]) -> Head {
    company(rest).or_else(|| with_branch(rest)).or_else(|| last(rest)).unwrap_or(Head {
        start: rest.len(),
        end: rest.len(),
        form: None,
    })
}

/// The first 公司 that is no branch; else the branch of a head without a form.
fn company(rest: &[char]) -> Option<Head> {
    let mut branch = None;
    for (index, pair) in rest.windows(2).enumerate() {
        if pair != ['公', '司'] {
            continue;
        }
        let end = index + 2;
        let Some((form, length)) = form::company(rest.get(..end)?) else { continue };
        if form.kind != Kind::Branch {
            return Some(Head { start: end - length, end, form: Some(form) });
        }
        branch = branch.or(Some(end - length));
    }
    let start = branch_start(rest, branch?);
    let form = Some(Form { kind: Kind::Branch, group: false });
    Some(before(rest, start).unwrap_or(Head { start, end: start, form }))
}

/// 供销合作社, 银行, 局 … that a branch follows: 莒南县洙边供销合作社 山后供销店.
fn with_branch(rest: &[char]) -> Option<Head> {
    let tail = form::endings(rest).find(|ending| ending.branch && ending.len() < rest.len());
    let room = rest.len() - tail?.len();
    for end in 2..=room {
        let Some(head) = heading(rest, end) else { continue };
        // 供销合作社 may go on as 供销合作社联合社.
        let longer = (end + 1..=room.min(end + 4))
            .filter_map(|end| heading(rest, end))
            .rfind(|longer| longer.start <= head.start);
        return Some(longer.unwrap_or(head)).filter(|head| rest.len() - head.end >= 2);
    }
    // 明湖药房 第4分店: a word that only branches have.
    let parted = tail.filter(|ending| ending.is_parted())?;
    let start = branch_start(rest, rest.len() - parted.len());
    let form = Some(Form { kind: Kind::Branch, group: false });
    Some(before(rest, start).unwrap_or(Head { start, end: start, form }))
}

/// The form that ends at `end` and may have branches.
fn heading(rest: &[char], end: usize) -> Option<Head> {
    let ending = form::endings(rest.get(..end)?).find(|ending| ending.heads)?;
    let alone = ending.len() > 1 || matches!(rest.get(end - 1), Some('厂' | '局' | '矿'));
    // 小学生, 企业家, 银行卡, 医院管理: another word.
    let goes_on = match rest.get(end..) {
        Some(['生', ..]) => ending.kind == Kind::School,
        Some(['卡', ..]) => ending.kind == Kind::Bank,
        Some(['管', '理', ..] | ['用', '品', ..]) => true,
        _ => false,
    };
    let form = Some(Form { kind: ending.kind, group: false });
    (alone && !goes_on).then_some(Head { start: end - ending.len(), end, form })
}

/// The form at the very end.
fn last(rest: &[char]) -> Option<Head> {
    before(rest, rest.len())
}

/// The form that ends at `end`.
fn before(rest: &[char], end: usize) -> Option<Head> {
    let letters = rest.get(..end)?;
    if let Some((form, length)) = form::group(letters) {
        return Some(Head { start: end - length, end, form: Some(form) });
    }
    let ending = form::endings(letters).next()?;
    let form = Some(Form { kind: ending.kind, group: false });
    Some(Head { start: end - ending.len(), end, form })
}

/// Where the branch begins whose word stands at `word`: with its number, or with its place.
fn branch_start(rest: &[char], word: usize) -> usize {
    let before = rest.get(..word).unwrap_or(&[]);
    let digits = before.iter().rev().take_while(|letter| letter.is_ascii_digit()).count();
    if digits > 0 {
        let start = word - digits;
        let ordinal = start.checked_sub(1).and_then(|index| rest.get(index)) == Some(&'第');
        return if ordinal { start - 1 } else { start };
    }
    (word.saturating_sub(12)..word)
        .find(|start| {
            let place = before.get(*start..).unwrap_or(&[]);
            place.len() > 1 && inside(place).end == place.len()
        })
        .unwrap_or(word)
}
