//! The drawing of pages, each run of it under the part of the structure to which it belongs.

use std::collections::BTreeMap;

use pdf_writer::{
    Content, Finish, Name, Settings, Str, TextStr,
    types::{ArtifactType, TextRenderingMode},
};

use super::{Used, behind, name, structure::Placed};
use crate::{
    flow::Set,
    font::{Drawn, Faces, Id, spelled},
    mark::{Mark, Page, Style},
    tree::Tag,
};

/// Bold text without a bold font is stroked by this part of its size.
const THICKENING: f32 = 0.03;
/// Rare characters among bold ones have many strokes: thickened as much they would run together.
const SLIGHTLY: f32 = 0.014;

/// Draws pages, and notes which glyphs they need and where each part of the structure is.
pub(super) struct Drawing<'a, 'f> {
    faces: &'a Faces<'f>,
    height: f32,
    behind: bool,
    /// The glyphs of each font.
    pub used: BTreeMap<Id, Used>,
    /// Where each part of the structure is.
    pub placed: Placed,
}

/// Characters of one font in a row; or one that is spelled.
struct Run {
    id: Id,
    codes: Vec<u8>,
    spelled: Option<char>,
}

impl<'a, 'f> Drawing<'a, 'f> {
    /// Nothing drawn yet.
    pub(super) fn of(faces: &'a Faces<'f>, set: &Set, behind: bool) -> Self {
        let placed = Placed::of(set.tree.nodes().len());
        Self { faces, height: set.sheet.height, behind, used: BTreeMap::new(), placed }
    }

    /// The stream of a page.
    pub(super) fn page(&mut self, at: usize, page: &Page) -> Vec<u8> {
        let mut content = Content::with_settings(Settings { pretty: false });
        self.placed.turn();
        if self.behind {
            beside(&mut content, ArtifactType::Background);
            content.save_state().x_object(Name(behind::NAME)).restore_state();
            content.end_marked_content();
        }
        for run in page.chunk_by(|(one, _), (next, _)| one == next) {
            match run.first().and_then(|(tag, _)| *tag) {
                Some(tag) => self.begin(&mut content, at, tag),
                None => beside(&mut content, ArtifactType::Layout),
            }
            for (_, mark) in run {
                self.mark(&mut content, mark);
            }
            content.end_marked_content();
        }
        content.finish().into_vec()
    }

    fn begin(&mut self, content: &mut Content, page: usize, tag: Tag) {
        let id = self.placed.note(page, tag);
        let mut part = content.begin_marked_content_with_properties(Name(b"P"));
        part.properties().identify(id);
    }

    fn mark(&mut self, content: &mut Content, mark: &Mark) {
        match mark {
            Mark::Boxes { areas, colour: [red, green, blue] } => {
                content.set_fill_rgb(*red, *green, *blue);
                for area in areas {
                    let low = self.height - area.y - area.height;
                    content.rect(area.x, low, area.width, area.height);
                }
                content.fill_nonzero();
            }
            Mark::Stroke { points, width, dashes, closed, colour: [red, green, blue] } => {
                content.set_stroke_rgb(*red, *green, *blue).set_line_width(*width);
                content.set_dash_pattern(dashes.iter().copied(), 0.0);
                for (at, (x, y)) in points.iter().enumerate() {
                    match at {
                        0 => content.move_to(*x, self.height - y),
                        _ => content.line_to(*x, self.height - y),
                    };
                }
                if *closed {
                    content.close_and_stroke()
                } else {
                    content.stroke()
                };
            }
            Mark::Text { x, y, spread, style, text } => {
                self.text(content, (*x, self.height - y), (*spread, *style), text);
            }
        }
    }

    fn text(
        &mut self,
        content: &mut Content,
        (x, y): (f32, f32),
        (spread, style): (f32, Style),
        text: &str,
    ) {
        let [red, green, blue] = style.colour;
        content.set_fill_rgb(red, green, blue).begin_text();
        content.set_text_matrix([1.0, 0.0, 0.0, 1.0, x, y]);
        for run in self.runs(style, text) {
            if self.faces.thickened(run.id, style.weight) {
                content.set_stroke_rgb(red, green, blue);
                let part = if matches!(run.id, Id::Spare(_)) { SLIGHTLY } else { THICKENING };
                content.set_line_width(style.size * part);
                content.set_text_rendering_mode(TextRenderingMode::FillStroke);
            } else {
                content.set_text_rendering_mode(TextRenderingMode::Fill);
            }
            content.set_font(Name(name(run.id).as_bytes()), style.size);
            if let Some(character) = run.spelled {
                // Whoever copies the text gets the character itself.
                let mut part = content.begin_marked_content_with_properties(Name(b"Span"));
                part.properties().actual_text(TextStr(&character.to_string()));
                part.finish();
                content.set_char_spacing(0.0).show(Str(&run.codes)).end_marked_content();
            } else {
                content.set_char_spacing(spread).show(Str(&run.codes));
            }
        }
        content.end_text();
    }

    /// The runs of a text.
    fn runs(&mut self, style: Style, text: &str) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        for character in text.chars() {
            match self.faces.drawn(style.weight, character) {
                Drawn::Unseen => {}
                Drawn::Glyph(id, glyph, _) => {
                    let code = self.code(id, glyph, character);
                    match runs.last_mut() {
                        Some(run) if run.id == id && run.spelled.is_none() => {
                            run.codes.extend(code)
                        }
                        _ => runs.push(Run { id, codes: code.to_vec(), spelled: None }),
                    }
                }
                Drawn::Spelled => runs.extend(self.spelled(style, character)),
            }
        }
        runs
    }

    /// A character that no font has, by its number.
    fn spelled(&mut self, style: Style, character: char) -> Option<Run> {
        let mut codes = Vec::new();
        let mut font = None;
        for one in spelled(character).chars() {
            if let Drawn::Glyph(id, glyph, _) = self.faces.drawn(style.weight, one) {
                // All of them are of the font of the first.
                let id = *font.get_or_insert(id);
                codes.extend(self.code(id, glyph, one));
            }
        }
        font.map(|id| Run { id, codes, spelled: Some(character) })
    }

    /// The code of a glyph in the subset of its font.
    fn code(&mut self, id: Id, glyph: u16, character: char) -> [u8; 2] {
        let used = self.used.entry(id).or_default();
        let code = used.glyphs.remap(glyph);
        used.meanings.entry(code).or_insert(character);
        code.to_be_bytes()
    }
}

/// What follows is there for the eye only.
fn beside(content: &mut Content, kind: ArtifactType) {
    let mut part = content.begin_marked_content_with_properties(Name(b"Artifact"));
    part.properties().artifact().kind(kind);
}
