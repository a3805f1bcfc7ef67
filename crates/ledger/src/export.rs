//! Copies the static files of the log into a folder, as any web server could serve them.

use std::{
    fs,
    path::{Path, PathBuf},
};

use store::Database;

use crate::{Checkpoint, LedgerError, Reader, tile::TilePath};

/// The checkpoint's file name.
pub(crate) const CHECKPOINT: &str = "checkpoint";

/// Writes tiles, bundles of entries and, last, the checkpoint under `folder`; full tiles that are
/// there already stay. Gives the checkpoint; none if nothing was ever signed.
pub fn export(db: &Database, folder: &Path) -> Result<Option<Checkpoint>, LedgerError> {
    let reader = Reader::new(db.clone());
    let Some(checkpoint) = reader.checkpoint()? else { return Ok(None) };
    for tile in TilePath::all(checkpoint.size) {
        let path = folder.join(tile.to_string());
        if path.exists() {
            continue;
        }
        let bytes = reader.resource(tile)?.ok_or_else(|| LedgerError::Form {
            what: "the log",
            reason: format!("{tile} is missing; run `probity ledger verify`"),
        })?;
        write(&path, &bytes)?;
    }
    write(&folder.join(CHECKPOINT), checkpoint.note.as_bytes())?;
    Ok(Some(checkpoint))
}

/// Writes beside the file and renames: a reader sees the old file or the new one.
fn write(path: &PathBuf, bytes: &[u8]) -> Result<(), LedgerError> {
    let failed = |error: std::io::Error| LedgerError::File {
        path: path.display().to_string(),
        reason: error.to_string(),
    };
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    let beside = path.with_extension("new");
    fs::write(&beside, bytes).map_err(failed)?;
    fs::rename(&beside, path).map_err(failed)
}
