//! Words: nothing unfinished, no code in comments, no word the glossary refuses.

use crate::{Fault, Tree, rust};

/// Marks of unfinished work. Written in halves, so that this file does not find itself.
const UNFINISHED: &[&str] = &[concat!("TO", "DO"), concat!("FIX", "ME"), concat!("X", "XX")];

/// Words of the glossary's column "not" that are never used in a name of ours.
const REFUSED: &[(&str, &str)] = &[
    ("blacklist", "the list has a legal name, such as seriously-untrustworthy"),
    ("black_list", "the list has a legal name, such as seriously-untrustworthy"),
    ("whitelist", "say red list, or what is allowed"),
    ("white_list", "say red list, or what is allowed"),
    ("sanction", "say measure, or joint action"),
    ("customer", "say subject"),
];

/// Nothing is left unfinished: no such marks, no test that is switched off.
pub fn unfinished(tree: &Tree) -> Vec<Fault> {
    let mut faults = Vec::new();
    for file in tree.ending(".rs") {
        let source = rust::scan(&file.text);
        for comment in &source.comments {
            let words: Vec<&str> = comment.text.split(|c| !rust::is_name(c)).collect();
            if let Some(word) = UNFINISHED.iter().find(|word| words.contains(word)) {
                faults.push(format!(
                    "{}:{}: `{word}`; finish it or file it",
                    file.path, comment.line
                ));
            }
        }
        for (index, line) in source.code.lines().enumerate() {
            let dense: String = line.split_whitespace().collect();
            if dense.contains("#[ignore") {
                faults.push(format!("{}:{}: a test that never runs", file.path, index + 1));
            }
            if dense.contains("unimplemented!(") || dense.contains("todo!(") {
                faults.push(format!("{}:{}: unfinished code", file.path, index + 1));
            }
        }
    }
    for file in tree.files.iter().filter(|file| is_written_by_hand(&file.path)) {
        for (index, line) in file.text.lines().enumerate() {
            let found = UNFINISHED
                .iter()
                .find(|word| line.split(|c| !rust::is_name(c)).any(|part| part == **word));
            if let Some(word) = found {
                faults.push(format!("{}:{}: `{word}`; finish it or file it", file.path, index + 1));
            }
        }
    }
    faults
}

fn is_written_by_hand(path: &str) -> bool {
    [".md", ".toml", ".sql", ".html", ".css", ".js"].iter().any(|ending| path.ends_with(ending))
        && !path.starts_with("fixtures/")
}

/// No comment holds code that was switched off.
pub fn commented_out(tree: &Tree) -> Vec<Fault> {
    let mut faults = Vec::new();
    for file in tree.ending(".rs") {
        for comment in rust::scan(&file.text).comments {
            let inside = comment.text.trim_start_matches("//").trim_start_matches("/*");
            let documents = comment.text.starts_with("///") || comment.text.starts_with("//!");
            if !documents && inside.lines().any(is_code) {
                faults.push(format!(
                    "{}:{}: code in a comment; delete it, git remembers",
                    file.path, comment.line
                ));
            }
        }
    }
    faults
}

fn is_code(line: &str) -> bool {
    let line = line.trim();
    let opens = ["let ", "fn ", "use ", "pub ", "return ", "mod ", "impl ", "if ", "for ", "#["];
    let closed = line.ends_with(';') || line.ends_with('{') || line.ends_with(']');
    (closed && opens.iter().any(|open| line.starts_with(open)))
        || (line.ends_with(");") && line.contains('('))
        || matches!(line, "}" | "});" | "};")
}

/// No name of ours uses a word that the glossary refuses.
pub fn refused_words(tree: &Tree) -> Vec<Fault> {
    let mut faults = Vec::new();
    for file in &tree.files {
        let code = if file.path.ends_with(".rs") {
            rust::scan(&file.text).code
        } else if file.path.ends_with(".sql") {
            file.text.clone()
        } else {
            continue;
        };
        for (line, name) in rust::names(&code) {
            if let Some((word, instead)) = refused(name) {
                faults.push(format!("{}:{line}: `{name}` uses `{word}`; {instead}", file.path));
            }
        }
        if let Some((word, instead)) = refused(file.stem()) {
            faults.push(format!("{}:1: is named after `{word}`; {instead}", file.path));
        }
    }
    faults
}

fn refused(name: &str) -> Option<(&'static str, &'static str)> {
    let name = name.to_lowercase();
    REFUSED.iter().copied().find(|(word, _)| name.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unfinished_work_is_found_and_talk_of_it_in_strings_is_not() {
        let mark = UNFINISHED[0];
        let tree = Tree::of(&[
            ("src/a.rs", &format!("//! A.\n// {mark}: more\nfn a() {{ b(\"{mark}\"); }}\n")),
            ("src/b.rs", &format!("//! B.\n#[{}]\nfn b() {{}}\n", "ignore = \"slow\"")),
            ("docs/a.md", &format!("{mark} later\n")),
        ]);
        assert_eq!(unfinished(&tree).len(), 3);
    }

    #[test]
    fn code_in_comments_is_found_and_prose_is_not() {
        let tree = Tree::of(&[(
            "src/a.rs",
            "//! A.\n// let x = 1;\n// We let go; then (as said) we stop.\n/// `let x = 1;`\n// }\n\
             // For a list { it matters }\n// call(me);\n",
        )]);
        assert_eq!(commented_out(&tree).len(), 3, "{:?}", commented_out(&tree));
    }

    #[test]
    fn refused_words_are_found_in_names_only() {
        let tree = Tree::of(&[
            ("src/a.rs", "//! No blacklist.\nfn is_blacklisted() { say(\"blacklist\") }\n"),
            ("migrations/sqlite/0001_a.sql", "create table a_customers (id integer);"),
        ]);
        assert_eq!(refused_words(&tree).len(), 2);
    }
}
