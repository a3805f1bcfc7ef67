//! `GET /mine/cases/{number}`: the whole case in the words of its party.

use axum::{extract::State, response::Response};
use vocabulary::SubjectId;
use web::{
    WebError,
    door::{
        Around, CaseWrong, Holder, Language, Named, Site, Visit, case_line, case_view, page, tell,
    },
    view::case::About,
};
use workflow::{By, case::CaseView};

use super::{by, view};
use crate::own;

/// `GET /mine/cases/{number}`
pub(crate) async fn show(
    State(site): State<Site>,
    visit: Visit,
    holder: Holder,
    Named(number): Named<String>,
) -> Result<Response, WebError> {
    shown(&site, visit, holder, (number, Vec::new())).await
}

/// The page of a case, with what is wrong with the note.
pub(super) async fn shown(
    site: &Site,
    visit: Visit,
    holder: Holder,
    (number, errors): (String, Vec<CaseWrong>),
) -> Result<Response, WebError> {
    page(site, visit, ("mine/case.html", "cases"), move |site, visit| {
        let by = by(&holder);
        let case = site.cases().view(&by, &number)?;
        let around = around(site, visit.language, &holder, (&by, &case))?;
        Ok(view::Show {
            case: case_view(site, visit.language, &case, around),
            base: format!("/mine/cases/{number}"),
            errors,
        })
    })
    .await
}

fn around(
    site: &Site,
    language: Language,
    holder: &account::Holder,
    (by, case): (&By, &CaseView),
) -> Result<Around, WebError> {
    let number = &case.line.number;
    let letters = case.letters.iter().map(|line| site.cases().letter(by, number, line.place));
    let letters = letters.collect::<Result<Vec<_>, _>>()?;
    let mut children = Vec::new();
    for line in &case.children {
        let seen = site.cases().view(by, &line.number).is_ok();
        let href = seen.then(|| format!("/mine/cases/{}", line.number));
        children.push(case_line(site, language, line, (href, false)));
    }
    Ok(Around {
        about: about(site, language, holder, case)?,
        letters,
        receipt: !site.cases().stops(by, number)?.is_empty(),
        children,
    })
}

/// The own record, someone else's public one, or the subject.
fn about(
    site: &Site,
    language: Language,
    holder: &account::Holder,
    case: &CaseView,
) -> Result<Option<About>, WebError> {
    let line = &case.line;
    if let Some(digest) = &line.digest {
        let records = own::file(site, holder)?.map(|file| file.records).unwrap_or_default();
        if let Some(record) = records.iter().find(|record| &record.digest == digest) {
            let href = Some(format!("/mine/records/{digest}"));
            return Ok(Some(About { title: tell::title(language, record), href }));
        }
    }
    let named = line.about.as_ref().map(|about| language.of(about));
    let Some(title) = named.or_else(|| line.name.clone()) else { return Ok(None) };
    let other = line.subject.as_deref().and_then(SubjectId::from_hex) != Some(holder.acting);
    let page = line.code.as_ref().filter(|_| other).map(|code| format!("/subjects/{code}"));
    let href = match (page, &line.digest) {
        (Some(page), Some(digest)) => Some(format!("{page}/records/{digest}")),
        (page, _) => page,
    };
    Ok(Some(About { title, href }))
}
