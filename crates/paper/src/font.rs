//! Fonts of the machine: found, read, asked for glyphs and widths.

mod find;

use std::path::{Path, PathBuf};

use crate::{PaperError, mark::Weight};

/// The font files of one look, as read.
#[derive(Debug)]
pub(crate) struct Family {
    regular: File,
    /// None: the regular one is drawn thicker.
    bold: Option<File>,
}

/// A font file.
#[derive(Debug)]
struct File {
    path: PathBuf,
    data: Vec<u8>,
    /// Which font of a collection.
    index: u32,
}

/// The fonts of a family, ready to be asked.
pub(crate) struct Faces<'a> {
    regular: Face<'a>,
    bold: Option<Face<'a>>,
}

/// One font.
pub(crate) struct Face<'a> {
    /// Its file.
    pub path: &'a Path,
    /// The bytes of the file.
    pub data: &'a [u8],
    /// Which font of a collection.
    pub index: u32,
    /// The font.
    pub font: ttf_parser::Face<'a>,
    units: f32,
}

impl Family {
    /// The family of a named file, or the best that the machine has.
    pub(crate) fn find(named: Option<&Path>) -> Result<Self, PaperError> {
        let (regular, bold) = find::paths(named)?;
        Ok(Self {
            regular: File::read(&regular)?,
            bold: bold.as_deref().map(File::read).transpose()?,
        })
    }

    /// The file of the regular font.
    pub(crate) fn path(&self) -> &Path {
        &self.regular.path
    }
}

impl File {
    fn read(path: &Path) -> Result<Self, PaperError> {
        let data = std::fs::read(path)
            .map_err(|source| PaperError::Unread { path: path.to_owned(), source })?;
        let index = find::simplified(&data);
        Ok(Self { path: path.to_owned(), data, index })
    }
}

impl<'a> Faces<'a> {
    /// The fonts of these files.
    pub(crate) fn of(family: &'a Family) -> Result<Self, PaperError> {
        Ok(Self {
            regular: Face::of(&family.regular)?,
            bold: family.bold.as_ref().map(Face::of).transpose()?,
        })
    }

    /// The font of a weight.
    pub(crate) fn face(&self, weight: Weight) -> &Face<'a> {
        match weight {
            Weight::Bold => self.bold.as_ref().unwrap_or(&self.regular),
            Weight::Regular => &self.regular,
        }
    }

    /// Whether bold text is drawn with the regular font, thicker.
    pub(crate) fn thickened(&self, weight: Weight) -> bool {
        weight == Weight::Bold && self.bold.is_none()
    }
}

impl<'a> Face<'a> {
    fn of(file: &'a File) -> Result<Self, PaperError> {
        let faulty = |why: String| PaperError::Faulty { path: file.path.clone(), why };
        let font = ttf_parser::Face::parse(&file.data, file.index)
            .map_err(|error| faulty(error.to_string()))?;
        if font.glyph_index('信').is_none() {
            return Err(faulty("it has no Chinese glyphs".to_owned()));
        }
        let units = f32::from(font.units_per_em());
        Ok(Self { path: &file.path, data: &file.data, index: file.index, font, units })
    }

    /// The glyph of a character; the empty box where the font has none.
    pub(crate) fn glyph(&self, character: char) -> u16 {
        self.font.glyph_index(character).map_or(0, |glyph| glyph.0)
    }

    /// Width of a glyph in thousandths of its size.
    pub(crate) fn advance(&self, glyph: u16) -> f32 {
        let advance = self.font.glyph_hor_advance(ttf_parser::GlyphId(glyph)).unwrap_or(0);
        f32::from(advance) * 1000.0 / self.units
    }

    /// Width of a character at a size.
    pub(crate) fn width(&self, character: char, size: f32) -> f32 {
        self.advance(self.glyph(character)) * size / 1000.0
    }

    /// A measure of the font in thousandths of its size.
    pub(crate) fn scaled(&self, value: i16) -> f32 {
        f32::from(value) * 1000.0 / self.units
    }
}
