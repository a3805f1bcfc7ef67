//! Who may import whom: the table in ARCHITECTURE.md against the manifests.

use std::collections::{BTreeMap, BTreeSet};

use crate::{Fault, Tree, rust};

/// The map that holds the table of rooms.
const MAP: &str = "ARCHITECTURE.md";

/// Rooms and what each may import, as the table says.
pub type Table = BTreeMap<String, BTreeSet<String>>;

/// Every room imports exactly the rooms of its row, and every row is a room.
pub fn imports(tree: &Tree) -> Vec<Fault> {
    let Some(map) = tree.get(MAP) else { return vec![format!("{MAP}:1: is missing")] };
    let rooms = tree.rooms();
    let table = table(&map.text, &rooms);
    let mut faults = Vec::new();
    for name in table.keys().filter(|name| *name != "probity" && !rooms.contains(&name.as_str())) {
        faults.push(format!("{MAP}:1: the table has a row `{name}`, but there is no such room"));
    }
    for room in rooms.iter().copied().chain(["probity"]) {
        let path = manifest_of(room);
        let Some(manifest) = tree.get(&path) else { continue };
        let Some(allowed) = table.get(room) else {
            faults.push(format!("{MAP}:1: the table of rooms has no row `{room}`"));
            continue;
        };
        let (used, tested) = match dependencies(&manifest.text, &rooms) {
            Ok(found) => found,
            Err(error) => {
                faults.push(format!("{path}:1: {error}"));
                continue;
            }
        };
        for extra in used.difference(allowed) {
            faults.push(format!(
                "{path}:1: imports `{extra}`, which its row in {MAP} does not allow"
            ));
        }
        for unused in allowed.difference(&used) {
            faults.push(format!("{MAP}:1: `{room}` may import `{unused}`, but {path} does not"));
        }
        let reachable = reachable(&table, room);
        for extra in tested.difference(&reachable) {
            faults.push(format!(
                "{path}:1: its tests import `{extra}`, which the room cannot reach; \
                 tell the story in tests/ of the root"
            ));
        }
    }
    faults
}

/// The table of rooms: the markdown table whose first column is `Room`.
pub fn table(map: &str, rooms: &[&str]) -> Table {
    let mut table = Table::new();
    let mut column = None;
    for line in map.lines() {
        let cells: Vec<&str> = line.trim().trim_matches('|').split('|').map(str::trim).collect();
        if !line.trim_start().starts_with('|') {
            column = None;
        } else if cells.first() == Some(&"Room") {
            column = cells.iter().position(|cell| *cell == "May import");
        } else if let (Some(column), Some(first)) = (column, cells.first()) {
            let name = first.split('`').nth(1).unwrap_or_default();
            if name.is_empty() {
                continue;
            }
            let cell = cells.get(column).copied().unwrap_or_default();
            let listed = if cell == "all" {
                rooms.iter().map(|room| (*room).to_owned()).collect()
            } else {
                cell.split(',')
                    .map(|word| word.trim().trim_matches('`').to_owned())
                    .filter(|word| !word.is_empty() && word != "–")
                    .collect()
            };
            table.insert(name.to_owned(), listed);
        }
    }
    table
}

fn manifest_of(room: &str) -> String {
    if room == "probity" { "Cargo.toml".into() } else { format!("crates/{room}/Cargo.toml") }
}

type Used = (BTreeSet<String>, BTreeSet<String>);

/// The rooms under `[dependencies]`, and those only the tests use.
fn dependencies(manifest: &str, rooms: &[&str]) -> Result<Used, String> {
    let manifest: toml::Table =
        manifest.parse().map_err(|error: toml::de::Error| error.message().to_owned())?;
    let named = |section: &str| -> BTreeSet<String> {
        let table = manifest.get(section).and_then(toml::Value::as_table);
        table
            .into_iter()
            .flat_map(toml::Table::keys)
            .filter(|key| rooms.contains(&key.as_str()))
            .cloned()
            .collect()
    };
    Ok((named("dependencies"), named("dev-dependencies")))
}

