//! A list of numbers, checked line by line for one matter.

use vocabulary::{Identifier, IdentifierKind, UnifiedCode};

use super::{Checker, ask::unfit};
use crate::{BatchLine, CheckError, Question};

/// Subjects weighed in one step: one read, one durable append.
const STEP: usize = 200;

impl Checker {
    /// Checks a list: a text with one unified code a line, or a CSV whose first column holds it; a
    /// first line that is no code is a header. `question.subject` is not used. Lines keep their
    /// order; a line that cannot be checked says why.
    pub fn check_list(
        &self,
        question: &Question,
        list: &str,
    ) -> Result<Vec<BatchLine>, CheckError> {
        let inner = &*self.0;
        let today = inner.clock.today();
        let plan = inner.plan(today);
        let matter = plan
            .matters
            .get(&question.matter)
            .ok_or_else(|| CheckError::UnknownMatter { matter: question.matter.clone() })?;
        let numbers = numbers(list);
        let limit = inner.limits.batch_lines;
        if numbers.len() > limit {
            return Err(CheckError::TooLong { lines: numbers.len(), limit });
        }
        let asked = inner.asked(question, matter, today)?;
        let mut lines = Vec::with_capacity(numbers.len());
        for chunk in numbers.chunks(STEP) {
            let parsed: Vec<Result<Identifier, String>> =
                chunk.iter().map(|(_, number)| identifier(number)).collect();
            let fit = parsed.into_iter().map(|parsed| {
                let identifier = parsed?;
                match unfit(&identifier, matter, today) {
                    Some(refusal) => Err(refusal.reason),
                    None => Ok(inner.key.subject_id(&identifier)),
                }
            });
            let fit: Vec<_> = fit.collect();
            let subjects: Vec<_> = fit.iter().flatten().copied().collect();
            let mut answers = match subjects.as_slice() {
                [] => Vec::new(),
                some => inner.ask(&asked, some)?,
            }
            .into_iter();
            for ((line, number), fit) in chunk.iter().zip(fit) {
                lines.push(BatchLine {
                    line: *line,
                    number: number.clone(),
                    answer: if fit.is_ok() { answers.next() } else { None },
                    fault: fit.err(),
                });
            }
        }
        Ok(lines)
    }
}

fn identifier(number: &str) -> Result<Identifier, String> {
    match UnifiedCode::parse(number) {
        Ok(code) => Ok(code.identifier()),
        // 工商注册号 of households that have no unified code: 13 or 15 digits.
        Err(_) if matches!(number.len(), 13 | 15) && number.bytes().all(|b| b.is_ascii_digit()) => {
            let kind = IdentifierKind::RegistrationNumber;
            Ok(Identifier { kind, number: number.to_owned() })
        }
        Err(_) => Err("不是有效的统一社会信用代码或工商注册号，请核对".to_owned()),
    }
}

/// The first column of every line with its number from 1; blank lines and a header are left out.
fn numbers(list: &str) -> Vec<(u64, String)> {
    let list = list.trim_start_matches('\u{FEFF}');
    let first = |line: &str| {
        let cell = line.split([',', ';', '\t']).next().unwrap_or_default();
        cell.trim().trim_matches('"').trim().to_uppercase()
    };
    let lines = (1..).zip(list.lines().map(first)).filter(|(_, cell)| !cell.is_empty());
    let is_header = |cell: &str| !cell.bytes().any(|byte| byte.is_ascii_digit());
    lines.filter(|(line, cell)| !(*line == 1 && is_header(cell))).collect()
}

#[cfg(test)]
mod tests {
    use super::numbers;

    #[test]
    fn a_list_may_have_a_header_further_columns_and_blank_lines() {
        let list =
            "\u{FEFF}统一社会信用代码,名称\r\n\"91370100ma3c00011j\",甲\r\n\r\n370100123456789\n";
        let found = numbers(list);
        assert_eq!(
            found,
            [(2, "91370100MA3C00011J".to_owned()), (4, "370100123456789".to_owned())]
        );
    }
}
