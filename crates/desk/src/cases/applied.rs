//! Where a measure was ever applied: organisations by name, persons masked (C-12.e).

use axum::{extract::State, response::Response};
use serde::{Deserialize, Serialize};
use web::{
    WebError,
    door::{Asked, Language, Site, Visit, page},
};
use workflow::{
    applied::{AppliedFilter, AppliedLine},
    case::Page as Part,
};

use crate::form::Choice;

/// Lines of one page.
const SIZE: u32 = 50;

/// What is asked for.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Chosen {
    measure: Option<String>,
    now: Option<String>,
    after: Option<String>,
}

/// The page.
#[derive(Clone, Debug, Serialize)]
struct Page {
    measures: Vec<Choice>,
    measure: String,
    now: bool,
    lines: Vec<Line>,
    next: Option<String>,
    first: Option<String>,
}

/// One application.
#[derive(Clone, Debug, Serialize)]
struct Line {
    /// Page of an organisation.
    href: Option<String>,
    /// None for a person; where the record is gone, a word that says so.
    subject: Option<String>,
    measure: String,
    unit: String,
    from: String,
    until: Option<String>,
    lifted: Option<String>,
    why: Option<String>,
    case: Option<String>,
}

/// `GET /desk/cases/applied`
pub(super) async fn show(
    State(site): State<Site>,
    visit: Visit,
    Asked(chosen): Asked<Chosen>,
) -> Result<Response, WebError> {
    page(&site, visit, ("desk/cases/applied.html", "cases"), move |site, visit| {
        view(site, visit.language, &chosen)
    })
    .await
}

fn view(site: &Site, language: Language, chosen: &Chosen) -> Result<Page, WebError> {
    let given = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
    let filter = AppliedFilter {
        measure: given(&chosen.measure),
        agency: None,
        lasting: given(&chosen.now).is_some(),
    };
    let part = Part { after: given(&chosen.after), size: SIZE };
    let found = site.cases().applied(&filter, &part)?;
    let link = |after: Option<&str>| {
        let mut query = form_urlencoded::Serializer::new(String::new());
        let now = filter.lasting.then_some("yes");
        let parts = [("measure", filter.measure.as_deref()), ("now", now), ("after", after)];
        for (name, value) in parts {
            if let Some(value) = value {
                query.append_pair(name, value);
            }
        }
        format!("/desk/cases/applied?{}", query.finish()).trim_end_matches('?').to_owned()
    };
    Ok(Page {
        measures: measures(site, language),
        measure: filter.measure.clone().unwrap_or_default(),
        now: filter.lasting,
        lines: found.entries.iter().map(|line| told(site, language, line)).collect(),
        next: found.next.as_deref().map(|after| link(Some(after))),
        first: part.after.map(|_| link(None)),
    })
}

/// Every measure that was ever in force, once.
fn measures(site: &Site, language: Language) -> Vec<Choice> {
    let mut choices: Vec<Choice> = Vec::new();
    for measure in site.law().measures_ever() {
        let choice = Choice::new(&measure.id, language.of(&measure.title));
        match choices.iter_mut().find(|known| known.id == choice.id) {
            Some(known) => *known = choice,
            None => choices.push(choice),
        }
    }
    choices
}

fn told(site: &Site, language: Language, line: &AppliedLine) -> Line {
    let gone = || line.gone.then(|| site.word(language, "desk.applied.gone"));
    let agency = line.agency_title.as_ref().map(|title| language.of(title));
    Line {
        href: line.code.as_ref().map(|code| format!("/subjects/{code}")),
        subject: line.name.clone().or_else(|| line.code.clone()).or_else(gone),
        measure: language.of(&line.title),
        unit: agency.unwrap_or_else(|| line.agency.clone()),
        from: line.from_on.to_string(),
        until: line.until_on.map(|day| day.to_string()),
        lifted: line.lifted_on.map(|day| day.to_string()),
        why: line
            .reason
            .as_ref()
            .map(|reason| site.word(language, &format!("desk.lifted.{reason}"))),
        case: Some(line.number.clone()).filter(|number| !number.is_empty()),
    }
}