/// What a room imports, and what those import, and so on. The binary reaches everything.
fn reachable(table: &Table, room: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut open = vec![room];
    while let Some(next) = open.pop() {
        for import in table.get(next).into_iter().flatten() {
            if found.insert(import.clone()) {
                open.push(import);
            }
        }
    }
    found
}

/// `web` takes of `ledger` only what reads: it never names what writes or signs.
pub fn pen(tree: &Tree) -> Vec<Fault> {
    const WRITERS: &[&str] = &["Pen", "Scribe", "Sequencer", "Follower"];
    let mut faults = Vec::new();
    for file in tree.ending(".rs").filter(|file| file.room() == Some("web") && !file.is_test()) {
        let code = rust::scan(&file.text).code;
        let tests = rust::test_lines(&code);
        for (line, name) in rust::names(&code).filter(|(_, name)| WRITERS.contains(name)) {
            if !tests.iter().any(|(first, last)| (*first..=*last).contains(&line)) {
                faults.push(format!(
                    "{}:{line}: a door names `{name}`; let the room behind it write",
                    file.path
                ));
            }
        }
    }
    faults
}

/// Every package of the workspace takes the workspace's lints and stays unpublished.
pub fn manifests(tree: &Tree) -> Vec<Fault> {
    let mut faults = Vec::new();
    for file in tree.files.iter().filter(|file| file.name() == "Cargo.toml") {
        // The fuzz targets live outside of the workspace, as the fuzzer's tool asks.
        if file.path.starts_with("fuzz/") {
            continue;
        }
        let Ok(manifest) = file.text.parse::<toml::Table>() else {
            faults.push(format!("{}:1: is not TOML", file.path));
            continue;
        };
        let lints = manifest.get("lints").and_then(|lints| lints.get("workspace"));
        if lints.and_then(toml::Value::as_bool) != Some(true) {
            faults.push(format!("{}:1: write `[lints] workspace = true`", file.path));
        }
        let published = manifest.get("package").and_then(|package| package.get("publish"));
        if published.and_then(toml::Value::as_bool) != Some(false) {
            faults.push(format!("{}:1: write `publish = false`", file.path));
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "| Room | Holds | May import | Never |\n|---|---|---|---|\n\
        | `a` | x | – | y |\n| `b` | x | a | y |\n| `c` | x | `a`, `b` | y |\n\n| `d` | not in it | a |\n";

    fn tree(map: &str, of_b: &str) -> Tree {
        Tree::of(&[
            ("ARCHITECTURE.md", map),
            ("crates/a/Cargo.toml", "[dependencies]\nserde.workspace = true\n"),
            ("crates/b/Cargo.toml", of_b),
            ("crates/c/Cargo.toml", "[dependencies]\na.workspace = true\nb.workspace = true\n"),
        ])
    }

    #[test]
    fn a_true_table_is_quiet() {
        assert_eq!(imports(&tree(TABLE, "[dependencies]\na.workspace = true\n")), [""; 0]);
    }

    #[test]
    fn an_import_off_the_table_is_a_fault_and_so_is_a_row_that_allows_too_much() {
        let faults = imports(&tree(TABLE, "[dependencies]\nc.workspace = true\n"));
        assert_eq!(faults.len(), 2, "{faults:?}");
        let faults = imports(&tree("", "[dependencies]\n"));
        assert_eq!(faults.len(), 3, "every room needs a row: {faults:?}");
    }

    #[test]
    fn a_door_that_writes_is_a_fault() {
        let code = "//! A door.\nuse ledger::{Pen, Reader};\n#[cfg(test)]\nmod tests {\n use ledger::Pen;\n}\n";
        assert_eq!(pen(&Tree::of(&[("crates/web/src/door.rs", code)])).len(), 1);
    }

    #[test]
    fn tests_may_import_only_what_the_room_reaches() {
        let manifest =
            "[dependencies]\na.workspace = true\n[dev-dependencies]\nc.workspace = true\n";
        assert_eq!(imports(&tree(TABLE, manifest)).len(), 1);
    }
}
