//! The form of an item: its fields, in the order of the law, each with what it asks for.

use std::collections::BTreeMap;

use axum::{extract::State, response::Response};
use intake::EntryState;
use policy::model::catalog::{CatalogItem, Field, FieldRole, FieldType, Publicity};
use serde::Serialize;
use web::{
    WebError,
    door::{Fields, Language, Named, Site, Staff, Visit, page, tell::label},
};

use crate::{
    form::{Choice, Wrongs},
    unit,
};

/// Characters from which a field is an area.
const LONG: u16 = 200;

/// The page.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Page {
    pub(super) item: String,
    pub(super) title: String,
    /// Number of the entry that is changed.
    number: Option<String>,
    /// Where the form goes.
    action: String,
    groups: Vec<Group>,
    /// Whether the item wants a review for secrecy and privacy.
    reviewed: bool,
    /// Whether what is filed becomes public.
    public: bool,
    /// Who is to review it: `colleague` or `stated`.
    review: String,
    stated: String,
    correction: bool,
    note: Option<String>,
    errors: Wrongs,
}

/// Fields that belong together: key below `desk.record_group`.
#[derive(Clone, Debug, Serialize)]
struct Group {
    id: &'static str,
    fields: Vec<Input>,
}

/// One field.
#[derive(Clone, Debug, Serialize)]
struct Input {
    name: String,
    label: String,
    /// `text`, `area`, `date`, `select`, `checks`.
    kind: &'static str,
    value: String,
    chosen: Vec<String>,
    options: Vec<Choice>,
    required: bool,
    hint: Option<String>,
    max: Option<u16>,
}

/// `GET /desk/records/new/{item}`
pub(super) async fn new(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Named(item): Named<String>,
) -> Result<Response, WebError> {
    page(&site, visit, ("desk/records/form.html", "records"), move |site, visit| {
        let found = own_item(site, &staff, &item)?;
        let values = prefilled(site, &staff, found);
        Ok(view(site, visit.language, found, &Given { values, ..Given::default() }))
    })
    .await
}

/// `GET /desk/records/{number}/edit`
pub(super) async fn edit(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Named(number): Named<String>,
) -> Result<Response, WebError> {
    page(&site, visit, ("desk/records/form.html", "records"), move |site, visit| {
        let entry = site.intake().entry(&staff.agency, &number)?.ok_or(WebError::Missing)?;
        let open = matches!(entry.line.state, EntryState::Waiting | EntryState::Returned);
        if !open || entry.line.entered_by != staff.actor().by {
            return Err(WebError::Missing);
        }
        let found = own_item(site, &staff, &entry.line.item)?;
        let given = Given {
            values: entry.fields,
            number: Some(number),
            correction: entry.correction,
            note: entry.note,
            ..Given::default()
        };
        Ok(view(site, visit.language, found, &given))
    })
    .await
}

/// An item that the unit sends.
pub(super) fn own_item<'s>(
    site: &'s Site,
    staff: &Staff,
    item: &str,
) -> Result<&'s CatalogItem, WebError> {
    unit::items(site, staff).into_iter().find(|one| one.id == item).ok_or(WebError::Missing)
}

/// What stands in the form.
#[derive(Clone, Debug, Default)]
pub(super) struct Given {
    pub(super) values: BTreeMap<String, String>,
    pub(super) number: Option<String>,
    pub(super) correction: bool,
    pub(super) review: String,
    pub(super) stated: String,
    pub(super) note: Option<String>,
    pub(super) errors: Wrongs,
}

impl Given {
    /// What was typed.
    pub(super) fn typed(item: &CatalogItem, fields: &Fields) -> Self {
        let value = |field: &Field| {
            let name = input(&field.name);
            let all: Vec<&str> = fields.all(&name).filter(|value| !value.is_empty()).collect();
            (field.name.clone(), all.join(";"))
        };
        Self {
            values: item.field.iter().map(value).collect(),
            correction: !fields.get("correction").is_empty(),
            review: fields.get("review").to_owned(),
            stated: fields.get("stated").to_owned(),
            ..Self::default()
        }
    }
}

/// The name of the input of a field.
pub(super) fn input(field: &str) -> String {
    format!("field.{field}")
}

