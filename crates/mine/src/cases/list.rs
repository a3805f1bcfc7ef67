//! The list of cases, what of it is due, and the cases about one record.

use axum::{extract::State, response::Response};
use disclosure::RecordView;
use policy::model::process::Process;
use serde::Deserialize;
use vocabulary::{SubjectId, SubjectKind};
use web::{
    WebError,
    door::{Asked, Holder, Language, Site, Visit, case_line, open_to_holders, page, tell},
    view::case::Line,
};
use workflow::case::{CaseLine, Page};

use super::{about, all, begin::about_oneself, by, view, yours};
use crate::{own, start::due, view::Due};

/// Which page.
#[derive(Deserialize)]
pub(crate) struct Turned {
    after: Option<String>,
}

/// `GET /mine/cases`
pub(crate) async fn list(
    State(site): State<Site>,
    visit: Visit,
    holder: Holder,
    Asked(turned): Asked<Turned>,
) -> Result<Response, WebError> {
    page(&site, visit, ("mine/cases.html", "cases"), move |site, visit| {
        let (language, by) = (visit.language, by(&holder));
        let file = own::file(site, &holder)?;
        let first = turned.after.is_some().then(|| visit.path.clone());
        let page = site.cases().mine(&by, &Page { after: turned.after, size: 50 })?;
        let (mut waiting, mut open, mut ended) = (Vec::new(), Vec::new(), Vec::new());
        for one in &page.entries {
            let href = Some(format!("/mine/cases/{}", one.number));
            let mine = yours(site, &by, one)?;
            let mut line = case_line(site, language, one, (href, mine));
            line.about = about(language, file.as_ref(), one);
            match one.outcome {
                Some(_) => ended.push(line),
                None if mine => waiting.push(line),
                None => open.push(line),
            }
        }
        let begin = begin(site, language, own::kind(file.as_ref(), &holder));
        let next = page.next.map(|next| visit.with(&format!("after={next}")));
        let pager = tell::Pager { next, first };
        Ok(view::Cases { name: own::name(&holder), waiting, open, ended, pager, begin })
    })
    .await
}

/// What somebody of this kind can begin.
fn begin(site: &Site, language: Language, kind: SubjectKind) -> Vec<view::Begin> {
    let all = site.law().processes(site.today()).into_iter().filter(|one| open_to_holders(one));
    let fit = all.filter(|process| {
        !about_oneself(process) || process.subjects.is_empty() || process.subjects.contains(&kind)
    });
    let begin = fit.map(|process| view::Begin {
        href: format!("/mine/cases/new/{}", process.id),
        title: language.of(&process.title),
        purpose: language.of(&process.purpose),
        guide_href: format!("/processes/{}", process.id),
    });
    begin.collect()
}

/// What waits for the holder, and answers that are due to him.
pub(crate) fn dues(
    site: &Site,
    language: Language,
    holder: &account::Holder,
) -> Result<Vec<Due>, WebError> {
    let (by, mut dues) = (by(holder), Vec::new());
    for line in all(site, holder)?.iter().filter(|line| line.outcome.is_none()) {
        let Some(on) = line.due_on else { continue };
        let key = match yours(site, &by, line)? {
            true => "mine.due_case_yours",
            false => "mine.due_case",
        };
        let title = language.of(&line.title);
        let state = language.of(&line.state_title);
        let said = format!("{title} · {state}");
        let href = format!("/mine/cases/{}", line.number);
        dues.push(due(site, language, (key, &said), on, href));
    }
    Ok(dues)
}

/// Cases about one of the own records, and the processes that can be begun about it.
pub(crate) fn of_record<'law>(
    site: &'law Site,
    language: Language,
    holder: &account::Holder,
    record: &RecordView,
) -> Result<(Vec<Line>, Vec<&'law Process>), WebError> {
    let by = by(holder);
    let subject = SubjectId::from_hex(&record.subject).unwrap_or(holder.acting);
    let cases = site.cases().of_record(&by, subject, &record.digest)?;
    let line = |one: &CaseLine| {
        let href = Some(format!("/mine/cases/{}", one.number));
        Ok(case_line(site, language, one, (href, yours(site, &by, one)?)))
    };
    let lines = cases.iter().map(line).collect::<Result<Vec<_>, WebError>>()?;
    let begin = site.cases().startable(&by, Some(subject), Some(&record.digest))?;
    Ok((lines, begin.into_iter().filter(|process| open_to_holders(process)).collect()))
}
