//! The table of the desk: every route, what a role must be allowed to do for it, and who answers.
//!
//! A page of the desk is a module with a function `lines`; nothing else opens a route here, and a
//! line cannot be written without saying who may enter.

use axum::{
    Router,
    extract::{Request, State},
    handler::Handler,
    response::{IntoResponse, Response},
    routing::{MethodRouter, get as on_get, post as on_post},
};
use policy::model::role::Action;
use web::door::{Site, Staff, Visit};

use crate::{may, refusal};

/// A route of the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Route {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// Path without language prefix.
    pub path: &'static str,
    /// One of these must be allowed to the role; none means that anybody of staff may enter.
    pub needs: &'static [Action],
}

/// A route and its answer.
pub(crate) struct Line {
    route: Route,
    answer: MethodRouter<Site>,
}

/// Reads a page.
pub(crate) fn get<H, T>(path: &'static str, needs: &'static [Action], answer: H) -> Line
where
    H: Handler<T, Site> + Sync,
    T: 'static,
{
    line(Route { method: "GET", path, needs }, answer)
}

/// Takes a form.
pub(crate) fn post<H, T>(path: &'static str, needs: &'static [Action], answer: H) -> Line
where
    H: Handler<T, Site> + Sync,
    T: 'static,
{
    line(Route { method: "POST", path, needs }, answer)
}

/// The role is asked for before the handler reads a byte of the body.
fn line<H, T>(route: Route, answer: H) -> Line
where
    H: Handler<T, Site> + Sync,
    T: 'static,
{
    let guarded = move |State(site): State<Site>, visit: Visit, staff: Staff, request: Request| {
        let answer = answer.clone();
        async move { enter((site, visit, staff), route.needs, answer, request).await }
    };
    let answer = if route.method == "POST" { on_post(guarded) } else { on_get(guarded) };
    Line { route, answer }
}

async fn enter<H, T>(
    (site, visit, staff): (Site, Visit, Staff),
    needs: &'static [Action],
    answer: H,
    request: Request,
) -> Response
where
    H: Handler<T, Site>,
    T: 'static,
{
    match may::enter(site.law(), &staff, needs) {
        Ok(()) => answer.call(request, site).await,
        Err(refused) => refusal::page(&site, visit, needs, refused)
            .await
            .unwrap_or_else(IntoResponse::into_response),
    }
}

/// Every route of the desk, in the order of its pages.
pub fn routes() -> Vec<Route> {
    lines().iter().map(|line| line.route).collect()
}

/// The router of these routes, which the frame nests below `/desk` and `/en/desk`.
pub(crate) fn router() -> Router<Site> {
    lines().into_iter().fold(Router::new(), |router, line| {
        let path = line.route.path.strip_prefix("/desk").unwrap_or(line.route.path);
        router.route(if path.is_empty() { "/" } else { path }, line.answer)
    })
}

fn lines() -> Vec<Line> {
    let pages = [
        crate::queue::lines,
        crate::batches::lines,
        crate::records::lines,
        crate::gaps::lines,
        crate::faults::lines,
        crate::held::lines,
        crate::subjects::lines,
        crate::associations::lines,
        crate::lookups::lines,
        crate::checks::lines,
        crate::reports::lines,
        crate::cases::lines,
        crate::boards::lines,
        crate::bulletins::lines,
        crate::papers::lines,
        crate::patrol::lines,
        crate::declarations::lines,
        crate::articles::lines,
        crate::accounts::lines,
        crate::keys::lines,
        crate::identities::lines,
        crate::exports::lines,
        crate::figures::lines,
        crate::alerts::lines,
        crate::audit::lines,
        crate::law::lines,
        crate::roles::lines,
        crate::work::lines,
    ];
    pages.into_iter().flat_map(|lines| lines()).collect()
}
