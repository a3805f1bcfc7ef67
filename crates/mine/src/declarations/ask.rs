//! The form of a declaration: its fields come from the catalog item.

use std::collections::BTreeMap;

use axum::{extract::State, http::StatusCode, response::Response};
use intake::{DeclarationKind, IntakeError, NewDeclaration, NewEvidence};
use policy::model::catalog::FieldType;
use serde::Deserialize;
use web::{
    WebError,
    door::{Asked, Fields, Holder, Language, Site, Upload, Visit, page, said, tell},
};

use crate::{own, view};

/// Which kind.
#[derive(Deserialize)]
pub(crate) struct Chosen {
    item: Option<String>,
}

/// `GET /mine/declarations/new`: first the kind, then what it says.
pub(crate) async fn ask(
    State(site): State<Site>,
    visit: Visit,
    holder: Holder,
    Asked(chosen): Asked<Chosen>,
) -> Result<Response, WebError> {
    match chosen.item {
        Some(item) => form(&site, visit, holder, (item, Fields::default()), Wrong::Nothing).await,
        None => kinds(&site, visit, holder).await,
    }
}

/// `POST /mine/declarations/new`
pub(crate) async fn declare(
    State(site): State<Site>,
    visit: Visit,
    holder: Holder,
    upload: Upload,
) -> Result<Response, WebError> {
    let (fields, item) = (upload.fields.clone(), upload.fields.get("item").to_owned());
    let Some(code) = holder.acting_code.clone() else { return Err(WebError::Missing) };
    let by = holder.clone();
    let (asked, files) = (fields.clone(), upload.files);
    let kind = item.clone();
    let outcome = site
        .ask(move |site| {
            let evidence = files
                .iter()
                .map(|file| Ok(NewEvidence { name: file.name.clone(), content: file.read()? }));
            let new = NewDeclaration {
                subject: by.acting,
                code,
                name: by.acting_name.clone(),
                fields: values(site, &kind, &asked)?,
                item: kind,
                evidence: evidence.collect::<Result<_, WebError>>()?,
                promised: asked.get("promised") == "yes",
                reviewed: asked.get("reviewed") == "yes",
            };
            match site.declarations().declare(&by.actor(), new) {
                Ok(_) => Ok(Wrong::Nothing),
                Err(IntakeError::Faulty { faults }) => Ok(Wrong::Faults(faults)),
                Err(IntakeError::Forbidden { rule, reason, remedy }) => {
                    let (rule, remedy) = (rule.to_owned(), remedy.to_owned());
                    let basis = String::new();
                    Ok(Wrong::Refused(web::view::Refused { rule, reason, basis, remedy }))
                }
                Err(fault) => Err(fault.into()),
            }
        })
        .await?;
    match outcome {
        Wrong::Nothing => Ok(said(&visit, "/mine/declarations", "mine.said_declared")),
        wrong => form(&site, visit, holder, (item, fields), wrong).await,
    }
}

/// What is wrong with the form.
enum Wrong {
    Nothing,
    Faults(Vec<intake::Fault>),
    Refused(web::view::Refused),
}

fn kind(site: &Site, item: &str) -> Result<DeclarationKind, WebError> {
    let kinds = site.declarations().kinds();
    kinds.into_iter().find(|kind| kind.item == item).ok_or(WebError::Missing)
}

/// The fields that the kind asks for, as they were filled in.
fn values(site: &Site, item: &str, fields: &Fields) -> Result<BTreeMap<String, String>, WebError> {
    let asked = kind(site, item)?.fields.into_iter();
    let given = asked.filter_map(|field| Some((field.name.clone(), fields.given(&field.name)?)));
    Ok(given.collect())
}

async fn kinds(site: &Site, visit: Visit, holder: Holder) -> Result<Response, WebError> {
    page(site, visit, ("mine/declaration-kinds.html", "declarations"), move |site, visit| {
        let kinds = site
            .declarations()
            .kinds()
            .into_iter()
            .map(|kind| view::Choice { id: kind.item, title: visit.language.of(&kind.title) });
        Ok(view::DeclarationKinds {
            organisation: own::is_organisation(&holder),
            kinds: kinds.collect(),
        })
    })
    .await
}

async fn form(
    site: &Site,
    visit: Visit,
    holder: Holder,
    (item, fields): (String, Fields),
    wrong: Wrong,
) -> Result<Response, WebError> {
    let status = match wrong {
        Wrong::Nothing => StatusCode::OK,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let template = ("mine/declaration-new.html", "declarations");
    let mut response = page(site, visit, template, move |site, visit| {
        if !own::is_organisation(&holder) {
            return Err(WebError::Missing);
        }
        let kind = kind(site, &item)?;
        let language = visit.language;
        let asked = kind.fields.iter().map(|field| asked(language, field, &fields));
        let (errors, refused) = match wrong {
            Wrong::Nothing => (Vec::new(), None),
            Wrong::Faults(faults) => (faults.iter().map(error).collect(), None),
            Wrong::Refused(refused) => (Vec::new(), Some(refused)),
        };
        Ok(view::NewDeclaration {
            item,
            title: language.of(&kind.title),
            name: own::name(&holder),
            asked: asked.collect(),
            promised: fields.get("promised") == "yes",
            reviewed: fields.get("reviewed") == "yes",
            errors,
            refused,
        })
    })
    .await?;
    *response.status_mut() = status;
    Ok(response)
}

fn asked(
    language: Language,
    field: &intake::declaration::model::AskedField,
    given: &Fields,
) -> view::Asked {
    let choice = |value: &String| view::Choice { id: value.clone(), title: value.clone() };
    let kind = match field.kind {
        FieldType::Date => "date",
        FieldType::Amount => "amount",
        FieldType::Integer => "integer",
        FieldType::UnifiedCode => "code",
        FieldType::YesNo => "choice",
        _ if !field.values.is_empty() => "choice",
        _ if field.max_length.is_some_and(|length| length > 300) => "area",
        _ => "text",
    };
    let yes_no = || ["是", "否"].map(|word| choice(&word.to_owned())).to_vec();
    view::Asked {
        name: field.name.clone(),
        label: tell::label(language, &field.name, &field.zh),
        kind,
        required: field.required,
        options: match field.kind {
            FieldType::YesNo => yes_no(),
            _ => field.values.iter().map(choice).collect(),
        },
        max_length: field.max_length,
        help: field.help.clone(),
        public: field.public,
        value: given.get(&field.name).to_owned(),
    }
}

/// A fault beside its field; one of the whole beside the first.
fn error(fault: &intake::Fault) -> view::DeclarationError {
    let text = match &fault.label {
        Some(label) => format!("{label}：{}", fault.advice),
        None => fault.advice.clone(),
    };
    view::DeclarationError { field: fault.field.clone().unwrap_or_default(), text }
}
