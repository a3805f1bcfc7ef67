//! The door of a subject: its own file, who looked, consents, declarations, cases.
//!
#![doc = include_str!("../README.md")]

mod agents;
mod associations;
mod cases;
mod code;
mod consents;
mod declarations;
mod download;
mod lookups;
mod messages;
mod own;
mod papers;
mod records;
mod reports;
mod sight;
mod start;
mod view;

#[cfg(test)]
mod tests;

use account::{Signed, Who};
use axum::{
    Router,
    routing::{get, post},
};
use web::door::{Door, Entry, Site};

/// The door, to be hung into the platform.
pub fn door() -> Door {
    Door { id: "mine", routes, menu }
}

fn routes() -> Router<Site> {
    Router::new()
        .route("/", get(start::show))
        .route("/records", get(records::list))
        .route("/records/{digest}", get(records::show))
        .route("/reports", get(reports::list).post(reports::issue))
        .route("/reports/{number}", get(reports::show))
        .route("/reports/{number}/pdf", get(reports::pdf))
        .route("/reports/{number}/json", get(reports::json))
        .route("/lookups", get(lookups::list))
        .route("/lookups/{position}", get(lookups::show).post(lookups::question))
        .route("/associations", get(associations::list))
        .route("/consents", get(consents::list))
        .route("/consents/new", get(consents::ask).post(consents::grant))
        .route("/consents/{number}", get(consents::show))
        .route("/consents/{number}/withdraw", post(consents::withdraw))
        .route("/declarations", get(declarations::list))
        .route("/declarations/new", get(declarations::ask).post(declarations::declare))
        .route("/declarations/{number}/withdraw", post(declarations::take_back))
        .route("/declarations/{number}/evidence/{file}", get(declarations::evidence))
        .route("/cases", get(cases::list))
        .route("/cases/new/{process}", get(cases::ask).post(cases::file))
        .route("/cases/{number}", get(cases::show))
        .route("/cases/{number}/moves/{move}", get(cases::ask_move).post(cases::make))
        .route("/cases/{number}/notes", post(cases::note))
        .route("/cases/{number}/papers/{place}", get(cases::paper))
        .route("/cases/{number}/receipt", get(cases::receipt))
        .route("/cases/{number}/letters/{place}/pdf", get(papers::letter))
        .route("/cases/{number}/receipt/pdf", get(papers::receipt))
        .route("/records/{digest}/repair-notice", get(papers::notice))
        .route("/messages", get(messages::list))
        .route("/agents", get(agents::list).post(agents::name))
        .route("/agents/{number}/end", post(agents::end))
        .route("/download", get(download::show))
        .route("/download.json", get(download::json))
        .route("/download.csv", get(download::csv))
        .route("/code", get(code::show))
}

fn menu(_: &Site, signed: &Signed) -> Vec<Entry> {
    let Who::Holder(holder) = &signed.who else { return Vec::new() };
    let all = [
        ("/mine", "mine.menu_start"),
        ("/mine/records", "mine.menu_records"),
        ("/mine/reports", "mine.menu_reports"),
        ("/mine/lookups", "mine.menu_lookups"),
        ("/mine/associations", "mine.menu_associations"),
        ("/mine/consents", "mine.menu_consents"),
        ("/mine/cases", "mine.menu_cases"),
        ("/mine/declarations", "mine.menu_declarations"),
        ("/mine/messages", "mine.menu_messages"),
        ("/mine/agents", "mine.menu_agents"),
        ("/mine/download", "mine.menu_download"),
        ("/mine/code", "mine.menu_code"),
        ("/account", "mine.menu_account"),
    ];
    let organisation = own::is_organisation(holder);
    let shown = all.into_iter().filter(|(path, _)| organisation || *path != "/mine/declarations");
    shown.map(|(path, key)| Entry { path, key }).collect()
}
