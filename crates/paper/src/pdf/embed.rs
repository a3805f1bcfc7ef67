//! A font in a PDF: only the glyphs used, their widths, and the way back to Unicode.

use pdf_writer::{
    Filter, Finish, Name, Pdf, Rect, Ref, Str,
    types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap},
};
use sha2::{Digest, Sha256};

use super::{Numbers, Used, packed};
use crate::{PaperError, font::Face};

/// Characters of a font are numbered as its glyphs are.
const SYSTEM: SystemInfo<'_> =
    SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };

/// Writes a font under `id`.
pub(super) fn font(
    pdf: &mut Pdf,
    numbers: &mut Numbers,
    (face, id): (&Face<'_>, Ref),
    used: &Used,
) -> Result<(), PaperError> {
    let faulty = |why: String| PaperError::Faulty { path: face.path.to_owned(), why };
    let subset = subsetter::subset(face.data, face.index, &used.glyphs)
        .map_err(|error| faulty(error.to_string()))?;
    let outlines = ttf_parser::RawFace::parse(&subset, 0)
        .map_err(|error| faulty(error.to_string()))?
        .table(ttf_parser::Tag::from_bytes(b"CFF "))
        .map(<[u8]>::to_vec);
    let kind = if outlines.is_some() { CidFontType::Type0 } else { CidFontType::Type2 };
    let called = called(face, &subset);
    let called = Name(called.as_bytes());
    let (cid, descriptor, cmap, data) =
        (numbers.next(), numbers.next(), numbers.next(), numbers.next());
    pdf.type0_font(id)
        .base_font(called)
        .encoding_predefined(Name(b"Identity-H"))
        .descendant_font(cid)
        .to_unicode(cmap);
    let mut font = pdf.cid_font(cid);
    font.subtype(kind).base_font(called).system_info(SYSTEM).font_descriptor(descriptor);
    font.default_width(1000.0);
    if kind == CidFontType::Type2 {
        font.cid_to_gid_map_predefined(Name(b"Identity"));
    }
    font.widths().consecutive(0, used.glyphs.remapped_gids().map(|glyph| face.advance(glyph)));
    font.finish();
    describe(pdf, descriptor, (face, called), (kind, data));
    let mut back = UnicodeCmap::new(Name(b"Custom"), SYSTEM);
    for (code, character) in &used.meanings {
        back.pair(*code, *character);
    }
    let back = packed(back.finish().as_slice());
    pdf.stream(cmap, &back).filter(Filter::FlateDecode);
    let program = packed(outlines.as_deref().unwrap_or(&subset));
    let mut stream = pdf.stream(data, &program);
    stream.filter(Filter::FlateDecode);
    if kind == CidFontType::Type0 {
        stream.pair(Name(b"Subtype"), Name(b"CIDFontType0C"));
    }
    Ok(())
}

fn describe(
    pdf: &mut Pdf,
    id: Ref,
    (face, called): (&Face<'_>, Name<'_>),
    (kind, data): (CidFontType, Ref),
) {
    let bounds = face.font.global_bounding_box();
    let ascent = face.scaled(face.font.ascender());
    let mut descriptor = pdf.font_descriptor(id);
    descriptor
        .name(called)
        .flags(FontFlags::SYMBOLIC)
        .bbox(Rect::new(
            face.scaled(bounds.x_min),
            face.scaled(bounds.y_min),
            face.scaled(bounds.x_max),
            face.scaled(bounds.y_max),
        ))
        .italic_angle(0.0)
        .ascent(ascent)
        .descent(face.scaled(face.font.descender()))
        .cap_height(face.font.capital_height().map_or(ascent, |height| face.scaled(height)))
        .stem_v(80.0);
    match kind {
        CidFontType::Type0 => descriptor.font_file3(data),
        CidFontType::Type2 => descriptor.font_file2(data),
    };
}

/// The name of a subset: six letters that differ with what is in it, then the name of the font.
fn called(face: &Face<'_>, subset: &[u8]) -> String {
    let digest = Sha256::digest(subset);
    let letters = digest.iter().take(6).map(|byte| char::from(b'A' + byte % 26));
    let font = face
        .font
        .names()
        .into_iter()
        .filter(|name| name.name_id == ttf_parser::name_id::POST_SCRIPT_NAME)
        .find_map(|name| name.to_string())
        .unwrap_or_else(|| "Font".to_owned());
    let plain = font.chars().filter(char::is_ascii_graphic);
    letters.chain(['+']).chain(plain).collect()
}
