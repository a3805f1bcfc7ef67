//! Verification of a folder with the static files of a log, without any database.

use std::{fs, path::Path};

use super::{
    Report,
    audit::{Audit, Places},
};
use crate::{
    Checkpoint, LedgerError, Verifiers,
    export::CHECKPOINT,
    merkle,
    tile::{TilePath, WIDTH},
};

/// Recomputes every leaf, tile and the root of a copy and checks the signatures of its checkpoint.
pub fn verify_copy(folder: &Path, verifiers: &Verifiers) -> Result<Report, LedgerError> {
    let mut report = Report::default();
    let note = String::from_utf8(read(folder, CHECKPOINT)?)
        .map_err(|error| LedgerError::Form { what: "a checkpoint", reason: error.to_string() })?;
    report.checkpoints = 1;
    let checkpoint = match Checkpoint::open(&note, verifiers) {
        Ok(checkpoint) => checkpoint,
        Err(error) => {
            // Without a checkpoint that holds there is nothing to compare with.
            report.fault(CHECKPOINT, 0, error.to_string());
            return Ok(report);
        }
    };
    let places = Places {
        facts: |position| format!("tile/entries, bundle {}", position / WIDTH),
        tiles: |level, number, width| path(Some(level), number, width),
    };
    let mut audit = Audit::new(places, checkpoint.size);
    let mut fetch = |level: u8, number: u64, width: u64| {
        Ok(read(folder, &path(Some(level), number, width)).unwrap_or_default())
    };
    for bundle in TilePath::all(checkpoint.size).filter(|tile| tile.level.is_none()) {
        let place = bundle.to_string();
        let bytes = read(folder, &place).unwrap_or_default();
        let entries = entries(&bytes).filter(|entries| entries.len() as u32 == bundle.width);
        if entries.is_none() {
            let what = format!("is missing or does not hold {} entries", bundle.width);
            report.fault(place, bundle.number * WIDTH, what);
        }
        let entries = entries.unwrap_or_default();
        for index in 0..bundle.width as usize {
            let leaf = entries.get(index).map(|entry| merkle::leaf(entry));
            report.facts += u64::from(leaf.is_some());
            audit.add(leaf, &mut fetch, &mut report)?;
        }
    }
    audit.settle(&checkpoint.root, &mut report);
    audit.finish(&mut fetch, &mut report)?;
    report.signed = checkpoint.size;
    Ok(report)
}

fn path(level: Option<u8>, number: u64, width: u64) -> String {
    TilePath { level, number, width: width as u32 }.to_string()
}

/// The entries of a bundle; none if a length points beyond its end.
fn entries(mut bundle: &[u8]) -> Option<Vec<&[u8]>> {
    let mut entries = Vec::new();
    while let Some((length, rest)) = bundle.split_first_chunk() {
        let (entry, rest) = rest.split_at_checked(u16::from_be_bytes(*length).into())?;
        entries.push(entry);
        bundle = rest;
    }
    bundle.is_empty().then_some(entries)
}

fn read(folder: &Path, name: &str) -> Result<Vec<u8>, LedgerError> {
    let path = folder.join(name);
    fs::read(&path).map_err(|error| LedgerError::File {
        path: path.display().to_string(),
        reason: error.to_string(),
    })
}
