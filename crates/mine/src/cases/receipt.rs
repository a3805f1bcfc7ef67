//! `GET /mine/cases/{number}/receipt`: the repair receipt, every place that stopped and when, those
//! that are still open among them.

use axum::{extract::State, response::Response};
use web::{
    WebError,
    door::{Holder, Language, Named, Site, Visit, page, tell},
};
use workflow::StopLine;

use super::{about, by, view};
use crate::own;

/// `GET /mine/cases/{number}/receipt`
pub(crate) async fn show(
    State(site): State<Site>,
    visit: Visit,
    holder: Holder,
    Named(number): Named<String>,
) -> Result<Response, WebError> {
    page(&site, visit, ("mine/case-receipt.html", "cases"), move |site, visit| {
        let by = by(&holder);
        let case = site.cases().view(&by, &number)?;
        let stops = site.cases().stops(&by, &number)?;
        let language = visit.language;
        let file = own::file(site, &holder)?;
        let lines: Vec<_> = stops.iter().map(|one| stop(site, language, one)).collect();
        let done = lines.iter().filter(|one| one.at.is_some()).count();
        Ok(view::Receipt {
            back: format!("/mine/cases/{number}"),
            number,
            name: own::name(&holder),
            about: about(language, file.as_ref(), &case.line),
            decided_on: case.line.closed_on.map(|day| day.to_string()),
            printed_on: site.today().to_string(),
            open: lines.len() - done,
            done,
            stops: lines,
            position: case.steps.last().map_or(0, |step| step.position),
        })
    })
    .await
}

fn stop(site: &Site, language: Language, one: &StopLine) -> view::Stop {
    let place = site.word(language, &format!("paper.receipt.place.{}", one.place.as_str()));
    let titled = [&one.measure, &one.agency].into_iter().flatten().map(|one| language.of(one));
    let note = titled.collect::<Vec<_>>().join(" · ");
    view::Stop {
        place,
        at: one.stopped_at.map(tell::instant),
        note: Some(note).filter(|note| !note.is_empty()),
    }
}
