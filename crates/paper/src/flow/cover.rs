//! The head of a report.

use super::{Flow, Place};
use crate::{
    PaperError, code,
    mark::{HAIR, INK, Mark, Style, WHITE},
    model::{Align, Cover},
    sheet::{ASIDE, NAME, Sheet},
    tree::Role,
};

/// Side of the code: a square of a code of 60 letters is three quarters of a millimetre wide.
const CODE: f32 = 80.0;
/// Room for code and caption.
const CODE_ROOM: f32 = 104.0;
/// A title is made smaller by this at most.
const SMALLEST: f32 = 0.76;
/// White around a code.
const QUIET: f32 = 9.0;

/// Issuer, title, number at the left; the code at the right; a double line; whom it is about.
pub(super) fn set(flow: &mut Flow<'_>, cover: &Cover) -> Result<(), PaperError> {
    let look = flow.look;
    let top = if flow.fresh() { flow.sheet.top - 14.0 } else { flow.y };
    flow.y = top;
    let whole = flow.whole();
    let room = if cover.code.is_some() { CODE_ROOM + 12.0 } else { 0.0 };
    let place = Place { width: whole.width - room, ..whole };
    flow.y = top + 6.0;
    flow.within(Role::Paragraph, |flow| flow.words(look.fact, &cover.issuer, place, 0.0));
    flow.y += 9.0;
    flow.bookmark(&cover.title);
    let style = title(flow, &cover.title, place.width);
    flow.within(Role::Title, |flow| flow.words(style, &cover.title, place, 0.0));
    flow.y += 7.0;
    flow.within(Role::Paragraph, |flow| flow.words(look.body, &cover.note, place, 0.0));
    let under = match &cover.code {
        Some((address, caption)) => code(flow, address, caption, top)?,
        None => top,
    };
    flow.y = flow.y.max(under) + 6.0;
    flow.rule(1.5, INK);
    flow.y += 3.0;
    flow.rule(0.5, HAIR);
    flow.y += 10.0;
    if let Some(name) = &cover.name {
        flow.within(Role::Paragraph, |flow| flow.words(look.label, &name.label, whole, 0.0));
        flow.within(Role::Paragraph, |flow| flow.words(NAME, &name.value, whole, 0.0));
    }
    Ok(())
}

/// A title somewhat too long for one line, or for two, is made smaller.
fn title(flow: &Flow<'_>, text: &str, width: f32) -> Style {
    let style = flow.look.title;
    let lines = |style: Style| flow.lines(style, text, width, 0.0).len();
    let by = width / flow.width(style, text).max(1.0);
    match by {
        SMALLEST..1.0 => style.scaled(by * 0.995),
        _ if lines(style) > 2 => style.scaled(SMALLEST),
        _ => style,
    }
}

/// The code at the right, white around it, and its caption below; gives where it ends.
fn code(flow: &mut Flow<'_>, address: &str, caption: &str, top: f32) -> Result<f32, PaperError> {
    let Sheet { left, room, .. } = flow.sheet;
    let x = left + room - CODE_ROOM;
    let start = x + (CODE_ROOM - CODE) / 2.0;
    let (white, side) = (start - QUIET, CODE + 2.0 * QUIET);
    flow.draw(Mark::area(white, top - QUIET, side, side, WHITE));
    let squares = code::squares(address, (start, top), CODE)?;
    flow.told(Role::Figure, Some(address.to_owned()), |flow| flow.ink(squares));
    let place = Place { x, width: CODE_ROOM, align: Align::Middle };
    let lines = flow.lines(ASIDE, caption, place.width, 0.0);
    let mut y = top + CODE + 4.0;
    flow.within(Role::Paragraph, |flow| {
        for line in &lines {
            flow.text(ASIDE, line, place, y);
            y += ASIDE.leading;
        }
    });
    Ok(y)
}
