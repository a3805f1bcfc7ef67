//! How wide the columns of a table are, and how large its type.

use super::{Flow, Place, SIDE};
use crate::{
    line,
    mark::Style,
    model::{Column, Table},
};

/// Sizes that are tried in turn when a table is too wide for the page.
const SMALLER: [f32; 4] = [1.0, 0.92, 0.85, 0.78];

/// What a column asks for.
#[derive(Clone, Copy)]
struct Wish {
    /// Below this words are torn.
    least: f32,
    /// At this nothing is broken.
    most: f32,
}

/// Where the text of each column stands, and its type.
pub(super) fn places(flow: &Flow<'_>, table: &Table) -> (Vec<Place>, Style) {
    let (room, cell) = (flow.sheet.room, flow.look.cell);
    let shared = table.columns.iter().all(|column| column.share > 0);
    if shared {
        let whole = table.columns.iter().map(|column| f32::from(column.share)).sum::<f32>();
        let width = |column: &Column| room * f32::from(column.share) / whole.max(1.0);
        return (stand(flow, table, table.columns.iter().map(width)), cell);
    }
    let mut style = cell;
    let mut wishes = Vec::new();
    for size in SMALLER {
        style = cell.scaled(size);
        wishes = table.columns.iter().enumerate().map(|at| wish(flow, table, at, style)).collect();
        if wishes.iter().map(|wish: &Wish| wish.least).sum::<f32>() <= room {
            break;
        }
    }
    (stand(flow, table, granted(&wishes, room).into_iter()), style)
}

fn stand(flow: &Flow<'_>, table: &Table, widths: impl Iterator<Item = f32>) -> Vec<Place> {
    let mut x = flow.sheet.left;
    let place = |(column, width): (&Column, f32)| {
        let place = Place { x: x + SIDE, width: width - 2.0 * SIDE, align: column.align };
        x += width;
        place
    };
    table.columns.iter().zip(widths).map(place).collect()
}

fn wish(flow: &Flow<'_>, table: &Table, (at, column): (usize, &Column), style: Style) -> Wish {
    let mut wish = Wish {
        least: line::narrowest(flow.faces, style.bold(), &column.title),
        most: flow.width(style.bold(), &column.title),
    };
    for text in table.rows.iter().filter_map(|row| row.get(at)) {
        wish.least = wish.least.max(line::narrowest(flow.faces, style, text));
        wish.most = wish.most.max(flow.width(style, text));
    }
    let sides = 2.0 * SIDE + 0.5;
    // Four characters beside each other at least, so that no column is a tower of letters.
    let least = wish.least.max((4.0 * style.size).min(wish.most));
    Wish { least: least + sides, most: wish.most + sides }
}

/// The width of each: what it wants, if all fit; else at least what it needs, and of the rest the more
/// the more it lacks, where long texts count less than by their length.
fn granted(wishes: &[Wish], room: f32) -> Vec<f32> {
    let least: f32 = wishes.iter().map(|wish| wish.least).sum();
    let most: f32 = wishes.iter().map(|wish| wish.most).sum();
    if most <= room {
        let spare = (room - most) / wishes.len().max(1) as f32;
        return wishes.iter().map(|wish| wish.most + spare).collect();
    }
    if least >= room {
        return wishes.iter().map(|wish| wish.least * room / least).collect();
    }
    let lack = |wish: &Wish| (wish.most - wish.least).max(0.0);
    let mut widths: Vec<f32> = wishes.iter().map(|wish| wish.least).collect();
    let mut left = room - least;
    // In rounds: nobody is given more than he lacks.
    for _ in 0..wishes.len() {
        let weight = |(wish, width): (&Wish, &f32)| {
            if *width + 0.01 < wish.most { lack(wish).powf(0.7) } else { 0.0 }
        };
        let whole: f32 = wishes.iter().zip(&widths).map(weight).sum();
        if whole <= 0.0 || left <= 0.01 {
            break;
        }
        let mut spent = 0.0;
        for (wish, width) in wishes.iter().zip(&mut widths) {
            let given = (left * weight((wish, width)) / whole).min(wish.most - *width);
            *width += given;
            spent += given;
        }
        left -= spent;
    }
    widths
}
