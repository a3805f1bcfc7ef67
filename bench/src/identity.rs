//! Names: how well they are compared, beside logic-v2 of nomenklatura on the same pairs in the same run; and
//! how well and fast they are found among 1.1 million, beside pg_trgm of PostgreSQL.
//!
//! `cargo xtask bench identity [--seed N] [--file F] [--made N] [--pairs OUT] [--small] [--no-search]`

mod fault;
mod file;
mod lore;
mod pairs;
mod region;
mod search;
mod strangers;
#[cfg(test)]
mod tests;
mod trigram;
mod verdicts;

use std::{path::PathBuf, process::Command};

use anyhow::{Context, Result, bail};

use self::{
    file::Listed,
    lore::Lore,
    pairs::{Maker, Pair, Size},
};

pub(crate) use search::run as search;

/// The file of registrations, from the root of the project.
const FILE: &str = "../shared/data/registrations-shandong.csv.gz";
/// Names of the register that is searched.
const NAMES: u64 = 1_100_000;

/// What was asked for.
struct Asked {
    seed: u64,
    file: PathBuf,
    /// Invented names in place of the file, if not 0.
    made: u64,
    /// Where the pairs go as CSV.
    pairs: Option<PathBuf>,
    small: bool,
    search: bool,
}

/// Measures and prints.
pub(crate) fn run() -> Result<()> {
    let asked = asked()?;
    let python = python()?;
    let listed = listed(&asked)?;
    let names: Vec<&str> = listed.iter().map(|one| one.name.as_str()).collect();
    let lore = Lore::learn(&python, &names)?;
    let kind = if asked.small { 200 } else { 2_000 };
    let size = Size { kind, strangers: kind * 5 };
    let pairs = pairs::made(&Maker::new(&listed, &lore, asked.seed), size);
    if let Some(path) = &asked.pairs {
        std::fs::write(path, csv(&pairs)).with_context(|| format!("writing {}", path.display()))?;
    }
    println!("== {} pairs of {} names, seed {}", pairs.len(), listed.len(), asked.seed);
    verdicts::run(&python, &pairs)?;
    if !asked.search {
        return Ok(());
    }
    // In a program of its own: its memory is then that of the index.
    let count = if asked.small { NAMES / 10 } else { NAMES };
    let done = Command::new(std::env::current_exe()?)
        .args(["identity-search", &asked.seed.to_string(), &count.to_string()])
        .status()?;
    if !done.success() {
        bail!("the search was not measured");
    }
    Ok(())
}

/// The Python in which nomenklatura is installed.
fn python() -> Result<String> {
    #[expect(clippy::disallowed_methods, reason = "the build task tells where the peer is")]
    std::env::var("PROBITY_BENCH_PYTHON")
        .context("run it by `cargo xtask bench identity`, which installs the peer")
}

fn asked() -> Result<Asked> {
    let mut asked = Asked {
        seed: 1,
        file: PathBuf::from(FILE),
        made: 0,
        pairs: None,
        small: false,
        search: true,
    };
    let mut words = std::env::args().skip(2);
    while let Some(word) = words.next() {
        let mut next = || words.next().with_context(|| format!("{word} what?"));
        match word.as_str() {
            "--seed" => asked.seed = next()?.parse()?,
            "--file" => asked.file = PathBuf::from(next()?),
            "--made" => asked.made = next()?.parse()?,
            "--pairs" => asked.pairs = Some(PathBuf::from(next()?)),
            "--small" => asked.small = true,
            "--no-search" => asked.search = false,
            _ => bail!(
                "`{word}`? there are: --seed N, --file F, --made N, --pairs OUT, --small, --no-search"
            ),
        }
    }
    Ok(asked)
}

/// The names of the file, or as many invented ones.
fn listed(asked: &Asked) -> Result<Vec<Listed>> {
    if asked.made == 0 {
        return file::read(&asked.file);
    }
    let made = |number| {
        let demo::Registered { name, code } = demo::registered(asked.seed, number);
        Listed { name, code }
    };
    let mut listed: Vec<Listed> = (0..asked.made).map(made).collect();
    listed.sort_by(|a, b| (&a.name, &a.code).cmp(&(&b.name, &b.code)));
    listed.dedup_by(|a, b| a.name == b.name);
    Ok(listed)
}

fn csv(pairs: &[Pair]) -> String {
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let line = |pair: &Pair| {
        let expect = if pair.same { "same" } else { "different" };
        format!("{},{},{},{expect}\n", pair.kind, quoted(&pair.a), quoted(&pair.b))
    };
    std::iter::once("kind,a,b,expect\n".to_owned()).chain(pairs.iter().map(line)).collect()
}
