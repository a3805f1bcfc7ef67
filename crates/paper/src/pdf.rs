//! Pages as PDF.

mod embed;

use std::collections::BTreeMap;
use std::io::Write;

use flate2::{Compression, write::ZlibEncoder};
use pdf_writer::{
    Content, Filter, Finish, Name, Pdf, Rect, Ref, Str, TextStr, types::TextRenderingMode,
};
use sha2::{Digest, Sha256};
use subsetter::GlyphRemapper;

use crate::{
    Document, PaperError,
    font::Faces,
    mark::{HEIGHT, Mark, Page, WIDTH, Weight},
};

/// Bold text without a bold font is stroked by this part of its size.
const THICKENING: f32 = 0.03;

/// The glyphs that a font must carry, and what they stand for.
#[derive(Default)]
struct Used {
    glyphs: GlyphRemapper,
    meanings: BTreeMap<u16, char>,
}

/// Numbers of objects, one after the other.
struct Numbers(i32);

impl Numbers {
    fn next(&mut self) -> Ref {
        self.0 += 1;
        Ref::new(self.0)
    }
}

/// The file.
pub(crate) fn write(
    document: &Document,
    faces: &Faces<'_>,
    pages: &[Page],
) -> Result<Vec<u8>, PaperError> {
    let mut numbers = Numbers(0);
    let mut used: BTreeMap<Weight, Used> = BTreeMap::new();
    let contents: Vec<Vec<u8>> =
        pages.iter().map(|page| packed(&content(faces, page, &mut used))).collect();
    let mut pdf = Pdf::new();
    let (catalog, tree, info) = (numbers.next(), numbers.next(), numbers.next());
    let fonts: Vec<(Weight, Ref)> = used.keys().map(|weight| (*weight, numbers.next())).collect();
    let kids: Vec<Ref> = pages.iter().map(|_| numbers.next()).collect();
    let mut root = pdf.catalog(catalog);
    root.pages(tree).lang(TextStr(&document.language));
    root.viewer_preferences().display_doc_title(true);
    root.finish();
    pdf.pages(tree).kids(kids.iter().copied()).count(i32::try_from(kids.len()).unwrap_or(i32::MAX));
    for (kid, content) in kids.iter().zip(&contents) {
        let stream = numbers.next();
        let mut page = pdf.page(*kid);
        page.media_box(Rect::new(0.0, 0.0, WIDTH, HEIGHT)).parent(tree).contents(stream);
        let mut resources = page.resources();
        let mut named = resources.fonts();
        for (weight, font) in &fonts {
            named.pair(Name(name(*weight)), *font);
        }
        named.finish();
        resources.finish();
        page.finish();
        pdf.stream(stream, content).filter(Filter::FlateDecode);
    }
    for (weight, font) in &fonts {
        if let Some(used) = used.get(weight) {
            embed::font(&mut pdf, &mut numbers, (faces.face(*weight), *font), used)?;
        }
    }
    properties(&mut pdf, info, document);
    let digest = Sha256::digest(contents.concat()).get(..16).unwrap_or_default().to_vec();
    pdf.set_file_id((digest.clone(), digest));
    Ok(pdf.finish())
}

fn name(weight: Weight) -> &'static [u8] {
    match weight {
        Weight::Regular => b"R",
        Weight::Bold => b"B",
    }
}

/// Title, author and date; no clock is read.
fn properties(pdf: &mut Pdf, id: Ref, document: &Document) {
    let (year, month, day) = (document.on.year(), document.on.month(), document.on.day());
    let date = pdf_writer::Date::new(u16::try_from(year).unwrap_or(0))
        .month(u8::try_from(month).unwrap_or(1))
        .day(u8::try_from(day).unwrap_or(1));
    pdf.document_info(id)
        .title(TextStr(&document.title))
        .author(TextStr(&document.author))
        .producer(TextStr("Probity"))
        .creation_date(date);
}

/// The drawing of a page.
fn content(faces: &Faces<'_>, page: &Page, used: &mut BTreeMap<Weight, Used>) -> Vec<u8> {
    let mut content = Content::new();
    for mark in page {
        match mark {
            Mark::Box { x, y, width, height, colour: [red, green, blue] } => {
                content.set_fill_rgb(*red, *green, *blue);
                content.rect(*x, HEIGHT - y - height, *width, *height).fill_nonzero();
            }
            Mark::Text { x, y, spread, style, text } => {
                let [red, green, blue] = style.colour;
                let face = faces.face(style.weight);
                let used = used.entry(style.weight).or_default();
                let mut codes = Vec::with_capacity(text.len());
                for character in text.chars() {
                    let code = used.glyphs.remap(face.glyph(character));
                    used.meanings.entry(code).or_insert(character);
                    codes.extend(code.to_be_bytes());
                }
                content.set_fill_rgb(red, green, blue).begin_text();
                if faces.thickened(style.weight) {
                    content.set_stroke_rgb(red, green, blue);
                    content.set_line_width(style.size * THICKENING);
                    content.set_text_rendering_mode(TextRenderingMode::FillStroke);
                } else {
                    content.set_text_rendering_mode(TextRenderingMode::Fill);
                }
                content
                    .set_font(Name(name(style.weight)), style.size)
                    .set_char_spacing(*spread)
                    .set_text_matrix([1.0, 0.0, 0.0, 1.0, *x, HEIGHT - y])
                    .show(Str(&codes))
                    .end_text();
            }
        }
    }
    content.finish().into_vec()
}

/// Packed, as streams of a PDF are.
fn packed(data: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    // Writing into memory does not fail.
    let _ = encoder.write_all(data);
    encoder.finish().unwrap_or_default()
}
