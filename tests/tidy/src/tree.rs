//! The files of the project, read once.

use std::path::{Path, PathBuf};

/// Folders that hold nothing written by hand.
const SKIPPED: &[&str] = &["target", "data", "corpus", "artifacts", ".git"];

/// A text file of the project.
#[derive(Clone, Debug)]
pub struct File {
    /// Path from the project's root, with `/`.
    pub path: String,
    /// What stands in it.
    pub text: String,
}

impl File {
    /// The last part of the path.
    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or_default()
    }

    /// The file name without its ending.
    pub fn stem(&self) -> &str {
        self.name().split('.').next().unwrap_or_default()
    }

    /// The folder, without a closing `/`; empty at the root.
    pub fn folder(&self) -> &str {
        self.path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The room (crate under `crates/`) the file belongs to.
    pub fn room(&self) -> Option<&str> {
        self.path.strip_prefix("crates/")?.split_once('/').map(|(room, _)| room)
    }

    /// Whether the whole file is test code: it is never part of what ships.
    pub fn is_test(&self) -> bool {
        self.name() == "tests.rs"
            || self.path.starts_with("tests/")
            || self.path.split('/').any(|part| part == "tests" || part == "benches")
    }
}

/// Every text file of the project, sorted by path.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    /// The files.
    pub files: Vec<File>,
    /// Every path there is, binary files and folders included.
    pub paths: Vec<String>,
}

impl Tree {
    /// Reads the project this crate stands in.
    ///
    /// # Errors
    /// When a folder cannot be listed.
    pub fn of_the_project() -> std::io::Result<Self> {
        Self::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../.."))
    }

    /// Reads the tree under `root`. Files that are not UTF-8 count as paths only.
    ///
    /// # Errors
    /// When a folder cannot be listed.
    pub fn read(root: &Path) -> std::io::Result<Self> {
        let mut tree = Self::default();
        let mut folders = vec![PathBuf::new()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(root.join(&folder))? {
                let entry = entry?;
                let path = folder.join(entry.file_name());
                let shown = path.to_string_lossy().replace('\\', "/");
                let kind = entry.file_type()?;
                if kind.is_dir() {
                    // `data` is skipped at the root only: the rooms may have a folder of that name.
                    let name = entry.file_name();
                    let skipped = SKIPPED.iter().any(|skipped| name == *skipped);
                    if skipped && (name != "data" || folder.as_os_str().is_empty()) {
                        continue;
                    }
                    folders.push(path);
                } else if let Ok(text) = std::fs::read_to_string(root.join(&path)) {
                    tree.files.push(File { path: shown.clone(), text });
                }
                tree.paths.push(shown);
            }
        }
        tree.files.sort_by(|a, b| a.path.cmp(&b.path));
        tree.paths.sort();
        Ok(tree)
    }

    /// A tree of the given files, for tests of the rules.
    pub fn of(files: &[(&str, &str)]) -> Self {
        let files: Vec<File> = files
            .iter()
            .map(|(path, text)| File { path: (*path).into(), text: (*text).into() })
            .collect();
        let mut paths: Vec<String> = files.iter().map(|file| file.path.clone()).collect();
        paths.extend(files.iter().map(|file| file.folder().to_owned()));
        Self { files, paths }
    }

    /// The file at a path.
    pub fn get(&self, path: &str) -> Option<&File> {
        self.files.iter().find(|file| file.path == path)
    }

    /// The files with an ending, such as `.rs`.
    pub fn ending(&self, ending: &str) -> impl Iterator<Item = &File> {
        self.files.iter().filter(move |file| file.path.ends_with(ending))
    }

    /// The rooms: the names of the folders of `crates/` that hold a manifest.
    pub fn rooms(&self) -> Vec<&str> {
        self.files
            .iter()
            .filter_map(|file| {
                let room = file.room()?;
                (file.path == format!("crates/{room}/Cargo.toml")).then_some(room)
            })
            .collect()
    }
}
