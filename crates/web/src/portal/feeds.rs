//! For machines that read pages: `GET /sitemap.xml`, `/robots.txt`, `/feed.atom`.

use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use disclosure::{Filter, ListOf, ListedView, PageRequest};

use super::{
    line::{authority, line, title},
    page::Visit,
    publicity::acts,
    sites::tenant,
};
use crate::{WebError, chart::escaped, site::Site, wording::Language};

/// Entries of the feed.
const ENTRIES: u32 = 50;

/// Pages that every installation has.
const PAGES: [&str; 17] = [
    "/",
    "/publicity",
    "/lists",
    "/measures",
    "/matters",
    "/items",
    "/commitments",
    "/self-declared",
    "/services",
    "/processes",
    "/figures",
    "/open-data",
    "/basis",
    "/ledger",
    "/rights",
    "/about",
    "/accessibility",
];

fn answer(kind: &'static str, text: String) -> Response {
    ([(header::CONTENT_TYPE, kind)], text).into_response()
}

/// `GET /robots.txt`: pages of organisations are not to be indexed, so that what is taken down is
/// gone from elsewhere too.
pub(super) async fn robots(State(site): State<Site>) -> Response {
    let address = &site.config.address;
    let text = format!(
        "User-agent: *\nDisallow: /subjects/\nDisallow: /en/subjects/\nDisallow: /search\n\
         Disallow: /en/search\nDisallow: /cases\nDisallow: /mine\nDisallow: /desk\n\
         Disallow: /api/v1/\nSitemap: {address}/sitemap.xml\n"
    );
    answer("text/plain; charset=utf-8", text)
}

/// `GET /sitemap.xml`: the pages that stay; those of organisations and records are not among them.
pub(super) async fn sitemap(State(site): State<Site>, visit: Visit) -> Result<Response, WebError> {
    site.ask(move |site| {
        let (law, today) = (&site.law, site.today());
        let mut paths: Vec<String> = PAGES.iter().map(|path| (*path).to_owned()).collect();
        paths.extend(acts(site).into_iter().map(|id| format!("/publicity/{id}")));
        paths.extend(law.items(today).iter().map(|item| format!("/items/{}", item.id)));
        paths.extend(law.lists(today).iter().map(|list| format!("/lists/{}", list.id)));
        paths.extend(law.measures(today).iter().map(|one| format!("/measures/{}", one.id)));
        paths.extend(law.matters(today).iter().map(|matter| format!("/matters/{}", matter.id)));
        let columns = tenant(site, &visit).into_iter().flat_map(|site| &site.columns);
        paths.extend(columns.map(|column| column.path.clone()));
        paths.sort();
        paths.dedup();
        let mut text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
            <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" \
            xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n"
            .to_owned();
        for path in paths {
            let at = |language: Language| {
                escaped(&format!("{}{}", site.config.address, language.href(&path)))
            };
            text.push_str(&format!(
                "<url><loc>{}</loc><xhtml:link rel=\"alternate\" hreflang=\"en\" href=\"{}\"/></url>\n",
                at(Language::Zh),
                at(Language::En)
            ));
        }
        text.push_str("</urlset>\n");
        Ok(answer("application/xml; charset=utf-8", text))
    })
    .await
}

/// `GET /feed.atom`: the latest publications of the ten kinds.
pub(super) async fn atom(State(site): State<Site>, visit: Visit) -> Result<Response, WebError> {
    site.ask(move |site| {
        let mut listed = Vec::new();
        for act in super::publicity::ACTS {
            let ask = PageRequest { after: None, size: ENTRIES };
            let newest = site.gate.recent(&ListOf::Act(act), &Filter::default(), &ask)?;
            listed.extend(newest.into_inner().entries);
        }
        listed.sort_by_key(|one| std::cmp::Reverse(one.record.position));
        listed.truncate(ENTRIES as usize);
        let language = visit.language;
        let own = format!("{}{}", site.config.address, language.href("/feed.atom"));
        let home = format!("{}{}", site.config.address, language.href("/publicity"));
        let updated = site.clock.now();
        let mut text = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n<title>{}</title>\n\
             <id>{own}</id>\n<link rel=\"self\" href=\"{own}\"/>\n<link href=\"{home}\"/>\n\
             <updated>{updated}</updated>\n<author><name>{}</name></author>\n",
            site.word(language, "site.lang"),
            escaped(&site.word(language, "feed.title")),
            escaped(&site.name_at(&visit)),
        );
        for one in &listed {
            text.push_str(&entry(site, language, one));
        }
        text.push_str("</feed>\n");
        Ok(answer("application/atom+xml; charset=utf-8", text))
    })
    .await
}

fn entry(site: &Site, language: Language, one: &ListedView) -> String {
    let shown = line(site, language, &one.head, &one.record);
    let Some(href) = shown.href else { return String::new() };
    let address = format!("{}{}", site.config.address, language.href(&href));
    let summary = format!("{} · {}", shown.item_title, authority(language, &one.record));
    format!(
        "<entry>\n<title>{}</title>\n<id>{address}</id>\n<link href=\"{address}\"/>\n\
         <updated>{}T00:00:00+08:00</updated>\n<summary>{}</summary>\n</entry>\n",
        escaped(&format!("{}：{}", shown.subject, title(language, &one.record))),
        one.record.decided_on,
        escaped(&summary),
    )
}
