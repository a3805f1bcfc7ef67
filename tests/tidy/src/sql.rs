//! Each room names only its own tables, and only in its `queries/`.

use std::collections::BTreeSet;

use crate::{Fault, File, Tree, rust};

/// Words after which a table is named.
const BEFORE_A_TABLE: &[&str] = &["from", "join", "into", "update", "table", "only", "truncate"];
/// Words that may stand between one of those and the table.
const BETWEEN: &[&str] = &["if", "not", "exists", "only", "lateral"];
/// Names the engines own.
const ENGINE: &[&str] = &["pg_", "sqlite_", "information_schema", "pragma_"];

/// SQL in room X names only tables `x_*`.
pub fn tables(tree: &Tree) -> Vec<Fault> {
    let rooms = tree.rooms();
    let mut faults = Vec::new();
    for (file, room) in owned(tree) {
        for (line, text) in literals(file) {
            let sql = is_sql(&text);
            let own = format!("{room}_");
            let locals = local_names(&text);
            for table in tables_of(&text) {
                let owner = rooms.iter().find(|other| table.starts_with(&format!("{other}_")));
                let foreign = owner.is_some_and(|owner| *owner != room);
                let unowned = sql
                    && owner.is_none()
                    && table.contains('_')
                    && !locals.contains(&table)
                    && !ENGINE.iter().any(|prefix| table.starts_with(prefix));
                if foreign || unowned {
                    faults.push(format!(
                        "{}:{line}: `{room}` names the table `{table}`; it may name only `{own}*`",
                        file.path
                    ));
                }
            }
        }
    }
    faults
}

/// All the SQL of a room stands in its `queries/`; `store`, which is about SQL, is excepted.
pub fn places(tree: &Tree) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (file, room) in owned(tree) {
        let inside = file.path.split('/').any(|part| part == "queries" || part == "queries.rs");
        if inside || room == "store" {
            continue;
        }
        let tests = rust::test_lines(&rust::scan(&file.text).code);
        for (line, text) in literals(file) {
            let tested = tests.iter().any(|(first, last)| (*first..=*last).contains(&line));
            if is_sql(&text) && !tested {
                faults.push(format!(
                    "{}:{line}: SQL outside of `queries/`; move it there",
                    file.path
                ));
            }
        }
    }
    faults
}

/// Source files that ship, with the room whose tables they may name.
fn owned(tree: &Tree) -> impl Iterator<Item = (&File, &str)> {
    tree.ending(".rs").filter(|file| !file.is_test()).filter_map(|file| match file.room() {
        Some(room) => Some((file, room)),
        None if file.path.starts_with("src/") => Some((file, "probity")),
        None => None,
    })
}

/// The string literals of a file, lower-case, with their lines.
fn literals(file: &File) -> Vec<(usize, String)> {
    let strings = rust::scan(&file.text).strings;
    strings.into_iter().map(|piece| (piece.line, piece.text.to_lowercase())).collect()
}

/// Whether a lower-case literal is a statement, or the beginning of one.
fn is_sql(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().filter(|word| *word != "\\").collect();
    let second = words.get(1).copied().unwrap_or_default();
    let has = |word: &str| words.contains(&word);
    match words.first().copied().unwrap_or_default() {
        "select" => has("from") && !text.trim_end().ends_with('.'),
        "insert" | "merge" => second == "into",
        "update" => has("set") && has("="),
        "delete" => second == "from",
        "with" => has("as") && has("select"),
        "create" | "drop" | "alter" => {
            ["table", "index", "unique", "view", "virtual", "temporary"].contains(&second)
        }
        _ => false,
    }
}

