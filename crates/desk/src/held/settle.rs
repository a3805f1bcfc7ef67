//! An officer's decision on a held row.

use axum::{extract::State, response::Response};
use intake::IntakeError;
use vocabulary::UnifiedCode;
use web::{
    WebError,
    door::{Fields, Form, Named, Site, Staff, Visit, said},
};

use super::show::OTHER;
use crate::may;

/// `POST /desk/held/{batch}/{line}`
pub(super) async fn settle(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Named((batch, line)): Named<(String, u64)>,
    Form(fields): Form<Fields>,
) -> Result<Response, WebError> {
    let own = format!("/desk/held/{batch}/{line}");
    let (done, key) = site
        .ask(move |site| {
            let receipt = site.intake().receipt(&batch)?;
            if !may::reaches(site.law(), &staff, &receipt.agency) {
                return Err(WebError::Missing);
            }
            decide(site, &staff, (&batch, line), &fields)
        })
        .await?;
    Ok(said(&visit, if done { "/desk/held" } else { &own }, key))
}

/// Whether the row is settled, and what is said about it.
fn decide(
    site: &Site,
    staff: &Staff,
    (batch, line): (&str, u64),
    fields: &Fields,
) -> Result<(bool, &'static str), WebError> {
    let (by, reason) = (staff.actor(), fields.get("reason"));
    let settled = if fields.get("verdict") == "release" {
        let meant = match whom(fields) {
            Ok(meant) => meant,
            Err(key) => return Ok((false, key)),
        };
        match site.intake().held_row(batch, line) {
            Ok(held) if meant.is_none() && !held.person => {
                return Ok((false, "desk.said.nobody_meant"));
            }
            Ok(_) => {}
            Err(IntakeError::NoSuchRecord) => return Ok((true, "desk.said.settled_already")),
            Err(other) => return Err(other.into()),
        }
        site.intake().release(&by, batch, line, reason, meant.as_ref()).map(|_| true)
    } else {
        site.intake().dismiss(&by, batch, line, reason).map(|()| false)
    };
    match settled {
        Ok(true) => Ok((true, "desk.said.released")),
        Ok(false) => Ok((true, "desk.said.dismissed")),
        Err(IntakeError::NoReason) => Ok((false, "desk.said.no_reason")),
        Err(IntakeError::Faulty { .. }) => Ok((false, "desk.said.still_faulty")),
        Err(IntakeError::State { .. }) => Ok((true, "desk.said.settled_already")),
        Err(other) => Err(other.into()),
    }
}

/// Who is meant by the form: nobody for persons, who are known by their number.
///
/// Errors: a key of the message catalog that says what to do.
fn whom(fields: &Fields) -> Result<Option<UnifiedCode>, &'static str> {
    let code = match fields.get("meant") {
        OTHER => fields.get("code"),
        chosen => chosen,
    };
    match code {
        "" => Ok(None),
        code => UnifiedCode::parse(code).map(Some).map_err(|_| "desk.said.code_wrong"),
    }
}
