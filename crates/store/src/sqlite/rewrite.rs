//! `$1` of the common SQL text becomes `?1`: to SQLite `$1` is a name, numbered by appearance.

use std::collections::HashMap;

/// Statements of the whole program are fewer; made-up ones (lists of values) must not pile up.
const KEPT: usize = 1024;

/// Texts rewritten before.
#[derive(Default)]
pub(crate) struct Rewritten(HashMap<Box<str>, Box<str>>);

impl Rewritten {
    /// The SQLite form of a text.
    pub(crate) fn get(&mut self, sql: &str) -> &str {
        if self.0.len() > KEPT {
            self.0.clear();
        }
        if !self.0.contains_key(sql) {
            self.0.insert(sql.into(), positional(sql).into());
        }
        self.0.get(sql).map_or("", |text| text)
    }
}

/// Replaces `$` before a digit, outside of quotes.
fn positional(sql: &str) -> String {
    let mut quote = None;
    let mut letters = sql.chars().peekable();
    let mut text = String::with_capacity(sql.len());
    while let Some(letter) = letters.next() {
        match (letter, quote) {
            ('\'' | '"', None) => quote = Some(letter),
            (_, Some(open)) if open == letter => quote = None,
            ('$', None) if letters.peek().is_some_and(char::is_ascii_digit) => {
                text.push('?');
                continue;
            }
            _ => {}
        }
        text.push(letter);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::positional;

    #[test]
    fn numbers_become_positions_outside_of_quotes() {
        assert_eq!(positional("select $2, $1, '$3', \"a$4\""), "select ?2, ?1, '$3', \"a$4\"");
        assert_eq!(positional("select 'it''s $1', $1, $x"), "select 'it''s $1', ?1, $x");
    }
}
