//! The press: documents in, PDF out.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, OnceLock, PoisonError, Weak},
};

use crate::{
    Document, PaperError,
    flow::{self, Flow},
    font::{Faces, Family},
    pdf,
};

/// The fonts of the presses there are, by the file that was named: fifty megabytes are read once.
static KEPT: Mutex<BTreeMap<Option<PathBuf>, Weak<OnceLock<Family>>>> = Mutex::new(BTreeMap::new());

/// Sets and prints documents; the fonts are read at the first one, and kept as long as any press that
/// prints with them.
#[derive(Clone, Debug)]
pub struct Press {
    named: Option<PathBuf>,
    family: Arc<OnceLock<Family>>,
}

impl Default for Press {
    fn default() -> Self {
        Self::new(None)
    }
}

impl Press {
    /// A press with the font of that file, or with what the machine has.
    pub fn new(font: Option<PathBuf>) -> Self {
        let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
        let known = kept.get(&font).and_then(Weak::upgrade);
        let family = known.unwrap_or_else(|| {
            let family = Arc::default();
            kept.insert(font.clone(), Arc::downgrade(&family));
            family
        });
        Self { named: font, family }
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
