//! Handing in a register: a file or pasted lines.

use std::io::Cursor;

use axum::{extract::State, http::StatusCode, response::Response};
use intake::{IntakeError, NewRegister, RegisterReceipt};
use vocabulary::Date;
use web::{
    WebError,
    door::{Language, Named, Site, Staff, Upload, Visit, file, page, said},
};

use super::show::{Chosen, Page, view};
use crate::{
    csv::cell,
    form::{Wrongs, again},
    unit,
};

/// `POST /desk/gaps`
pub(super) async fn list(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    upload: Upload,
) -> Result<Response, WebError> {
    let language = visit.language;
    let taken = site.ask(move |site| take(site, language, &staff, &upload)).await?;
    match taken {
        Ok(period) => {
            Ok(said(&visit, &format!("/desk/gaps?period={period}"), "desk.said.register_listed"))
        }
        Err(view) => {
            let form = page(&site, visit, ("desk/gaps/index.html", "gaps"), |_, _| Ok(view));
            Ok(again(form.await?, StatusCode::UNPROCESSABLE_ENTITY))
        }
    }
}

/// Takes the register; the month it lists, or the page again.
fn take(
    site: &Site,
    language: Language,
    staff: &Staff,
    upload: &Upload,
) -> Result<Result<String, Box<Page>>, WebError> {
    let fields = &upload.fields;
    let mut errors = Wrongs::default();
    let day = |name: &str| fields.get(name).parse::<Date>().ok();
    let days = day("from").zip(day("until")).filter(|(from, until)| from <= until);
    if fields.get("item").is_empty() {
        errors.add(site, language, "item", "desk.error.item_missing");
    }
    if days.is_none() {
        errors.add(site, language, "from", "desk.error.span_wrong");
    }
    let bytes = match (upload.files.first(), fields.given("list")) {
        (Some(sent), _) => Some(sent.read()?),
        (None, list) => list.map(String::into_bytes),
    };
    if bytes.is_none() {
        errors.add(site, language, "file", "desk.error.register_missing");
    }
    let chosen = Chosen { period: Some(month(days)), agency: None };
    let (Some((from, until)), Some(bytes), true) = (days, bytes, errors.none()) else {
        let page = view(site, language, staff, &chosen)?;
        return Ok(Err(Box::new(page.again(fields, errors, Vec::new()))));
    };
    let new = NewRegister {
        agency: staff.agency.clone(),
        item: fields.get("item").to_owned(),
        from,
        until,
    };
    match site.intake().list_register(&staff.actor(), &new, Cursor::new(bytes)) {
        Ok(receipt) if receipt.faults.is_empty() => Ok(Ok(month(days))),
        Ok(receipt) => {
            let page = view(site, language, staff, &chosen)?;
            let told = told(site, language, &receipt);
            Ok(Err(Box::new(page.again(fields, Wrongs::default(), told))))
        }
        Err(
            refused @ (IntakeError::Refused { .. }
            | IntakeError::Unreadable { .. }
            | IntakeError::TooLarge { .. }
            | IntakeError::Empty),
        ) => {
            errors.say("file", refused.to_string());
            let page = view(site, language, staff, &chosen)?;
            Ok(Err(Box::new(page.again(fields, errors, Vec::new()))))
        }
        Err(other) => Err(other.into()),
    }
}

/// The month in which a register begins.
fn month(days: Option<(Date, Date)>) -> String {
    days.map(|(from, _)| from.strftime("%Y-%m").to_string()).unwrap_or_default()
}

/// What was taken, and each line that was not.
fn told(site: &Site, language: Language, receipt: &RegisterReceipt) -> Vec<String> {
    let values =
        [("taken", receipt.lines.to_string()), ("faulty", receipt.faults.len().to_string())];
    let first = site.words(language, "desk.gaps.partly", &values);
    let line = |fault: &intake::ListedFault| {
        let values = [("line", fault.line.to_string()), ("text", fault.text.clone())];
        site.words(language, "desk.gaps.faulty_line", &values)
    };
    std::iter::once(first).chain(receipt.faults.iter().take(50).map(line)).collect()
}

/// `GET /desk/gaps/templates/{item}`
pub(super) async fn template(
    State(site): State<Site>,
    staff: Staff,
    Named(item): Named<String>,
) -> Result<Response, WebError> {
    site.ask(move |site| {
        let own = unit::items(site, &staff).into_iter().any(|one| one.id == item);
        if !own {
            return Err(WebError::Missing);
        }
        let columns = site.intake().register_columns(&item)?;
        let heads: Vec<String> = columns.iter().map(|column| cell(column)).collect();
        let text = format!("\u{feff}{}\r\n", heads.join(","));
        Ok(file(&format!("register-{item}.csv"), "text/csv; charset=utf-8", text))
    })
    .await
}
