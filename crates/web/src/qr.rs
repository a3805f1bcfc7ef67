//! Codes that a telephone reads: text in, an SVG of squares out.

mod png;

use std::fmt::Write;

use qrcode::{Color, EcLevel, QrCode};

use crate::chart::escaped;

/// Empty squares around a code, as the standard wants them.
const QUIET: usize = 4;

/// The code of a text, with `label` for those who do not see it; none if the text is too long.
///
/// It bears a loss of a quarter of its squares: it will be printed, folded and photographed.
pub fn qr(label: &str, text: &str) -> Option<String> {
    let code = QrCode::with_error_correction_level(text, EcLevel::Q).ok()?;
    let width = code.width();
    let mut path = String::new();
    for (y, row) in code.to_colors().chunks(width).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|one, next| one == next) {
            if run.first() == Some(&Color::Dark) {
                write!(path, "M{} {}h{}v1h-{}z", x + QUIET, y + QUIET, run.len(), run.len()).ok();
            }
            x += run.len();
        }
    }
    let side = width + 2 * QUIET;
    Some(format!(
        "<svg viewBox=\"0 0 {side} {side}\" width=\"{side}\" height=\"{side}\" role=\"img\" aria-label=\"{}\" \
         shape-rendering=\"crispEdges\"><path d=\"{path}\"/></svg>",
        escaped(label)
    ))
}

/// The same code as a picture to print; none if the text is too long.
pub fn png(text: &str) -> Option<Vec<u8>> {
    let code = QrCode::with_error_correction_level(text, EcLevel::Q).ok()?;
    let (width, colors) = (code.width(), code.to_colors());
    let side = width + 2 * QUIET;
    let mut field = vec![false; side * side];
    for (at, color) in colors.into_iter().enumerate() {
        let place = (at / width + QUIET) * side + at % width + QUIET;
        if let Some(square) = field.get_mut(place) {
            *square = color == Color::Dark;
        }
    }
    png::picture(&field, side)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_its_three_corners_and_its_quiet_edge() {
        let svg = qr("公开页面", "https://credit.example/subjects/91370102MA0000007F").unwrap();
        assert!(svg.contains("aria-label=\"公开页面\""));
        let side: usize =
            svg.split("viewBox=\"0 0 ").nth(1).unwrap().split(' ').next().unwrap().parse().unwrap();
        for corner in ["M4 4h7v1h-7z".to_owned(), format!("M{} 4h7v1h-7z", side - 11)] {
            assert!(svg.contains(&corner), "{corner} in {svg}");
        }
        assert!(!svg.contains("M0 ") && !svg.contains("M3 "), "the edge is quiet");
    }

    #[test]
    fn what_does_not_fit_is_none() {
        assert_eq!(qr("", &"信".repeat(2000)), None);
    }
}
