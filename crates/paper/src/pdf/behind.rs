//! The mark behind the text of every page: who may use the paper, and for what.
//!
//! It is drawn by outlines, once for all pages: whoever copies or searches the text does not meet it,
//! and it cannot be taken out by changing a word.

use pdf_writer::{Content, Filter, Finish, Name, Pdf, Rect, Ref, Settings};
use ttf_parser::{GlyphId, OutlineBuilder};

use super::{Numbers, packed};
use crate::{
    font::{Drawn, Faces, spelled},
    mark::{FAINT, Weight},
    sheet::Sheet,
};

/// What it is called on the pages.
pub(super) const NAME: &[u8] = b"M";
/// What a line of it is called in it.
const LINE: &[u8] = b"L";
/// Size of its text.
const SIZE: f32 = 13.5;
/// The longest line.
const LONGEST: f32 = 470.0;
/// From line to line, and between two on a line.
const APART: (f32, f32) = (112.0, 76.0);
/// How far it is turned: sine and cosine of 28 degrees.
const TURN: (f32, f32) = (0.469_47, 0.882_95);

/// Writes the drawing that every page has behind its text.
pub(super) fn write(
    pdf: &mut Pdf,
    numbers: &mut Numbers,
    id: Ref,
    (faces, sheet, mark): (&Faces<'_>, &Sheet, &str),
) {
    let line = numbers.next();
    let text = one_line(mark);
    let natural: f32 =
        text.chars().map(|one| faces.width(Weight::Regular, one, SIZE)).sum::<f32>().max(1.0);
    let size = SIZE * (LONGEST / natural).min(1.0);
    let width = natural * size / SIZE;
    let drawn = packed(&outlines(faces, &text, size));
    let mut form = pdf.form_xobject(line, &drawn);
    form.bbox(Rect::new(-size, -size, width + size, 2.0 * size)).filter(Filter::FlateDecode);
    form.finish();
    let tiles = packed(&tiles(sheet, width));
    let mut form = pdf.form_xobject(id, &tiles);
    form.bbox(Rect::new(0.0, 0.0, sheet.width, sheet.height)).filter(Filter::FlateDecode);
    form.resources().x_objects().pair(Name(LINE), line);
    form.finish();
}

/// The text without line feeds, and with what no font has spelled.
fn one_line(mark: &str) -> String {
    mark.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The line again and again, aslant, every other row shifted.
fn tiles(sheet: &Sheet, width: f32) -> Vec<u8> {
    let mut content = Content::with_settings(Settings { pretty: false });
    let (sine, cosine) = TURN;
    let (down, beside) = APART;
    let middle = (sheet.width / 2.0, sheet.height / 2.0);
    for row in -9_i16..=9 {
        for column in -4_i16..=4 {
            let shift = if row % 2 == 0 { 0.0 } else { (width + beside) / 2.0 };
            let x = f32::from(column) * (width + beside) - width / 2.0 + shift;
            let y = f32::from(row) * down;
            let at = (middle.0 + x * cosine - y * sine, middle.1 + x * sine + y * cosine);
            let end = (at.0 + width * cosine, at.1 + width * sine);
            let seen = end.0 > 0.0 && at.0 < sheet.width && end.1 > 0.0 && at.1 < sheet.height;
            if seen {
                content.save_state().transform([cosine, sine, -sine, cosine, at.0, at.1]);
                content.x_object(Name(LINE)).restore_state();
            }
        }
    }
    content.finish().into_vec()
}

/// The outlines of a text at a size, filled faintly.
fn outlines(faces: &Faces<'_>, text: &str, size: f32) -> Vec<u8> {
    let mut content = Content::with_settings(Settings { pretty: false });
    let [red, green, blue] = FAINT;
    content.set_fill_rgb(red, green, blue);
    let mut x = 0.0;
    for character in text.chars() {
        let spelled = match faces.drawn(Weight::Regular, character) {
            Drawn::Spelled => spelled(character),
            _ => character.to_string(),
        };
        for one in spelled.chars() {
            let Drawn::Glyph(id, glyph, advance) = faces.drawn(Weight::Regular, one) else {
                continue;
            };
            let face = &faces.face(id).font;
            let scale = size / f32::from(face.units_per_em());
            let mut pen = Pen { content: &mut content, scale, x, last: (0.0, 0.0) };
            if face.outline_glyph(GlyphId(glyph), &mut pen).is_some() {
                content.fill_nonzero();
            }
            x += advance * size / 1000.0;
        }
    }
    content.finish().into_vec()
}

/// Writes the outline of a glyph as a path.
struct Pen<'a> {
    content: &'a mut Content,
    scale: f32,
    x: f32,
    last: (f32, f32),
}

impl Pen<'_> {
    /// A point of the page, to a hundredth: enough for the eye, and short in the file.
    fn at(&self, x: f32, y: f32) -> (f32, f32) {
        let round = |value: f32| (value * 100.0).round() / 100.0;
        (round(x * self.scale + self.x), round(y * self.scale))
    }
}

impl OutlineBuilder for Pen<'_> {
    fn move_to(&mut self, x: f32, y: f32) {
        self.last = (x, y);
        let (x, y) = self.at(x, y);
        self.content.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.last = (x, y);
        let (x, y) = self.at(x, y);
        self.content.line_to(x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let (x0, y0) = self.last;
        let third = |from: f32, towards: f32| from + (towards - from) * 2.0 / 3.0;
        self.curve_to(third(x0, x1), third(y0, y1), third(x, x1), third(y, y1), x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.last = (x, y);
        let ((x1, y1), (x2, y2), (x, y)) = (self.at(x1, y1), self.at(x2, y2), self.at(x, y));
        self.content.cubic_to(x1, y1, x2, y2, x, y);
    }

    fn close(&mut self) {
        self.content.close_path();
    }
}
