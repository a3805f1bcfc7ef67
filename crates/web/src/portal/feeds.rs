//! For machines that read pages: `GET /sitemap.xml`, `/robots.txt`, `/feed.atom`.

use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use disclosure::{Filter, ListOf, ListedView, PageRequest};
use policy::model::catalog::AdministrativeAct;

use super::{
    line::{authority, line, title},
    page::Visit,
    publicity::acts,
    sites::tenant,
};
use crate::{WebError, api::datasets::is_set, chart::escaped, site::Site, wording::Language};

/// Entries of the feed.
const ENTRIES: u32 = 50;

/// Pages that every installation has.
const PAGES: [&str; 28] = [
    "/",
    "/about",
    "/accessibility",
    "/api",
    "/basis",
    "/certificates",
    "/commitments",
    "/contests",
    "/courses",
    "/events",
    "/figures",
    "/items",
    "/ledger",
    "/lists",
    "/matters",
    "/measures",
    "/models",
    "/open-data",
    "/processes",
    "/publicity",
    "/publicity/withdrawn",
    "/reports",
    "/rights",
    "/self-declared",
    "/services",
    "/sites",
    "/typical-cases",
    "/verify",
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

/// `GET /sitemap.xml`: the pages that stay, and the newest articles; those of organisations and
/// records are not among them.
pub(super) async fn sitemap(State(site): State<Site>, visit: Visit) -> Result<Response, WebError> {
    site.ask(move |site| {
        let mut paths = of_law(site);
        paths.extend(PAGES.iter().map(|path| (*path).to_owned()));
        let columns = tenant(site, &visit).into_iter().flat_map(|site| &site.columns);
        paths.extend(columns.map(|column| column.path.clone()));
        let articles = super::column::newest(site, &visit)?;
        paths.extend(articles.iter().map(|article| format!("/articles/{}", article.number)));
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

/// The pages of what the law of today holds.
fn of_law(site: &Site) -> Vec<String> {
    let (law, today) = (&site.law, site.today());
    let page = |place: &str, id: &str| format!("{place}/{id}");
    let mut paths: Vec<String> = acts(site).iter().map(|id| page("/publicity", id)).collect();
    for item in law.items(today) {
        paths.push(page("/items", &item.id));
        paths.extend(is_set(item).then(|| page("/open-data", &item.id)));
    }
    paths.extend(law.lists(today).iter().map(|list| page("/lists", &list.id)));
    paths.extend(law.measures(today).iter().map(|one| page("/measures", &one.id)));
    paths.extend(law.matters(today).iter().map(|matter| page("/matters", &matter.id)));
    paths.extend(law.reports(today).iter().map(|report| page("/reports", &report.id)));
    paths.extend(law.processes(today).iter().map(|process| page("/processes", &process.id)));
    paths.extend(super::process::noticed(site, Language::Zh).into_iter().map(|link| link.href));
    paths
}

/// One entry of a feed.
pub(super) struct Entry {
    /// Its page, without language prefix.
    pub(super) href: String,
    /// What it is called.
    pub(super) title: String,
    /// Its day.
    pub(super) on: String,
    /// What it says.
    pub(super) summary: String,
}

/// `GET /feed.atom`: what was taken back, and then the latest publications of the ten kinds (S-42).
pub(super) async fn latest(State(site): State<Site>, visit: Visit) -> Result<Response, WebError> {
    site.ask(move |site| {
        let mut listed = Vec::new();
        for act in AdministrativeAct::ALL {
            let ask = PageRequest { after: None, size: ENTRIES };
            let newest = site.gate.recent(&ListOf::Act(act), &Filter::default(), &ask)?;
            listed.extend(newest.into_inner().entries);
        }
        listed.sort_by_key(|one| std::cmp::Reverse(one.record.position));
        listed.truncate(ENTRIES as usize);
        let mut entries = super::withdrawn::entries(site, visit.language, |_| true)?;
        entries.extend(listed.iter().filter_map(|one| entry(site, visit.language, one)));
        let title = site.word(visit.language, "feed.title");
        Ok(atom(site, &visit, (("/feed.atom", "/publicity"), &title), &entries))
    })
    .await
}

/// A feed: where it is and which page it follows, what it is called, its entries.
pub(super) fn atom(
    site: &Site,
    visit: &Visit,
    ((own, home), title): ((&str, &str), &str),
    entries: &[Entry],
) -> Response {
    let language = visit.language;
    let at = |path: &str| escaped(&format!("{}{}", site.config.address, language.href(path)));
    let (own, home, updated) = (at(own), at(home), site.clock.now());
    let mut text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n<title>{}</title>\n\
         <id>{own}</id>\n<link rel=\"self\" href=\"{own}\"/>\n<link href=\"{home}\"/>\n\
         <updated>{updated}</updated>\n<author><name>{}</name></author>\n",
        site.word(language, "site.lang"),
        escaped(title),
        escaped(&site.name_at(visit)),
    );
    for one in entries {
        let address = at(&one.href);
        text.push_str(&format!(
            "<entry>\n<title>{}</title>\n<id>{address}</id>\n<link href=\"{address}\"/>\n\
             <updated>{}T00:00:00+08:00</updated>\n<summary>{}</summary>\n</entry>\n",
            escaped(&one.title),
            one.on,
            escaped(&one.summary),
        ));
    }
    text.push_str("</feed>\n");
    answer("application/atom+xml; charset=utf-8", text)
}

/// A publication as an entry.
pub(super) fn entry(site: &Site, language: Language, one: &ListedView) -> Option<Entry> {
    let shown = line(site, language, &one.head, &one.record);
    Some(Entry {
        href: shown.href?,
        title: format!("{}：{}", shown.subject, title(language, &one.record)),
        on: one.record.decided_on.to_string(),
        summary: format!("{} · {}", shown.item_title, authority(language, &one.record)),
    })
}
