//! Conditions over the fields of a record: `kind includes '罚款' and fine > 0`.
//!
//! Comparison: `= != > >= < <=`, between a field and a text in quotes, a number, a date or another
//! field. `includes` asks for a member of a `;`-joined set, `contains` for a part of the text,
//! `is present` and `is absent` whether there is a value. `and`, `or`, `not`, parentheses.
//! Two dates compare as dates, two numbers as numbers (nine decimals, exactly), all else as text.
//! An absent value makes every comparison false, except `!=`, which is `not =`.

mod decimal;
mod lex;
mod parse;
#[cfg(test)]
mod tests;

use std::cmp::Ordering;

use crate::values::Values;

/// A parsed condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    root: Expression,
    text: Box<str>,
}

/// Why a text is no condition.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("第 {position} 个字符处：{reason}")]
pub struct ConditionError {
    /// Character (from 1) at which reading stopped.
    pub position: usize,
    /// What was expected or found, in Chinese.
    pub reason: String,
}

/// A part of a condition.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Expression {
    All(Vec<Expression>),
    Any(Vec<Expression>),
    Not(Box<Expression>),
    Compare { field: Box<str>, operator: Operator, operand: Operand },
    Present(Box<str>),
}

/// What stands on the right of a comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Operand {
    /// A text, number or date as written.
    Literal(Box<str>),
    /// Another field, or `today`.
    Field(Box<str>),
}

/// How two values are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    /// `=`
    Equal,
    /// `!=`
    Unequal,
    /// `>`
    Greater,
    /// `>=`
    AtLeast,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `includes`
    Includes,
    /// `contains`
    Contains,
}

impl Condition {
    /// Reads a condition.
    pub fn parse(text: &str) -> Result<Self, ConditionError> {
        Ok(Self { root: parse::expression(text)?, text: text.into() })
    }

    /// Whether it holds for these values.
    pub fn holds(&self, values: &dyn Values) -> bool {
        self.root.holds(values)
    }

    /// The text as written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Every field it looks at, `today` included, in the order of the text.
    pub fn fields(&self) -> Vec<&str> {
        let mut fields = Vec::new();
        self.root.visit(&mut |part| match part {
            Expression::Compare { field, operand, .. } => {
                fields.push(&**field);
                if let Operand::Field(other) = operand {
                    fields.push(&**other);
                }
            }
            Expression::Present(field) => fields.push(&**field),
            _ => {}
        });
        fields
    }

    /// Every comparison of a field with a literal: field, operator, literal.
    pub fn literals(&self) -> Vec<(&str, Operator, &str)> {
        let mut literals = Vec::new();
        self.root.visit(&mut |part| {
            if let Expression::Compare { field, operator, operand: Operand::Literal(text) } = part {
                literals.push((&**field, *operator, &**text));
            }
        });
        literals
    }
}

impl Expression {
    fn holds(&self, values: &dyn Values) -> bool {
        match self {
            Self::All(parts) => parts.iter().all(|part| part.holds(values)),
            Self::Any(parts) => parts.iter().any(|part| part.holds(values)),
            Self::Not(part) => !part.holds(values),
            Self::Present(field) => present(values, field).is_some(),
            Self::Compare { field, operator, operand } => {
                let right = match operand {
                    Operand::Literal(text) => Some(&**text),
                    Operand::Field(other) => present(values, other),
                };
                match (present(values, field), right) {
                    (Some(left), Some(right)) => operator.holds(left, right),
                    _ => *operator == Operator::Unequal,
                }
            }
        }
    }

    fn visit<'a>(&'a self, see: &mut dyn FnMut(&'a Expression)) {
        see(self);
        match self {
            Self::All(parts) | Self::Any(parts) => {
                for part in parts {
                    part.visit(see);
                }
            }
            Self::Not(part) => part.visit(see),
            Self::Compare { .. } | Self::Present(_) => {}
        }
    }
}

impl Operator {
    fn holds(self, left: &str, right: &str) -> bool {
        match self {
            Self::Equal => compare(left, right) == Ordering::Equal,
            Self::Unequal => compare(left, right) != Ordering::Equal,
            Self::Greater => compare(left, right) == Ordering::Greater,
            Self::AtLeast => compare(left, right) != Ordering::Less,
            Self::Less => compare(left, right) == Ordering::Less,
            Self::AtMost => compare(left, right) != Ordering::Greater,
            Self::Includes => members(left).any(|member| member == right),
            Self::Contains => left.contains(right),
        }
    }
}

/// The members of a `;`-joined set.
pub fn members(text: &str) -> impl Iterator<Item = &str> {
    text.split([';', '；']).map(str::trim).filter(|member| !member.is_empty())
}

fn present<'a>(values: &'a dyn Values, field: &str) -> Option<&'a str> {
    values.value(field).filter(|value| !value.is_empty())
}

/// Dates in ISO form order as text; so only numbers need their own order.
fn compare(left: &str, right: &str) -> Ordering {
    match (decimal::parse(left), decimal::parse(right)) {
        (Some(left), Some(right)) => left.cmp(&right),
        _ => left.cmp(right),
    }
}
