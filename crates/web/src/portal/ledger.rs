//! The ledger page, and the proof of one position.

use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use ledger::{Inclusion, LedgerError, merkle};
use serde::Deserialize;
use vocabulary::{FactKind, Position, Timestamp};

use super::page::{Visit, page};
use crate::{
    WebError,
    guard::read::{Asked, Named},
    site::{Site, instant},
    view::ledger as view,
};

/// `GET /ledger`
pub(super) async fn show(State(site): State<Site>, visit: Visit) -> Result<Response, WebError> {
    page(&site, visit, ("portal/ledger/index.html", "ledger"), |site, _| {
        let checkpoint = site.reader.checkpoint()?;
        let size = checkpoint.as_ref().map_or(0, |checkpoint| checkpoint.size);
        let newest = match size.checked_sub(1) {
            Some(last) => Some(entry(site, last)?.1),
            None => None,
        };
        Ok(view::Ledger {
            address: site.config.address.clone(),
            checkpoint: checkpoint.map(|checkpoint| view::Checkpoint {
                size: checkpoint.size,
                newest_at: newest.map(instant),
                root: BASE64.encode(checkpoint.root),
                note: checkpoint.note,
            }),
            example: size.saturating_sub(1) / 2,
        })
    })
    .await
}

/// The position asked for in a form.
#[derive(Deserialize)]
pub(super) struct Sought {
    n: u64,
}

/// `GET /ledger/positions?n=` – the form leads to the page.
pub(super) async fn find(visit: Visit, Asked(sought): Asked<Sought>) -> Response {
    let path = format!("/ledger/positions/{}", sought.n);
    Redirect::to(&visit.language.href(&path)).into_response()
}

/// `GET /ledger/positions/{position}`
pub(super) async fn position(
    State(site): State<Site>,
    visit: Visit,
    Named(position): Named<u64>,
) -> Result<Response, WebError> {
    page(&site, visit, ("portal/ledger/position.html", "ledger"), move |site, _| {
        let waiting = view::Position { position, kind: None, at: None, proof: None };
        let inclusion = match site.reader.inclusion(Position(position)) {
            Ok(inclusion) => inclusion,
            Err(LedgerError::NotSigned { .. }) if position < site.reader.size()? => {
                return Ok(waiting);
            }
            Err(LedgerError::NotSigned { .. } | LedgerError::NoFact { .. }) => {
                return Err(WebError::Missing);
            }
            Err(error) => return Err(error.into()),
        };
        let (kind, at) = read(&inclusion)?;
        Ok(view::Position {
            kind: Some(kind.as_str()),
            at: Some(instant(at)),
            proof: Some(proof(&inclusion)?),
            ..waiting
        })
    })
    .await
}

fn proof(inclusion: &Inclusion) -> Result<view::Proof, WebError> {
    let checkpoint = ledger::Checkpoint::read(&inclusion.checkpoint)?;
    Ok(view::Proof {
        entry: inclusion.entry.clone(),
        leaf: hex::encode(merkle::leaf(inclusion.entry.as_bytes())),
        root: hex::encode(checkpoint.root),
        path: inclusion.path.iter().map(hex::encode).collect(),
        size: checkpoint.size,
    })
}

fn entry(site: &Site, position: u64) -> Result<(FactKind, Timestamp), WebError> {
    read(&site.reader.inclusion(Position(position))?)
}

/// What an entry says openly: the kind of the fact, and when the platform learnt it.
fn read(inclusion: &Inclusion) -> Result<(FactKind, Timestamp), WebError> {
    let broken = || WebError::Machine(format!("entry {} does not read", inclusion.position));
    let mut words = inclusion.entry.split(' ');
    let kind = words.next().and_then(FactKind::parse).ok_or_else(broken)?;
    let micros = words.next().and_then(|word| word.parse().ok()).ok_or_else(broken)?;
    Ok((kind, Timestamp::from_microsecond(micros).map_err(|_| broken())?))
}
