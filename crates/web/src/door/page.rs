//! From a visit to a page: the rooms are asked, the frame is drawn, the template is filled.

use axum::{
    http::{HeaderValue, header},
    response::{Html, IntoResponse, Response},
};
use serde::Serialize;

use super::Visit;
use crate::{
    WebError,
    guard::headers,
    pages::Pages,
    site::Site,
    view::{Frame, MenuEntry, Signed, SignedIn, Stop},
    wording::Language,
};

/// Makes a page: `make` asks the rooms, the template shows what they answer.
///
/// A page of somebody who is signed in is kept by no cache.
pub async fn page<V: Serialize>(
    site: &Site,
    visit: Visit,
    (template, place): (&'static str, &'static str),
    make: impl FnOnce(&Site, &Visit) -> Result<V, WebError> + Send + 'static,
) -> Result<Response, WebError> {
    site.ask(move |site| {
        let view = make(site, &visit)?;
        let frame = frame(site, &visit, place)?;
        let mut response = Html(site.pages.render(template, &frame, &view)?).into_response();
        headers::let_run(template, &mut response);
        if visit.signed.is_some() {
            let headers = response.headers_mut();
            headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        }
        Ok(response)
    })
    .await
}

/// The frame of a page.
pub(crate) fn frame(site: &Site, visit: &Visit, place: &'static str) -> Result<Frame, WebError> {
    let notice = site.config.notice.as_ref().map(|(zh, en)| match visit.language {
        Language::Zh => zh.clone(),
        Language::En => en.clone(),
    });
    let checkpoint = site.reader.checkpoint()?;
    Ok(Frame {
        notice,
        place,
        indexed: visit.door() == "portal" && !matches!(place, "subjects" | "session" | ""),
        ledger: checkpoint.map(|checkpoint| Signed { size: checkpoint.size }),
        ..plain(site, visit)
    })
}

/// A page where the rooms cannot be asked: the frame has no ledger.
pub(crate) fn bare(pages: &Pages, site: &Site, visit: &Visit, view: &Stop) -> Option<String> {
    pages.render("portal/problem.html", &plain(site, visit), view).ok()
}

/// What is known without asking a room.
fn plain(site: &Site, visit: &Visit) -> Frame {
    let said = visit.said.as_deref();
    Frame {
        language: visit.language,
        site: site.name_at(visit),
        notice: None,
        place: "",
        other_href: visit.language.other().href(&visit.with(&visit.query)),
        indexed: false,
        ledger: None,
        door: visit.door(),
        signed: visit.signed.as_ref().map(|signed| signed_in(site, visit, signed)),
        said: said.and_then(|key| site.wording.say(visit.language, key, &[])),
        tenant: site.tenant_view(visit),
    }
}

fn signed_in(site: &Site, visit: &Visit, signed: &account::Signed) -> SignedIn {
    let (name, home, acting) = match &signed.who {
        account::Who::Staff(staff) => (staff.name.clone(), "/desk", None),
        account::Who::Holder(holder) => {
            let other = holder.acting != holder.person;
            (holder.name.clone(), "/mine", other.then(|| holder.acting_name.clone()))
        }
    };
    let entries = site.doors.iter().flat_map(|door| (door.menu)(site, signed));
    let entries: Vec<_> = entries.collect();
    // The entry whose path the page's path goes on from, the longest of them.
    let below = |path: &str| {
        visit.path.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let current = entries.iter().map(|entry| entry.path).filter(|path| below(path));
    let current = current.max_by_key(|path| path.len());
    let menu = entries.iter().map(|entry| MenuEntry {
        path: entry.path,
        key: entry.key,
        current: Some(entry.path) == current,
    });
    SignedIn { name, acting, home, csrf: signed.csrf.clone(), menu: menu.collect() }
}
