//! `/mine/lookups`: who looked, when, for what, on which basis; and asking why.

use axum::{extract::State, response::Response};
use disclosure::LookupView;
use serde::Deserialize;
use web::{
    WebError,
    door::{Asked, Fields, Form, Holder, Language, Named, Site, Visit, page, said, tell},
};

use crate::{own, view};

/// Which page.
#[derive(Deserialize)]
pub(crate) struct Turned {
    after: Option<String>,
}

/// `GET /mine/lookups`
pub(crate) async fn list(
    State(site): State<Site>,
    visit: Visit,
    holder: Holder,
    Asked(turned): Asked<Turned>,
) -> Result<Response, WebError> {
    page(&site, visit, ("mine/lookups.html", "lookups"), move |site, visit| {
        let first = turned.after.is_some().then(|| visit.path.clone());
        let request = own::turned(turned.after, 50);
        let looks = site.gate().lookups(&own::viewer(&holder), holder.acting, &request)?;
        let looks = looks.into_inner();
        Ok(view::Lookups {
            looks: looks.entries.iter().map(|look| line(site, visit.language, look)).collect(),
            pager: tell::Pager {
                next: looks.next.map(|next| visit.with(&format!("after={next}"))),
                first,
            },
        })
    })
    .await
}

/// `GET /mine/lookups/{position}`
pub(crate) async fn show(
    State(site): State<Site>,
    visit: Visit,
    holder: Holder,
    Named(position): Named<u64>,
) -> Result<Response, WebError> {
    one(&site, visit, holder, position, false).await
}

/// `POST /mine/lookups/{position}`: asks why.
pub(crate) async fn question(
    State(site): State<Site>,
    visit: Visit,
    holder: Holder,
    Named(position): Named<u64>,
    Form(fields): Form<Fields>,
) -> Result<Response, WebError> {
    let Some(statement) = fields.given("statement") else {
        return one(&site, visit, holder, position, true).await;
    };
    site.ask(move |site| {
        let actor = holder.actor();
        site.gate().question(&actor, holder.acting, position, &statement)?;
        Ok(())
    })
    .await?;
    Ok(said(&visit, &format!("/mine/lookups/{position}"), "mine.said_questioned"))
}

async fn one(
    site: &Site,
    visit: Visit,
    holder: Holder,
    position: u64,
    empty: bool,
) -> Result<Response, WebError> {
    page(site, visit, ("mine/lookup.html", "lookups"), move |site, visit| {
        let request = own::turned(Some((position + 1).to_string()), 1);
        let looks = site.gate().lookups(&own::viewer(&holder), holder.acting, &request)?;
        let found = looks.into_inner().entries.into_iter().find(|look| look.position == position);
        let look = found.ok_or(WebError::Missing)?;
        Ok(view::Lookup { look: line(site, visit.language, &look), empty })
    })
    .await
}

/// One look as the subject reads it.
pub(crate) fn line(site: &Site, language: Language, look: &LookupView) -> view::Look {
    let matter = look.matter.as_deref().map(|id| {
        let matter = site.law().matter(id, site.today());
        matter.map_or_else(|| id.to_owned(), |matter| language.of(&matter.title))
    });
    let what = look.what.iter().map(|item| match item.as_str() {
        "all" => site.word(language, "mine.look_all"),
        item => own::item_title(site, language, item),
    });
    view::Look {
        href: format!("/mine/lookups/{}", look.position),
        at: tell::instant(look.at),
        kind: look.kind.clone(),
        refused: look.kind == "refused",
        organisation: own::agency(site, language, &look.organisation),
        purpose: look
            .purpose
            .as_deref()
            .map(|id| own::word(site, language, &format!("purpose.{id}"))),
        matter,
        matter_number: look.matter_number.clone(),
        basis: look.basis.clone(),
        what: what.collect(),
        channel: look
            .channel
            .as_deref()
            .map(|id| own::word(site, language, &format!("channel.{id}"))),
        unit: look.unit.clone(),
        consent: look.consent.clone(),
        questioned: look.questioned.is_some(),
        finding: look.review.as_ref().map(|review| review.finding.clone()),
        delay: look.delay.as_ref().map(|delay| {
            let values = [
                ("date", delay.until_on.to_string()),
                ("basis", tell::cite(std::slice::from_ref(&delay.basis))),
            ];
            site.words(language, "mine.look_delay", &values)
        }),
        position: look.position,
    }
}
