//! Sizes, names and openings of files and functions; the lock file; dead files.

use crate::{Fault, Tree, rust};

/// Lines a source file may have.
pub const FILE_LINES: usize = 600;
/// Lines a function may have, from `fn` to its closing brace.
pub const FUNCTION_LINES: usize = 70;
/// Lines the public face of a crate may have.
pub const FACE_LINES: usize = 100;
/// Lines ARCHITECTURE.md may have.
pub const ARCHITECTURE_LINES: usize = 300;
/// Lines a room's README may have.
pub const ROOM_README_LINES: usize = 40;
/// Packages a lock file may have.
pub const PACKAGES: usize = 420;

/// Names that say nothing about what is inside.
const FORBIDDEN: &[&str] = &[
    "util", "utils", "helper", "helpers", "common", "misc", "core", "shared", "manager", "service",
    "base",
];
/// Of those, the ones forbidden as a part of a longer name too, as in `string_utils`.
const FORBIDDEN_PARTS: &[&str] = &["util", "utils", "helper", "helpers", "misc", "manager"];

/// Every source file opens with a `//!` line.
pub fn openings(tree: &Tree) -> Vec<Fault> {
    tree.ending(".rs")
        .filter(|file| !file.text.starts_with("//! "))
        .map(|file| format!("{}:1: does not open with `//! …`; say what the file holds", file.path))
        .collect()
}

/// No file, folder or module is named after nothing in particular; no `mod.rs`.
pub fn forbidden_names(tree: &Tree) -> Vec<Fault> {
    let mut faults = Vec::new();
    for file in tree.ending(".rs") {
        if file.name() == "mod.rs" {
            faults.push(format!("{}:1: is a mod.rs; use foo.rs beside foo/", file.path));
        }
        for part in file.path.trim_end_matches(".rs").split('/') {
            if is_forbidden(part) {
                faults.push(format!("{}:1: `{part}` says nothing; name what it holds", file.path));
            }
        }
        let code = rust::scan(&file.text).code;
        let mut before = "";
        for (line, name) in rust::names(&code) {
            if before == "mod" && is_forbidden(name) {
                faults.push(format!("{}:{line}: module `{name}` says nothing", file.path));
            }
            before = name;
        }
    }
    faults
}

fn is_forbidden(name: &str) -> bool {
    FORBIDDEN.contains(&name) || name.split(['_', '-']).any(|part| FORBIDDEN_PARTS.contains(&part))
}

/// Files, faces, READMEs and the map stay short.
pub fn lengths(tree: &Tree) -> Vec<Fault> {
    let mut faults = Vec::new();
    for file in &tree.files {
        let room_readme =
            file.room().is_some_and(|room| file.path == format!("crates/{room}/README.md"));
        let most = match file.name() {
            "lib.rs" => FACE_LINES,
            "ARCHITECTURE.md" => ARCHITECTURE_LINES,
            "README.md" if room_readme => ROOM_README_LINES,
            name if name.ends_with(".rs") => FILE_LINES,
            _ => continue,
        };
        let lines = file.text.lines().count();
        if lines > most {
            faults
                .push(format!("{}:{most}: has {lines} lines, may have {most}; part it", file.path));
        }
    }
    faults
}

/// No function is longer than a page.
pub fn functions(tree: &Tree) -> Vec<Fault> {
    let mut faults = Vec::new();
    for file in tree.ending(".rs") {
        for function in rust::functions(&rust::scan(&file.text).code) {
            let lines = function.last - function.first + 1;
            if lines > FUNCTION_LINES {
                faults.push(format!(
                    "{}:{}: `{}` has {lines} lines, may have {FUNCTION_LINES}; name its parts",
                    file.path, function.first, function.name
                ));
            }
        }
    }
    faults
}

/// Every source file is named by a `mod` line of the file above it.
pub fn dead_files(tree: &Tree) -> Vec<Fault> {
    let mut faults = Vec::new();
    for file in tree.ending(".rs") {
        let Some((crate_root, inside)) = file.path.split_once("src/") else { continue };
        let root = matches!(inside, "lib.rs" | "main.rs") || inside.starts_with("bin/");
        if root || !(crate_root.is_empty() || crate_root.ends_with('/')) {
            continue;
        }
        let folder = file.folder();
        let parents = if inside.contains('/') {
            vec![format!("{folder}.rs")]
        } else {
            vec![format!("{folder}/lib.rs"), format!("{folder}/main.rs")]
        };
        let declared = parents.iter().filter_map(|path| tree.get(path)).any(|parent| {
            let code = rust::scan(&parent.text).code;
            let words: Vec<&str> = rust::names(&code).map(|(_, name)| name).collect();
            words.windows(2).any(|pair| pair == ["mod", file.stem()])
        });
        if !declared {
            faults.push(format!(
                "{}:1: is compiled by nothing: no `mod {};` in {}",
                file.path,
                file.stem(),
                parents.join(" or ")
            ));
        }
    }
    faults
}

/// No lock file grows past the budget.
pub fn lock_files(tree: &Tree) -> Vec<Fault> {
    tree.files
        .iter()
        .filter(|file| file.name() == "Cargo.lock")
        .filter_map(|file| {
            let packages = file.text.lines().filter(|line| *line == "[[package]]").count();
            (packages > PACKAGES)
                .then(|| format!("{}:1: {packages} packages, may have {PACKAGES}", file.path))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_breaks_each_rule_is_named() {
        let long = format!("//! Long.\nfn a() {{\n{}}}\n", "x();\n".repeat(700));
        let tree = Tree::of(&[
            ("crates/a/src/lib.rs", "mod used;\nmod utils { }\n"),
            ("crates/a/src/used.rs", &long),
            ("crates/a/src/dead.rs", "//! Dead.\n"),
            ("crates/a/src/used/mod.rs", "//! Old.\n"),
            ("crates/a/src/string_helpers.rs", "//! Named.\n"),
            ("Cargo.lock", &"[[package]]\n".repeat(PACKAGES + 1)),
        ]);
        assert_eq!(openings(&tree).len(), 1);
        assert_eq!(forbidden_names(&tree).len(), 3);
        assert_eq!(lengths(&tree).len(), 1);
        assert_eq!(functions(&tree).len(), 1);
        assert_eq!(dead_files(&tree).len(), 3);
        assert_eq!(lock_files(&tree).len(), 1);
    }
}
