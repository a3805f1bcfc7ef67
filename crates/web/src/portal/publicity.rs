//! Publicity lists: the ten administrative acts and the other public items.

use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use disclosure::{Filter, ListOf, ListedView, PageRequest, Place};
use policy::model::catalog::{AdministrativeAct, CatalogItem};
use serde::Deserialize;
use vocabulary::Date;

use super::{
    feeds::{atom, entry},
    law::{id, item::public_list},
    line::line,
    page::{Visit, page},
    search::encode,
    sites::own_division,
};
use crate::{
    WebError,
    guard::read::{Asked, Named},
    site::Site,
    view::{Pager, publicity as view, subject::Line},
    wording::Language,
};

/// Records on one page.
const PAGE: u32 = 50;

/// What publicity lists are called in addresses.
pub(super) fn acts(site: &Site) -> Vec<String> {
    let items = site.law.items(site.today());
    let mut ids: Vec<String> = Vec::new();
    for href in items.iter().filter_map(|item| public_list(item)) {
        let id = href.rsplit('/').next().unwrap_or_default().to_owned();
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids
}

/// `GET /publicity`
pub(super) async fn overview(State(site): State<Site>, visit: Visit) -> Result<Response, WebError> {
    page(&site, visit, ("portal/publicity/index.html", "publicity"), |site, visit| {
        let published = site.gate.figures()?.into_inner().published;
        let count = |item: &&CatalogItem| published.get(&item.id).copied().unwrap_or(0);
        let items = site.law.items(site.today());
        let public: Vec<&CatalogItem> =
            items.into_iter().filter(|item| public_list(item).is_some()).collect();
        let collected = |act: &AdministrativeAct| public.iter().any(|i| i.act == Some(*act));
        let acts = AdministrativeAct::ALL.into_iter().filter(collected).map(|act| view::Kind {
            id: id(&act),
            title: site.word(visit.language, &format!("act.{}", id(&act))),
            count: public.iter().filter(|item| item.act == Some(act)).map(count).sum(),
        });
        let others = public.iter().filter(|item| item.act.is_none()).map(|item| view::Kind {
            id: item.id.clone(),
            title: visit.language.of(&item.title),
            count: count(item),
        });
        let notices = super::process::noticed(site, visit.language);
        Ok(view::Overview { acts: acts.collect(), others: others.collect(), notices })
    })
    .await
}

/// Filters and page.
#[derive(Clone, Deserialize)]
pub(super) struct Chosen {
    #[serde(default)]
    from: String,
    #[serde(default)]
    until: String,
    /// None chooses the site's own; empty means any.
    division: Option<String>,
    #[serde(default)]
    agency: String,
    #[serde(default)]
    item: String,
    after: Option<String>,
}

impl Chosen {
    /// On the site of a county its own division is chosen, until another one is.
    fn at(self, site: &Site, visit: &Visit) -> Self {
        let division = self.division.or_else(|| own_division(site, visit));
        Self { division, ..self }
    }

    fn place(&self) -> &str {
        self.division.as_deref().unwrap_or_default()
    }

    fn filter(&self) -> Result<Filter, WebError> {
        Ok(Filter {
            from_on: day(&self.from)?,
            until_on: day(&self.until)?,
            place: if self.place().is_empty() { Place::Anywhere } else { Place::of(self.place()) },
            authority: given(&self.agency),
            item: given(&self.item),
        })
    }

    fn query(&self) -> String {
        let pairs = [
            ("from", self.from.as_str()),
            ("until", self.until.as_str()),
            ("agency", self.agency.as_str()),
            ("item", self.item.as_str()),
        ];
        let set = pairs.into_iter().filter(|(_, value)| !value.is_empty());
        let place = self.division.as_deref().map(|code| ("division", code));
        let all = set.chain(place);
        all.map(|(key, value)| format!("{key}={}", encode(value))).collect::<Vec<_>>().join("&")
    }
}

fn given(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

fn day(text: &str) -> Result<Option<Date>, WebError> {
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|_| WebError::Invalid {
        what: format!("“{text}”不是日期"),
        remedy: "请写成 2026-11-21 的样子".into(),
    })
}

/// What the last part of an address lists.
struct Kind {
    of: ListOf,
    title: String,
    item: String,
}

fn kind(site: &Site, language: Language, name: &str) -> Result<Kind, WebError> {
    let items = site.law.items(site.today());
    let public = |item: &&&CatalogItem| public_list(item).is_some();
    if let Some(act) = AdministrativeAct::ALL.into_iter().find(|act| id(act) == name) {
        let first = items.iter().filter(public).find(|item| item.act == Some(act));
        let item = first.ok_or(WebError::Missing)?.id.clone();
        let title = site.word(language, &format!("act.{name}"));
        return Ok(Kind { of: ListOf::Act(act), title, item });
    }
    let item = items.iter().filter(public).find(|item| item.id == name);
    let item = item.ok_or(WebError::Missing)?;
    let title = language.of(&item.title);
    Ok(Kind { of: ListOf::Item(item.id.clone()), title, item: item.id.clone() })
}

/// `GET /publicity/{kind}`
pub(super) async fn list(
    State(site): State<Site>,
    visit: Visit,
    Named(name): Named<String>,
    Asked(chosen): Asked<Chosen>,
) -> Result<Response, WebError> {
    page(&site, visit, ("portal/publicity/list.html", "publicity"), move |site, visit| {
        let kind = kind(site, visit.language, &name)?;
        let chosen = chosen.at(site, visit);
        let (listed, next) = look(site, &kind.of, &chosen, PAGE as usize)?;
        let query = chosen.query();
        let at = |mark: &str| {
            let mark = format!("after={}", encode(mark));
            visit.with(&if query.is_empty() { mark } else { format!("{query}&{mark}") })
        };
        let csv = format!("{}/records.csv", visit.path);
        Ok(view::List {
            title: kind.title,
            href: visit.path.clone(),
            item_href: format!("/items/{}", kind.item),
            csv_href: if query.is_empty() { csv } else { format!("{csv}?{query}") },
            from: chosen.from.clone(),
            until: chosen.until.clone(),
            divisions: divisions(site, chosen.place()),
            agencies: agencies(site, visit.language, &kind.item, &chosen.agency),
            items: items(site, visit.language, &kind.of, &chosen.item),
            records: listed
                .iter()
                .map(|one| line(site, visit.language, &one.head, &one.record))
                .collect(),
            pager: Pager {
                next: next.as_deref().map(at),
                first: chosen.after.as_ref().map(|_| visit.with(&query)),
            },
        })
    })
    .await
}

/// `GET /publicity/{kind}/feed.atom`: what was taken back of the kind, and then the newest.
pub(super) async fn feed(
    State(site): State<Site>,
    visit: Visit,
    Named(name): Named<String>,
) -> Result<Response, WebError> {
    site.ask(move |site| {
        let kind = kind(site, visit.language, &name)?;
        let newest = PageRequest { after: None, size: PAGE };
        let listed = site.gate.recent(&kind.of, &Filter::default(), &newest)?.into_inner().entries;
        let mut entries = super::withdrawn::entries(site, visit.language, |one| match &kind.of {
            ListOf::Act(act) => one.act == Some(*act),
            _ => one.item == kind.item,
        })?;
        entries.extend(listed.iter().filter_map(|one| entry(site, visit.language, one)));
        let page = format!("/publicity/{name}");
        let place = (&*format!("{page}/feed.atom"), &*page);
        Ok(atom(site, &visit, (place, &kind.title), &entries))
    })
    .await
}

/// Records that fit, newest first, and where to go on.
fn look(
    site: &Site,
    of: &ListOf,
    chosen: &Chosen,
    wanted: usize,
) -> Result<(Vec<ListedView>, Option<String>), WebError> {
    let filter = chosen.filter()?;
    let (mut found, mut after) = (Vec::new(), chosen.after.clone());
    loop {
        let size = u32::try_from(wanted - found.len()).unwrap_or(u32::MAX).min(100);
        let page = site.gate.recent(of, &filter, &PageRequest { after, size })?.into_inner();
        found.extend(page.entries);
        after = page.next;
        if after.is_none() || found.len() >= wanted {
            return Ok((found, after));
        }
    }
}

fn divisions(site: &Site, chosen: &str) -> Vec<view::Choice> {
    let mut codes: Vec<&str> =
        site.law.agencies().iter().map(|agency| agency.division.as_str()).collect();
    codes.sort_unstable();
    codes.dedup();
    let choice = |code: &str| {
        let title = site.law.divisions().name_on(code, site.today())?.to_owned();
        Some(view::Choice { chosen: code == chosen, id: code.to_owned(), title })
    };
    codes.into_iter().filter_map(choice).collect()
}

/// The catalog items that a list has together.
fn items(site: &Site, language: Language, of: &ListOf, chosen: &str) -> Vec<view::Choice> {
    let ListOf::Act(act) = of else { return Vec::new() };
    let items = site.law.items(site.today());
    let of_act = items.into_iter().filter(|item| item.act == Some(*act));
    let choice = |item: &CatalogItem| view::Choice {
        id: item.id.clone(),
        title: language.of(&item.title),
        chosen: item.id == chosen,
    };
    of_act.filter(|item| public_list(item).is_some()).map(choice).collect()
}

fn agencies(site: &Site, language: Language, item: &str, chosen: &str) -> Vec<view::Choice> {
    let Some(item) = site.law.item(item, site.today()) else { return Vec::new() };
    let providers = site.law.agencies().iter().filter(|one| site.law.may_provide(one, item));
    let choice = |agency: &policy::model::agency::Agency| view::Choice {
        id: agency.code.clone(),
        title: language.of(&agency.title),
        chosen: agency.code == chosen,
    };
    providers.map(choice).collect()
}

/// `GET /publicity/{kind}/records.csv`
pub(super) async fn download(
    State(site): State<Site>,
    visit: Visit,
    Named(name): Named<String>,
    Asked(chosen): Asked<Chosen>,
) -> Result<Response, WebError> {
    site.ask(move |site| {
        let kind = kind(site, visit.language, &name)?;
        let chosen = chosen.at(site, &visit);
        let rows = site.config.limits.download_rows as usize;
        let (listed, _) = look(site, &kind.of, &chosen, rows)?;
        let lines = listed.iter().take(rows);
        let lines = lines.map(|one| line(site, visit.language, &one.head, &one.record));
        table(site, visit.language, &format!("{name}.csv"), lines)
    })
    .await
}

/// Lines as a CSV file that spreadsheets open rightly: UTF-8 with its mark, formulas disarmed.
pub(super) fn table(
    site: &Site,
    language: Language,
    name: &str,
    lines: impl Iterator<Item = Line>,
) -> Result<Response, WebError> {
    let fault = |error: csv::Error| WebError::Machine(format!("a table was not written: {error}"));
    let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    let header = site.word(language, "publicity.csv_header");
    writer.write_record(header.split(',')).map_err(fault)?;
    for line in lines {
        let code = line.subject_href.as_deref().and_then(|href| href.rsplit('/').next());
        let row = [
            line.decided_on.as_str(),
            line.subject.as_str(),
            code.unwrap_or_default(),
            line.item_title.as_str(),
            line.title.as_str(),
            line.document_number.as_deref().unwrap_or_default(),
            line.authority.as_str(),
            line.public_until.as_deref().unwrap_or_default(),
        ];
        writer.write_record(row.map(disarm)).map_err(fault)?;
    }
    let bytes = writer
        .into_inner()
        .map_err(|error| WebError::Machine(format!("a table was not written: {error}")))?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    Ok((headers, bytes).into_response())
}

/// A cell that a spreadsheet would take for a formula gets a quote in front.
pub(crate) fn disarm(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_disarmed() {
        assert_eq!(disarm("=1+1"), "'=1+1");
        assert_eq!(disarm("济南"), "济南");
    }

    #[test]
    fn a_day_is_a_day_or_refused() {
        assert!(day("").unwrap().is_none());
        assert_eq!(day("2026-11-21").unwrap().unwrap().day(), 21);
        assert!(day("2026-13-01").is_err());
    }
}
