//! Faults: what departments get wrong, put into three rows of a hundred.

use crate::{
    dice::Dice,
    row::{Occasion, Row},
};

/// Faulty rows among 10,000.
pub(crate) const FAULTY: u64 = 300;

/// Spoils a row in one of the ways that real files are spoilt.
pub(crate) fn spoil(row: &mut Row, occasion: &Occasion<'_>, dice: &mut Dice) {
    let decided_on = occasion.item.decided_on.as_str();
    match dice.below(8) {
        0 => replace(row, "subject_code", |code| flip_last(&code)),
        1 => replace(row, "subject_code", |code| code.get(..17).unwrap_or_default().to_owned()),
        2 => drop_required(row, occasion),
        3 => replace(row, decided_on, |_| "2026-13-45".to_owned()),
        4 => replace(row, decided_on, |_| "2031-01-01".to_owned()),
        5 => replace(row, "subject_name", |_| "锟斤拷锟斤拷有限公司".to_owned()),
        6 => replace(row, "subject_name", |_| String::new()),
        _ => replace(row, "subject_code", |code| code.replacen('M', "O", 1)),
    }
}

fn replace(row: &mut Row, field: &str, change: impl FnOnce(String) -> String) {
    let name = if row.contains_key(field) { field } else { "subject_name" };
    let old = row.remove(name).unwrap_or_default();
    let new = if name == field { change(old) } else { String::new() };
    row.insert(name.to_owned(), new);
}

fn flip_last(code: &str) -> String {
    let last = if code.ends_with('0') { '1' } else { '0' };
    format!("{}{last}", code.get(..17).unwrap_or_default())
}

fn drop_required(row: &mut Row, occasion: &Occasion<'_>) {
    let required = occasion.item.field.iter().rev().find(|field| field.required);
    if let Some(field) = required {
        row.remove(&field.name);
    }
}
