//! Setting blocks one below the other, and turning pages.

mod block;
mod table;

pub(crate) use block::set;

use crate::{
    font::Faces,
    line::{self, Line},
    mark::{GREY, HEIGHT, Mark, Page, Style, WIDTH, Weight},
    model::Align,
};

/// Left and right edge of what is printed.
pub(crate) const LEFT: f32 = 76.0;
/// Width of what is printed.
pub(crate) const ROOM: f32 = WIDTH - 2.0 * LEFT;
/// Upper edge.
const TOP: f32 = 84.0;
/// Lower edge.
const BOTTOM: f32 = HEIGHT - 84.0;
/// Baseline of the foot.
const FOOT: f32 = HEIGHT - 46.0;

/// Small grey text.
pub(crate) const SMALL: Style =
    Style { size: 9.0, leading: 14.0, weight: Weight::Regular, colour: GREY };

/// The pages set so far, and where the next block begins.
pub(crate) struct Flow<'a> {
    faces: &'a Faces<'a>,
    full: Vec<Page>,
    page: Page,
    y: f32,
}

/// A place for text: left edge, width, how text stands in it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    x: f32,
    width: f32,
    align: Align,
}

/// The whole width.
pub(crate) const WHOLE: Place = Place { x: LEFT, width: ROOM, align: Align::Left };

impl<'a> Flow<'a> {
    /// An empty first page.
    pub(crate) fn new(faces: &'a Faces<'a>) -> Self {
        Self { faces, full: Vec::new(), page: Page::new(), y: TOP }
    }

    /// The lines of a text in a place.
    fn lines(&self, style: Style, text: &str, width: f32, indent: f32) -> Vec<Line> {
        line::lines(self.faces.face(style.weight), style, text, width, indent)
    }

    /// Width of a text on one line.
    fn width(&self, style: Style, text: &str) -> f32 {
        let face = self.faces.face(style.weight);
        text.chars().map(|character| face.width(character, style.size)).sum()
    }

    /// Whether nothing stands on the page yet.
    fn fresh(&self) -> bool {
        self.page.is_empty()
    }

    /// A gap before a block; none at the head of a page.
    fn gap(&mut self, height: f32) {
        if !self.fresh() {
            self.y += height;
        }
    }

    /// Turns the page unless `height` fits on it.
    fn need(&mut self, height: f32) -> bool {
        let turn = self.y + height > BOTTOM && !self.fresh();
        if turn {
            self.turn();
        }
        turn
    }

    /// The next page.
    fn turn(&mut self) {
        self.full.push(std::mem::take(&mut self.page));
        self.y = TOP;
    }

    /// Puts lines at the present height and goes below them; pages turn where they must.
    fn put(&mut self, style: Style, lines: &[Line], place: Place, indent: f32) {
        for (at, line) in lines.iter().enumerate() {
            self.need(style.leading);
            let indent = if at == 0 { indent } else { 0.0 };
            let y = self.y;
            self.text(style, line, Place { x: place.x + indent, ..place }, y);
            self.y += style.leading;
        }
    }

    /// Puts a line into the box of a line whose upper edge is `y`.
    fn text(&mut self, style: Style, line: &Line, place: Place, y: f32) {
        if line.text.is_empty() {
            return;
        }
        let slack = place.width - line.width;
        let (shift, spread) = match place.align {
            Align::Left => (0.0, line.spread),
            Align::Middle => (slack / 2.0, 0.0),
            Align::Right => (slack, 0.0),
        };
        self.page.push(Mark::Text {
            x: place.x + shift,
            y: y + style.leading / 2.0 + style.size * 0.36,
            spread,
            style,
            text: line.text.clone(),
        });
    }

    /// The pages, each with its foot.
    pub(crate) fn finish(mut self, foot: &str, count: &str) -> Vec<Page> {
        self.turn();
        let of = self.full.len().to_string();
        let mut pages = std::mem::take(&mut self.full);
        for (at, page) in pages.iter_mut().enumerate() {
            let count = count.replace("{pages}", &of).replace("{page}", &(at + 1).to_string());
            let right = LEFT + ROOM - self.width(SMALL, &count);
            for (x, text) in [(LEFT, foot.to_owned()), (right, count)] {
                page.push(Mark::Text { x, y: FOOT, spread: 0.0, style: SMALL, text });
            }
        }
        pages
    }
}
