//! The site's secret keys: made at first start, kept in `keys/` of the data folder, never shown.

use std::{
    fs,
    io::Write,
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};
use vocabulary::Entropy;

/// The secrets of a site, each 32 bytes.
pub struct Keys {
    /// Under which subjects get their ids. Lost: the files can no longer be matched.
    pub site: [u8; 32],
    /// Under which numbers of persons are sealed. Lost: they can no longer be read.
    pub vault: [u8; 32],
    /// Seed of the Ed25519 key that signs checkpoints.
    pub ed25519: [u8; 32],
    /// Seed of the SM2 key that signs checkpoints.
    pub sm2: [u8; 32],
}

impl Keys {
    /// Reads the keys below `data`, and makes those of a site that has none.
    pub fn open(data: &Path, entropy: &dyn Entropy) -> Result<Self> {
        let folder = data.join("keys");
        fs::create_dir_all(&folder)
            .with_context(|| format!("the folder {} cannot be made", folder.display()))?;
        let key = |name: &str| open(&folder.join(name), entropy);
        Ok(Self {
            site: key("site.key")?,
            vault: key("vault.key")?,
            ed25519: key("ed25519.key")?,
            sm2: key("sm2.key")?,
        })
    }
}

fn open(path: &PathBuf, entropy: &dyn Entropy) -> Result<[u8; 32]> {
    if !path.exists() {
        create(path, entropy)?;
    }
    let text = fs::read_to_string(path)
        .with_context(|| format!("the key {} cannot be read", path.display()))?;
    let Some(bytes) = decode(text.trim()) else {
        bail!(
            "the key {} is not 64 hexadecimal digits; restore it from the backup",
            path.display()
        );
    };
    Ok(bytes)
}

/// Writes a new key beside its place and links it there, so that two first starts at the same
/// moment end with one and the same key.
fn create(path: &PathBuf, entropy: &dyn Entropy) -> Result<()> {
    let mut secret = [0; 32];
    entropy.fill(&mut secret);
    let text: String = secret.iter().map(|byte| format!("{byte:02x}")).collect();
    let draft = path.with_extension(format!("{}.new", std::process::id()));
    let mut file =
        fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&draft)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    let linked = fs::hard_link(&draft, path);
    fs::remove_file(&draft)?;
    match linked {
        Err(fault) if fault.kind() != std::io::ErrorKind::AlreadyExists => {
            Err(fault).with_context(|| format!("the key {} cannot be written", path.display()))
        }
        _ => Ok(()),
    }
}

fn decode(text: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    for (index, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(index * 2..index * 2 + 2)?, 16).ok()?;
    }
    Some(bytes)
}
