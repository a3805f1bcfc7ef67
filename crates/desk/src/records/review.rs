//! The review by a second person of the unit, and dropping what was not filed.

use axum::{extract::State, http::StatusCode, response::Response};
use web::{
    WebError,
    door::{Fields, Form, Named, Site, Staff, Visit, page, said},
};

use super::{keep::wrongs, show::found};
use crate::form::{Wrongs, again};

/// `POST /desk/records/{number}/review`
pub(super) async fn review(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Named(number): Named<String>,
    Form(fields): Form<Fields>,
) -> Result<Response, WebError> {
    let (language, path) = (visit.language, format!("/desk/records/{number}"));
    let judged = site.ask(move |site| {
        let view = found(site, language, &staff, &number)?;
        let points: Vec<String> = fields.all("point").map(str::to_owned).collect();
        let done = match fields.get("verdict") {
            "pass" => site
                .intake()
                .pass_entry(&staff.actor(), &number, &points)
                .map(|_| "desk.said.entry_filed"),
            "return" => site
                .intake()
                .return_entry(&staff.actor(), &number, fields.get("reason"))
                .map(|()| "desk.said.entry_returned"),
            _ => {
                let mut errors = Wrongs::default();
                errors.add(site, language, "verdict", "desk.error.review_verdict_missing");
                return Ok(Err(Box::new(view.again(&fields, errors))));
            }
        };
        match done {
            Ok(said) => Ok(Ok(said)),
            Err(error) => Ok(Err(Box::new(view.again(&fields, wrongs(error)?)))),
        }
    });
    match judged.await? {
        Ok(key) => Ok(said(&visit, &path, key)),
        Err(view) => {
            let form = page(&site, visit, ("desk/records/show.html", "records"), |_, _| Ok(view));
            Ok(again(form.await?, StatusCode::UNPROCESSABLE_ENTITY))
        }
    }
}

/// `POST /desk/records/{number}/drop`
pub(super) async fn drop(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Named(number): Named<String>,
    Form(_): Form<Fields>,
) -> Result<Response, WebError> {
    site.ask(move |site| {
        let own = site.intake().entry(&staff.agency, &number)?;
        own.ok_or(WebError::Missing)?;
        Ok(site.intake().drop_entry(&staff.actor(), &number)?)
    })
    .await?;
    Ok(said(&visit, "/desk/records", "desk.said.entry_dropped"))
}
