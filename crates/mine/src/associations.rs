//! `/mine/associations`: whom the platform holds to be linked to me, since when, and by which record.

use axum::{extract::State, response::Response};
use disclosure::{AssociateView, Associations, LinkView, Role};
use web::{
    WebError,
    door::{Holder, Language, Site, Visit, page, tell},
};

use crate::{own, view};

/// `GET /mine/associations`
pub(crate) async fn list(
    State(site): State<Site>,
    visit: Visit,
    holder: Holder,
) -> Result<Response, WebError> {
    page(&site, visit, ("mine/associations.html", "associations"), move |site, visit| {
        let viewer = own::viewer(&holder);
        let net = site.gate().associations(&viewer, holder.acting, 1, None)?;
        let net = net.map(|net| net.into_inner());
        Ok(view::Associations {
            organisation: own::is_organisation(&holder),
            links: net.as_ref().map(|net| lines(site, visit.language, net)).unwrap_or_default(),
            more: net.is_some_and(|net| net.more),
        })
    })
    .await
}

/// The links that touch the subject itself, seen from its side.
fn lines(site: &Site, language: Language, net: &Associations) -> Vec<view::Association> {
    let Some(own) = net.associates.first() else { return Vec::new() };
    let own_side = |link: &LinkView| {
        let (other, role) = match () {
            () if link.from == own.key => (&link.to, link.role),
            () if link.to == own.key => (&link.from, link.role.inverse()),
            () => return None,
        };
        let other = net.associates.iter().find(|one| one.key == *other)?;
        Some(line(site, language, link, (role, other)))
    };
    net.links.iter().filter_map(own_side).collect()
}

fn line(
    site: &Site,
    language: Language,
    link: &LinkView,
    (role, other): (Role, &AssociateView),
) -> view::Association {
    let known = other.name.clone().or_else(|| other.code.clone());
    view::Association {
        role: role.as_str(),
        name: known.unwrap_or_else(|| site.word(language, "mine.association_unnamed")),
        code: other.code.clone(),
        address: link.address.clone(),
        period: tell::between(site, language, (link.from_on, link.until_on)),
        holds: link.holds,
        mutual: link.mutual,
        position: link.position,
    }
}
