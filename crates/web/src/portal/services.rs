//! `GET /services`: how to query, object and repair, which matters look at credit, and whom to ask.

use axum::{extract::State, response::Response};
use policy::model::{agency::Agency, catalog::Publicity, matter::Matter};

use super::{
    law::matter_mark,
    line::division,
    page::{Visit, page},
    sites::own_division,
};
use crate::{WebError, site::Site, view::guide as view, wording::Language};

/// `GET /services`
pub(super) async fn show(State(site): State<Site>, visit: Visit) -> Result<Response, WebError> {
    page(&site, visit, ("portal/services.html", "services"), |site, visit| {
        let (language, today) = (visit.language, site.today());
        let own = own_division(site, visit);
        let matters = site.law.matters(today);
        Ok(view::Services {
            processes: super::process::yours(site, language),
            matters: matters.into_iter().map(|one| matter(site, language, one)).collect(),
            contacts: contacts(site, language, own.as_deref()),
            division: division(site, own.as_deref()),
        })
    })
    .await
}

fn matter(site: &Site, language: Language, matter: &Matter) -> view::Matter {
    let (duty_key, tone) = matter_mark(matter);
    let unit = |name: &String| {
        let agency = site.law.agency(name).map(|agency| &agency.title);
        agency.or_else(|| site.law.group(name)).map(|title| language.of(title))
    };
    view::Matter {
        href: format!("/matters/{}", matter.id),
        title: language.of(&matter.title),
        duty_key,
        tone,
        units: matter.units.iter().filter_map(unit).collect(),
    }
}

/// The agencies by division, the site's own division first.
fn contacts(site: &Site, language: Language, own: Option<&str>) -> Vec<view::Contacts> {
    let items = site.law.items(site.today());
    let public: Vec<_> =
        items.into_iter().filter(|item| item.publicity == Publicity::Public).collect();
    let agency = |agency: &Agency| view::Agency {
        title: language.of(&agency.title),
        code: agency.code.clone(),
        items: public.iter().filter(|item| site.law.may_provide(agency, item)).count(),
    };
    let mut groups: Vec<(&str, view::Contacts)> = Vec::new();
    for one in site.law.agencies() {
        let code = one.division.as_str();
        let Some(title) = division(site, Some(code)) else { continue };
        match groups.iter_mut().find(|(known, _)| *known == code) {
            Some((_, group)) => group.agencies.push(agency(one)),
            None => {
                let is_own = own == Some(code);
                let agencies = vec![agency(one)];
                groups.push((code, view::Contacts { title, own: is_own, agencies }));
            }
        }
    }
    groups.sort_by_key(|(code, group)| (!group.own, (*code).to_owned()));
    groups.into_iter().map(|(_, group)| group).collect()
}
