//! Reads Rust source just well enough: parts code from comments and literals, finds functions.

/// A piece of source and the line (from 1) it begins on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Line, from 1.
    pub line: usize,
    /// The text without its delimiters; escapes are left as written.
    pub text: String,
}

/// Source taken apart.
#[derive(Clone, Debug, Default)]
pub struct Source {
    /// The code with the insides of comments and literals blanked; lines are kept.
    pub code: String,
    /// The string literals.
    pub strings: Vec<Piece>,
    /// The comments, with their slashes: one piece a line comment.
    pub comments: Vec<Piece>,
}

/// A function with a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Function {
    /// Its name.
    pub name: String,
    /// The line of `fn`.
    pub first: usize,
    /// The line of the closing brace.
    pub last: usize,
}

/// Takes source apart.
pub fn scan(text: &str) -> Source {
    let mut scanner =
        Scanner { chars: text.chars().collect(), at: 0, line: 1, out: Source::default() };
    while scanner.at < scanner.chars.len() {
        scanner.step();
    }
    scanner.out
}

struct Scanner {
    chars: Vec<char>,
    at: usize,
    line: usize,
    out: Source,
}

impl Scanner {
    fn peek(&self, ahead: usize) -> char {
        self.chars.get(self.at + ahead).copied().unwrap_or('\0')
    }

    fn before(&self, back: usize) -> char {
        self.at.checked_sub(back).and_then(|at| self.chars.get(at)).copied().unwrap_or('\0')
    }

    /// Moves on by one; keeps the character in the code when `shown`, else a blank.
    fn advance(&mut self, shown: bool) -> char {
        let c = self.peek(0);
        if c == '\n' {
            self.line += 1;
        }
        self.out.code.push(if shown || c == '\n' { c } else { ' ' });
        self.at += 1;
        c
    }

    fn take_while(&mut self, mut inside: impl FnMut(&Self) -> bool) -> String {
        let mut text = String::new();
        while self.at < self.chars.len() && inside(self) {
            text.push(self.advance(false));
        }
        text
    }

    fn step(&mut self) {
        match (self.peek(0), self.peek(1)) {
            ('/', '/') => {
                let line = self.line;
                let text = self.take_while(|s| s.peek(0) != '\n');
                self.out.comments.push(Piece { line, text });
            }
            ('/', '*') => self.block_comment(),
            ('"', _) => self.string(),
            ('r', '"' | '#') if self.opens_raw() => self.raw_string(),
            ('\'', _) => self.quote(),
            _ => {
                self.advance(true);
            }
        }
    }

    fn block_comment(&mut self) {
        let line = self.line;
        let mut depth = 0_usize;
        let mut text = String::new();
        while self.at < self.chars.len() {
            match (self.peek(0), self.peek(1)) {
                ('/', '*') => depth += 1,
                ('*', '/') => depth -= 1,
                _ => {
                    text.push(self.advance(false));
                    continue;
                }
            }
            text.push(self.advance(false));
            text.push(self.advance(false));
            if depth == 0 {
                break;
            }
        }
        self.out.comments.push(Piece { line, text });
    }

    fn string(&mut self) {
        let line = self.line;
        self.advance(true);
        let mut escaped = false;
        let text = self.take_while(|s| {
            let c = s.peek(0);
            let inside = escaped || c != '"';
            escaped = !escaped && c == '\\';
            inside
        });
        self.advance(true);
        self.out.strings.push(Piece { line, text });
    }

    /// Whether `r` opens a raw string: `r"`, `r#"`, with `b` or `c` before it or no name at all.
    fn opens_raw(&self) -> bool {
        let hashes = (1..).take_while(|ahead| self.peek(*ahead) == '#').count();
        let alone = !is_name(self.before(1))
            || (matches!(self.before(1), 'b' | 'c') && !is_name(self.before(2)));
        alone && self.peek(1 + hashes) == '"'
    }

    fn raw_string(&mut self) {
        let line = self.line;
        self.advance(true);
        let mut hashes = 0;
        while self.peek(0) == '#' {
            self.advance(false);
            hashes += 1;
        }
        self.advance(true);
        let text =
            self.take_while(|s| s.peek(0) != '"' || (1..=hashes).any(|ahead| s.peek(ahead) != '#'));
        for _ in 0..=hashes {
            self.advance(false);
        }
        self.out.strings.push(Piece { line, text });
    }

