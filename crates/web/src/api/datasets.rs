//! Open data: a catalog of data sets, one for each public item, and their rows as files.

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Response},
};
use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use disclosure::{Filter, ListOf, ListedView, PageRequest, Place};
use policy::model::catalog::{Audience, CatalogItem, Field};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use utoipa::IntoParams;
use vocabulary::{Date, SubjectKind};

use super::{
    problem::Problem,
    wire::{DataColumn, DataFile, DataRow, DataSet, Dictionary, Licence, Title, all, word},
};
use crate::{
    WebError,
    guard::read::{Asked, Named},
    portal::{law::item::public_list, publicity::disarm, search::encode},
    site::Site,
    wording::Language,
};

/// Rows of a page, if nothing is asked for.
const ROWS: u32 = 1_000;

/// The data sets: one for each catalog item whose records are listed publicly.
#[utoipa::path(
    get, path = "/api/v1/datasets", tag = "open", operation_id = "list_datasets",
    responses((status = 200, body = Vec<DataSet>))
)]
pub(crate) async fn list(State(site): State<Site>) -> Result<impl IntoResponse, WebError> {
    site.ask(|site| Ok(Json(sets(site)?))).await
}

/// A data set with its dictionary: what each column holds.
#[utoipa::path(
    get, path = "/api/v1/datasets/{id}", tag = "open", operation_id = "show_dataset",
    params(("id" = String, Path, description = "Id of the catalog item")),
    responses((status = 200, body = Dictionary), (status = 404, body = Problem))
)]
pub(crate) async fn show(
    State(site): State<Site>,
    Named(id): Named<String>,
) -> Result<impl IntoResponse, WebError> {
    site.ask(move |site| {
        let item = public_item(site, &id)?;
        let published = site.gate.figures()?.into_inner().published;
        let records = published.get(&item.id).copied().unwrap_or_default();
        Ok(Json(Dictionary { set: set(site, item, records), columns: columns(site, item) }))
    })
    .await
}

/// Which rows.
#[derive(Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Wanted {
    /// Decided on or after this day.
    #[param(value_type = Option<String>)]
    from: Option<Date>,
    /// Decided on or before this day.
    #[param(value_type = Option<String>)]
    until: Option<Date>,
    /// Division of the organisation (GB/T 2260); a city holds its districts.
    division: Option<String>,
    /// Unified code of the agency that decided.
    agency: Option<String>,
    /// Mark of the page, out of the `Link` of the one before.
    after: Option<String>,
    /// Rows of a page; 1,000 if left out, at most what the site allows.
    #[serde(default)]
    size: u32,
}

/// A page of rows as CSV (UTF-8 with its mark). `Link` names the next page, `Repr-Digest` the
/// SHA-256 of this one (RFC 9530).
#[utoipa::path(
    get, path = "/api/v1/datasets/{id}/records.csv", tag = "open", operation_id = "dataset_csv",
    params(("id" = String, Path, description = "Id of the catalog item"), Wanted),
    responses(
        (status = 200, body = String, content_type = "text/csv"),
        (status = 404, body = Problem), (status = 422, body = Problem),
    )
)]
pub(crate) async fn csv(
    State(site): State<Site>,
    Named(id): Named<String>,
    Asked(wanted): Asked<Wanted>,
) -> Result<Response, WebError> {
    site.ask(move |site| {
        let item = public_item(site, &id)?;
        let (rows, next) = rows(site, item, &wanted)?;
        let bytes = table(&columns(site, item), &rows)?;
        let path = format!("/api/v1/datasets/{id}/records.csv");
        Ok(answer("text/csv; charset=utf-8", bytes, next.map(|mark| wanted.address(&path, &mark))))
    })
    .await
}

