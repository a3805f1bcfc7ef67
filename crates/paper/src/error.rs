//! Why a document could not be printed.

use std::path::PathBuf;

/// The faults of printing.
#[derive(Debug, thiserror::Error)]
pub enum PaperError {
    /// The machine has no font with Chinese glyphs.
    #[error(
        "no font with Chinese glyphs was found (looked for {}); install Debian's fonts-noto-cjk or \
         fonts-wqy-microhei, or name a file in PROBITY_FONT", told(.looked)
    )]
    NoFont {
        /// Where it was looked for.
        looked: Vec<PathBuf>,
    },
    /// A font file cannot be read.
    #[error("the font {} cannot be read: {source}", path.display())]
    Unread {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A font file is not one that can be printed with.
    #[error("the font {} cannot be used: {why}; name another in PROBITY_FONT", path.display())]
    Faulty {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// An address does not fit a code.
    #[error("an address of {bytes} bytes does not fit a code; shorten it")]
    CodeTooLong {
        /// Its length.
        bytes: usize,
    },
}

fn told(paths: &[PathBuf]) -> String {
    paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ")
}
