//! `GET /batches/{id}?token=`: a batch's receipt for its sender. Counts only: the rejected rows hold
//! whole numbers and are fetched with the key.

use axum::{extract::State, response::Response};
use intake::rule;
use serde::Deserialize;
use vocabulary::{Identifier, IdentifierKind};

use super::page::{Visit, page};
use crate::{
    WebError,
    guard::read::{Asked, Named},
    site::Site,
    view::receipt as view,
    wording::Language,
};

/// What opens a receipt.
#[derive(Deserialize)]
pub(super) struct Opened {
    #[serde(default)]
    token: String,
}

/// The token that opens the page of a batch: a keyed hash nobody can guess, kept nowhere. The
/// text hashed is none that a registration number can be.
pub(crate) fn token(site: &Site, batch: &str) -> String {
    let number = format!("receipt of batch {batch}");
    let identifier = Identifier { kind: IdentifierKind::RegistrationNumber, number };
    site.site_key.subject_id(&identifier).to_hex()
}

/// `GET /batches/{id}`
pub(super) async fn show(
    State(site): State<Site>,
    visit: Visit,
    Named(id): Named<String>,
    Asked(opened): Asked<Opened>,
) -> Result<Response, WebError> {
    page(&site, visit, ("portal/receipt.html", "batches"), move |site, visit| {
        if opened.token != token(site, &id) {
            return Err(WebError::Missing);
        }
        view(site, visit.language, &id)
    })
    .await
}

fn view(site: &Site, language: Language, id: &str) -> Result<view::Receipt, WebError> {
    let receipt = site.intake.receipt(id)?;
    let item = site.law.item(&receipt.item, site.today());
    let agency = site.law.agency(&receipt.agency);
    let count = |id, value| view::Count { id, value };
    let counts = [
        count("received", receipt.received),
        count("accepted", receipt.accepted),
        count("duplicates", receipt.duplicates),
        count("joined", receipt.joined),
        count("corrected", receipt.corrected),
        count("rejected", receipt.rejected),
        count("held", receipt.held),
    ];
    let always = ["received", "accepted", "duplicates", "rejected"];
    let kept = receipt.received - receipt.rejected.min(receipt.received);
    let share = (kept * 1_000).checked_div(receipt.received);
    let rules = |counted: &std::collections::BTreeMap<String, u64>| {
        let mut rules: Vec<_> = counted.iter().map(|(code, count)| said(code, *count)).collect();
        rules.sort_by_key(|rule| std::cmp::Reverse(rule.count));
        rules
    };
    Ok(view::Receipt {
        id: receipt.batch.clone(),
        state: if receipt.complete { "done" } else { "open" },
        tone: if receipt.complete { "good" } else { "wait" },
        item_title: item.map_or_else(|| receipt.item.clone(), |item| language.of(&item.title)),
        item: receipt.item.clone(),
        agency: agency.map_or_else(|| receipt.agency.clone(), |agency| language.of(&agency.title)),
        complete: receipt.complete,
        counts: counts.into_iter().filter(|c| c.value > 0 || always.contains(&c.id)).collect(),
        bars: share.filter(|_| receipt.complete),
        rules: rules(&receipt.rejected_by_rule),
        cleansed: rules(&receipt.cleansed_by_rule),
        dropped: receipt.dropped_fields.clone(),
        positions: receipt.first_position.zip(receipt.last_position),
        faults: format!("{}/api/v1/batches/{}/faults", site.config.address, receipt.batch),
    })
}

fn said(code: &str, count: u64) -> view::Rule {
    let rule = rule::find(code);
    view::Rule {
        rule: code.to_owned(),
        title: rule.map(|rule| rule.title.to_owned()).unwrap_or_default(),
        advice: rule.map(|rule| rule.advice.to_owned()).unwrap_or_default(),
        count,
    }
}
