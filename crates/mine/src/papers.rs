//! Papers to keep: letters of one's own cases, the receipt of a repair, the notice of repair of a record.

use axum::{extract::State, response::Response};
use web::{
    WebError,
    door::{Holder, Named, Site, Visit, papers, tell},
};

use crate::{cases, own};

/// `GET /mine/cases/{number}/letters/{place}/pdf`
pub(crate) async fn letter(
    State(site): State<Site>,
    visit: Visit,
    holder: Holder,
    Named((number, place)): Named<(String, u64)>,
) -> Result<Response, WebError> {
    let language = visit.language;
    site.ask(move |site| {
        let by = cases::by(&holder);
        let letter = site.cases().letter(&by, &number, place)?;
        let case = site.cases().view(&by, &number)?;
        let document = papers::letter(site, language, &case, &letter);
        papers::print(site, &document, &format!("{number}-{place}"))
    })
    .await
}

/// `GET /mine/cases/{number}/receipt/pdf`
pub(crate) async fn receipt(
    State(site): State<Site>,
    visit: Visit,
    holder: Holder,
    Named(number): Named<String>,
) -> Result<Response, WebError> {
    let language = visit.language;
    site.ask(move |site| {
        let by = cases::by(&holder);
        let case = site.cases().view(&by, &number)?;
        let stops = site.cases().stops(&by, &number)?;
        let about = (own::name(&holder), stops);
        let document = papers::receipt(site, language, &case, (&about.0, &about.1));
        papers::print(site, &document.ok_or(WebError::Missing)?, &format!("{number}-receipt"))
    })
    .await
}

/// `GET /mine/records/{digest}/repair-notice`
pub(crate) async fn notice(
    State(site): State<Site>,
    visit: Visit,
    holder: Holder,
    Named(digest): Named<String>,
) -> Result<Response, WebError> {
    let language = visit.language;
    site.ask(move |site| {
        let record = own::record(site, &holder, &digest)?;
        let about = (own::name(&holder), tell::authority(language, &record));
        let document = papers::repair_notice(site, language, &record, (&about.0, &about.1));
        papers::print(site, &document.ok_or(WebError::Missing)?, &format!("repair-notice-{digest}"))
    })
    .await
}
