//! Handing in, reviewing, holding back, taking down.

use axum::{extract::State, http::StatusCode, response::Response};
use content::{ContentError, Verdict};
use policy::model::role::Action;
use vocabulary::Date;
use web::{
    WebError,
    door::{Fields, Form, Language, Named, Site, Staff, Visit, page, said},
};

use super::{places, show};
use crate::form::again;

/// What is done with an article.
type Act = fn(&Site, &Staff, u64, &Fields) -> Result<Done, WebError>;

/// What came of it.
enum Done {
    /// The key of what the next page says.
    Said(&'static str),
    /// A field is missing or wrong: its name, and the key of what to do.
    Wrong(&'static str, &'static str),
    /// A rule forbids it.
    Refused(Box<content::Refusal>),
}

/// `POST /desk/articles/{number}/submission`
pub(super) async fn submit(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Named(number): Named<u64>,
    Form(fields): Form<Fields>,
) -> Result<Response, WebError> {
    act(site, visit, staff, (number, fields), |site, staff, number, _| {
        reached(site, staff, number, Action::EditContent)?;
        done(site.contents().submit(&staff.actor(), number), "desk.said.article_submitted")
    })
    .await
}

/// `POST /desk/articles/{number}/review`
pub(super) async fn review(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Named(number): Named<u64>,
    Form(fields): Form<Fields>,
) -> Result<Response, WebError> {
    act(site, visit, staff, (number, fields), |site, staff, number, fields| {
        reached(site, staff, number, Action::ReviewContent)?;
        let note = fields.get("note").to_owned();
        let Ok(until) = day(fields, "until") else {
            return Ok(Done::Wrong("until", "desk.error.date_wrong"));
        };
        let (verdict, key) = match fields.get("verdict") {
            "publish" => (Verdict::Publish { from: None, until }, "desk.said.article_published"),
            "send-back" if note.is_empty() => {
                return Ok(Done::Wrong("note", "desk.error.note_missing"));
            }
            "send-back" => (Verdict::SendBack { note }, "desk.said.article_sent_back"),
            _ => return Ok(Done::Wrong("verdict", "desk.error.verdict_missing")),
        };
        done(site.contents().review(&staff.actor(), number, verdict), key)
    })
    .await
}

/// `POST /desk/articles/{number}/hold`
pub(super) async fn hold(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Named(number): Named<u64>,
    Form(fields): Form<Fields>,
) -> Result<Response, WebError> {
    act(site, visit, staff, (number, fields), |site, staff, number, fields| {
        reached(site, staff, number, Action::ReviewContent)?;
        let reason = fields.get("reason");
        if reason.is_empty() {
            return Ok(Done::Wrong("reason", "desk.error.withdrawal_reason_missing"));
        }
        done(site.contents().hold(&staff.actor(), number, reason), "desk.said.article_held")
    })
    .await
}

/// `POST /desk/articles/{number}/withdrawal`
pub(super) async fn withdraw(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Named(number): Named<u64>,
    Form(fields): Form<Fields>,
) -> Result<Response, WebError> {
    act(site, visit, staff, (number, fields), |site, staff, number, fields| {
        reached(site, staff, number, Action::ReviewContent)?;
        let reason = fields.get("reason");
        if reason.is_empty() {
            return Ok(Done::Wrong("reason", "desk.error.withdrawal_reason_missing"));
        }
        let withdrawn = site.contents().withdraw(&staff.actor(), number, reason);
        done(withdrawn, "desk.said.article_withdrawn")
    })
    .await
}

async fn act(
    site: Site,
    visit: Visit,
    staff: Staff,
    (number, fields): (u64, Fields),
    act: Act,
) -> Result<Response, WebError> {
    let language = visit.language;
    let outcome = site.ask(move |site| run(site, language, &staff, number, &fields, act)).await?;
    match outcome {
        Ok(key) => Ok(said(&visit, &format!("/desk/articles/{number}"), key)),
        Err(view) => {
            let form = page(&site, visit, ("desk/articles/show.html", "articles"), |_, _| Ok(view));
            Ok(again(form.await?, StatusCode::UNPROCESSABLE_ENTITY))
        }
    }
}

fn run(
    site: &Site,
    language: Language,
    staff: &Staff,
    number: u64,
    fields: &Fields,
    act: Act,
) -> Result<Result<&'static str, Box<show::Page>>, WebError> {
    let outcome = act(site, staff, number, fields)?;
    if let Done::Said(key) = outcome {
        return Ok(Ok(key));
    }
    let mut view = show::view(site, language, staff, number)?;
    match outcome {
        Done::Wrong(field, key) => view.errors.add(site, language, field, key),
        Done::Refused(refusal) => view.refused = Some((*refusal).into()),
        Done::Said(_) => {}
    }
    Ok(Err(Box::new(view)))
}

fn done(outcome: Result<(), ContentError>, key: &'static str) -> Result<Done, WebError> {
    match outcome {
        Ok(()) => Ok(Done::Said(key)),
        Err(ContentError::Refused(refusal)) => Ok(Done::Refused(refusal)),
        Err(other) => Err(other.into()),
    }
}

/// An article of a site beyond the reach of the role is not there.
fn reached(site: &Site, staff: &Staff, number: u64, action: Action) -> Result<(), WebError> {
    let draft = site.contents().draft(number)?;
    let reaches = places::reaches(site, staff, &draft.line.site, action);
    if reaches { Ok(()) } else { Err(WebError::Missing) }
}

/// A day that may be left out.
fn day(fields: &Fields, name: &str) -> Result<Option<Date>, ()> {
    fields.given(name).map(|text| text.parse().map_err(|_| ())).transpose()
}
