//! `GET /`: search at once, real figures, the latest decisions.

use axum::{extract::State, response::Response};
use disclosure::{Filter, ListOf, PageRequest, Place};
use policy::model::catalog::AdministrativeAct;

use super::{
    law::id,
    line::{division, line},
    page::{Visit, page},
    sites::own_division,
};
use crate::{
    WebError,
    pages::group,
    site::Site,
    view::{Figure, Home, Latest},
    wording::Language,
};

/// How many records of each kind.
const LATEST: u32 = 5;

pub(super) async fn show(State(site): State<Site>, visit: Visit) -> Result<Response, WebError> {
    page(&site, visit, ("portal/home.html", "home"), |site, visit| {
        let kinds = [AdministrativeAct::Licence, AdministrativeAct::Penalty];
        let own = own_division(site, visit);
        let latest = kinds.map(|act| latest(site, visit.language, act, own.as_deref()));
        Ok(Home {
            examples: site.config.examples.clone(),
            figures: figures(site)?,
            latest: latest.into_iter().collect::<Result<_, _>>()?,
        })
    })
    .await
}

fn figures(site: &Site) -> Result<Vec<Figure>, WebError> {
    let counted = site.gate.figures()?.into_inner();
    let figure = |id, count: u64| Figure { id, value: group(count as i64) };
    Ok(vec![
        figure("subjects", counted.subjects.values().sum()),
        figure("published", counted.published.values().sum()),
        figure("agencies", site.law.agencies().len() as u64),
        figure("facts", site.reader.size()?),
    ])
}

/// The newest records of a kind; on the site of a county those of its own division.
fn latest(
    site: &Site,
    language: Language,
    act: AdministrativeAct,
    own: Option<&str>,
) -> Result<Latest, WebError> {
    let ask = PageRequest { after: None, size: LATEST };
    let filter = Filter { place: own.map(Place::of).unwrap_or_default(), ..Filter::default() };
    let listed = site.gate.recent(&ListOf::Act(act), &filter, &ask)?.into_inner();
    let title = site.word(language, &format!("act.{}", id(&act)));
    let records = listed.entries.iter().map(|one| line(site, language, &one.head, &one.record));
    Ok(Latest {
        title,
        place: division(site, own),
        href: format!("/publicity/{}", id(&act)),
        records: records.collect(),
    })
}
