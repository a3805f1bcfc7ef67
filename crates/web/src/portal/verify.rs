//! Verifying a credit report: by its number, by the code on it, or by its file (C-08.b).

use axum::{
    extract::{Extension, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use report::{Verdict, Verified, VerifiedHead};
use serde::Deserialize;
use vocabulary::width;

use super::page::{Visit, page};
use crate::{
    Allowance, WebError,
    door::{OpenUpload, Sent, grouped, report_number},
    guard::{
        caller::Address,
        read::{Asked, Named},
    },
    site::{Site, instant},
    view::report as view,
};

/// The largest file that is looked at: many times what a report of three hundred records has.
const FILE_BYTES: u64 = 8 << 20;

/// Letters and digits of a number.
const NUMBER: usize = 22;

/// How often one address may verify: enough for a bank's counter, too little for guessing.
const OFTEN: Allowance = Allowance { per_minute: 60, burst: 30 };

/// The number asked for in the form.
#[derive(Deserialize)]
pub(super) struct Typed {
    number: Option<String>,
}

/// `GET /verify`: number or file; a number that can be one leads to its page.
pub(super) async fn ask(
    State(site): State<Site>,
    visit: Visit,
    Asked(typed): Asked<Typed>,
) -> Result<Response, WebError> {
    let Some(typed) = typed.number else { return form(&site, visit, |_| {}).await };
    let number = plain(&typed);
    if is_number(&number) {
        let path = visit.language.href(&format!("/verify/{number}"));
        return Ok(Redirect::to(&path).into_response());
    }
    let wrong = if number.is_empty() { "number_missing" } else { "number_wrong" };
    form(&site, visit, move |form| {
        form.number = typed.chars().take(60).collect();
        form.number_error = Some(wrong);
    })
    .await
}

/// `GET /verify/{number}`: where the code on the paper leads.
pub(super) async fn number(
    State(site): State<Site>,
    visit: Visit,
    Extension(address): Extension<Address>,
    Named(typed): Named<String>,
) -> Result<Response, WebError> {
    metered(&site, &address)?;
    let number = plain(&typed);
    if !is_number(&number) {
        return form(&site, visit, move |form| {
            form.number = typed.chars().take(60).collect();
            form.number_error = Some("number_wrong");
        })
        .await;
    }
    let shown = page(&site, visit, ("portal/verify/verdict.html", ""), move |site, _| {
        let verified = site.reports().verify(&number)?;
        Ok(view::Verdict { number: Some(report_number(&number)), ..verdict(&verified, false) })
    });
    shown.await.map(kept_by_nobody)
}

/// `POST /verify`: a file is looked at and forgotten.
pub(super) async fn file(
    State(site): State<Site>,
    visit: Visit,
    Extension(address): Extension<Address>,
    OpenUpload(upload): OpenUpload,
) -> Result<Response, WebError> {
    metered(&site, &address)?;
    let sent = upload.files.into_iter().find(|sent| sent.field == "file");
    let (name, bytes) = match sent.map(readable) {
        None => return form(&site, visit, |form| form.file_error = Some("file_missing")).await,
        Some(Err(wrong)) => {
            return form(&site, visit, move |form| form.file_error = Some(wrong)).await;
        }
        Some(Ok(sent)) => (sent.name.clone(), sent.read()?),
    };
    let shown = page(&site, visit, ("portal/verify/verdict.html", ""), move |site, _| {
        let verified = site.reports().verify_file(&bytes)?;
        Ok(view::Verdict { file: Some(name), ..verdict(&verified, true) })
    });
    shown.await.map(kept_by_nobody)
}

/// `GET /verify/keys.txt`: the published keys, one a line, as `probity report verify` takes them.
pub(super) async fn keys(State(site): State<Site>) -> impl IntoResponse {
    let lines: String = site.reports().keys().iter().map(|key| format!("{key}\n")).collect();
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], lines)
}

