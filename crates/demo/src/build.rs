//! Builds the city: writes the departments' files and sends them through the real intake.

use std::path::Path;

use intake::{Intake, Progress, Receipt, Submission};
use policy::Law;

use crate::{
    error::DemoError,
    sheet::{self, City, Sheet},
};

/// Builds `city`; the files stay in `folder`. `seen` is told of each file and its receipt.
pub fn build(
    city: City,
    law: &Law,
    intake: &Intake,
    folder: &Path,
    mut seen: impl FnMut(&Sheet, &Receipt),
) -> Result<Vec<Sheet>, DemoError> {
    let sheets = sheet::write(city, law, folder)?;
    for sheet in &sheets {
        let receipt = send(sheet, intake)?;
        seen(sheet, &receipt);
    }
    Ok(sheets)
}

/// Sends one file through `intake`.
pub fn send(sheet: &Sheet, intake: &Intake) -> Result<Receipt, DemoError> {
    let file = std::fs::File::open(&sheet.path)?;
    let submission = Submission {
        item: sheet.item.clone(),
        agency: sheet.agency.clone(),
        reviewed: Some("demo".to_owned()),
        ..Submission::file(&sheet.path)
    };
    Ok(intake.submit(&submission, file, &mut Progress::silent())?)
}
