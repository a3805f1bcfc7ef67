//! `probity openapi`: the description of the API, generated from the code.

use std::process::ExitCode;

use anyhow::Result;

/// Prints the description.
pub(crate) fn run() -> Result<ExitCode> {
    println!("{}", web::openapi().trim_end());
    Ok(ExitCode::SUCCESS)
}
