//! `/mine/reports`: a report of one's own in one press, the reports issued so far, one of them whole.
//! Nothing here has a price (C-08.a).

mod ask;

use std::cmp::Reverse;

use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use disclosure::{Channel, Refusal, Whence};
use policy::model::report::{ReportAsker, ReportTemplate};
use report::{Asker, Issued, IssuedLine, ReportError, Reports};
use serde::Deserialize;
use vocabulary::{Date, clock::date_in_china};
use web::{
    Allowance, WebError,
    door::{
        Asked, Fields, Form, Holder, Language, Named, Site, Visit, file, page, report_number,
        report_paper, said, tell,
    },
};

use crate::{own, view::report as view};

/// How often one account may have a report issued: as often as anybody needs.
const OFTEN: Allowance = Allowance { per_minute: 10, burst: 10 };

/// Which report the form is for.
#[derive(Deserialize)]
pub(crate) struct Chosen {
    template: Option<String>,
}

/// `GET /mine/reports`
pub(crate) async fn list(
    State(site): State<Site>,
    visit: Visit,
    holder: Holder,
    Asked(chosen): Asked<Chosen>,
) -> Result<Response, WebError> {
    shown(&site, visit, holder, (chosen.template, Fields::default()), None).await
}

/// `POST /mine/reports`: issues one.
pub(crate) async fn issue(
    State(site): State<Site>,
    visit: Visit,
    holder: Holder,
    Form(fields): Form<Fields>,
) -> Result<Response, WebError> {
    site.metered(&format!("report of {}", holder.account), OFTEN)?;
    let template = fields.given("template");
    let ask = match ask::read(&fields, visit.language) {
        Ok(ask) => ask,
        Err(wrong) => {
            let wrong = Wrong::Field(wrong);
            return shown(&site, visit, holder, (template, fields), Some(wrong)).await;
        }
    };
    let (by, purpose) = (holder.clone(), fields.get("purpose").chars().take(60).collect());
    let outcome = site
        .ask(move |site| {
            let asker = asker(&by, purpose);
            match reports(site, &by).issue(&asker, by.acting, &ask) {
                Ok(issued) => Ok(Ok(issued.report.number)),
                Err(ReportError::Refused(refusal)) => Ok(Err(refusal)),
                Err(fault) => Err(fault.into()),
            }
        })
        .await?;
    match outcome {
        Ok(number) => Ok(said(&visit, &format!("/mine/reports/{number}"), "mine.said_issued")),
        Err(refusal) => {
            shown(&site, visit, holder, (template, fields), Some(Wrong::Refused(refusal))).await
        }
    }
}

/// What is wrong with the form.
pub(crate) enum Wrong {
    /// A field: its name, and the key of what is wrong with it.
    Field((&'static str, &'static str)),
    /// A rule.
    Refused(Refusal),
}

/// `GET /mine/reports/{number}`
pub(crate) async fn show(
    State(site): State<Site>,
    visit: Visit,
    holder: Holder,
    Named(number): Named<String>,
) -> Result<Response, WebError> {
    let (by, wanted) = (holder.clone(), number.clone());
    match site.ask(move |site| fetch(site, &by, &wanted)).await? {
        Fetched::Whole(issued) => {
            page(&site, visit, ("mine/report.html", "reports"), move |site, _| {
                Ok(whole(site, &issued))
            })
            .await
        }
        Fetched::Known(line) => {
            let status = if line.superseded { StatusCode::GONE } else { StatusCode::OK };
            let shown = page(&site, visit, ("mine/report-known.html", "reports"), {
                move |site, visit| Ok(known(site, visit.language, &line))
            });
            Ok((status, shown.await?).into_response())
        }
    }
}

/// `GET /mine/reports/{number}/pdf`
pub(crate) async fn pdf(
    State(site): State<Site>,
    holder: Holder,
    Named(number): Named<String>,
) -> Result<Response, WebError> {
    handed_out(site, holder, number, ("pdf", "application/pdf", Reports::pdf)).await
}

/// `GET /mine/reports/{number}/json`
pub(crate) async fn json(
    State(site): State<Site>,
    holder: Holder,
    Named(number): Named<String>,
) -> Result<Response, WebError> {
    handed_out(site, holder, number, ("json", "application/json", Reports::json)).await
}

/// A file of a report: its ending, its media type, and how it is made.
type Sheet = (&'static str, &'static str, fn(&Reports, &Issued) -> Result<Vec<u8>, ReportError>);

async fn handed_out(
    site: Site,
    holder: Holder,
    number: String,
    (ending, media_type, make): Sheet,
) -> Result<Response, WebError> {
    site.ask(move |site| {
        let reports = reports(site, &holder);
        let issued = reports.again(&asker(&holder, String::new()), &number)?;
        let content = make(&reports, &issued)?;
        Ok(file(&format!("{number}.{ending}"), media_type, content))
    })
    .await
}

