//! Sending a file: it is read on a thread of its own, while the page shows how far it is.

use std::fs::File;

use axum::{extract::State, http::StatusCode, response::Response};
use intake::{Channel, IntakeError, Progress, Submission};
use web::{
    WebError,
    door::{Language, Site, Staff, Upload, Visit, page},
};

use super::index::{Page, blank};
use crate::{
    form::{Wrongs, again},
    work::{Done, begun, works},
};

/// `POST /desk/batches`
pub(super) async fn send(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    upload: Upload,
) -> Result<Response, WebError> {
    let (language, sender) = (visit.language, staff.clone());
    let sent = site.ask(move |site| begin(site, language, &sender, &upload)).await?;
    match sent {
        Ok(number) => begun(&site, &visit, &staff, number).await,
        Err(view) => {
            let form = page(&site, visit, ("desk/batches/index.html", "batches"), |_, _| Ok(view));
            Ok(again(form.await?, StatusCode::UNPROCESSABLE_ENTITY))
        }
    }
}

/// Begins to read the file; the form again if something is missing.
fn begin(
    site: &Site,
    language: Language,
    staff: &Staff,
    upload: &Upload,
) -> Result<Result<u64, Box<Page>>, WebError> {
    let fields = &upload.fields;
    let mut errors = Wrongs::default();
    if fields.get("item").is_empty() {
        errors.add(site, language, "item", "desk.error.item_missing");
    }
    let needs_review = site.law().item(fields.get("item"), site.today());
    if needs_review.is_some_and(|item| item.secrecy_review) && fields.get("reviewed").is_empty() {
        errors.add(site, language, "reviewed", "desk.error.review_missing");
    }
    let sent = upload.files.first();
    if sent.is_none() {
        errors.add(site, language, "file", "desk.error.file_missing");
    }
    let (Some(sent), true) = (sent, errors.none()) else {
        return Ok(Err(Box::new(blank(site, language, staff, fields)?.with(errors))));
    };
    let submission = Submission {
        agency: staff.agency.clone(),
        item: fields.get("item").to_owned(),
        file_name: sent.name.clone(),
        channel: Channel::File,
        by: staff.actor().by,
        reviewed: fields.given("reviewed").map(|_| staff.actor().by),
        profile: None,
        correction: !fields.get("correction").is_empty(),
    };
    let file = sent.file.reopen();
    let file = file.map_err(|error| WebError::Machine(format!("a file is gone: {error}")))?;
    let (worker, now) = (site.clone(), site.clock().now());
    let number = works().begin(&staff.account, ("batch", &sent.name), now, move |number| {
        read(&worker, &submission, file, number)
    });
    Ok(Ok(number))
}

fn read(site: &Site, submission: &Submission, file: File, number: u64) -> Done {
    let tell = |step: intake::Step| works().tell(number, step.bytes, step.of_bytes);
    let read = site.intake().submit(submission, file, &mut Progress::telling(tell));
    read.map_or_else(|error| failed(&error), |receipt| Done::Batch(receipt.batch))
}

/// What is told of a batch that was not taken: refusals in words, faults of the platform not.
pub(crate) fn failed(error: &IntakeError) -> Done {
    match error {
        IntakeError::Refused { .. }
        | IntakeError::Empty
        | IntakeError::Unreadable { .. }
        | IntakeError::TooLarge { .. }
        | IntakeError::Transfer { .. }
        | IntakeError::Busy { .. } => Done::Refused(error.to_string()),
        _ => Done::Failed,
    }
}
