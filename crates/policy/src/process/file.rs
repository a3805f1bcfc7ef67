//! A process in a file of its own, before it stands in any pack.

use std::{path::Path, sync::Arc};

use crate::{
    checks::process::check_alone, error::Refusal, model::process::Process, pack::read::named,
    source::Source,
};

impl Process {
    /// Reads a file and checks what can be checked without the rest of the law.
    pub fn read(file: &Path) -> Result<Self, Refusal> {
        let path = file.display().to_string();
        let text = std::fs::read_to_string(file).map_err(|error| Refusal::Unreadable {
            path: path.clone(),
            reason: error.to_string(),
        })?;
        let mut findings = Vec::new();
        let filed = named::<Self>(&Arc::new(Source { path, text }), &mut findings);
        if let Some(filed) = &filed {
            findings.extend(check_alone(filed));
        }
        match filed {
            Some(filed) if findings.is_empty() => Ok(filed.value),
            _ => Err(Refusal::Refused(findings)),
        }
    }
}
