//! What the machine has, and how to get what it lacks.

use std::{
    ffi::OsString,
    fs,
    net::TcpListener,
    os::unix::fs::MetadataExt,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail};

use crate::run::cargo;

/// Where Debian keeps the programs of PostgreSQL, one folder a version.
const POSTGRES_VERSIONS: &str = "/usr/lib/postgresql";
/// The oldest PostgreSQL the platform runs on.
const OLDEST_POSTGRES: u32 = 15;

/// The outside programs of the tests.
pub(crate) struct Machine {
    /// Folder of `initdb`, `postgres`, `pg_ctl`, `pgbench`.
    pub(crate) postgres: PathBuf,
    /// The program that drives Chromium.
    pub(crate) chromedriver: PathBuf,
}

impl Machine {
    /// Finds what the tests need; installs what is missing, as root on Debian.
    pub(crate) fn prepare() -> Result<Self> {
        let missing = missing();
        if !missing.is_empty() {
            install(&missing)?;
        }
        Ok(Self {
            postgres: postgres().context("PostgreSQL 15 or newer was not found")?,
            chromedriver: program("chromedriver").context("chromedriver was not found")?,
        })
    }
}

/// The Debian packages that would supply what is not there.
fn missing() -> Vec<&'static str> {
    let mut packages = Vec::new();
    if postgres().is_none() {
        packages.push("postgresql");
    }
    if program("chromium").is_none() {
        packages.push("chromium");
    }
    if program("chromedriver").is_none() {
        packages.push("chromium-driver");
    }
    // Reports are rendered, read back and their codes decoded, as a counter and a telephone do.
    if program("pdftoppm").is_none() || program("pdfinfo").is_none() {
        packages.push("poppler-utils");
    }
    if program("zbarimg").is_none() {
        packages.push("zbar-tools");
    }
    // The sample mirror: the interpreter with its whole library, which `python3-minimal` lacks.
    let probe = Command::new("python3").args(["-c", "import sqlite3, ssl"]).output();
    if !probe.is_ok_and(|output| output.status.success()) {
        packages.push("python3");
    }
    if !has_chinese_font(Path::new("/usr/share/fonts")) {
        packages.push("fonts-noto-cjk");
    }
    packages
}

fn install(packages: &[&str]) -> Result<()> {
    let wanted = packages.join(" ");
    if !is_root() {
        bail!("the tests need programs that are not installed; run: sudo apt-get install {wanted}");
    }
    if program("apt-get").is_none() {
        bail!(
            "the tests need {wanted} (Debian's names); this machine has no apt-get to install them"
        );
    }
    println!("installing {wanted}");
    apt(&["update", "-qq"])?;
    let mut words = vec!["install", "-y", "-qq", "--no-install-recommends"];
    words.extend(packages);
    apt(&words)
}

fn apt(words: &[&str]) -> Result<()> {
    let status = Command::new("apt-get")
        .args(words)
        .env("DEBIAN_FRONTEND", "noninteractive")
        .status()
        .context("starting apt-get")?;
    if !status.success() {
        bail!("apt-get {} failed", words.join(" "));
    }
    Ok(())
}

/// Adds rustfmt and clippy to a minimal toolchain; whether both are there then.
pub(crate) fn complete_toolchain() -> Result<bool> {
    let has = |tool: &str| {
        cargo(&[tool, "--version"]).output().is_ok_and(|output| output.status.success())
    };
    if has("fmt") && has("clippy") {
        return Ok(true);
    }
    println!("adding rustfmt and clippy to the toolchain");
    let mut rustup = Command::new("rustup");
    rustup.args(["component", "add", "rustfmt", "clippy"]);
    let added =
        rustup.status().context("rustfmt or clippy is missing, and so is rustup to add it")?;
    Ok(added.success())
}

/// The newest PostgreSQL there is, if it is new enough: Debian's folders first, then the path.
pub(crate) fn postgres() -> Option<PathBuf> {
    let versions = fs::read_dir(POSTGRES_VERSIONS).into_iter().flatten().flatten();
    let newest = versions
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse::<u32>().ok()?, entry.path())))
        .filter(|(version, _)| *version >= OLDEST_POSTGRES)
        .map(|(version, path)| (version, path.join("bin")))
        .filter(|(_, bin)| bin.join("initdb").is_file() && bin.join("postgres").is_file())
        .max();
    newest.map(|(_, bin)| bin).or_else(|| {
        let bin = program("initdb")?.canonicalize().ok()?.parent()?.to_owned();
        bin.join("postgres").is_file().then_some(bin)
    })
}