/// A file that can be a report; else the key of what is wrong with it.
fn readable(sent: Sent) -> Result<Sent, &'static str> {
    let mut start = [0; 5];
    let read = sent.file.reopen().and_then(|mut file| std::io::Read::read(&mut file, &mut start));
    match read.map(|size| start.get(..size).unwrap_or_default()) {
        _ if sent.bytes > FILE_BYTES => Err("file_large"),
        Ok([]) => Err("file_missing"),
        Ok(b"%PDF-" | [b'{', ..]) => Ok(sent),
        _ => Err("file_kind"),
    }
}

fn metered(site: &Site, Address(address): &Address) -> Result<(), WebError> {
    site.metered(&format!("verify {address}"), OFTEN)
}

async fn form(
    site: &Site,
    visit: Visit,
    fill: impl FnOnce(&mut view::Verify) + Send + 'static,
) -> Result<Response, WebError> {
    let mut wrong = false;
    let mut form = view::Verify { megabytes: FILE_BYTES >> 20, ..view::Verify::default() };
    fill(&mut form);
    wrong |= form.number_error.is_some() || form.file_error.is_some();
    let shown = page(site, visit, ("portal/verify/index.html", "verify"), move |site, _| {
        Ok(view::Verify { address: site.config.address.clone(), ..form })
    });
    let mut response = shown.await?;
    if wrong {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

/// A number as it was issued: narrow, in capitals, without what people put between its parts.
fn plain(typed: &str) -> String {
    let narrow = width::tidy_text(typed).to_uppercase();
    narrow.chars().filter(|letter| letter.is_ascii_alphanumeric()).take(60).collect()
}

fn is_number(number: &str) -> bool {
    let (day, chance) = number.split_at_checked(14).unwrap_or_default();
    number.len() == NUMBER
        && day.bytes().all(|byte| byte.is_ascii_digit())
        && chance.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase())
}

/// The verdict in words, and what to do next.
fn verdict(verified: &Verified, is_file: bool) -> view::Verdict {
    let is_over = verified.head.as_ref().is_some_and(|head| head.is_over);
    let (said, tone, steps): (_, _, &[&str]) = match (verified.verdict, is_file) {
        (Verdict::Genuine, false) if is_over => ("over", "wait", &["compare", "renew"]),
        (Verdict::Genuine, true) if is_over => ("over_file", "wait", &["renew"]),
        (Verdict::Genuine, false) => ("genuine", "clear", &["compare", "ask_file", "rely"]),
        (Verdict::Genuine, true) => ("genuine_file", "clear", &["rely"]),
        (Verdict::Superseded, _) => ("superseded", "wait", &["renew", "neutral"]),
        (Verdict::Altered, _) => {
            ("altered", "stop", &["distrust", "original", "by_number", "tell"])
        }
        (Verdict::Unknown, false) => ("unknown", "stop", &["retype", "elsewhere", "tell"]),
        (Verdict::Unknown, true) => ("unknown_file", "stop", &["scan", "original", "elsewhere"]),
    };
    view::Verdict {
        said,
        tone,
        steps: steps.to_vec(),
        stands: verified.verdict == Verdict::Genuine,
        number: None,
        file: None,
        head: verified.head.as_ref().map(head),
    }
}

fn head(head: &VerifiedHead) -> view::VerdictHead {
    view::VerdictHead {
        number: report_number(&head.number),
        title: head.title.clone(),
        version: head.version.clone(),
        subject: head.subject.clone(),
        issued_at: instant(head.issued_at),
        cut_off: instant(head.cut_off),
        valid_until: head.valid_until.to_string(),
        is_over: head.is_over,
        digest: grouped(&head.digest),
    }
}

/// A verdict may change at any instant.
fn kept_by_nobody(mut response: Response) -> Response {
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn c_08_b_a_number_is_understood_as_people_type_it() {
        let typed =
            ["20261120 093015 a1b2c3d4", "２０２６１１２０－０９３０１５－Ａ１Ｂ２Ｃ３Ｄ４"];
        for typed in typed {
            assert_eq!(plain(typed), "20261120093015A1B2C3D4");
            assert!(is_number(&plain(typed)));
        }
        for wrong in ["", "20261120093015", "2026112009301XA1B2C3D4", "20261120093015A1B2C3D45"] {
            assert!(!is_number(&plain(wrong)), "{wrong}");
        }
    }
}
