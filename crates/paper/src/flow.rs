//! Setting blocks one below the other, and turning pages.

mod badge;
mod block;
mod chart;
mod cover;
mod entry;
mod grid;
mod part;
mod table;

pub(crate) use block::set;

use crate::{
    Document,
    font::Faces,
    line::{self, Line},
    mark::{Colour, HAIR, Mark, Page, Style},
    model::Align,
    sheet::{Look, Sheet},
    tree::{Bookmark, Role, Tag, Tree},
};

/// The middle of a line is this part of the size above its baseline.
const RISE: f32 = 0.36;

/// The pages set so far, and where the next block begins.
pub(crate) struct Flow<'a> {
    faces: &'a Faces<'a>,
    sheet: Sheet,
    look: Look,
    full: Vec<Page>,
    page: Page,
    y: f32,
    /// Height of the last line over the whole width on this page.
    ruled: f32,
    tree: Tree,
    /// The part of the structure that is being set; none for what is there for the eye only.
    tag: Option<Tag>,
    bookmarks: Vec<Bookmark>,
}

/// A document as set.
pub(crate) struct Set {
    /// The paper.
    pub sheet: Sheet,
    /// What stands on each page.
    pub pages: Vec<Page>,
    /// What is what.
    pub tree: Tree,
    /// Its headings.
    pub bookmarks: Vec<Bookmark>,
}

/// A place for text: left edge, width, how text stands in it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    x: f32,
    width: f32,
    align: Align,
}

impl<'a> Flow<'a> {
    /// An empty first page for a document.
    pub(crate) fn new(faces: &'a Faces<'a>, document: &Document) -> Self {
        let sheet = Sheet::of(document.form);
        Self {
            faces,
            sheet,
            look: Look::of(document.form),
            full: Vec::new(),
            page: Page::new(),
            y: sheet.top,
            ruled: 0.0,
            tree: Tree::new(),
            tag: Some(Tree::ROOT),
            bookmarks: Vec::new(),
        }
    }

    /// The whole width.
    fn whole(&self) -> Place {
        Place { x: self.sheet.left, width: self.sheet.room, align: Align::Left }
    }

    /// Sets a part of the structure.
    fn within<T>(&mut self, role: Role, act: impl FnOnce(&mut Self) -> T) -> T {
        self.told(role, None, act)
    }

    /// Sets a part of the structure that words stand for.
    fn told<T>(&mut self, role: Role, told: Option<String>, act: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.tag;
        self.tag = before.map(|parent| self.tree.add(role, parent, told));
        let done = act(self);
        self.tag = before;
        done
    }

    /// Sets what is there for the eye only.
    fn beside<T>(&mut self, act: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.tag.take();
        let done = act(self);
        self.tag = before;
        done
    }

    /// Notes a heading that begins here for the list of contents.
    fn bookmark(&mut self, title: &str) {
        let (page, y) = (self.full.len(), self.y);
        self.bookmarks.push(Bookmark { title: title.to_owned(), page, y });
    }

    /// The lines of a text in a place.
    fn lines(&self, style: Style, text: &str, width: f32, indent: f32) -> Vec<Line> {
        line::lines(self.faces, style, text, width, indent)
    }

    /// Width of a text on one line.
    fn width(&self, style: Style, text: &str) -> f32 {
        let one = |character| self.faces.width(style.weight, character, style.size);
        text.chars().map(one).sum()
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
        let turn = self.y + height > self.sheet.bottom && !self.fresh();
        if turn {
            self.turn();
        }
        turn
    }

    /// The next page.
    fn turn(&mut self) {
        self.full.push(std::mem::take(&mut self.page));
        self.y = self.sheet.top;
        self.ruled = 0.0;
    }

    /// Draws for the eye only.
    fn draw(&mut self, mark: Mark) {
        self.page.push((None, mark));
    }

    /// Draws a part of what is being set.
    fn ink(&mut self, mark: Mark) {
        self.page.push((self.tag, mark));
    }

    /// A line over the whole width at the present height.
    fn rule(&mut self, height: f32, colour: Colour) {
        let (x, y, width) = (self.sheet.left, self.y, self.sheet.room);
        self.draw(Mark::area(x, y, width, height, colour));
        self.ruled = y;
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

    /// Breaks a text into lines and puts them.
    fn words(&mut self, style: Style, text: &str, place: Place, indent: f32) {
        let lines = self.lines(style, text, place.width, indent);
        self.put(style, &lines, place, indent);
    }

    /// Puts a text on one line whose upper edge is `y`.
    fn once(&mut self, style: Style, text: &str, place: Place, y: f32) {
        let line = Line { text: text.to_owned(), width: self.width(style, text), spread: 0.0 };
        self.text(style, &line, place, y);
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
        self.ink(Mark::Text {
            x: place.x + shift,
            y: y + style.leading / 2.0 + style.size * RISE,
            spread,
            style,
            text: line.text.clone(),
        });
    }

    /// The pages, each with its head and foot.
    pub(crate) fn finish(mut self, document: &Document) -> Set {
        self.turn();
        let of = self.full.len().to_string();
        let mut pages = std::mem::take(&mut self.full);
        for (at, page) in pages.iter_mut().enumerate() {
            let count = document.pages.replace("{pages}", &of);
            let count = count.replace("{page}", &(at + 1).to_string());
            self.edge(page, self.sheet.foot, (&document.foot, &count));
            if let Some((left, right)) = document.running.as_ref().filter(|_| at > 0) {
                self.edge(page, self.sheet.head, (left, right));
            }
        }
        Set { sheet: self.sheet, pages, tree: self.tree, bookmarks: self.bookmarks }
    }

    /// Small text at the edge of a page: at the left, and at the right. What is too long at the left
    /// is cut short.
    fn edge(&self, page: &mut Page, y: f32, (left, right): (&str, &str)) {
        let (small, sheet) = (self.look.small, self.sheet);
        let end = sheet.right() - self.width(small, right);
        let left = self.cut(small, left, end - sheet.left - 12.0);
        for (x, text) in [(sheet.left, left), (end, right.to_owned())] {
            let mark = Mark::Text { x, y, spread: 0.0, style: small, text };
            page.push((None, mark));
        }
        if sheet.ruled {
            let y = if y < sheet.top { y + 6.0 } else { y - 13.0 };
            page.push((None, Mark::area(sheet.left, y, sheet.room, 0.4, HAIR)));
        }
    }

    /// A text that fits a width, cut short by an ellipsis if it must be.
    fn cut(&self, style: Style, text: &str, width: f32) -> String {
        if self.width(style, text) <= width {
            return text.to_owned();
        }
        let mut left = width - self.width(style, "…");
        let fits = |character: &char| {
            left -= self.faces.width(style.weight, *character, style.size);
            left >= 0.0
        };
        text.chars().take_while(fits).chain(['…']).collect()
    }
}
