//! An officer's decision on a held row.

use axum::{extract::State, response::Response};
use intake::IntakeError;
use web::{
    WebError,
    door::{Fields, Form, Named, Site, Staff, Visit, said},
};

use crate::may;

/// `POST /desk/held/{batch}/{line}`
pub(super) async fn settle(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Named((batch, line)): Named<(String, u64)>,
    Form(fields): Form<Fields>,
) -> Result<Response, WebError> {
    let key = site
        .ask(move |site| {
            let receipt = site.intake().receipt(&batch)?;
            if !may::reaches(site.law(), &staff, &receipt.agency) {
                return Err(WebError::Missing);
            }
            let (by, reason) = (staff.actor(), fields.get("reason"));
            let settled = match fields.get("verdict") {
                "release" => site.intake().release(&by, &batch, line, reason, None).map(|_| true),
                _ => site.intake().dismiss(&by, &batch, line, reason).map(|()| false),
            };
            match settled {
                Ok(true) => Ok("desk.said.released"),
                Ok(false) => Ok("desk.said.dismissed"),
                Err(IntakeError::NoReason) => Ok("desk.said.no_reason"),
                Err(IntakeError::Faulty { .. }) => Ok("desk.said.still_faulty"),
                Err(other) => Err(other.into()),
            }
        })
        .await?;
    Ok(said(&visit, "/desk/held", key))
}