/// The tables a lower-case text names after `from`, `join`, `into`, `update`, `table`.
fn tables_of(text: &str) -> Vec<String> {
    let words = words(text);
    let word = |index: usize| words.get(index).map_or("", String::as_str);
    let mut tables = Vec::new();
    for index in 0..words.len() {
        let skips_lock = word(index) == "update"
            && index
                .checked_sub(1)
                .is_some_and(|before| ["for", "do", "on"].contains(&word(before)));
        let compares = word(index) == "from"
            && index.checked_sub(1).is_some_and(|before| word(before) == "distinct");
        if !BEFORE_A_TABLE.contains(&word(index)) || skips_lock || compares {
            continue;
        }
        let mut at = index + 1;
        while BETWEEN.contains(&word(at)) {
            at += 1;
        }
        // A list: `from a_b as b, c_d`.
        loop {
            if is_table(word(at)) && word(at + 1) != "("
                || is_table(word(at)) && word(index) == "into"
            {
                tables.push(word(at).to_owned());
            }
            let comma = (at + 1..at + 4).find(|next| word(*next) == ",");
            let alias = comma.is_some_and(|comma| {
                (at + 1..comma).all(|between| is_table(word(between)) && !is_keyword(word(between)))
            });
            match comma {
                Some(comma) if alias && word(index) == "from" => at = comma + 1,
                _ => break,
            }
        }
    }
    tables
}

fn is_table(word: &str) -> bool {
    word.chars().next().is_some_and(|c| c.is_ascii_lowercase()) && !word.contains(['{', '}'])
}

fn is_keyword(word: &str) -> bool {
    ["where", "order", "group", "limit", "set", "on", "join", "select", "values"].contains(&word)
}

/// Names a `with` clause introduces: `name as (` and `name (a, b) as (`.
fn local_names(text: &str) -> BTreeSet<String> {
    let words = words(text);
    let mut names = BTreeSet::new();
    for (index, word) in words.iter().enumerate() {
        if word != "as" || words.get(index + 1).is_none_or(|next| next != "(") {
            continue;
        }
        let mut at = index;
        if at
            .checked_sub(1)
            .and_then(|before| words.get(before))
            .is_some_and(|before| before == ")")
        {
            while at > 0 && words.get(at).is_some_and(|word| word != "(") {
                at -= 1;
            }
        }
        names.extend(at.checked_sub(1).and_then(|before| words.get(before)).cloned());
    }
    names
}

/// Words and the marks `(`, `)`, `,`.
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    for c in text.chars().chain([' ']) {
        if rust::is_name(c) || matches!(c, '{' | '}' | '.') {
            word.push(c);
            continue;
        }
        if !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if matches!(c, '(' | ')' | ',') {
            words.push(c.to_string());
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(sql: &str) -> Vec<Fault> {
        let code = format!("//! A.\nconst Q: &str = \"{sql}\";\n");
        tables(&Tree::of(&[
            ("crates/archive/Cargo.toml", ""),
            ("crates/ledger/Cargo.toml", ""),
            ("crates/archive/src/queries/records.rs", &code),
        ]))
    }

    #[test]
    fn own_tables_the_engines_and_local_names_are_quiet() {
        for sql in [
            "select a from archive_records r join archive_lists l on l.x = r.x where a is distinct from b",
            "insert into archive_records (a, b) values ($1, $2) on conflict (a) do update set b = excluded.b",
            "with found_rows as (select 1), more_rows (a) as (select 2) select * from found_rows, more_rows",
            "select 1 from pg_catalog.pg_class, generate_series(1, 2) for update",
            "select x from {table} where y",
            "Tell us what you want from a_list.",
        ] {
            assert_eq!(faults(sql), [""; 0], "{sql}");
        }
    }

    #[test]
    fn another_rooms_table_is_a_fault_wherever_it_is_named() {
        for sql in [
            "select a from ledger_facts",
            "select a from archive_records as r, ledger_facts as f",
            "select 1 where exists (select 1 from archive_records join ledger_facts on true)",
            "delete from ledger_facts",
            "insert into ledger_facts (a) values (1)",
            "update ledger_facts set a = 1",
            "select a from my_records",
        ] {
            assert_eq!(faults(sql).len(), 1, "{sql}");
        }
    }

    #[test]
    fn statements_belong_in_queries() {
        let code = "//! A.\nfn a() { run(\"select 1 from archive_records\"); say(\"select a file\"); }\n\
             #[cfg(test)]\nmod tests {\n fn b() { run(\"delete from archive_records\"); }\n}\n";
        let tree = Tree::of(&[("crates/archive/src/read.rs", code)]);
        assert_eq!(places(&tree).len(), 1);
    }
}
