//! Records of one class with what they are: `GET /commitments`, `GET /self-declared`.

use axum::{extract::State, response::Response};
use disclosure::{Filter, ListOf, ListedView, PageRequest};
use policy::model::catalog::CatalogClass;
use serde::Deserialize;

use super::{
    law::item::public_list,
    line::{field, line},
    page::{Visit, page},
    search::encode,
};
use crate::{
    WebError,
    guard::read::Asked,
    site::Site,
    view::{Pager, Tag, guide as view, publicity::Kind},
};

/// Records on one page.
const PAGE: u32 = 30;

/// Which part.
#[derive(Deserialize)]
pub(super) struct Part {
    after: Option<String>,
}

/// `GET /commitments`
pub(super) async fn commitments(
    State(site): State<Site>,
    visit: Visit,
    Asked(part): Asked<Part>,
) -> Result<Response, WebError> {
    show(&site, visit, ("commitments", CatalogClass::Commitments), part).await
}

/// `GET /self-declared`
pub(super) async fn declared(
    State(site): State<Site>,
    visit: Visit,
    Asked(part): Asked<Part>,
) -> Result<Response, WebError> {
    show(&site, visit, ("self-declared", CatalogClass::SelfDeclared), part).await
}

async fn show(
    site: &Site,
    visit: Visit,
    (name, class): (&'static str, CatalogClass),
    part: Part,
) -> Result<Response, WebError> {
    page(site, visit, ("portal/collection.html", name), move |site, visit| {
        let published = site.gate.figures()?.into_inner().published;
        let items = site.law.items(site.today());
        let of_class = items.iter().filter(|item| item.class == class);
        let kinds = of_class.filter(|item| public_list(item).is_some()).map(|item| Kind {
            id: item.id.clone(),
            title: visit.language.of(&item.title),
            count: published.get(&item.id).copied().unwrap_or_default(),
        });
        let ask = PageRequest { after: part.after.clone(), size: PAGE };
        let listed = site.gate.recent(&ListOf::Class(class), &Filter::default(), &ask)?;
        let listed = listed.into_inner();
        let records = listed.entries.iter().map(|one| view::Marked {
            line: line(site, visit.language, &one.head, &one.record),
            marks: ["commitment_kind", "fulfilment"]
                .iter()
                .filter_map(|name| mark(one, name))
                .collect(),
        });
        Ok(view::Collection {
            name,
            kinds: kinds.collect(),
            records: records.collect(),
            pager: Pager {
                next: listed.next.map(|mark| visit.with(&format!("after={}", encode(&mark)))),
                first: part.after.map(|_| visit.path.clone()),
            },
        })
    })
    .await
}

/// A field that says how the matter stands, as a coloured word.
fn mark(listed: &ListedView, name: &str) -> Option<Tag> {
    let title = field(&listed.record, name)?.to_owned();
    let tone = match title.as_str() {
        "已履行" => "good",
        "违背承诺" => "bad",
        "履行中" => "wait",
        _ => "quiet",
    };
    Some(Tag { title, tone })
}
