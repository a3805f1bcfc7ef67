//! What was declared, how far it is checked, its evidence; taking it back.

use axum::{extract::State, response::Response};
use intake::{CheckState, DeclarationView};
use vocabulary::SubjectId;
use web::{
    WebError,
    door::{Fields, Form, Holder, Language, Named, Site, Visit, file, page, said, tell},
};

use crate::{own, view};

/// `GET /mine/declarations`
pub(crate) async fn list(
    State(site): State<Site>,
    visit: Visit,
    holder: Holder,
) -> Result<Response, WebError> {
    page(&site, visit, ("mine/declarations.html", "declarations"), move |site, visit| {
        let all = all(site, holder.acting)?;
        let lines = all.iter().map(|one| line(site, visit.language, one));
        Ok(view::Declarations {
            organisation: own::is_organisation(&holder),
            declarations: lines.collect(),
        })
    })
    .await
}

/// `POST /mine/declarations/{number}/withdraw`
pub(crate) async fn take_back(
    State(site): State<Site>,
    visit: Visit,
    holder: Holder,
    Named(number): Named<String>,
    Form(_): Form<Fields>,
) -> Result<Response, WebError> {
    site.ask(move |site| {
        Ok(site.declarations().take_back(&holder.actor(), holder.acting, &number)?)
    })
    .await?;
    Ok(said(&visit, "/mine/declarations", "mine.said_taken_back"))
}

/// `GET /mine/declarations/{number}/evidence/{file}`
pub(crate) async fn evidence(
    State(site): State<Site>,
    holder: Holder,
    Named((number, place)): Named<(String, u64)>,
) -> Result<Response, WebError> {
    site.ask(move |site| {
        let declarations = site.declarations();
        let own = declarations.declaration(&number)?;
        own.filter(|one| one.subject == holder.acting.to_hex()).ok_or(WebError::Missing)?;
        let found = declarations.evidence(&number, place)?.ok_or(WebError::Missing)?;
        let kind = found.line.kind;
        let name = format!("{number}-{place}.{}", kind.as_str());
        Ok(file(&name, kind.media_type(), found.content))
    })
    .await
}

/// Every declaration of a subject, newest first.
pub(crate) fn all(site: &Site, subject: SubjectId) -> Result<Vec<DeclarationView>, WebError> {
    let (mut all, mut after) = (Vec::new(), None);
    loop {
        let page = intake::Page { after, size: 100 };
        let page = site.declarations().of_subject(subject, &page)?;
        all.extend(page.entries);
        after = page.next;
        if after.is_none() {
            return Ok(all);
        }
    }
}

fn line(site: &Site, language: Language, one: &DeclarationView) -> view::DeclarationLine {
    let title = one.title.as_ref().map(|title| language.of(title));
    let shown = matches!(one.state, CheckState::Unchecked | CheckState::Checked);
    let checked_by = one.checked_by_title.as_ref().map(|title| language.of(title));
    let field = |field: &intake::FieldLine| tell::Labelled {
        label: tell::label(language, &field.name, &field.zh),
        value: field.value.clone(),
        wide: false,
    };
    let evidence = |file: &intake::EvidenceLine| view::Evidence {
        href: format!("/mine/declarations/{}/evidence/{}", one.number, file.file),
        name: file.name.clone(),
        kilobytes: file.bytes.div_ceil(1024),
    };
    view::DeclarationLine {
        number: one.number.clone(),
        title: title.unwrap_or_else(|| own::item_title(site, language, &one.item)),
        summary: one.summary.clone(),
        state: one.state.as_str(),
        tone: match one.state {
            CheckState::Unchecked => "wait",
            CheckState::Checked => "good",
            CheckState::Refuted => "bad",
            CheckState::Withdrawn => "quiet",
        },
        declared_on: one.declared_on.to_string(),
        checked_on: one.checked_on.map(|day| day.to_string()),
        checked_by: checked_by.or_else(|| one.checked_by.clone()),
        note: one.note.clone(),
        fields: one.fields.iter().filter(|field| !field.value.is_empty()).map(field).collect(),
        evidence: one.evidence.iter().map(evidence).collect(),
        record_href: shown.then(|| format!("/mine/records/{}", one.digest)),
        withdraw_href: shown.then(|| format!("/mine/declarations/{}/withdraw", one.number)),
    }
}
