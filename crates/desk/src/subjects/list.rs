//! A list of names without codes: pasted or sent, and matched line by line while a page tells how far.

use std::{
    io::{Cursor, Read},
    sync::Arc,
};

use axum::{extract::State, http::StatusCode, response::Response};
use intake::{IntakeError, RosterLine};
use serde::Serialize;
use web::{
    WebError,
    door::{Language, Site, Staff, Upload, Visit, failed, page},
};

use super::tabs;
use crate::{
    chip::Chip,
    form::{Wrongs, again},
    work::{Done, begun, works},
};

/// Lines that one list may have.
const LINES: u64 = 5_000;
/// Lines that are matched between two words on how far it is.
const STEP: u64 = 50;

/// A list that was matched.
#[derive(Clone, Debug)]
pub(crate) struct Matched {
    /// Name of the file, or how it was given.
    pub(super) name: String,
    pub(super) lines: Vec<RosterLine>,
}

/// The form.
#[derive(Clone, Debug, Serialize)]
struct Page {
    tabs: Vec<Chip>,
    limit: u64,
    names: String,
    errors: Wrongs,
}

/// `GET /desk/subjects/match`
pub(super) async fn form(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
) -> Result<Response, WebError> {
    page(&site, visit, ("desk/subjects/match.html", "subjects"), move |site, visit| {
        Ok(blank(site, visit.language, &staff))
    })
    .await
}

fn blank(site: &Site, language: Language, staff: &Staff) -> Page {
    Page {
        tabs: tabs(site, language, staff, "/desk/subjects/match"),
        limit: LINES,
        names: String::new(),
        errors: Wrongs::default(),
    }
}

/// `POST /desk/subjects/match`
pub(super) async fn send(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    upload: Upload,
) -> Result<Response, WebError> {
    let (language, asker) = (visit.language, staff.clone());
    let sent = site.ask(move |site| begin(site, language, &asker, &upload)).await?;
    match sent {
        Ok(number) => begun(&site, &visit, &staff, number).await,
        Err(view) => {
            let form =
                page(&site, visit, ("desk/subjects/match.html", "subjects"), |_, _| Ok(view));
            Ok(again(form.await?, StatusCode::UNPROCESSABLE_ENTITY))
        }
    }
}

/// Begins to match the list; the form again if there is none.
fn begin(
    site: &Site,
    language: Language,
    staff: &Staff,
    upload: &Upload,
) -> Result<Result<u64, Box<Page>>, WebError> {
    let pasted = site.word(language, "desk.match.pasted");
    let (name, bytes) = match (upload.files.first(), upload.fields.given("names")) {
        (Some(sent), _) => (sent.name.clone(), sent.read()?),
        (None, Some(names)) => (pasted, names.into_bytes()),
        (None, None) => {
            let mut view = blank(site, language, staff);
            view.errors.add(site, language, "names", "desk.match.nothing");
            return Ok(Err(Box::new(view)));
        }
    };
    let (worker, now) = (site.clone(), site.clock().now());
    let begun = works().begin(&staff.account, ("match", &name.clone()), now, move |number| {
        matched(&worker, name, Cursor::new(bytes), number)
    });
    Ok(Ok(begun))
}

/// Matches the list line by line, and says how far it is.
fn matched(site: &Site, name: String, input: impl Read, number: u64) -> Done {
    let mut lines = Vec::new();
    let read = site.intake().match_list(input, LINES, &mut |line| {
        lines.push(line);
        let done = lines.len() as u64;
        if done.is_multiple_of(STEP) {
            works().tell(number, done, LINES.max(done));
        }
        Ok(())
    });
    match read {
        Ok(_) => Done::Matches(Arc::new(Matched { name, lines })),
        Err(
            refused @ (IntakeError::Refused { .. }
            | IntakeError::Empty
            | IntakeError::Unreadable { .. }
            | IntakeError::TooLarge { .. }),
        ) => Done::Refused(refused.to_string()),
        Err(error) => {
            failed(&error.into());
            Done::Failed
        }
    }
}