/// Who sends and who decided, as the unit itself mostly did.
fn prefilled(site: &Site, staff: &Staff, item: &CatalogItem) -> BTreeMap<String, String> {
    let Some(agency) = unit::agency(site, &staff.agency) else { return BTreeMap::new() };
    let value = |field: &Field| {
        let value = match field.role? {
            FieldRole::SourceCode | FieldRole::RecogniserCode => &agency.code,
            FieldRole::SourceName | FieldRole::RecogniserName => &agency.title.zh,
            _ => return None,
        };
        Some((field.name.clone(), value.clone()))
    };
    item.field.iter().filter_map(value).collect()
}

/// The page of a form.
pub(super) fn view(site: &Site, language: Language, item: &CatalogItem, given: &Given) -> Page {
    let mut groups = ["subject", "decision", "origin"].map(|id| Group { id, fields: Vec::new() });
    let last = item.field.iter().rposition(|field| group_of(field) == "subject");
    for (at, field) in item.field.iter().enumerate() {
        // What stands among the fields of the subject belongs to it, such as its other codes.
        let within = Some(at) < last && group_of(field) == "decision";
        let place = if within && field.role.is_none() { "subject" } else { group_of(field) };
        if let Some(group) = groups.iter_mut().find(|group| group.id == place) {
            group.fields.push(one(site, language, field, &given.values));
        }
    }
    let action = match &given.number {
        Some(number) => format!("/desk/records/{number}/edit"),
        None => format!("/desk/records/new/{}", item.id),
    };
    let review = if given.review.is_empty() { "colleague" } else { &given.review };
    Page {
        item: item.id.clone(),
        title: language.of(&item.title),
        number: given.number.clone(),
        action,
        groups: groups.into_iter().filter(|group| !group.fields.is_empty()).collect(),
        reviewed: item.secrecy_review && given.number.is_none(),
        public: item.publicity == Publicity::Public,
        review: review.to_owned(),
        stated: given.stated.clone(),
        correction: given.correction,
        note: given.note.clone(),
        errors: given.errors.clone(),
    }
}

fn group_of(field: &Field) -> &'static str {
    match field.role {
        Some(
            FieldRole::SubjectName
            | FieldRole::SubjectCategory
            | FieldRole::SubjectCode
            | FieldRole::SubjectRegistrationNumber
            | FieldRole::SubjectDocument
            | FieldRole::SubjectNumber
            | FieldRole::RepresentativeName
            | FieldRole::RepresentativeDocument
            | FieldRole::RepresentativeNumber
            | FieldRole::FormerName
            | FieldRole::ParentCode,
        ) => "subject",
        Some(
            FieldRole::RecogniserCode
            | FieldRole::RecogniserName
            | FieldRole::SourceCode
            | FieldRole::SourceName,
        ) => "origin",
        _ => "decision",
    }
}

fn one(site: &Site, language: Language, field: &Field, values: &BTreeMap<String, String>) -> Input {
    let value = values.get(&field.name).cloned().unwrap_or_default();
    let yes_no = field.kind == FieldType::YesNo;
    let options: Vec<Choice> = if yes_no {
        ["是", "否"].map(|value| Choice::new(value, value)).into()
    } else if field.kind == FieldType::PersonDocument {
        crate::number::documents(language)
    } else {
        field.values.iter().map(|value| Choice::new(value, value)).collect()
    };
    let kind = match (options.is_empty(), field.several, field.kind) {
        (false, true, _) => "checks",
        (false, false, _) => "select",
        (true, _, FieldType::Date) => "date",
        (true, _, FieldType::Text) if field.max_length.is_some_and(|max| max > LONG) => "area",
        _ => "text",
    };
    let when = field.required_when.as_ref();
    let when = when.map(|_| site.word(language, "desk.records.sometimes"));
    let unit = (field.kind == FieldType::Amount && field.help.is_none())
        .then(|| site.word(language, "desk.records.amount"));
    let hints: Vec<String> = [field.help.clone(), unit, when].into_iter().flatten().collect();
    Input {
        name: input(&field.name),
        label: label(language, &field.name, &field.zh),
        kind,
        chosen: value.split(';').map(str::to_owned).collect(),
        value,
        options,
        required: field.required,
        hint: Some(hints.join(" ")).filter(|hint| !hint.is_empty()),
        max: field.max_length,
    }
}
