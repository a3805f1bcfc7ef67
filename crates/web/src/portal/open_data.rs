//! `GET /open-data`: the data sets, their dictionaries, and how to follow what changes.

use axum::{extract::State, response::Response};
use policy::model::catalog::{CatalogClass, CatalogItem};

use super::{
    law::id,
    line::label,
    page::{Visit, page},
};
use crate::{
    WebError,
    api::datasets::{columns, is_set},
    guard::read::Named,
    site::Site,
    view::open_data as view,
    wording::Language,
};

/// `GET /open-data`
pub(super) async fn index(State(site): State<Site>, visit: Visit) -> Result<Response, WebError> {
    page(&site, visit, ("portal/open/index.html", "open-data"), |site, visit| {
        let published = site.gate.figures()?.into_inner().published;
        let mut groups: Vec<view::Group> = Vec::new();
        for item in site.law.items(site.today()).into_iter().filter(|item| is_set(item)) {
            let records = published.get(&item.id).copied().unwrap_or_default();
            let (title_key, set) = (group(item), set(visit.language, item, records));
            match groups.iter_mut().find(|group| group.title_key == title_key) {
                Some(group) => group.sets.push(set),
                None => groups.push(view::Group { title_key, sets: vec![set] }),
            }
        }
        groups.sort_by_key(|group| GROUPS.iter().position(|key| *key == group.title_key));
        Ok(view::OpenData {
            groups,
            address: site.config.address.clone(),
            position: site.reader.size()?.saturating_sub(1),
            rows: site.config.limits.download_rows,
        })
    })
    .await
}

const GROUPS: [&str; 4] =
    ["open_data.acts", "open_data.lists", "open_data.declared", "open_data.others"];

fn group(item: &CatalogItem) -> &'static str {
    let [acts, lists, declared, others] = GROUPS;
    match item.class {
        _ if item.act.is_some() => acts,
        _ if item.list.is_some() => lists,
        CatalogClass::SelfDeclared => declared,
        _ => others,
    }
}

fn set(language: Language, item: &CatalogItem, records: u64) -> view::Set {
    view::Set {
        id: item.id.clone(),
        title: language.of(&item.title),
        records,
        cycle: id(&item.cycle),
    }
}

/// `GET /open-data/{id}`
pub(super) async fn dictionary(
    State(site): State<Site>,
    visit: Visit,
    Named(name): Named<String>,
) -> Result<Response, WebError> {
    page(&site, visit, ("portal/open/dictionary.html", "open-data"), move |site, visit| {
        let item = site.law.item(&name, site.today()).filter(|item| is_set(item));
        let item = item.ok_or(WebError::Missing)?;
        let published = site.gate.figures()?.into_inner().published;
        let records = published.get(&item.id).copied().unwrap_or_default();
        let column = |one: crate::api::wire::DataColumn| {
            let plain = one.name.strip_prefix("field.").unwrap_or(&one.name);
            view::Column {
                label: label(visit.language, plain, &one.zh),
                kind: one.kind,
                max_length: one.max_length,
                required: one.required,
                masked: one.masked,
                values: one.values,
                help: help(site, visit.language, &one.name, one.help),
                name: one.name,
            }
        };
        Ok(view::Dictionary {
            set: set(visit.language, item, records),
            columns: columns(site, item).into_iter().map(column).collect(),
            address: site.config.address.clone(),
        })
    })
    .await
}

/// What helps to read a column: of the fixed ones in the reader's language, of an item's fields as
/// the catalog has it.
fn help(site: &Site, language: Language, name: &str, help: Option<String>) -> Option<String> {
    if name.starts_with("field.") {
        return help;
    }
    Some(site.word(language, &format!("data_column.{name}_help")))
}
