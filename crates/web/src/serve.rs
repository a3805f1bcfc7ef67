//! The router, and serving it.

use axum::{
    Router,
    extract::DefaultBodyLimit,
    middleware::{from_fn, from_fn_with_state},
    routing::get,
};
use tokio::net::TcpListener;

use crate::{
    App, WebError, api, assets, guard,
    listen::{self, tls::Tls},
    portal, session,
    site::Site,
};

/// Every door of the platform.
///
/// Errors: templates or messages that cannot be read.
pub fn router(app: App) -> Result<Router, WebError> {
    let site = Site::open(app)?;
    let doors = api::routes(&site).merge(portal::routes(&site)).merge(signed(&site));
    let doors = doors
        .layer(from_fn(guard::etag::mark))
        .layer(from_fn_with_state(site.clone(), guard::session::find))
        .layer(from_fn_with_state(site.clone(), guard::caller::find))
        .layer(from_fn_with_state(site.clone(), guard::deadline::keep));
    let unmetered = Router::new()
        .route("/assets/{name}", get(assets::serve))
        .route("/favicon.ico", get(assets::favicon))
        .route("/healthz", get(|| async { "ok" }));
    Ok(doors
        .layer(from_fn_with_state(site.clone(), portal::problem::tell_unworded))
        .merge(unmetered)
        .layer(from_fn_with_state(site.clone(), guard::headers::add))
        .layer(from_fn_with_state(site.clone(), guard::request::trace))
        .with_state(site))
}

/// The pages of those who sign in, each also below `/en`. Forms with files count their own bytes.
fn signed(site: &Site) -> Router<Site> {
    let mut pages = session::routes("").merge(session::routes("/en"));
    for door in &site.doors {
        for language in ["", "/en"] {
            pages = pages.nest(&format!("{language}/{}", door.id), (door.routes)());
        }
    }
    let told = from_fn_with_state(site.clone(), portal::problem::tell);
    pages.layer(told).layer(DefaultBodyLimit::disable())
}

/// Serves the doors on `listener` until `shutdown` is done; requests under way are finished.
pub async fn serve(
    app: App,
    listener: TcpListener,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> Result<(), WebError> {
    serve_over(app, listener, None, shutdown).await
}

/// The same, encrypted if `tls` is given.
pub async fn serve_over(
    app: App,
    listener: TcpListener,
    tls: Option<Tls>,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> Result<(), WebError> {
    let patience = app.config.patience;
    listen::listen(router(app)?, listener, tls, patience, shutdown).await;
    Ok(())
}
