//! Words of a condition.

use super::{ConditionError, Operator};

/// One word, with the character (from 1) at which it starts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) position: usize,
    pub(super) word: Word,
}

/// What a word is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Word {
    Name(String),
    Literal(String),
    Operator(Operator),
    Open,
    Close,
}

/// Splits the text into words.
pub(super) fn words(text: &str) -> Result<Vec<Token>, ConditionError> {
    let mut tokens = Vec::new();
    let mut rest = text.chars().enumerate().peekable();
    while let Some((index, first)) = rest.next() {
        let position = index + 1;
        let mut follows = |wanted: char| rest.next_if(|(_, next)| *next == wanted).is_some();
        let word = match first {
            space if space.is_whitespace() => continue,
            '(' | '（' => Word::Open,
            ')' | '）' => Word::Close,
            '=' => Word::Operator(Operator::Equal),
            '!' if follows('=') => Word::Operator(Operator::Unequal),
            '>' if follows('=') => Word::Operator(Operator::AtLeast),
            '>' => Word::Operator(Operator::Greater),
            '<' if follows('=') => Word::Operator(Operator::AtMost),
            '<' => Word::Operator(Operator::Less),
            '\'' | '"' => {
                let mut literal = String::new();
                loop {
                    match rest.next() {
                        Some((_, end)) if end == first => break Word::Literal(literal),
                        Some((_, inside)) => literal.push(inside),
                        None => return Err(refuse(position, "引号没有闭合")),
                    }
                }
            }
            start if start.is_ascii_digit() || start == '-' => {
                let mut number = String::from(start);
                while let Some((_, next)) =
                    rest.next_if(|(_, next)| next.is_ascii_digit() || matches!(next, '.' | '-'))
                {
                    number.push(next);
                }
                Word::Literal(number)
            }
            start if start.is_ascii_lowercase() => {
                let mut name = String::from(start);
                while let Some((_, next)) = rest.next_if(|(_, next)| {
                    next.is_ascii_lowercase() || next.is_ascii_digit() || *next == '_'
                }) {
                    name.push(next);
                }
                Word::Name(name)
            }
            other => {
                return Err(refuse(
                    position,
                    &format!("不认识的字符“{other}”；文字值要放在单引号里"),
                ));
            }
        };
        tokens.push(Token { position, word });
    }
    Ok(tokens)
}

/// A refusal at a character.
pub(super) fn refuse(position: usize, reason: &str) -> ConditionError {
    ConditionError { position, reason: reason.to_owned() }
}
