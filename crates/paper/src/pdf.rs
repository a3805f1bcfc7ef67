//! Pages as PDF: what is drawn, what is what, the fonts, the marks behind the text.

mod behind;
mod contents;
mod drawing;
mod embed;
mod structure;

use std::collections::BTreeMap;
use std::io::Write;

use flate2::{Compression, write::ZlibEncoder};
use pdf_writer::{Filter, Finish, Name, Pdf, Rect, Ref, Settings, TextStr, types::TabOrder};
use sha2::{Digest, Sha256};
use subsetter::GlyphRemapper;

use crate::{
    Document, PaperError,
    flow::Set,
    font::{Faces, Id},
};
use drawing::Drawing;

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

/// The objects that others name.
struct Named {
    tree: Ref,
    pages: Vec<Ref>,
    fonts: Vec<(Id, Ref)>,
    behind: Option<Ref>,
}

/// The file.
pub(crate) fn write(
    document: &Document,
    faces: &Faces<'_>,
    set: &Set,
) -> Result<Vec<u8>, PaperError> {
    let mut numbers = Numbers(0);
    let mut drawing = Drawing::of(faces, set, document.mark.is_some());
    let contents: Vec<Vec<u8>> =
        set.pages.iter().enumerate().map(|(at, page)| packed(&drawing.page(at, page))).collect();
    let Drawing { used, placed, .. } = drawing;
    let mut pdf = Pdf::with_settings(Settings { pretty: false });
    let (catalog, info) = (numbers.next(), numbers.next());
    let named = Named {
        tree: numbers.next(),
        pages: set.pages.iter().map(|_| numbers.next()).collect(),
        fonts: used.keys().map(|id| (*id, numbers.next())).collect(),
        behind: document.mark.as_ref().map(|_| numbers.next()),
    };
    let root = structure::write(&mut pdf, &mut numbers, (&set.tree, &placed), &named.pages);
    let outline = contents::write(&mut pdf, &mut numbers, set, &named.pages);
    let mut whole = pdf.catalog(catalog);
    whole.pages(named.tree).lang(TextStr(&document.language));
    whole.viewer_preferences().display_doc_title(true);
    whole.mark_info().marked(true);
    whole.pair(Name(b"StructTreeRoot"), root);
    if let Some(outline) = outline {
        whole.outlines(outline);
    }
    whole.finish();
    pages(&mut pdf, &mut numbers, (set, &contents), &named);
    if let (Some(id), Some(mark)) = (named.behind, &document.mark) {
        behind::write(&mut pdf, &mut numbers, id, (faces, &set.sheet, mark));
    }
    for (id, font) in &named.fonts {
        if let Some(used) = used.get(id) {
            embed::font(&mut pdf, &mut numbers, (faces.face(*id), *font), used)?;
        }
    }
    properties(&mut pdf, info, document);
    let digest = Sha256::digest(contents.concat()).get(..16).unwrap_or_default().to_vec();
    pdf.set_file_id((digest.clone(), digest));
    Ok(pdf.finish())
}

/// The pages, each with its stream.
fn pages(pdf: &mut Pdf, numbers: &mut Numbers, (set, contents): (&Set, &[Vec<u8>]), named: &Named) {
    let count = i32::try_from(named.pages.len()).unwrap_or(i32::MAX);
    pdf.pages(named.tree).kids(named.pages.iter().copied()).count(count);
    for ((at, id), content) in named.pages.iter().enumerate().zip(contents) {
        let stream = numbers.next();
        let mut page = pdf.page(*id);
        page.media_box(Rect::new(0.0, 0.0, set.sheet.width, set.sheet.height));
        page.parent(named.tree).contents(stream);
        page.struct_parents(i32::try_from(at).unwrap_or(i32::MAX))
            .tab_order(TabOrder::StructureOrder);
        let mut resources = page.resources();
        let mut fonts = resources.fonts();
        for (id, font) in &named.fonts {
            fonts.pair(Name(name(*id).as_bytes()), *font);
        }
        fonts.finish();
        if let Some(behind) = named.behind {
            resources.x_objects().pair(Name(behind::NAME), behind);
        }
        resources.finish();
        page.finish();
        pdf.stream(stream, content).filter(Filter::FlateDecode);
    }
}

/// What a font is called on the pages.
fn name(id: Id) -> String {
    match id {
        Id::Regular => "R".to_owned(),
        Id::Bold => "B".to_owned(),
        Id::Spare(at) => format!("S{at}"),
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

/// Packed, as streams of a PDF are.
fn packed(data: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    // Writing into memory does not fail.
    let _ = encoder.write_all(data);
    encoder.finish().unwrap_or_default()
}
