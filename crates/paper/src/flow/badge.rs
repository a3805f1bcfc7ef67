//! Words in frames.

use super::{Flow, Place, grid::COLUMN};
use crate::{
    mark::{AMBER, Colour, GREEN, INK, Mark, RED, Style},
    model::{Align, Badge, Tone},
    sheet::BADGE,
    tree::Role,
};

/// Between the frame and the word.
const SIDE: f32 = 5.0;
/// Between two frames.
const BETWEEN: f32 = 6.0;

/// Words in frames, one beside the other, in as many lines as they need.
pub(super) fn set(flow: &mut Flow<'_>, label: &str, badges: &[Badge]) {
    if badges.is_empty() {
        return;
    }
    let high = BADGE.leading + 4.0;
    flow.gap(3.0);
    flow.need(high);
    let (whole, of_label) = (flow.whole(), flow.look.label);
    let column = if label.is_empty() { 0.0 } else { COLUMN };
    let left = whole.x + column;
    let y = flow.y + (BADGE.leading - of_label.leading) / 2.0;
    let place = Place { width: column, ..whole };
    flow.within(Role::Paragraph, |flow| flow.once(of_label, label, place, y));
    let mut x = left;
    for badge in badges {
        if x > left && x + width(flow, badge) > whole.x + whole.width {
            flow.y += high;
            flow.need(high);
            x = left;
        }
        let y = flow.y;
        x += one(flow, badge, (x, y)) + BETWEEN;
    }
    flow.y += BADGE.leading + 2.0;
}

/// Words in frames from a point on, on one line.
pub(super) fn row(flow: &mut Flow<'_>, badges: &[Badge], (mut x, y): (f32, f32)) {
    for badge in badges {
        x += one(flow, badge, (x, y)) + BETWEEN;
    }
}

/// How wide they are on one line, with what parts them.
pub(super) fn widths(flow: &Flow<'_>, badges: &[Badge]) -> f32 {
    badges.iter().map(|badge| width(flow, badge) + BETWEEN).sum()
}

fn width(flow: &Flow<'_>, badge: &Badge) -> f32 {
    flow.width(BADGE, &badge.text) + 2.0 * SIDE
}

/// A word in a frame, and how wide it is.
fn one(flow: &mut Flow<'_>, badge: &Badge, (x, y): (f32, f32)) -> f32 {
    let width = width(flow, badge);
    let colour = colour(badge.tone);
    let (right, low) = (x + width, y + BADGE.leading);
    let points = vec![(x, y), (right, y), (right, low), (x, low)];
    flow.draw(Mark::Stroke { points, width: 0.7, dashes: Vec::new(), closed: true, colour });
    let style = Style { colour, ..BADGE };
    let place = Place { x: x + SIDE, width: width - 2.0 * SIDE, align: Align::Left };
    flow.within(Role::Paragraph, |flow| flow.once(style, &badge.text, place, y));
    width
}

fn colour(tone: Tone) -> Colour {
    match tone {
        Tone::Plain => INK,
        Tone::For => GREEN,
        Tone::Against => RED,
        Tone::Notice => AMBER,
    }
}
