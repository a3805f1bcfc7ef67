//! The grammar of conditions: or < and < not < comparison.

use super::{
    ConditionError, Expression, Operand, Operator,
    lex::{Token, Word, refuse, words},
};

/// Deeper nesting than any rule needs; keeps a hostile text from exhausting the stack.
const DEPTH_MAX: usize = 32;

/// The expression of a whole text.
pub(super) fn expression(text: &str) -> Result<Expression, ConditionError> {
    let end = text.chars().count() + 1;
    let mut reader = Reader { tokens: words(text)?.into_iter().peekable(), end, depth: 0 };
    let root = reader.any()?;
    match reader.tokens.next() {
        None => Ok(root),
        Some(extra) => Err(refuse(extra.position, "条件到此已经完整，后面多出了内容")),
    }
}

struct Reader {
    tokens: std::iter::Peekable<std::vec::IntoIter<Token>>,
    end: usize,
    depth: usize,
}

impl Reader {
    fn any(&mut self) -> Result<Expression, ConditionError> {
        let mut parts = vec![self.all()?];
        while self.keyword("or") {
            parts.push(self.all()?);
        }
        Ok(single(parts, Expression::Any))
    }

    fn all(&mut self) -> Result<Expression, ConditionError> {
        let mut parts = vec![self.one()?];
        while self.keyword("and") {
            parts.push(self.one()?);
        }
        Ok(single(parts, Expression::All))
    }

    fn one(&mut self) -> Result<Expression, ConditionError> {
        self.depth += 1;
        if self.depth > DEPTH_MAX {
            return Err(refuse(self.position(), "嵌套太深"));
        }
        let part = if self.keyword("not") {
            Expression::Not(Box::new(self.one()?))
        } else if self.take(&Word::Open) {
            let inner = self.any()?;
            if !self.take(&Word::Close) {
                return Err(refuse(self.position(), "缺少右括号"));
            }
            inner
        } else {
            self.comparison()?
        };
        self.depth -= 1;
        Ok(part)
    }

    fn comparison(&mut self) -> Result<Expression, ConditionError> {
        let field = self.name("此处应为字段名")?;
        let position = self.position();
        let operator = match self.tokens.next().map(|token| token.word) {
            Some(Word::Operator(operator)) => operator,
            Some(Word::Name(word)) if word == "includes" => Operator::Includes,
            Some(Word::Name(word)) if word == "contains" => Operator::Contains,
            Some(Word::Name(word)) if word == "is" => return self.presence(field),
            _ => {
                return Err(refuse(
                    position,
                    "此处应为比较：= != > >= < <= includes contains is present is absent",
                ));
            }
        };
        let position = self.position();
        let operand = match self.tokens.next().map(|token| token.word) {
            Some(Word::Literal(text)) => Operand::Literal(text.into()),
            Some(Word::Name(name)) if !is_keyword(&name) => Operand::Field(name.into()),
            _ => return Err(refuse(position, "此处应为引号里的文字、数字、日期或另一字段名")),
        };
        Ok(Expression::Compare { field, operator, operand })
    }

    fn presence(&mut self, field: Box<str>) -> Result<Expression, ConditionError> {
        if self.keyword("present") {
            Ok(Expression::Present(field))
        } else if self.keyword("absent") {
            Ok(Expression::Not(Box::new(Expression::Present(field))))
        } else {
            Err(refuse(self.position(), "is 之后只能是 present 或 absent"))
        }
    }

    fn name(&mut self, reason: &str) -> Result<Box<str>, ConditionError> {
        let position = self.position();
        match self.tokens.next().map(|token| token.word) {
            Some(Word::Name(name)) if !is_keyword(&name) => Ok(name.into()),
            _ => Err(refuse(position, reason)),
        }
    }

    fn keyword(&mut self, wanted: &str) -> bool {
        self.tokens
            .next_if(|token| matches!(&token.word, Word::Name(name) if name == wanted))
            .is_some()
    }

    fn take(&mut self, wanted: &Word) -> bool {
        self.tokens.next_if(|token| token.word == *wanted).is_some()
    }

    fn position(&mut self) -> usize {
        self.tokens.peek().map_or(self.end, |token| token.position)
    }
}

fn is_keyword(name: &str) -> bool {
    matches!(name, "and" | "or" | "not" | "is" | "includes" | "contains" | "present" | "absent")
}

fn single(mut parts: Vec<Expression>, many: fn(Vec<Expression>) -> Expression) -> Expression {
    match (parts.len(), parts.pop()) {
        (1, Some(only)) => only,
        (_, Some(last)) => {
            parts.push(last);
            many(parts)
        }
        (_, None) => many(parts),
    }
}
