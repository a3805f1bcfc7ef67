//! Certificates: issued under a number that nobody guesses, and revoked.

use disclosure::masked_name;
use ledger::Scribe;
use policy::{model::process::FieldKind, process::last_day};
use serde_json::Map;

use super::{Done, nothing, set::unit};
use crate::{WorkflowError, certificate, doing::Doing};

/// Where the letters of the step find the number.
const PLACE: &str = "certificate";

pub(super) fn certify(
    doing: &mut Doing<'_>,
    scribe: &mut Scribe<'_>,
    (holder, shows, until): (&str, &[String], Option<&str>),
) -> Result<(), WorkflowError> {
    let named = doing.field(holder).ok_or_else(|| nothing("没有写明持证人"))?;
    let holder = masked_name(&doing.inner.law, named);
    let certificate = certificate::fresh(doing.today, &*doing.inner.entropy);
    let mut fields = Map::new();
    for id in shows {
        let Some(value) = doing.field(id).map(str::to_owned) else { continue };
        let kind = doing.process.field(id).map(|field| field.kind);
        let titled = match kind {
            Some(FieldKind::Announced) => doing.inner.title_of_case(scribe.tx(), &value)?,
            _ => None,
        };
        fields.insert(id.clone(), titled.unwrap_or(value).into());
    }
    let running = until.and_then(|clock| doing.clocks.iter().find(|one| one.clock == clock));
    let until = running.and_then(last_day);
    let unit = unit(doing).map(|unit| unit.id.clone()).unwrap_or_default();
    doing.fields.insert(PLACE.to_owned(), certificate.clone());
    doing.did(&Done::Certified { certificate, unit, holder, fields, until })
}

pub(super) fn revoke(doing: &mut Doing<'_>) -> Result<(), WorkflowError> {
    doing.did(&Done::Revoked)
}