/// Sees to Python with virtual environments, to the libraries that WeasyPrint draws text with, and to the
/// program that reads papers back.
pub(crate) fn need_weasyprint() -> Result<()> {
    let mut missing = Vec::new();
    if !has_python() {
        missing.push("python3-venv");
    }
    let libraries = Command::new("ldconfig").arg("-p").output();
    let libraries = libraries.map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
    let libraries = libraries.unwrap_or_default();
    let drawing = [
        ("libpangoft2-1.0.so", "libpangoft2-1.0-0"),
        ("libharfbuzz-subset.so", "libharfbuzz-subset0"),
    ];
    missing.extend(drawing.iter().filter(|(file, _)| !libraries.contains(file)).map(|one| one.1));
    if program("pdftotext").is_none() {
        missing.push("poppler-utils");
    }
    if missing.is_empty() { Ok(()) } else { install(&missing) }
}

/// Sees to Python with virtual environments, to what builds its binding of ICU, which nomenklatura needs, and
/// to a font by which characters are looked at.
pub(crate) fn need_nomenklatura() -> Result<()> {
    let mut missing = Vec::new();
    if !has_python() {
        missing.push("python3-venv");
    }
    let builds = [("g++", "g++"), ("pkg-config", "pkg-config"), ("python3-config", "python3-dev")];
    missing.extend(builds.iter().filter(|(name, _)| program(name).is_none()).map(|one| one.1));
    if !Path::new("/usr/include/unicode/ucol.h").is_file() {
        missing.push("libicu-dev");
    }
    if !has_chinese_font(Path::new("/usr/share/fonts")) {
        missing.push("fonts-noto-cjk");
    }
    if missing.is_empty() { Ok(()) } else { install(&missing) }
}

/// Whether there is a Python that makes virtual environments.
fn has_python() -> bool {
    let python = Command::new("python3").args(["-c", "import venv, ensurepip"]).output();
    python.is_ok_and(|output| output.status.success())
}

/// Chromium.
pub(crate) fn chromium() -> Option<PathBuf> {
    program("chromium")
}

/// Sees to Node.js and npm, for the programs of [`crate::node`].
pub(crate) fn need_node() -> Result<()> {
    let lacks = |name: &str| program(name).is_none();
    let missing: Vec<_> = [("node", "nodejs"), ("npm", "npm")]
        .into_iter()
        .filter(|(name, _)| lacks(name))
        .map(|(_, package)| package)
        .collect();
    if missing.is_empty() { Ok(()) } else { install(&missing) }
}

/// A program on the path.
fn program(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
}

/// The path with a folder before it.
pub(crate) fn path_with(folder: &Path) -> Result<OsString> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::iter::once(folder.to_owned()).chain(std::env::split_paths(&path));
    Ok(std::env::join_paths(folders)?)
}

fn has_chinese_font(folder: &Path) -> bool {
    fs::read_dir(folder).into_iter().flatten().flatten().any(|entry| {
        let name = entry.file_name().to_string_lossy().to_uppercase();
        name.contains("CJK") || (entry.path().is_dir() && has_chinese_font(&entry.path()))
    })
}

/// Whether this program runs as root: the owner of our own entry under `/proc`.
pub(crate) fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|entry| entry.uid() == 0)
}

/// User and group number of an account of this machine.
pub(crate) fn account(name: &str) -> Result<(u32, u32)> {
    let accounts = fs::read_to_string("/etc/passwd").context("reading /etc/passwd")?;
    let line = accounts
        .lines()
        .map(|line| line.split(':').collect::<Vec<_>>())
        .find(|fields| fields.first() == Some(&name))
        .with_context(|| format!("this machine has no account `{name}`"))?;
    match line.as_slice() {
        [_, _, user, group, ..] => Ok((user.parse()?, group.parse()?)),
        _ => bail!("the account `{name}` in /etc/passwd cannot be read"),
    }
}

/// A port of this machine that nothing listens on.
pub(crate) fn free_port() -> Result<u16> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).context("looking for a free port")?;
    Ok(listener.local_addr()?.port())
}
