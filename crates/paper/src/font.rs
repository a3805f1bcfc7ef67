//! Fonts of the machine: found, read, asked for glyphs and widths.

mod find;
mod spare;

use std::{
    cell::RefCell,
    collections::HashMap,
    path::{Path, PathBuf},
};

use crate::{PaperError, mark::Weight};
use spare::{Spares, Spelling};

/// The font files of one look, as read.
#[derive(Debug)]
pub(crate) struct Family {
    regular: File,
    /// None: the regular one is drawn thicker.
    bold: Option<File>,
    /// For characters that neither has.
    spares: Spares,
}

/// A font file.
#[derive(Debug)]
struct File {
    path: PathBuf,
    data: Vec<u8>,
    /// Which font of a collection.
    index: u32,
}

/// A font of those at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Id {
    /// The font of text.
    Regular,
    /// The font of headings.
    Bold,
    /// One of the spare fonts, by its place.
    Spare(usize),
}

/// How a character is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Drawn {
    /// By a glyph of a font, so many thousandths of its size wide.
    Glyph(Id, u16, f32),
    /// Not at all: it only changes how others look.
    Unseen,
    /// No font has it: by its number in brackets.
    Spelled,
}

/// The fonts of a family, ready to be asked.
pub(crate) struct Faces<'a> {
    regular: Face<'a>,
    bold: Option<Face<'a>>,
    spares: Spelling<'a>,
    asked: RefCell<HashMap<(Weight, char), Drawn>>,
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
        let spares = Spares::beside(&regular);
        Ok(Self {
            regular: File::read(&regular)?,
            bold: bold.as_deref().map(File::read).transpose()?,
            spares,
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
        let regular = Face::of(&family.regular)?;
        if regular.font.glyph_index('信').is_none() {
            return Err(regular.faulty("it has no Chinese glyphs".to_owned()));
        }
        Ok(Self {
            regular,
            bold: family.bold.as_ref().map(Face::of).transpose()?,
            spares: Spelling::of(&family.spares),
            asked: RefCell::default(),
        })
    }

    /// A font; the regular one if there is no other.
    pub(crate) fn face(&self, id: Id) -> &Face<'a> {
        let other = match id {
            Id::Regular => None,
            Id::Bold => self.bold.as_ref(),
            Id::Spare(at) => self.spares.face(at),
        };
        other.unwrap_or(&self.regular)
    }

    /// Whether bold text of a font is drawn with a regular one, thicker.
    pub(crate) fn thickened(&self, id: Id, weight: Weight) -> bool {
        weight == Weight::Bold && id != Id::Bold
    }

    /// How a character is drawn.
    pub(crate) fn drawn(&self, weight: Weight, character: char) -> Drawn {
        if let Some(drawn) = self.asked.borrow().get(&(weight, character)) {
            return *drawn;
        }
        let drawn = self.look_up(weight, character);
        self.asked.borrow_mut().insert((weight, character), drawn);
        drawn
    }

    fn look_up(&self, weight: Weight, character: char) -> Drawn {
        if spare::is_unseen(character) {
            return Drawn::Unseen;
        }
        let id = if weight == Weight::Bold && self.bold.is_some() { Id::Bold } else { Id::Regular };
        let own = [id, Id::Regular].into_iter();
        let all = own.chain((0..self.spares.count()).map(Id::Spare));
        let glyph = |id: Id| {
            let face = self.face(id);
            let missing = matches!(id, Id::Spare(at) if self.spares.face(at).is_none());
            let glyph = face.font.glyph_index(character).filter(|_| !missing)?;
            Some(Drawn::Glyph(id, glyph.0, face.advance(glyph.0)))
        };
        all.into_iter().find_map(glyph).unwrap_or(Drawn::Spelled)
    }

    /// Width of a character at a size.
    pub(crate) fn width(&self, weight: Weight, character: char, size: f32) -> f32 {
        match self.drawn(weight, character) {
            Drawn::Glyph(_, _, advance) => advance * size / 1000.0,
            Drawn::Unseen => 0.0,
            Drawn::Spelled => {
                let spelled = spelled(character);
                spelled.chars().map(|one| self.plain(weight, one) * size / 1000.0).sum()
            }
        }
    }

    /// Width of a character of those by which others are spelled; every font has them, or a space.
    fn plain(&self, weight: Weight, character: char) -> f32 {
        match self.drawn(weight, character) {
            Drawn::Glyph(_, _, advance) => advance,
            Drawn::Unseen | Drawn::Spelled => 0.0,
        }
    }
}

/// The number of a character in brackets: what is printed where no font has it.
pub(crate) fn spelled(character: char) -> String {
    format!("〔U+{:04X}〕", u32::from(character))
}

impl<'a> Face<'a> {
    fn of(file: &'a File) -> Result<Self, PaperError> {
        let faulty = |why: String| PaperError::Faulty { path: file.path.clone(), why };
        let font = ttf_parser::Face::parse(&file.data, file.index)
            .map_err(|error| faulty(error.to_string()))?;
        let units = f32::from(font.units_per_em());
        Ok(Self { path: &file.path, data: &file.data, index: file.index, font, units })
    }

    fn faulty(&self, why: String) -> PaperError {
        PaperError::Faulty { path: self.path.to_owned(), why }
    }

    /// Width of a glyph in thousandths of its size.
    pub(crate) fn advance(&self, glyph: u16) -> f32 {
        let advance = self.font.glyph_hor_advance(ttf_parser::GlyphId(glyph)).unwrap_or(0);
        f32::from(advance) * 1000.0 / self.units
    }

    /// A measure of the font in thousandths of its size.
    pub(crate) fn scaled(&self, value: i16) -> f32 {
        f32::from(value) * 1000.0 / self.units
    }
}
