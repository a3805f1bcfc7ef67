//! The sites of this installation: whose page it is, and `GET /sites`, which lists in what each
//! differs from the one above it.

use axum::{extract::State, response::Response};
use policy::model::site::{Column, Site as Tenant};

use super::{
    line::division,
    page::{Visit, page},
};
use crate::{WebError, site::Site, view::guide as view, wording::Language};

/// The site whose name was called, or else the installation's own.
pub(crate) fn tenant<'law>(site: &'law Site, visit: &Visit) -> Option<&'law Tenant> {
    let called = visit.tenant.as_deref().and_then(|id| site.law.site(id));
    called.or_else(|| site.law.sites().first())
}

/// The division for which the page speaks; none for the whole installation.
pub(crate) fn own_division(site: &Site, visit: &Visit) -> Option<String> {
    let own = site.law.sites().first();
    let called = tenant(site, visit)?;
    let narrower = own.is_none_or(|own| own.id != called.id && own.division != called.division);
    called.division.clone().filter(|_| narrower)
}

/// `GET /sites`
pub(super) async fn show(State(site): State<Site>, visit: Visit) -> Result<Response, WebError> {
    page(&site, visit, ("portal/sites.html", "sites"), |site, visit| {
        let sites = site.law.sites();
        let base: Vec<&Column> = base(sites);
        let lines = sites.iter().map(|one| line(site, visit.language, one, &base));
        Ok(view::Sites { sites: lines.collect() })
    })
    .await
}

/// The columns that every site has.
fn base(sites: &[Tenant]) -> Vec<&Column> {
    let mut base: Vec<&Column> = Vec::new();
    for column in sites.iter().flat_map(|site| &site.columns).filter(|column| column.base) {
        if !base.iter().any(|known| known.id == column.id) {
            base.push(column);
        }
    }
    base
}

fn line(site: &Site, language: Language, one: &Tenant, base: &[&Column]) -> view::SiteLine {
    let above = one.parent.as_ref().and_then(|id| site.law.site(id));
    let of_above = above.map(|above| above.columns.as_slice()).unwrap_or(&one.columns);
    let lacking = |these: &[Column], column: &Column| !these.iter().any(|c| c.id == column.id);
    let title = |column: &Column| language.of(&column.title);
    let added = one.columns.iter().filter(|column| lacking(of_above, column));
    let left_out = of_above.iter().filter(|column| lacking(&one.columns, column));
    let missing = base.iter().filter(|column| lacking(&one.columns, column));
    view::SiteLine {
        title: language.of(&one.title),
        address: one.hosts.first().map(|host| format!("https://{host}")),
        division: division(site, one.division.as_deref()),
        seal: one.seal.clone(),
        theme_key: format!("theme.{}", one.theme.as_str()),
        added: added.map(title).collect(),
        left_out: left_out.map(title).collect(),
        missing: missing.map(|column| title(column)).collect(),
        looks_different: above.is_some_and(|up| up.seal != one.seal || up.theme != one.theme),
    }
}
