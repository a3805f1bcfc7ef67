//! The public portal: pages anyone may read, in Chinese, and in English under `/en`.

mod announcement;
mod basis;
mod case;
mod certificate;
mod code;
mod collection;
mod column;
mod feeds;
pub(crate) mod figures;
pub(crate) mod found;
mod home;
pub(crate) mod law;
mod ledger;
pub(crate) mod line;
mod open_data;
pub(crate) mod page;
pub(crate) mod problem;
pub(crate) mod process;
pub(crate) mod publicity;
pub(crate) mod receipt;
pub(crate) mod record;
pub(crate) mod repair;
mod reports;
pub(crate) mod search;
mod services;
mod shelf;
pub(crate) mod sites;
pub(crate) mod subject;
pub(crate) mod texts;
mod verify;
pub(crate) mod visits;
mod withdrawn;

use axum::{
    Router,
    extract::DefaultBodyLimit,
    middleware::from_fn_with_state,
    routing::{get, post},
};

use crate::site::Site;

/// Every page, once at the root and once under `/en`.
pub(crate) fn routes(site: &Site) -> Router<Site> {
    let told = from_fn_with_state(site.clone(), problem::tell);
    let english = pages("/en").route("/en/", get(home::show));
    let machines = Router::new()
        .route("/robots.txt", get(feeds::robots))
        .route("/sitemap.xml", get(feeds::sitemap))
        .route("/publicity/withdrawn.atom", get(withdrawn::feed))
        .route("/en/publicity/withdrawn.atom", get(withdrawn::feed))
        .route("/feed.atom", get(feeds::latest))
        .route("/en/feed.atom", get(feeds::latest));
    let counted = from_fn_with_state(site.clone(), visits::count);
    pages("").merge(english).merge(machines).layer(told).layer(counted)
}

fn pages(prefix: &str) -> Router<Site> {
    let at = |path: &str| match (prefix, path) {
        ("", path) => path.to_owned(),
        (prefix, "/") => prefix.to_owned(),
        (prefix, path) => format!("{prefix}{path}"),
    };
    Router::new()
        .route(&at("/"), get(home::show))
        .route(&at("/search"), get(search::show))
        .route(&at("/search/suggest"), get(search::suggest))
        .route(&at("/subjects/{code}"), get(subject::show))
        .route(&at("/subjects/{code}/records.csv"), get(subject::download))
        .route(&at("/subjects/{code}/records/{digest}"), get(record::show))
        .route(&at("/subjects/{code}/code"), get(code::show))
        .route(&at("/subjects/{code}/code.svg"), get(code::svg))
        .route(&at("/subjects/{code}/code.png"), get(code::png))
        .route(&at("/publicity"), get(publicity::overview))
        .route(&at("/publicity/withdrawn"), get(withdrawn::list))
        .route(&at("/publicity/{kind}"), get(publicity::list))
        .route(&at("/publicity/{kind}/records.csv"), get(publicity::download))
        .route(&at("/publicity/{kind}/feed.atom"), get(publicity::feed))
        .route(&at("/items"), get(law::items))
        .route(&at("/items/{id}"), get(law::item))
        .route(&at("/lists"), get(law::lists))
        .route(&at("/lists/{id}"), get(law::list))
        .route(&at("/measures"), get(law::measures))
        .route(&at("/measures/{id}"), get(law::measure))
        .route(&at("/matters"), get(law::matters))
        .route(&at("/matters/{id}"), get(law::matter))
        .route(&at("/basis"), get(basis::show))
        .route(&at("/sites"), get(sites::show))
        .route(&at("/services"), get(services::show))
        .route(&at("/processes"), get(process::index))
        .route(&at("/processes/{id}"), get(process::show))
        .route(&at("/processes/{id}/new"), get(case::ask).post(case::file))
        .route(&at("/cases"), get(case::find).post(case::open))
        .route(&at("/cases/moves/{move}"), post(case::make))
        .route(&at("/announcements/{process}"), get(announcement::list))
        .route(&at("/announcements/{process}/notices.csv"), get(announcement::download))
        .route(&at("/cases/letters/{place}"), post(case::letter))
        .route(&at("/cases/notes"), post(case::note))
        .route(&at("/cases/papers/{place}"), post(case::paper))
        .route(&at("/models"), get(shelf::models))
        .route(&at("/typical-cases"), get(shelf::cases))
        .route(&at("/events"), get(shelf::events))
        .route(&at("/courses"), get(shelf::courses))
        .route(&at("/contests"), get(shelf::contests))
        .route(&at("/certificates"), get(certificate::find))
        .route(&at("/certificates/{number}"), get(certificate::show))
        .route(&at("/figures"), get(figures::show))
        .route(&at("/commitments"), get(collection::commitments))
        .route(&at("/self-declared"), get(collection::declared))
        .route(&at("/open-data"), get(open_data::index))
        .route(&at("/open-data/{id}"), get(open_data::dictionary))
        .route(&at("/columns/{id}"), get(column::show))
        .route(&at("/columns/{id}/feed.atom"), get(column::feed))
        .route(&at("/articles/{number}"), get(column::article))
        .route(&at("/ledger"), get(ledger::show))
        .route(&at("/ledger/positions"), get(ledger::find))
        .route(&at("/ledger/positions/{position}"), get(ledger::position))
        .route(&at("/batches/{id}"), get(receipt::show))
        .route(&at("/about"), get(texts::about))
        .route(&at("/accessibility"), get(texts::accessibility))
        .route(&at("/design"), get(crate::design::show))
        .route(&at("/rights"), get(texts::rights))
        .route(&at("/api"), get(crate::api::page))
        .route(&at("/{*nothing}"), get(problem::nothing))
        .merge(of_reports(prefix))
}

/// The guide to reports, and the pages on which they are verified.
fn of_reports(prefix: &str) -> Router<Site> {
    // A form with a file counts its own bytes, and says it when they are too many.
    let verified = get(verify::ask).post(verify::file).layer(DefaultBodyLimit::disable());
    Router::new()
        .route(&format!("{prefix}/reports"), get(reports::guide))
        .route(&format!("{prefix}/reports/{{template}}"), get(reports::layout))
        .route(&format!("{prefix}/verify"), verified)
        .route(&format!("{prefix}/verify/keys.txt"), get(verify::keys))
        .route(&format!("{prefix}/verify/{{number}}"), get(verify::number))
}
