//! The peers from PyPI, each in an environment of its own under `target`: WeasyPrint of the reports,
//! nomenklatura of the names.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Result, bail};

use crate::{machine, run::target};

/// The version that is measured against.
const WEASYPRINT: &str = "weasyprint==70.0";

/// The matcher that is measured against, and what the pairs of names are made by.
const NOMENKLATURA: [&str; 5] =
    ["nomenklatura==4.17.4", "opencc==1.4.2", "pypinyin==0.55.0", "pillow==13.0.0", "numpy==2.4.6"];

/// The Python in which nomenklatura is installed; installs it if it is not.
pub(super) fn nomenklatura() -> Result<PathBuf> {
    machine::need_nomenklatura()?;
    let folder = target().join("nomenklatura");
    let python = std::path::absolute(folder.join("bin/python"))?;
    let (list, wanted) = (folder.join("installed.txt"), NOMENKLATURA.join("\n"));
    if fs::read_to_string(&list).ok().as_ref() != Some(&wanted) {
        println!("installing {} into {}", NOMENKLATURA.join(", "), folder.display());
        done(Command::new("python3").args(["-m", "venv"]).arg(&folder))?;
        let words = ["-m", "pip", "install", "--quiet"];
        done(Command::new(&python).args(words).args(NOMENKLATURA))?;
        fs::write(&list, wanted)?;
    }
    Ok(python)
}

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
