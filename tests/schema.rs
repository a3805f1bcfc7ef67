//! The schema as the live catalogs of both engines tell it: the same tables and columns, and every
//! key of a per-subject table holds `subject_id` (issue 2, done when 5).

use std::collections::{BTreeMap, BTreeSet};

use store::{Database, Engine, Row};

use crate::harness::Town;

/// Columns with their kind of value, by table.
type Tables = BTreeMap<String, BTreeMap<String, &'static str>>;

/// The columns of each primary key, unique constraint and unique index.
type Keys = Vec<(String, BTreeSet<String>)>;

fn rows(db: &Database, sql: &str) -> Vec<Row> {
    db.read(|tx| tx.query(sql, &[])).unwrap()
}

fn text(row: &Row, index: usize) -> String {
    row.text(index).unwrap().to_owned()
}

/// What a declared type holds, on either engine.
fn kind(declared: &str) -> &'static str {
    match declared.to_lowercase().as_str() {
        "integer" | "bigint" => "integer",
        "real" | "double precision" => "real",
        "text" => "text",
        "blob" | "bytea" => "bytes",
        other => panic!("`{other}` is none of the four types"),
    }
}

const SQLITE_COLUMNS: &str = "select t.name, c.name, c.type from sqlite_schema t \
    join pragma_table_info(t.name) c where t.type = 'table' and t.name not like 'sqlite_%'";
const POSTGRES_COLUMNS: &str = "select table_name::text, column_name::text, data_type::text \
    from information_schema.columns where table_schema = 'public'";

fn tables(town: &Town) -> Tables {
    let sql = match town.engine() {
        Engine::Sqlite => SQLITE_COLUMNS,
        Engine::Postgres => POSTGRES_COLUMNS,
    };
    let mut tables = Tables::new();
    for row in rows(&town.platform.db, sql) {
        let columns = tables.entry(text(&row, 0)).or_default();
        columns.insert(text(&row, 1), kind(&text(&row, 2)));
    }
    tables
}

/// Every unique index there is; SQLite keeps a primary key of one integer column without one.
const SQLITE_KEYS: &str = "select t.name, i.name, c.name from sqlite_schema t \
    join pragma_index_list(t.name) i join pragma_index_info(i.name) c \
    where t.type = 'table' and i.\"unique\" = 1 \
    union all select t.name, 'rowid', c.name from sqlite_schema t \
    join pragma_table_info(t.name) c where t.type = 'table' and c.pk > 0";
const POSTGRES_KEYS: &str = "select t.relname::text, i.relname::text, a.attname::text \
    from pg_index x join pg_class t on t.oid = x.indrelid join pg_class i on i.oid = x.indexrelid \
    join pg_namespace n on n.oid = t.relnamespace \
    join pg_attribute a on a.attrelid = t.oid and a.attnum = any(x.indkey) \
    where x.indisunique and n.nspname = 'public'";

fn keys(town: &Town) -> Keys {
    let sql = match town.engine() {
        Engine::Sqlite => SQLITE_KEYS,
        Engine::Postgres => POSTGRES_KEYS,
    };
    let mut keys: BTreeMap<(String, String), BTreeSet<String>> = BTreeMap::new();
    for row in rows(&town.platform.db, sql) {
        keys.entry((text(&row, 0), text(&row, 1))).or_default().insert(text(&row, 2));
    }
    keys.into_iter().map(|((table, _), columns)| (table, columns)).collect()
}

fn both() -> [Town; 2] {
    [Engine::Sqlite, Engine::Postgres].map(Town::on)
}

#[test]
fn both_engines_have_the_same_tables_and_columns() {
    let [sqlite, postgres] = both().map(|town| tables(&town));
    assert!(sqlite.len() >= 25, "{:?}", sqlite.keys());
    assert_eq!(sqlite, postgres);
}

#[test]
fn every_key_of_a_per_subject_table_holds_the_subject() {
    for town in both() {
        let tables = tables(&town);
        let per_subject =
            |table: &str| tables.get(table).is_some_and(|c| c.contains_key("subject_id"));
        let keys = keys(&town);
        let keyed: BTreeSet<&String> = keys.iter().map(|(table, _)| table).collect();
        for table in tables.keys() {
            assert!(keyed.contains(table), "{:?}: {table} has no key", town.engine());
        }
        let held = keys.iter().filter(|(table, _)| per_subject(table));
        let mut count = 0;
        for (table, columns) in held {
            assert!(columns.contains("subject_id"), "{:?}: {table} {columns:?}", town.engine());
            count += 1;
        }
        assert!(count >= 15, "{count}");
    }
}

#[test]
fn both_engines_have_the_same_keys() {
    let of = |town: &Town| {
        let keys: BTreeSet<(String, BTreeSet<String>)> = keys(town).into_iter().collect();
        keys
    };
    let [sqlite, postgres] = both().map(|town| of(&town));
    assert_eq!(sqlite, postgres);
}
