//! Spare fonts, for characters that the font of the text lacks: rare ones of names, letters of other
//! scripts. Read only when one is met.

use std::{
    cell::OnceCell,
    path::{Path, PathBuf},
    sync::OnceLock,
};

use super::{Face, File};

/// Where spare fonts may be, the first asked first.
const KNOWN: &[&str] = &[
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/truetype/babelstone/BabelStoneHan.ttf",
    "/usr/share/fonts/truetype/hanazono/HanaMinA.ttf",
    "/usr/share/fonts/truetype/hanazono/HanaMinB.ttf",
    "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
    "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
];

/// The spare fonts of the machine.
#[derive(Debug)]
pub(super) struct Spares {
    files: Vec<(PathBuf, OnceLock<Option<File>>)>,
}

/// The spare fonts, ready to be asked.
pub(super) struct Spelling<'a> {
    files: &'a Spares,
    faces: Vec<OnceCell<Option<Face<'a>>>>,
}

impl Spares {
    /// Those there are, without the font of the text.
    pub(super) fn beside(main: &Path) -> Self {
        let known = KNOWN.iter().map(Path::new).filter(|path| *path != main && path.is_file());
        Self { files: known.map(|path| (path.to_owned(), OnceLock::new())).collect() }
    }
}

impl<'a> Spelling<'a> {
    /// These fonts, none of them read yet.
    pub(super) fn of(files: &'a Spares) -> Self {
        Self { files, faces: files.files.iter().map(|_| OnceCell::new()).collect() }
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.faces.len()
    }

    /// A font, read at the first time; none if it cannot be.
    pub(super) fn face(&self, at: usize) -> Option<&Face<'a>> {
        let (path, file) = self.files.files.get(at)?;
        let read = || {
            let file = file.get_or_init(|| File::read(path).ok()).as_ref();
            file.and_then(|file| Face::of(file).ok())
        };
        self.faces.get(at)?.get_or_init(read).as_ref()
    }
}

/// Characters that change how others look and are not drawn: selectors of variants, joiners, controls.
pub(super) fn is_unseen(character: char) -> bool {
    matches!(
        u32::from(character),
        0..0x20 | 0x7f..0xa0 | 0xad | 0x200b..=0x200f | 0x202a..=0x202e | 0x2060..=0x2064 | 0xfe00..=0xfe0f
            | 0xfeff | 0xe0100..=0xe01ef
    )
}
