//! The schema: same on both engines, and every key of a per-subject table holds `subject_id`.

mod schema;

use std::collections::{BTreeMap, BTreeSet};

use crate::{Fault, Tree};
pub use schema::{Key, Schema, Table};

const SQLITE: &str = "migrations/sqlite/";
const POSTGRES: &str = "migrations/postgres/";
/// Column types each engine's files may use.
const SQLITE_TYPES: &[&str] = &["integer", "real", "text", "blob"];
const POSTGRES_TYPES: &[&str] = &["bigint", "double precision", "text", "bytea"];

/// Both engines have migrations of the same names, `NNNN_room_what.sql`.
pub fn names(tree: &Tree) -> Vec<Fault> {
    let of = |folder: &str| -> BTreeSet<String> {
        tree.files
            .iter()
            .filter_map(|file| file.path.strip_prefix(folder))
            .map(str::to_owned)
            .collect()
    };
    let (sqlite, postgres) = (of(SQLITE), of(POSTGRES));
    let mut faults: Vec<Fault> = sqlite
        .difference(&postgres)
        .map(|name| format!("{SQLITE}{name}:1: has no twin {POSTGRES}{name}"))
        .collect();
    faults.extend(
        postgres
            .difference(&sqlite)
            .map(|name| format!("{POSTGRES}{name}:1: has no twin {SQLITE}{name}")),
    );
    let mut numbers = BTreeMap::new();
    for name in &sqlite {
        let mut parts = name.splitn(3, '_');
        let (number, room, what) = (parts.next(), parts.next(), parts.next());
        let number = number.unwrap_or_default();
        let numbered = number.len() == 4 && number.chars().all(|c| c.is_ascii_digit());
        let owned = room.is_some_and(|room| tree.rooms().contains(&room));
        if !numbered || !owned || !what.is_some_and(|what| what.ends_with(".sql")) {
            faults.push(format!("{SQLITE}{name}:1: is not named NNNN_room_what.sql"));
        }
        if let Some(other) = numbers.insert(number.to_owned(), name) {
            faults.push(format!("{SQLITE}{name}:1: has the number of {other}"));
        }
    }
    faults
}

/// Every key of a table with a `subject_id` holds it; nothing points from table to table.
pub fn keys(tree: &Tree) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (folder, _) in [(SQLITE, SQLITE_TYPES), (POSTGRES, POSTGRES_TYPES)] {
        let schema = schema_of(tree, folder);
        for fault in &schema.references {
            faults.push(format!("{fault}: a foreign key; no row may point across subjects"));
        }
        for (name, table) in &schema.tables {
            let per_subject = table.columns.iter().any(|(column, _)| column == "subject_id");
            for key in table.keys.iter().filter(|_| per_subject) {
                if !key.columns.iter().any(|column| column == "subject_id") {
                    faults.push(format!(
                        "{}: `{name}` is per subject, but its {} ({}) lacks subject_id",
                        table.place,
                        key.what,
                        key.columns.join(", ")
                    ));
                }
            }
        }
    }
    faults
}

/// Tables are named after their room, and both engines have the same tables and columns.
pub fn shape(tree: &Tree) -> Vec<Fault> {
    let mut faults = Vec::new();
    let (sqlite, postgres) = (schema_of(tree, SQLITE), schema_of(tree, POSTGRES));
    for (schema, types) in [(&sqlite, SQLITE_TYPES), (&postgres, POSTGRES_TYPES)] {
        for (name, table) in &schema.tables {
            let room = table.place.rsplit('/').next().and_then(|file| file.split('_').nth(1));
            if !room.is_some_and(|room| name.starts_with(&format!("{room}_"))) {
                faults.push(format!("{}: `{name}` is not named after its room", table.place));
            }
            for (column, kind) in &table.columns {
                if !table.native && !types.contains(&kind.as_str()) {
                    faults.push(format!(
                        "{}: `{name}.{column}` is `{kind}`; use one of {}",
                        table.place,
                        types.join(", ")
                    ));
                }
            }
        }
    }
    let columns = |table: &Table| -> BTreeSet<String> {
        table.columns.iter().map(|(column, _)| column.clone()).collect()
    };
    let plain = |schema: &Schema| -> BTreeSet<String> {
        schema
            .tables
            .iter()
            .filter(|(_, table)| !table.native)
            .map(|(name, _)| name.clone())
            .collect()
    };
    for name in plain(&sqlite).symmetric_difference(&plain(&postgres)) {
        faults.push(format!("migrations/: the table `{name}` stands on one engine only"));
    }
    for (name, table) in &sqlite.tables {
        let Some(twin) = postgres.tables.get(name).filter(|twin| !twin.native && !table.native)
        else {
            continue;
        };
        for column in columns(table).symmetric_difference(&columns(twin)) {
            faults.push(format!("{}: `{name}.{column}` stands on one engine only", table.place));
        }
    }
    faults
}

/// What the migrations of one engine add up to.
fn schema_of(tree: &Tree, folder: &str) -> Schema {
    let mut schema = Schema::default();
    for file in tree.files.iter().filter(|file| file.path.starts_with(folder)) {
        schema.read(&file.path, &file.text);
    }
    schema
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(sqlite: &str, postgres: &str) -> Tree {
        Tree::of(&[
            ("crates/archive/Cargo.toml", ""),
            ("migrations/sqlite/0030_archive_tables.sql", sqlite),
            ("migrations/postgres/0030_archive_tables.sql", postgres),
        ])
    }

    const GOOD: &str = "-- Records; one row a record.\n\
        create table archive_records (\n  subject_id blob not null,\n  digest blob not null check (length(digest) = 16),\n\
          note text, -- free, not (unique)\n  primary key (subject_id, digest)\n) strict, without rowid;\n\
        create unique index archive_records_by_note on archive_records (subject_id, note);\n";

    #[test]
    fn twins_with_subject_id_in_each_key_are_quiet() {
        let tree = tree(GOOD, &GOOD.replace("blob", "bytea").replace(" strict, without rowid", ""));
        assert_eq!(names(&tree), [""; 0]);
        assert_eq!(keys(&tree), [""; 0]);
        assert_eq!(shape(&tree), [""; 0]);
    }

    #[test]
    fn a_key_without_subject_id_is_a_fault() {
        for sql in [
            "create table archive_a (subject_id bytea, n bigint, primary key (n))",
            "create table archive_a (subject_id bytea, n bigint primary key)",
            "create table archive_a (subject_id bytea, n bigint, unique (n))",
            "create table archive_a (subject_id bytea, n bigint); create unique index i on archive_a (n desc)",
            "create table archive_a (subject_id bytea, n bigint); alter table archive_a add constraint u unique (n)",
            "create table archive_a (subject_id bytea references archive_b (id))",
        ] {
            assert_eq!(keys(&tree("", sql)).len(), 1, "{sql}");
        }
        assert_eq!(keys(&tree("", "create table archive_a (n bigint primary key)")), [""; 0]);
    }

    #[test]
    fn twins_that_differ_are_faults() {
        let faults =
            shape(&tree(GOOD, "create table archive_records (subject_id bytea, digest jsonb)"));
        assert_eq!(faults.len(), 2, "a type, a column: {faults:?}");
        let faults = shape(&tree("create table ledger_x (a integer);", ""));
        assert_eq!(faults.len(), 2, "a name, an engine: {faults:?}");
        let lone = Tree::of(&[("migrations/sqlite/1_x.sql", "")]);
        assert_eq!(names(&lone).len(), 2);
    }
}
