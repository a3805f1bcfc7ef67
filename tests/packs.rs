//! Policy packs in a folder of the story, to be changed as somebody might change them.

use std::{fs, path::Path, sync::Arc};

use policy::{Finding, Law, Refusal};
use probity::Platform;
use tempfile::TempDir;
use vocabulary::{Clock, Entropy, SeededEntropy};

use crate::harness::Town;

/// A copy of packs.
pub struct Packs(TempDir);

impl Packs {
    /// The packs of the platform itself.
    pub fn of_the_platform() -> Self {
        Self::copy("policies")
    }

    /// The small packs of the fixtures, in which nothing is wrong.
    pub fn small() -> Self {
        Self::copy("fixtures/policies-valid")
    }

    /// The small packs with a malformed fixture laid over them, and what the checker says.
    pub fn findings_of(fixture: &str) -> Vec<Finding> {
        let packs = Self::small();
        let over = root().join("fixtures/policies-refused").join(fixture);
        lay_over(&over, packs.0.path());
        let expected = fs::read_to_string(over.join("expected.txt")).unwrap();
        for file in expected.lines().filter_map(|line| line.strip_prefix("remove ")) {
            packs.remove(file);
        }
        packs.findings()
    }

    fn copy(from: &str) -> Self {
        let packs = Self(tempfile::tempdir().unwrap());
        lay_over(&root().join(from), packs.0.path());
        packs
    }

    pub fn folder(&self) -> &Path {
        self.0.path()
    }

    /// Has a town work under these packs from now on, approved for a reason.
    pub fn adopt(&self, town: &mut Town, by: &str, reason: &str) {
        town.place.policies = Some(self.folder().to_owned());
        let site = town.inspect();
        probity::adoption::adopt(&site, by, reason).unwrap();
        drop(site);
        town.reopen();
    }

    pub fn read(&self, file: &str) -> String {
        fs::read_to_string(self.0.path().join(file)).unwrap()
    }

    pub fn write(&self, file: &str, text: &str) -> &Self {
        let path = self.0.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    pub fn remove(&self, file: &str) {
        fs::remove_file(self.0.path().join(file)).unwrap();
    }

    /// Puts `new` for the first `old` in a file; there must be one.
    pub fn change(&self, file: &str, old: &str, new: &str) -> &Self {
        let text = self.read(file);
        assert!(text.contains(old), "{file} has no {old}");
        self.write(file, &text.replacen(old, new, 1))
    }

    /// Drops the first line that begins with `start`.
    pub fn drop_line(&self, file: &str, start: &str) -> &Self {
        let text = self.read(file);
        let line = text.lines().find(|line| line.starts_with(start)).unwrap();
        self.change(file, &format!("{line}\n"), "")
    }

    pub fn findings(&self) -> Vec<Finding> {
        Law::check(self.0.path()).unwrap()
    }

    pub fn law(&self, layer: &str) -> Result<Law, Refusal> {
        Law::load(self.0.path(), layer)
    }

    /// The law of a layer, in which nothing may be wrong.
    pub fn good(&self, layer: &str) -> Law {
        self.law(layer).unwrap_or_else(|refusal| panic!("{refusal}"))
    }
}

impl Town {
    /// Opens the town's place a second time, whether or not its law was adopted.
    pub fn inspect(&self) -> Platform {
        let clock: Arc<dyn Clock> = Arc::clone(&self.clock) as _;
        Platform::inspect(&self.place, clock, entropy()).unwrap()
    }

    /// Opens the town's place a second time as a command would.
    pub fn open_again(&self) -> anyhow::Result<Platform> {
        let clock: Arc<dyn Clock> = Arc::clone(&self.clock) as _;
        Platform::open(&self.place, clock, entropy())
    }
}

fn entropy() -> Arc<dyn Entropy> {
    Arc::new(SeededEntropy::new(8))
}

/// Whether the checker refused something by a rule that rests on `source`.
pub fn refused_by(findings: &[Finding], rule: &str, source: &str) -> bool {
    findings.iter().any(|found| found.rule == rule && found.cites.contains(source))
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn lay_over(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            lay_over(&entry.path(), &target);
        } else if entry.file_name() != "expected.txt" {
            fs::write(target, fs::read(entry.path()).unwrap()).unwrap();
        }
    }
}
