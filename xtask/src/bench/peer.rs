//! The peer of the reports: WeasyPrint from PyPI, in an environment of its own under `target`.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Result, bail};

use crate::{machine, run::target};

/// The version that is measured against.
const WEASYPRINT: &str = "weasyprint==70.0";

/// The Python in which WeasyPrint is installed; installs it if it is not.
pub(super) fn weasyprint() -> Result<PathBuf> {
    machine::need_weasyprint()?;
    let folder = target().join("weasyprint");
    let python = std::path::absolute(folder.join("bin/python"))?;
    if !says_its_version(&python) {
        println!("installing {WEASYPRINT} into {}", folder.display());
        let folder = folder.to_string_lossy().into_owned();
        done(Command::new("python3").args(["-m", "venv", &folder]))?;
        done(Command::new(&python).args(["-m", "pip", "install", "--quiet", WEASYPRINT]))?;
    }
    Ok(python)
}

fn says_its_version(python: &Path) -> bool {
    let version = "import weasyprint; print('weasyprint==' + weasyprint.__version__)";
    let output = Command::new(python).args(["-c", version]).output();
    output.is_ok_and(|output| String::from_utf8_lossy(&output.stdout).trim() == WEASYPRINT)
}

fn done(command: &mut Command) -> Result<()> {
    if !command.status()?.success() {
        bail!("{command:?} failed");
    }
    Ok(())
}
