//! Reads `create table`, `create index` and `alter table` well enough to know keys and columns.

use std::collections::BTreeMap;

/// What a folder of migrations adds up to.
#[derive(Clone, Debug, Default)]
pub struct Schema {
    /// The tables by name.
    pub tables: BTreeMap<String, Table>,
    /// The places (`path:line`) of foreign keys.
    pub references: Vec<String>,
}

/// A table.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// Where it is created, `path:line`.
    pub place: String,
    /// Names and types of its columns.
    pub columns: Vec<(String, String)>,
    /// Its primary key, unique constraints and unique indexes.
    pub keys: Vec<Key>,
    /// Whether it exists on one engine by nature, such as a full-text index.
    pub native: bool,
}

/// A key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// `primary key`, `unique constraint`, `unique index`.
    pub what: &'static str,
    /// Its columns.
    pub columns: Vec<String>,
}

impl Schema {
    /// Reads one migration file.
    pub fn read(&mut self, path: &str, text: &str) {
        let text = without_comments(&text.to_lowercase());
        let mut line = 1;
        for statement in text.split(';') {
            let leading = statement.len() - statement.trim_start().len();
            let skipped = statement.get(..leading).unwrap_or_default().matches('\n').count();
            let place = format!("{path}:{}", line + skipped);
            let tokens = tokens(statement);
            let words: Vec<&str> = tokens.iter().map(String::as_str).collect();
            if words.contains(&"references")
                || words.windows(2).any(|pair| pair == ["foreign", "key"])
            {
                self.references.push(place.clone());
            }
            self.statement(&place, &words);
            line += statement.matches('\n').count();
        }
    }

    fn statement(&mut self, place: &str, words: &[&str]) {
        let rest = |skip: &[&str]| -> Vec<String> {
            words
                .iter()
                .filter(|word| !skip.contains(*word))
                .map(|word| (*word).to_owned())
                .collect()
        };
        let plain = rest(&["if", "not", "exists", "unlogged", "temporary", "concurrently", "only"]);
        let plain: Vec<&str> = plain.iter().map(String::as_str).collect();
        match plain.as_slice() {
            ["create", "table", name, "(", ..] => {
                let body = inside_first_parentheses(words);
                self.create(place, name, &body);
            }
            ["create", "virtual", "table", name, ..] => {
                let table = Table { place: place.into(), native: true, ..Table::default() };
                self.tables.insert((*name).into(), table);
            }
            ["create", "unique", "index", ..] => self.unique_index(&plain),
            ["alter", "table", name, "add", "column", definition @ ..]
            | ["alter", "table", name, "add", definition @ ..] => {
                if let Some(table) = self.tables.get_mut(*name) {
                    table.item(definition);
                }
            }
            _ => {}
        }
    }

    fn create(&mut self, place: &str, name: &str, body: &[&str]) {
        let mut table = Table { place: place.into(), ..Table::default() };
        for item in split_at_commas(body) {
            table.item(&item);
        }
        self.tables.insert(name.into(), table);
    }

    fn unique_index(&mut self, words: &[&str]) {
        let Some(on) = words.iter().position(|word| *word == "on") else { return };
        let Some(table) = words.get(on + 1).and_then(|name| self.tables.get_mut(*name)) else {
            return;
        };
        let columns = columns_of(words.get(on + 2..).unwrap_or_default());
        table.keys.push(Key { what: "unique index", columns });
    }
}

impl Table {
    /// Takes in one item of a `create table`: a column or a constraint.
    fn item(&mut self, item: &[&str]) {
        let item = match item {
            ["constraint", _, rest @ ..] => rest,
            whole => whole,
        };
        match item {
            ["primary", "key", rest @ ..] => {
                self.keys.push(Key { what: "primary key", columns: columns_of(rest) });
            }
            ["unique", rest @ ..] => {
                self.keys.push(Key { what: "unique constraint", columns: columns_of(rest) });
            }
            ["check" | "foreign" | "exclude" | "like", ..] | [] => {}
            [name, rest @ ..] => self.column(name, rest),
        }
    }

    fn column(&mut self, name: &str, rest: &[&str]) {
        const ENDS: &[&str] = &[
            "not",
            "null",
            "primary",
            "unique",
            "check",
            "default",
            "references",
            "collate",
            "generated",
            "constraint",
        ];
        let kind: Vec<&str> =
            rest.iter().copied().take_while(|word| !ENDS.contains(word)).collect();
        self.columns.push((name.into(), kind.join(" ")));
        if rest.windows(2).any(|pair| pair == ["primary", "key"]) {
            self.keys.push(Key { what: "primary key", columns: vec![name.into()] });
        }
        if rest.contains(&"unique") {
            self.keys.push(Key { what: "unique constraint", columns: vec![name.into()] });
        }
    }
}

/// Blanks `-- …`, `/* … */` and the insides of quotes; lines are kept.
fn without_comments(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let (open, close) = match c {
            '-' if rest.starts_with("--") => (2, "\n"),
            '/' if rest.starts_with("/*") => (2, "*/"),
            '\'' => (1, "'"),
            _ => {
                out.push(c);
                rest = rest.get(c.len_utf8()..).unwrap_or_default();
                continue;
            }
        };
        let body = rest.get(open..).unwrap_or_default();
        let length = body.find(close).map_or(body.len(), |at| at + close.len());
        let (blanked, after) = body.split_at_checked(length).unwrap_or((body, ""));
        out.push(' ');
        out.extend(blanked.chars().filter(|c| *c == '\n'));
        rest = after;
    }
    out
}

/// Names, numbers and single marks.
fn tokens(text: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut word = String::new();
    for c in text.chars().chain([' ']) {
        if crate::rust::is_name(c) || matches!(c, '.' | '$') {
            word.push(c);
            continue;
        }
        if !word.is_empty() {
            tokens.push(std::mem::take(&mut word));
        }
        if !c.is_whitespace() && c != '"' {
            tokens.push(c.to_string());
        }
    }
    tokens
}

/// The tokens between the first `(` and its `)`.
fn inside_first_parentheses<'a>(words: &[&'a str]) -> Vec<&'a str> {
    let mut depth = 0;
    let mut inside = Vec::new();
    for word in words.iter().skip_while(|word| **word != "(").skip(1) {
        match *word {
            "(" => depth += 1,
            ")" if depth == 0 => break,
            ")" => depth -= 1,
            _ => {}
        }
        inside.push(*word);
    }
    inside
}

fn split_at_commas<'a>(words: &[&'a str]) -> Vec<Vec<&'a str>> {
    let mut items = vec![Vec::new()];
    let mut depth = 0;
    for word in words {
        match *word {
            "(" => depth += 1,
            ")" => depth -= 1,
            "," if depth == 0 => {
                items.push(Vec::new());
                continue;
            }
            _ => {}
        }
        if let Some(item) = items.last_mut() {
            item.push(*word);
        }
    }
    items
}

/// The first word of each item in the first parentheses: `(a, b desc)` gives a and b.
fn columns_of(words: &[&str]) -> Vec<String> {
    let inside = inside_first_parentheses(words);
    split_at_commas(&inside)
        .iter()
        .filter_map(|item| item.first())
        .map(|word| (*word).into())
        .collect()
}