/// The same page as JSON Lines: one record a line.
#[utoipa::path(
    get, path = "/api/v1/datasets/{id}/records.jsonl", tag = "open", operation_id = "dataset_jsonl",
    params(("id" = String, Path, description = "Id of the catalog item"), Wanted),
    responses(
        (status = 200, body = DataRow, content_type = "application/jsonl"),
        (status = 404, body = Problem), (status = 422, body = Problem),
    )
)]
pub(crate) async fn jsonl(
    State(site): State<Site>,
    Named(id): Named<String>,
    Asked(wanted): Asked<Wanted>,
) -> Result<Response, WebError> {
    site.ask(move |site| {
        let item = public_item(site, &id)?;
        let (rows, next) = rows(site, item, &wanted)?;
        let mut bytes = Vec::new();
        for row in all::<_, DataRow>(&rows) {
            serde_json::to_writer(&mut bytes, &row)
                .map_err(|error| WebError::Machine(format!("a row was not written: {error}")))?;
            bytes.push(b'\n');
        }
        let path = format!("/api/v1/datasets/{id}/records.jsonl");
        Ok(answer("application/jsonl", bytes, next.map(|mark| wanted.address(&path, &mark))))
    })
    .await
}

/// Every data set there is today.
pub(crate) fn sets(site: &Site) -> Result<Vec<DataSet>, WebError> {
    let published = site.gate.figures()?.into_inner().published;
    let public = site.law.items(site.today()).into_iter().filter(|item| is_set(item));
    let set =
        |item: &CatalogItem| set(site, item, published.get(&item.id).copied().unwrap_or_default());
    Ok(public.map(set).collect())
}

/// Whether the records of an item make a data set: they are listed, and not only people's.
pub(crate) fn is_set(item: &CatalogItem) -> bool {
    public_list(item).is_some() && item.subjects.iter().any(|kind| *kind != SubjectKind::Person)
}

fn public_item<'law>(site: &'law Site, id: &str) -> Result<&'law CatalogItem, WebError> {
    site.law.item(id, site.today()).filter(|item| is_set(item)).ok_or(WebError::Missing)
}

fn set(site: &Site, item: &CatalogItem, records: u64) -> DataSet {
    let path = format!("{}/api/v1/datasets/{}", site.config.address, item.id);
    let file = |media_type: &str, name: &str| DataFile {
        media_type: media_type.to_owned(),
        address: format!("{path}/{name}"),
    };
    let say = |language| site.word(language, "open_data.licence_title");
    DataSet {
        id: item.id.clone(),
        title: (&item.title).into(),
        class: word(&item.class),
        act: item.act.as_ref().map(word),
        polarity: word(&item.polarity),
        records,
        effective_from: item.effective_from,
        cycle: word(&item.cycle),
        licence: Licence {
            title: Title { zh: say(Language::Zh), en: say(Language::En) },
            address: format!("{}/open-data#licence", site.config.address),
        },
        files: vec![file("text/csv", "records.csv"), file("application/jsonl", "records.jsonl")],
        dictionary: path,
        basis: all(&item.basis),
    }
}

/// Columns that every data set has before the fields of its item; labels are messages.
const FIXED: [(&str, &str); 11] = [
    ("position", "integer"),
    ("digest", "text"),
    ("code", "unified-code"),
    ("name", "text"),
    ("division", "division"),
    ("decided_on", "date"),
    ("valid_until", "date"),
    ("public_until", "date"),
    ("severity", "text"),
    ("state", "text"),
    ("authority", "unified-code"),
];

/// The columns of a data set: the fixed ones, then the item's public fields under `field.<name>`.
pub(crate) fn columns(site: &Site, item: &CatalogItem) -> Vec<DataColumn> {
    let fixed = FIXED.iter().map(|(name, kind)| DataColumn {
        name: (*name).to_owned(),
        zh: site.word(Language::Zh, &format!("data_column.{name}")),
        kind: (*kind).to_owned(),
        max_length: None,
        required: matches!(*name, "position" | "digest" | "decided_on" | "severity" | "state"),
        masked: false,
        values: Vec::new(),
        help: Some(site.word(Language::Zh, &format!("data_column.{name}_help"))),
    });
    let field = |field: &Field| DataColumn {
        name: format!("field.{}", field.name),
        zh: field.zh.clone(),
        kind: word(&field.kind),
        max_length: field.max_length,
        required: field.required,
        masked: field.mask.is_some(),
        values: field.values.clone(),
        help: field.help.clone(),
    };
    let open = item.field.iter().filter(|one| one.audience == Audience::Public && !one.sealed);
    fixed.chain(open.map(field)).collect()
}

