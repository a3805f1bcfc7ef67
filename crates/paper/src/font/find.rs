//! Where fonts with Chinese glyphs are, the best first.

use std::path::{Path, PathBuf};

use crate::PaperError;

/// Regular and bold, by preference: a text face for reading on paper before one for screens.
const KNOWN: &[(&str, Option<&str>)] = &[
    (
        "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc",
        Some("/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc"),
    ),
    (
        "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
        Some("/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc"),
    ),
    (
        "/usr/share/fonts/google-noto-cjk/NotoSerifCJK-Regular.ttc",
        Some("/usr/share/fonts/google-noto-cjk/NotoSerifCJK-Bold.ttc"),
    ),
    ("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc", None),
    ("/usr/share/fonts/wqy-microhei/wqy-microhei.ttc", None),
    ("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc", None),
];

/// The files of a family; a named one comes alone, or with a bold sister named so.
pub(super) fn paths(named: Option<&Path>) -> Result<(PathBuf, Option<PathBuf>), PaperError> {
    if let Some(named) = named {
        return Ok((named.to_owned(), sister(named)));
    }
    for (regular, bold) in KNOWN {
        if Path::new(regular).is_file() {
            let bold = bold.map(PathBuf::from).filter(|bold| bold.is_file());
            return Ok((PathBuf::from(regular), bold));
        }
    }
    Err(PaperError::NoFont { looked: KNOWN.iter().map(|(path, _)| PathBuf::from(path)).collect() })
}

/// `…-Bold.ttc` beside `…-Regular.ttc`.
fn sister(regular: &Path) -> Option<PathBuf> {
    let name = regular.file_name()?.to_str()?;
    let bold = name.replace("Regular", "Bold");
    let path = regular.with_file_name(&bold);
    (bold != name && path.is_file()).then_some(path)
}

/// The font of a collection that draws characters as in mainland China; the first if none says so.
pub(super) fn simplified(data: &[u8]) -> u32 {
    let fonts = ttf_parser::fonts_in_collection(data).unwrap_or(1);
    let says = |index: &u32| {
        ttf_parser::Face::parse(data, *index).is_ok_and(|face| {
            face.names().into_iter().any(|name| {
                name.name_id == ttf_parser::name_id::FULL_NAME
                    && name.to_string().is_some_and(|name| name.contains("CJK SC"))
            })
        })
    };
    (0..fonts).find(says).unwrap_or(0)
}
