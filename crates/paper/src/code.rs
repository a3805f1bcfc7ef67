//! Codes that a telephone reads, as squares of a page.

use qrcode::{Color, EcLevel, QrCode};

use crate::{
    PaperError,
    mark::{Area, INK, Mark},
};

/// The squares of an address, `side` wide, runs of a row as one; drawn as one shape, so that no light
/// shows between the rows.
pub(crate) fn squares(text: &str, (x, y): (f32, f32), side: f32) -> Result<Mark, PaperError> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M)
        .map_err(|_| PaperError::CodeTooLong { bytes: text.len() })?;
    let width = code.width();
    let unit = side / width as f32;
    let mut areas = Vec::new();
    for (row, line) in code.to_colors().chunks(width).enumerate() {
        let mut at = 0;
        for run in line.chunk_by(|one, next| one == next) {
            if run.first() == Some(&Color::Dark) {
                areas.push(Area {
                    x: x + at as f32 * unit,
                    y: y + row as f32 * unit,
                    width: run.len() as f32 * unit,
                    height: unit,
                });
            }
            at += run.len();
        }
    }
    Ok(Mark::Boxes { areas, colour: INK })
}
