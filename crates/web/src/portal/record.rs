//! `GET /subjects/{code}/records/{digest}`: one record, or that it is no longer public.

use axum::{extract::State, response::Response};
use disclosure::{RecordAnswer, RecordState, RecordView, SubjectHead};
use policy::model::catalog::Polarity;

use super::{
    law::{cite, tone},
    line::{agency, class_title, label, term, title},
    page::{Visit, page},
    process::open_to_anyone,
    repair::{objection, repair},
    subject::subject_of,
};
use crate::{
    WebError,
    guard::read::Named,
    site::Site,
    view::{Labelled, record as view},
    wording::Language,
};

pub(super) async fn show(
    State(site): State<Site>,
    visit: Visit,
    Named((code, digest)): Named<(String, String)>,
) -> Result<Response, WebError> {
    page(&site, visit, ("portal/record.html", "subjects"), move |site, visit| {
        let (record, head) = public(site, &code, &digest)?;
        stays(site, &code, &record, &head)?;
        Ok(view(site, visit.language, &code, &head, &record))
    })
    .await
}

/// Leads to the same record on the page of the whole, if its subject was merged into another.
fn stays(site: &Site, code: &str, record: &RecordView, head: &SubjectHead) -> Result<(), WebError> {
    let Some(whole) = head.code.as_deref().filter(|whole| *whole != code.to_ascii_uppercase())
    else {
        return Ok(());
    };
    // Both codes may bear a record of one key: then each keeps its own address.
    match public(site, whole, &record.digest) {
        Ok((same, _)) if same.position == record.position => {
            Err(WebError::Moved { to: format!("/subjects/{whole}/records/{}", record.digest) })
        }
        Ok(_) | Err(WebError::Missing | WebError::Gone) => Ok(()),
        Err(error) => Err(error),
    }
}

/// A public record by its address.
pub(crate) fn public(
    site: &Site,
    code: &str,
    digest: &str,
) -> Result<(RecordView, SubjectHead), WebError> {
    let subject = subject_of(site, code)?;
    match site.gate.record(subject, digest)?.into_inner() {
        RecordAnswer::Public { record, head } => Ok((*record, *head)),
        RecordAnswer::Gone => Err(WebError::Gone),
        RecordAnswer::NotFound => Err(WebError::Missing),
    }
}

fn view(
    site: &Site,
    language: Language,
    code: &str,
    head: &SubjectHead,
    record: &RecordView,
) -> view::Record {
    let term = term(site, record);
    let repairable_from = term.and_then(|term| term.repairable_from);
    let period = record.public_until.and_then(|until| {
        view::Period::draw(record.decided_on, until, repairable_from, site.today())
    });
    let meaning = match record.polarity {
        Polarity::Basic => "record.meaning_basic",
        Polarity::Positive => "record.meaning_positive",
        Polarity::Negative => "record.meaning_negative",
        Polarity::Other => "record.meaning_other",
    };
    view::Record {
        title: title(language, record),
        subject: head.name.clone().unwrap_or_else(|| code.to_owned()),
        subject_href: format!("/subjects/{code}"),
        item_title: language.of(&record.title),
        item_href: format!("/items/{}", record.item),
        tone: tone(record.polarity),
        class_title: class_title(term.as_ref()).map(|title| language.of(title)),
        self_declared: record.declared.as_ref().map(|declared| declared.state.as_str()),
        objected: record.state == RecordState::InObjection,
        fields: fields(language, record),
        period,
        repair: repair(site, language, record),
        meaning: site.word(language, meaning),
        basis: Some(cite(&record.basis)).filter(|basis| !basis.is_empty()),
        source: agency(language, &record.source),
        objection_href: objection_href(site, code, record),
        position: record.position,
    }
}

/// Where anybody objects to it.
fn objection_href(site: &Site, code: &str, record: &RecordView) -> Option<String> {
    let process = objection(site, &record.item).filter(|process| open_to_anyone(process))?;
    let digest = &record.digest;
    Some(format!("/processes/{}/new?subject={code}&digest={digest}", process.id))
}

fn fields(language: Language, record: &RecordView) -> Vec<Labelled> {
    let labelled = |field: &disclosure::FieldView| Labelled {
        label: label(language, &field.name, &field.zh),
        value: field.value.clone(),
        wide: false,
    };
    record.fields.iter().filter(|field| !field.value.is_empty()).map(labelled).collect()
}
