//! `/mine/code`: a code to show, which opens the organisation's public page. A person has none.

use axum::{extract::State, response::Response};
use web::{
    WebError,
    door::{Holder, Site, Visit, page},
    qr::qr,
};

use crate::{own, view};

/// `GET /mine/code`
pub(crate) async fn show(
    State(site): State<Site>,
    visit: Visit,
    holder: Holder,
) -> Result<Response, WebError> {
    page(&site, visit, ("mine/code.html", "code"), move |site, visit| {
        let code = holder.acting_code.clone();
        let path = code.as_ref().map(|code| format!("/subjects/{code}"));
        let address = path.as_ref().map(|path| format!("{}{path}", site.config().address));
        let label = site.word(visit.language, "mine.code_label");
        Ok(view::Code {
            name: own::name(&holder),
            svg: address.as_ref().and_then(|address| qr(&label, address)),
            code,
            path,
            address,
        })
    })
    .await
}