    /// A character literal, or a lifetime.
    fn quote(&mut self) {
        let literal = self.peek(1) == '\\' || self.peek(2) == '\'';
        self.advance(true);
        if literal {
            if self.advance(false) == '\\' {
                self.advance(false);
            }
            self.take_while(|s| s.peek(0) != '\'');
            self.advance(true);
        }
    }
}

/// Whether a character can stand in a name.
pub fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Names and keywords in code whose literals are blanked, each with its line.
pub fn names(code: &str) -> impl Iterator<Item = (usize, &str)> {
    code.lines().enumerate().flat_map(|(index, line)| {
        line.split(|c| !is_name(c))
            .filter(|word| !word.is_empty())
            .map(move |word| (index + 1, word))
    })
}

/// The functions that have a body, by matching braces in code whose literals are blanked.
pub fn functions(code: &str) -> Vec<Function> {
    let chars: Vec<char> = code.chars().collect();
    let at = |index: usize| chars.get(index).copied().unwrap_or('\0');
    let mut found = Vec::new();
    let mut line = 1;
    for index in 0..chars.len() {
        if at(index) == '\n' {
            line += 1;
        }
        let keyword = at(index) == 'f'
            && at(index + 1) == 'n'
            && at(index + 2).is_whitespace()
            && (index == 0 || !is_name(at(index - 1)));
        if !keyword {
            continue;
        }
        let name: String = (index + 3..).map(at).take_while(|c| is_name(*c) || *c == '$').collect();
        if let Some(lines) = body_lines(chars.get(index..).unwrap_or_default()) {
            found.push(Function { name, first: line, last: line + lines });
        }
    }
    found
}

/// How many lines lie between `fn` and the brace that closes its body; none without a body.
fn body_lines(chars: &[char]) -> Option<usize> {
    let (mut round, mut curly, mut lines) = (0_i32, 0_i32, 0);
    for c in chars {
        match c {
            '\n' => lines += 1,
            '(' | '[' => round += 1,
            ')' | ']' => round -= 1,
            ';' if round == 0 && curly == 0 => return None,
            '{' => curly += 1,
            '}' => {
                curly -= 1;
                if curly == 0 && round == 0 {
                    return Some(lines);
                }
                if curly < 0 {
                    return None;
                }
            }
            _ => {}
        }
    }
    None
}

/// The lines that belong to `#[cfg(test)]` items with a body, as inclusive ranges.
pub fn test_lines(code: &str) -> Vec<(usize, usize)> {
    let mut ranges = Vec::new();
    let mut line = 1;
    let mut rest = code;
    while let Some(at) = rest.find("#[cfg(test)]") {
        let (before, after) = rest.split_at(at);
        line += before.matches('\n').count();
        let chars: Vec<char> = after.chars().collect();
        if let Some(lines) = body_lines(&chars) {
            ranges.push((line, line + lines));
        }
        rest = after.get("#[cfg(test)]".len()..).unwrap_or_default();
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_and_comments_leave_the_code() {
        let source =
            scan("let a = \"}\\\"{\"; // fn {\nlet b = '{'; let c: &'a str = r#\"x\"y\"#; /* } */");
        assert!(!source.code.contains('{') && !source.code.contains('}'));
        let texts: Vec<&str> = source.strings.iter().map(|piece| piece.text.as_str()).collect();
        assert_eq!(texts, ["}\\\"{", "x\"y"]);
        assert_eq!(source.comments.len(), 2);
        assert_eq!(source.comments[1].line, 2);
        assert!(source.code.contains("&'a str"));
    }

    #[test]
    fn escaped_quotes_and_byte_literals_end_where_they_end() {
        let source = scan(r#"f(b'\'', '\\', b"a", '中', "b"); let r = 1; x(r);"#);
        let texts: Vec<&str> = source.strings.iter().map(|piece| piece.text.as_str()).collect();
        assert_eq!(texts, ["a", "b"]);
        assert!(source.code.ends_with("let r = 1; x(r);"));
    }

    #[test]
    fn functions_are_measured_by_their_braces() {
        let code = "trait T { fn none(&self) -> [u8; 4]; }\nfn one() -> fn(u8) {\n if x { y }\n}\n";
        let found = functions(code);
        assert_eq!(found, [Function { name: "one".into(), first: 2, last: 4 }]);
    }

    #[test]
    fn test_modules_are_found() {
        let code = "fn a() {}\n#[cfg(test)]\nmod tests {\n fn b() {}\n}\nfn c() {}\n";
        assert_eq!(test_lines(code), [(2, 5)]);
        assert_eq!(test_lines("#[cfg(test)]\nmod tests;\n"), []);
    }
}