/// The reports, for who comes through this door.
fn reports(site: &Site, holder: &account::Holder) -> Reports {
    let account = Some(holder.account.clone());
    site.reports().through(Whence { channel: Channel::Mine, account, ..Whence::default() })
}

/// The holder as the one who asks.
fn asker(holder: &account::Holder, purpose: String) -> Asker {
    Asker::Own { subject: holder.acting, name: own::name(holder), purpose }
}

/// What can be shown of a report.
enum Fetched {
    /// All of it.
    Whole(Box<Issued>),
    /// That it exists: it was issued to somebody else, or is superseded.
    Known(IssuedLine),
}

fn fetch(site: &Site, holder: &account::Holder, number: &str) -> Result<Fetched, WebError> {
    match reports(site, holder).again(&asker(holder, String::new()), number) {
        Ok(issued) => Ok(Fetched::Whole(Box::new(issued))),
        Err(
            fault @ (ReportError::Superseded { .. }
            | ReportError::NoSuchReport { .. }
            | ReportError::Refused(_)),
        ) => {
            let lines = site.reports().of(holder.acting)?;
            let line = lines.into_iter().find(|line| line.number == number);
            line.map(Fetched::Known).ok_or_else(|| fault.into())
        }
        Err(fault) => Err(fault.into()),
    }
}

async fn shown(
    site: &Site,
    visit: Visit,
    holder: Holder,
    (template, fields): (Option<String>, Fields),
    wrong: Option<Wrong>,
) -> Result<Response, WebError> {
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let shown = page(site, visit, ("mine/reports.html", "reports"), move |site, visit| {
        let language = visit.language;
        let about = own::kind(own::file(site, &holder)?.as_ref(), &holder);
        let mut kinds: Vec<&ReportTemplate> = site.law().reports_about(about, site.today());
        kinds.retain(|kind| kind.asked_by.contains(&ReportAsker::Own));
        // The fullest one first: it is what most people come for.
        kinds.sort_by_key(|kind| (kind.is_special(), Reverse(kind.section.len())));
        let first = kinds.first().copied();
        let named = kinds.iter().copied().find(|kind| Some(&kind.id) == template.as_ref());
        let chosen = named.or(first);
        let others = kinds.iter().filter(|kind| chosen.is_none_or(|one| one.id != kind.id));
        let issued = site.reports().of(holder.acting)?;
        Ok(view::Reports {
            name: own::name(&holder),
            form: chosen.map(|kind| ask::form(site, language, kind, (&fields, wrong))),
            others: others.map(|kind| other(site, language, kind)).collect(),
            issued: issued.iter().map(|one| line(site, language, one)).collect(),
        })
    });
    Ok((status, shown.await?).into_response())
}

fn other(site: &Site, language: Language, kind: &ReportTemplate) -> view::Other {
    let length = ask::length(site, language, kind.valid);
    view::Other {
        href: format!("/mine/reports?template={}", kind.id),
        title: language.of(&kind.title),
        text: match kind.is_special() {
            true => site.word(language, "mine.report.other_special"),
            false => site.words(language, "mine.report.other_plain", &[("length", length)]),
        },
    }
}

/// A report as one line; one that is superseded leads to why.
fn line(site: &Site, language: Language, line: &IssuedLine) -> view::Line {
    view::Line {
        href: format!("/mine/reports/{}", line.number),
        number: report_number(&line.number),
        title: title(site, language, &line.template, date_in_china(line.issued_at)),
        issued_at: tell::instant(line.issued_at),
        valid_until: line.valid_until.to_string(),
        requester: match line.asker.as_str() {
            "own" => site.word(language, "mine.report.asker.own"),
            "counter" => site.word(language, "mine.report.asker.counter"),
            _ => line.requester.clone(),
        },
        state: match () {
            () if line.superseded => "superseded",
            () if line.valid_until < site.today() => "over",
            () => "valid",
        },
    }
}

/// What a layout was called on a day; its id where the packs have forgotten it.
fn title(site: &Site, language: Language, template: &str, on: Date) -> String {
    let law = site.law();
    let found = law.report(template, on).or_else(|| law.report(template, site.today()));
    found.map_or_else(|| template.to_owned(), |report| language.of(&report.title))
}

fn whole(site: &Site, issued: &Issued) -> view::Report {
    let number = &issued.report.number;
    view::Report {
        href: format!("/mine/reports/{number}"),
        verify_href: format!("/verify/{number}"),
        is_over: issued.report.valid_until < site.today(),
        position: issued.position,
        paper: report_paper(&issued.report, Some(&issued.digest)),
    }
}

fn known(site: &Site, language: Language, line: &IssuedLine) -> view::Known {
    view::Known { superseded: line.superseded, line: self::line(site, language, line) }
}
