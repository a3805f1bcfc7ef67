//! `POST /sign-out`.

use axum::{Extension, extract::State, http::header, response::Response};

use crate::{
    WebError,
    door::{Fields, Form, Present, Site, Visit, see_other},
    guard::session::{self, Secret},
};

pub(super) async fn take(
    State(site): State<Site>,
    visit: Visit,
    Present(_): Present,
    Extension(Secret(secret)): Extension<Secret>,
    Form(_): Form<Fields>,
) -> Result<Response, WebError> {
    site.ask(move |site| Ok(site.accounts.sign_out(&secret)?)).await?;
    let mut response = see_other(&visit, "/sign-in?why=out");
    let gone = session::set(&site, session::name(&site), "", Some(0));
    response.headers_mut().append(header::SET_COOKIE, gone);
    Ok(response)
}