impl Wanted {
    fn filter(&self) -> Filter {
        Filter {
            from_on: self.from,
            until_on: self.until,
            place: self.division.as_deref().map_or(Place::Anywhere, Place::of),
            authority: self.agency.clone(),
            item: None,
        }
    }

    /// The address of the page at a mark.
    fn address(&self, path: &str, mark: &str) -> String {
        let size = (self.size > 0).then(|| self.size.to_string());
        let pairs = [
            ("from", self.from.map(|day| day.to_string())),
            ("until", self.until.map(|day| day.to_string())),
            ("division", self.division.clone()),
            ("agency", self.agency.clone()),
            ("size", size),
            ("after", Some(mark.to_owned())),
        ];
        let given = pairs.into_iter().filter_map(|(name, value)| Some((name, value?)));
        let query: Vec<String> =
            given.map(|(name, value)| format!("{name}={}", encode(&value))).collect();
        format!("{path}?{}", query.join("&"))
    }
}

/// A page of records of organisations, newest first, and the mark of the next one.
fn rows(
    site: &Site,
    item: &CatalogItem,
    wanted: &Wanted,
) -> Result<(Vec<ListedView>, Option<String>), WebError> {
    let asked = if wanted.size == 0 { ROWS } else { wanted.size };
    let limit = asked.min(site.config.limits.download_rows) as usize;
    let (of, filter) = (ListOf::Item(item.id.clone()), wanted.filter());
    let (mut rows, mut after) = (Vec::new(), wanted.after.clone());
    loop {
        let size = u32::try_from(limit - rows.len()).unwrap_or(u32::MAX).min(100);
        let page = site.gate.recent(&of, &filter, &PageRequest { after, size })?.into_inner();
        let organisations =
            page.entries.into_iter().filter(|one| one.head.kind != SubjectKind::Person);
        rows.extend(organisations);
        after = page.next;
        if after.is_none() || rows.len() >= limit {
            return Ok((rows, after));
        }
    }
}

fn table(columns: &[DataColumn], rows: &[ListedView]) -> Result<Vec<u8>, WebError> {
    let fault = |error: csv::Error| WebError::Machine(format!("a table was not written: {error}"));
    let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(columns.iter().map(|column| column.name.as_str())).map_err(fault)?;
    for row in rows {
        let cells = columns.iter().map(|column| disarm(&cell(row, &column.name)));
        writer.write_record(cells).map_err(fault)?;
    }
    let inner = writer.into_inner();
    inner.map_err(|error| WebError::Machine(format!("a table was not written: {error}")))
}

fn cell(row: &ListedView, column: &str) -> String {
    let (head, record) = (&row.head, &row.record);
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    if let Some(name) = column.strip_prefix("field.") {
        let field = record.fields.iter().find(|field| field.name == name);
        return field.map(|field| field.value.clone()).unwrap_or_default();
    }
    match column {
        "position" => record.position.to_string(),
        "digest" => record.digest.clone(),
        "code" => head.code.clone().unwrap_or_default(),
        "name" => head.name.clone().unwrap_or_default(),
        "division" => head.division.clone().unwrap_or_default(),
        "decided_on" => record.decided_on.to_string(),
        "valid_until" => day(record.until_on),
        "public_until" => day(record.public_until),
        "severity" => record.severity.clone(),
        "state" => word(&record.state),
        "authority" => record.recogniser.as_ref().unwrap_or(&record.source).code.clone(),
        _ => String::new(),
    }
}

/// A file with its checksum and the address of the next page.
fn answer(kind: &'static str, bytes: Vec<u8>, next: Option<String>) -> Response {
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    let digest = format!("sha-256=:{}:", BASE64.encode(Sha256::digest(&bytes)));
    let told = [
        (header::HeaderName::from_static("repr-digest"), Some(digest)),
        (header::LINK, next.map(|next| format!("<{next}>; rel=\"next\""))),
    ];
    for (name, value) in told {
        if let Some(value) = value.and_then(|value| HeaderValue::from_str(&value).ok()) {
            headers.insert(name, value);
        }
    }
    (headers, bytes).into_response()
}
