//! The press: documents in, PDF out.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, OnceLock},
};

use crate::{
    Document, PaperError,
    flow::{self, Flow},
    font::{Faces, Family},
    pdf,
};

/// Sets and prints documents; the fonts are read at the first one and kept.
#[derive(Clone, Debug, Default)]
pub struct Press {
    named: Option<PathBuf>,
    family: Arc<OnceLock<Family>>,
}

impl Press {
    /// A press with the font of that file, or with what the machine has.
    pub fn new(font: Option<PathBuf>) -> Self {
        Self { named: font, family: Arc::default() }
    }

    /// The PDF of a document; the same document gives the same bytes.
    pub fn print(&self, document: &Document) -> Result<Vec<u8>, PaperError> {
        let family = self.family()?;
        let faces = Faces::of(family)?;
        let mut flow = Flow::new(&faces, document);
        for (at, block) in document.blocks.iter().enumerate() {
            flow::set(&mut flow, block, document.blocks.get(at + 1))?;
        }
        pdf::write(document, &faces, &flow.finish(document))
    }

    /// The font file with which it prints.
    pub fn font(&self) -> Result<&Path, PaperError> {
        Ok(self.family()?.path())
    }

    fn family(&self) -> Result<&Family, PaperError> {
        if let Some(family) = self.family.get() {
            return Ok(family);
        }
        let family = Family::find(self.named.as_deref())?;
        Ok(self.family.get_or_init(|| family))
    }
}
