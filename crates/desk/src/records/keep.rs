//! What was typed: checked, then kept for the review or filed; the form again with what is wrong.

use axum::{extract::State, http::StatusCode, response::Response};
use intake::{EntryState, IntakeError, NewEntry, ReviewBy};
use web::{
    WebError,
    door::{Fields, Form, Language, Named, Site, Staff, Visit, page, said},
};

use super::form::{Given, Page, input, own_item, view};
use crate::form::{Wrongs, again};

/// Where the entry now stands, or the form again.
type Kept = Result<(String, &'static str), Box<Page>>;

/// `POST /desk/records/new/{item}`
pub(super) async fn enter(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Named(item): Named<String>,
    Form(fields): Form<Fields>,
) -> Result<Response, WebError> {
    let language = visit.language;
    let kept = site.ask(move |site| keep(site, language, &staff, (&item, None), &fields)).await?;
    answer(&site, visit, kept).await
}

/// `POST /desk/records/{number}/edit`
pub(super) async fn change(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Named(number): Named<String>,
    Form(fields): Form<Fields>,
) -> Result<Response, WebError> {
    let language = visit.language;
    let kept = site.ask(move |site| {
        let entry = site.intake().entry(&staff.agency, &number)?;
        let own = entry.filter(|entry| entry.line.entered_by == staff.actor().by);
        let item = own.ok_or(WebError::Missing)?.line.item;
        keep(site, language, &staff, (&item, Some(&number)), &fields)
    });
    let kept = kept.await?;
    answer(&site, visit, kept).await
}

async fn answer(site: &Site, visit: Visit, kept: Kept) -> Result<Response, WebError> {
    match kept {
        Ok((path, key)) => Ok(said(&visit, &path, key)),
        Err(view) => {
            let form = page(site, visit, ("desk/records/form.html", "records"), |_, _| Ok(view));
            Ok(again(form.await?, StatusCode::UNPROCESSABLE_ENTITY))
        }
    }
}

fn keep(
    site: &Site,
    language: Language,
    staff: &Staff,
    (item, number): (&str, Option<&str>),
    fields: &Fields,
) -> Result<Kept, WebError> {
    let found = own_item(site, staff, item)?;
    let mut given = Given::typed(found, fields);
    given.number = number.map(str::to_owned);
    let review = match given.review.as_str() {
        "stated" => ReviewBy::Stated(given.stated.clone()),
        _ => ReviewBy::Colleague,
    };
    if review == ReviewBy::Stated(String::new()) {
        given.errors.add(site, language, "stated", "desk.error.stated_missing");
        return Ok(Err(Box::new(view(site, language, found, &given))));
    }
    let new = NewEntry {
        agency: staff.agency.clone(),
        item: item.to_owned(),
        fields: given.values.clone(),
        correction: given.correction,
        review,
    };
    let done = match number {
        Some(number) => site
            .intake()
            .change_entry(&staff.actor(), number, &new)
            .map(|()| (format!("/desk/records/{number}"), "desk.said.entry_waits")),
        None => site.intake().enter(&staff.actor(), &new).map(|line| {
            let said = match line.state {
                EntryState::Filed => "desk.said.entry_filed",
                _ => "desk.said.entry_waits",
            };
            (format!("/desk/records/{}", line.number), said)
        }),
    };
    match done {
        Ok(done) => Ok(Ok(done)),
        Err(error) => {
            given.errors = wrongs(error)?;
            Ok(Err(Box::new(view(site, language, found, &given))))
        }
    }
}

/// What is wrong, field by field; faults of the platform pass through.
pub(super) fn wrongs(error: IntakeError) -> Result<Wrongs, WebError> {
    let mut wrongs = Wrongs::default();
    match error {
        IntakeError::Faulty { faults } => {
            for fault in faults {
                let label = fault.label.map(|label| format!("{label}：")).unwrap_or_default();
                let text =
                    format!("{label}{}（{}）。{}", fault.rule.title, fault.rule.code, fault.advice);
                wrongs
                    .say(fault.field.map_or_else(|| "entry".to_owned(), |name| input(&name)), text);
            }
        }
        refused @ (IntakeError::Refused { .. }
        | IntakeError::State { .. }
        | IntakeError::Forbidden { .. }
        | IntakeError::NoReason) => wrongs.say("entry", refused.to_string()),
        other => return Err(other.into()),
    }
    Ok(wrongs)
}
