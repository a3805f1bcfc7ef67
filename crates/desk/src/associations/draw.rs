//! A net of ties as a drawing in three columns: the subject, those tied to it, and those tied to them.

use std::fmt::Write;

/// How many are drawn; more cannot be read, and the table has them all.
pub(super) const MOST: usize = 48;

/// Somebody in the drawing; the first of a list is the subject.
#[derive(Clone, Debug, Default)]
pub(super) struct Around {
    pub(super) name: String,
    /// By which tie it came in; empty for the subject.
    pub(super) words: String,
    /// How many ties away: 0, 1, 2.
    pub(super) depth: u8,
    pub(super) person: bool,
    /// Whether that tie has ended.
    pub(super) ended: bool,
    /// To whom nearer the subject it is tied, by place in the list.
    pub(super) ties: Vec<usize>,
}

const WIDTH: usize = 226;
const HEIGHT: usize = 50;
const ACROSS: usize = 64;
const DOWN: usize = 14;
/// Halves of a character that a name may have on one line of a box.
const HALVES: usize = 26;

/// The drawing, with `title` for those who do not see it.
pub(super) fn svg(title: &str, all: &[Around]) -> String {
    let all = all.get(..all.len().min(MOST)).unwrap_or_default();
    let order = order(all);
    let columns: Vec<usize> = (0..3)
        .map(|depth| all.iter().filter(|one| usize::from(one.depth.min(2)) == depth).count())
        .collect();
    let rows = columns.iter().copied().max().unwrap_or_default().max(1);
    let deepest = columns.iter().rposition(|count| *count > 0).unwrap_or_default();
    let (width, height) =
        ((deepest + 1) * WIDTH + deepest * ACROSS + 4, rows * (HEIGHT + DOWN) + 4);
    let place = |at: usize| {
        let depth = all.get(at).map_or(0, |one| usize::from(one.depth.min(2)));
        let count = columns.get(depth).copied().unwrap_or(1).max(1);
        let row = order.get(at).copied().unwrap_or_default();
        let y = 2 + (2 * row + 1) * (height - 4) / (2 * count) - HEIGHT / 2;
        (2 + depth * (WIDTH + ACROSS), y)
    };
    let mut drawing = format!(
        "<svg class=\"net\" role=\"img\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\"><title>{}</title>",
        escaped(title)
    );
    for (at, one) in all.iter().enumerate() {
        let (x, y) = place(at);
        for other in one.ties.iter().copied().filter(|other| *other < all.len()) {
            let (left, above) = place(other);
            let (from, to) = ((left + WIDTH, above + HEIGHT / 2), (x, y + HEIGHT / 2));
            let bend = from.0 + ACROSS / 2;
            let class = if one.ended { "tie ended" } else { "tie" };
            let _ = write!(
                drawing,
                "<path class=\"{class}\" d=\"M{} {} C{bend} {} {bend} {} {} {}\"/>",
                from.0, from.1, from.1, to.1, to.0, to.1
            );
        }
    }
    for (at, one) in all.iter().enumerate() {
        let (x, y) = place(at);
        let class = match (at, one.person) {
            (0, _) => "own",
            (_, true) => "person",
            (_, false) => "firm",
        };
        let line = y + if one.words.is_empty() { 31 } else { 21 };
        let _ = write!(
            drawing,
            "<g class=\"{class}\"><title>{}</title><rect x=\"{x}\" y=\"{y}\" width=\"{WIDTH}\" height=\"{HEIGHT}\" rx=\"6\"/><text x=\"{}\" y=\"{line}\">{}</text>",
            escaped(&one.name),
            x + 10,
            escaped(&cut(&one.name)),
        );
        if !one.words.is_empty() {
            let _ = write!(
                drawing,
                "<text class=\"said\" x=\"{}\" y=\"{}\">{}</text>",
                x + 10,
                y + 40,
                escaped(&cut(&one.words))
            );
        }
        drawing.push_str("</g>");
    }
    drawing.push_str("</svg>");
    drawing
}

/// The row of each in its column: those tied to the same one stand together.
fn order(all: &[Around]) -> Vec<usize> {
    let mut rows = vec![0; all.len()];
    for depth in 0..3 {
        let mut column: Vec<usize> = (0..all.len())
            .filter(|at| all.get(*at).is_some_and(|one| usize::from(one.depth.min(2)) == depth))
            .collect();
        column.sort_by_key(|at| {
            let first = all.get(*at).and_then(|one| one.ties.first());
            (first.and_then(|first| rows.get(*first)).copied().unwrap_or_default(), *at)
        });
        for (row, at) in column.into_iter().enumerate() {
            if let Some(place) = rows.get_mut(at) {
                *place = row;
            }
        }
    }
    rows
}

/// A name as it fits into a box.
fn cut(name: &str) -> String {
    let mut halves = 0;
    let mut kept = String::new();
    for letter in name.chars() {
        halves += if letter.is_ascii() { 1 } else { 2 };
        if halves > HALVES {
            kept.push('…');
            return kept;
        }
        kept.push(letter);
    }
    kept
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(name: &str, depth: u8, ties: &[usize]) -> Around {
        Around { name: name.into(), depth, ties: ties.to_vec(), ..Around::default() }
    }

    #[test]
    fn everybody_is_drawn_once_with_its_ties_and_nothing_breaks_out() {
        let all =
            [one("甲<b>", 0, &[]), one("乙", 1, &[0]), one("丙", 1, &[0]), one("丁", 2, &[2])];
        let drawn = svg("图", &all);
        assert_eq!(drawn.matches("<rect").count(), 4);
        assert_eq!(drawn.matches("<path").count(), 3);
        assert!(drawn.contains("甲&lt;b&gt;") && !drawn.contains("<b>"));
    }

    #[test]
    fn those_tied_to_the_same_one_stand_together() {
        let all = [
            one("0", 0, &[]),
            one("1", 1, &[0]),
            one("2", 1, &[0]),
            one("a", 2, &[2]),
            one("b", 2, &[1]),
            one("c", 2, &[2]),
        ];
        assert_eq!(order(&all), [0, 0, 1, 1, 0, 2]);
    }

    #[test]
    fn a_long_name_is_cut_and_a_wide_net_too() {
        assert_eq!(cut("济南高新技术产业开发区恒通物流"), "济南高新技术产业开发区恒通…");
        assert_eq!(cut("ACME 商贸"), "ACME 商贸");
        let all: Vec<Around> =
            std::iter::once(one("0", 0, &[])).chain((0..90).map(|_| one("n", 1, &[0]))).collect();
        assert_eq!(svg("", &all).matches("<rect").count(), MOST);
        assert!(svg("", &[]).ends_with("</svg>"));
    }
}
