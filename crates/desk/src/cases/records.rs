//! The records that a case can be about: the public ones of an organisation; for a purpose, which is
//! registered, those that agencies may see.

use disclosure::{AsOf, Channel, GateError, RecordState, RecordView, Refusal};
use policy::model::process::Process;
use serde::Serialize;
use vocabulary::Identifier;
use web::{
    WebError,
    door::{
        Fields, Language, Site, Staff,
        tell::{authority, title},
    },
};

use super::whom::Whom;
use crate::{lookups, whence::whence};

/// One of them.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Row {
    digest: String,
    on: String,
    title: String,
    item: String,
    authority: String,
}

/// The records, the latest first; or why they may not be looked at.
pub(super) fn of(
    site: &Site,
    language: Language,
    staff: &Staff,
    process: &Process,
    (whom, identifier, fields): (&Whom, &Identifier, &Fields),
) -> Result<Result<Vec<Row>, Refusal>, WebError> {
    let records = if identifier.kind.is_personal() || !fields.get("purpose").is_empty() {
        let viewer = match lookups::viewer(site, staff, identifier, fields) {
            Ok(viewer) => viewer,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let gate = site.gate().through(whence(site, staff, Channel::Desk));
        match gate.file(&viewer, whom.subject, AsOf::default()) {
            Ok(file) => file.map(|file| file.into_inner().records),
            Err(GateError::Refused(refusal)) => return Ok(Err(refusal)),
            Err(other) => return Err(other.into()),
        }
    } else {
        site.gate().page(whom.subject)?.map(|page| page.into_inner().records)
    };
    let records = records.unwrap_or_default();
    let fits = records.iter().filter(|record| fits(process, record));
    Ok(Ok(fits.map(|record| row(language, record)).collect()))
}

/// Whether a record is in force, and of an item that the process can be about.
fn fits(process: &Process, record: &RecordView) -> bool {
    let item = process.items.is_empty() || process.items.contains(&record.item);
    item && matches!(record.state, RecordState::Valid | RecordState::InObjection)
}

fn row(language: Language, record: &RecordView) -> Row {
    Row {
        digest: record.digest.clone(),
        on: record.decided_on.to_string(),
        title: title(language, record),
        item: language.of(&record.title),
        authority: authority(language, record),
    }
}
