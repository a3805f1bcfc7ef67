//! Many single-row inserts become few inserts of many rows: fewer messages and less planning.

/// Rows of the widest statement; more gain nothing.
const WIDEST: usize = 64;

/// An insert of one row of parameters: `… values ($1, $2, …) …`.
pub(super) struct Insert<'s> {
    head: &'s str,
    columns: usize,
    tail: &'s str,
}

impl<'s> Insert<'s> {
    /// Recognises an insert that may be widened without a change of meaning: its only parameters
    /// are the row, and it updates nothing (two rows of one statement may not update the same one).
    pub(super) fn parse(sql: &'s str) -> Option<Self> {
        let start = sql.find("values (")? + "values ".len();
        let (head, rest) = sql.split_at_checked(start)?;
        let (row, tail) = rest.strip_prefix('(')?.split_once(')')?;
        let mut columns = 0;
        for (parameter, number) in row.split(',').zip(1..) {
            if parameter.trim() != format!("${number}") {
                return None;
            }
            columns = number;
        }
        let begins = head.get(..6)?.eq_ignore_ascii_case("insert");
        let plain = !head.contains('$') && !tail.contains('$') && !tail.contains("do update");
        (begins && plain && !tail.contains("returning")).then_some(Self { head, columns, tail })
    }

    /// The statement for `rows` rows.
    pub(super) fn text(&self, rows: usize) -> String {
        let mut text = self.head.to_owned();
        for row in 0..rows {
            text.push_str(if row == 0 { "(" } else { ", (" });
            for column in 1..=self.columns {
                let comma = if column == 1 { "" } else { ", " };
                text.push_str(&format!("{comma}${}", row * self.columns + column));
            }
            text.push(')');
        }
        text + self.tail
    }
}

/// How many rows the next statement takes when `left` are left: few different widths, so that all
/// of them stay prepared.
pub(super) fn width(left: usize) -> usize {
    1 << left.clamp(1, WIDEST).ilog2()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_of_parameters_is_repeated() {
        let insert = Insert::parse("insert into t (a, b) values ($1, $2) on conflict do nothing");
        assert_eq!(
            insert.unwrap().text(2),
            "insert into t (a, b) values ($1, $2), ($3, $4) on conflict do nothing"
        );
        for sql in [
            "update t set a = $1",
            "insert into t (a, b) values ($1, $1)",
            "insert into t (a, b) values ($2, $1)",
            "insert into t (a, b) values ($1, lower($2))",
            "insert into t (a) values ($1) on conflict (a) do update set a = excluded.a",
            "insert into t (a) values ($1) returning a",
            "insert into t (a) select a from (values ($1)) where a > $1",
        ] {
            assert!(Insert::parse(sql).is_none(), "{sql}");
        }
    }

    #[test]
    fn widths_are_powers_of_two() {
        let widths: Vec<usize> = [1, 2, 3, 63, 64, 1000].into_iter().map(width).collect();
        assert_eq!(widths, [1, 2, 2, 32, 64, 64]);
    }
}
