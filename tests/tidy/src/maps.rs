//! Every name that ARCHITECTURE.md and the rooms' READMEs give in backticks exists; links lead somewhere.

use crate::{Fault, File, Tree};

/// Endings of the files in which a name may be defined or written.
const SOURCES: &[&str] = &[".rs", ".toml", ".sql", ".html", ".css", ".js", ".json"];

/// Every name in backticks in the maps exists: a path, a command, or a word of the source.
pub fn names(tree: &Tree) -> Vec<Fault> {
    let mut faults = Vec::new();
    for file in tree.files.iter().filter(|file| is_map(file)) {
        for (line, name) in quoted(&file.text) {
            if !exists(tree, file, &name) {
                faults.push(format!("{}:{line}: `{name}` does not exist", file.path));
            }
        }
    }
    faults
}

/// Every room has a README, its map.
pub fn readmes(tree: &Tree) -> Vec<Fault> {
    tree.rooms()
        .into_iter()
        .map(|room| format!("crates/{room}/README.md"))
        .filter(|path| tree.get(path).is_none())
        .map(|path| format!("{path}:1: is missing; say what the room owns and what it never does"))
        .collect()
}

/// Every relative link of a markdown file leads to a file of the project.
pub fn links(tree: &Tree) -> Vec<Fault> {
    let mut faults = Vec::new();
    for file in tree.ending(".md") {
        for (index, line) in file.text.lines().enumerate() {
            for target in line.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
                let target = target.split('#').next().unwrap_or_default();
                if target.is_empty() || target.contains("://") || target.starts_with("mailto:") {
                    continue;
                }
                let path = resolve(file.folder(), target);
                if !tree.paths.contains(&path) {
                    faults.push(format!("{}:{}: leads nowhere: {target}", file.path, index + 1));
                }
            }
        }
    }
    faults
}

/// Decisions are numbered from 0001 without gaps.
pub fn decisions(tree: &Tree) -> Vec<Fault> {
    let files = tree.files.iter().filter(|file| file.folder() == "docs/decisions");
    files
        .enumerate()
        .filter(|(index, file)| !file.name().starts_with(&format!("{:04}-", index + 1)))
        .map(|(index, file)| format!("{}:1: decision {:04} is expected here", file.path, index + 1))
        .collect()
}

fn is_map(file: &File) -> bool {
    file.path == "ARCHITECTURE.md"
        || file.room().is_some_and(|room| file.path == format!("crates/{room}/README.md"))
}

/// The texts in backticks outside of fenced blocks, with their lines.
fn quoted(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut fenced = false;
    for (index, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        } else if !fenced {
            let inside = line.split('`').skip(1).step_by(2);
            found.extend(inside.map(|name| (index + 1, name.trim().to_owned())));
        }
    }
    found
}

fn exists(tree: &Tree, map: &File, name: &str) -> bool {
    if let Some((program, rest)) = name.split_once(' ') {
        // A command: the program is ours and the source knows its first word. Other phrases are prose.
        let verb = rest.split(' ').find(|word| !word.starts_with('-')).unwrap_or_default();
        return match program {
            "probity" => known(tree, &["src/"], verb),
            "cargo" if verb == "xtask" => {
                rest.split(' ').nth(1).is_none_or(|task| known(tree, &["xtask/"], task))
            }
            _ => true,
        };
    }
    is_path(tree, map, name) || known(tree, &[], name)
}

/// Whether a path, seen from the root or from the map's own folder, exists; `*` and `{…}` stand for
/// anything.
fn is_path(tree: &Tree, map: &File, name: &str) -> bool {
    let stem = name.split(['*', '{', '<', '…']).next().unwrap_or_default();
    let open = stem.len() < name.len();
    let stem = if open { stem } else { stem.trim_end_matches('/') };
    let candidates = [
        stem.to_owned(),
        format!("{}/{stem}", map.folder()),
        format!("{}/src/{stem}", map.folder()),
        format!("crates/{stem}"),
    ];
    // A bare name, such as `queries/`, is one that rooms have in common.
    let ending = format!("/{stem}");
    let bare =
        !open && !stem.contains('/') && tree.paths.iter().any(|path| path.ends_with(&ending));
    let found = |candidate: &String| {
        tree.paths.iter().any(|path| path == candidate || (open && path.starts_with(candidate)))
    };
    !stem.is_empty() && (bare || candidates.iter().any(found))
}

/// Whether the source under one of the folders (everywhere, for none) holds the name. Of `a::b<T>` each
/// part must occur, of `a_*` the beginning; a kebab-case command may be written in CamelCase.
fn known(tree: &Tree, folders: &[&str], name: &str) -> bool {
    let name = name.split('<').next().unwrap_or_default().trim_end_matches("()");
    let camel: String = name.split('-').map(capitalised).collect();
    name.split("::").map(|part| part.trim_end_matches('*')).all(|part| {
        tree.files
            .iter()
            .filter(|file| !file.path.starts_with("tests/tidy/"))
            .filter(|file| SOURCES.iter().any(|ending| file.path.ends_with(ending)))
            .filter(|file| {
                folders.is_empty() || folders.iter().any(|folder| file.path.starts_with(folder))
            })
            .any(|file| {
                file.text.contains(part) || (!camel.is_empty() && file.text.contains(&camel))
            })
    })
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect()
}

fn resolve(folder: &str, target: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            name => parts.push(name),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(map: &str) -> Tree {
        Tree::of(&[
            ("ARCHITECTURE.md", map),
            ("crates/a/Cargo.toml", ""),
            ("crates/a/README.md", "`pen.rs`, `Pen`\n"),
            ("crates/a/src/pen.rs", "pub struct Pen;\nimpl Pen { fn append(&self) {} }\n"),
            ("src/commands.rs", "enum Command { LedgerVerify }\n"),
            ("docs/decisions/0001-a.md", "[a](../../ARCHITECTURE.md)"),
        ])
    }

    #[test]
    fn paths_names_and_commands_that_exist_are_quiet() {
        let map = "`crates/a`, `crates/*`, `a`, `Pen`, `Pen::append`, `probity ledger-verify`\n```\n`nothing`\n```\n";
        let tree = tree(map);
        assert_eq!(names(&tree), [""; 0]);
        assert_eq!(readmes(&tree), [""; 0]);
        assert_eq!(links(&tree), [""; 0]);
        assert_eq!(decisions(&tree), [""; 0]);
    }

    #[test]
    fn what_does_not_exist_is_named() {
        let tree = tree("`crates/b`, `Quill`, `Pen::burn`, `probity dance`\n[x](docs/none.md)\n");
        assert_eq!(names(&tree).len(), 4, "{:?}", names(&tree));
        assert_eq!(links(&tree).len(), 1);
    }
}
