//! Cells of a CSV file that table programs open.

/// A cell in quotes; what a table program would run as a formula is written as text.
pub(crate) fn cell(value: &str) -> String {
    let formula = value.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let guard = if formula && value.parse::<f64>().is_err() { "'" } else { "" };
    format!("\"{guard}{}\"", value.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn formulas_become_text_and_quotes_are_doubled() {
        assert_eq!(cell("=1+1"), "\"'=1+1\"");
        assert_eq!(cell("-12.5"), "\"-12.5\"");
        assert_eq!(cell("a \"b\""), "\"a \"\"b\"\"\"");
    }
}
