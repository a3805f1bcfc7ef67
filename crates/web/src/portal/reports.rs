//! Which credit reports there are, how to have one, which matters ask for one (S-72), and whose reports
//! are recognised (S-136).

mod sample;

use std::cmp::Reverse;

use axum::{extract::State, response::Response};
use policy::model::{
    basis::Title,
    catalog::{CatalogItem, Polarity},
    report::{
        Partner, ReportDomain, ReportHolds, ReportLabel, ReportSection, ReportTemplate, ReportUse,
    },
};

use super::{
    law::{cite, id, kinds},
    page::{Visit, page},
};
use crate::{
    WebError, door::report_paper, guard::read::Named, site::Site, view::Tag, view::report as view,
    wording::Language,
};

/// `GET /reports`
pub(super) async fn guide(State(site): State<Site>, visit: Visit) -> Result<Response, WebError> {
    page(&site, visit, ("portal/reports/index.html", "reports"), |site, visit| {
        let (language, today) = (visit.language, site.today());
        let mut reports = site.law.reports(today);
        // The fullest one first: it is what most people come for.
        reports.sort_by_key(|report| (report.is_special(), Reverse(report.section.len())));
        Ok(view::Guide {
            kinds: reports.into_iter().map(|report| kind(language, report)).collect(),
            uses: site.law.report_uses().iter().map(|one| used(site, language, one)).collect(),
            partners: site
                .law
                .partners(today)
                .into_iter()
                .map(|one| partner(site, language, one))
                .collect(),
        })
    })
    .await
}

/// `GET /reports/{template}`
pub(super) async fn layout(
    State(site): State<Site>,
    visit: Visit,
    Named(name): Named<String>,
) -> Result<Response, WebError> {
    page(&site, visit, ("portal/reports/layout.html", "reports"), move |site, visit| {
        let report = site.law.report(&name, site.today()).ok_or(WebError::Missing)?;
        Ok(explained(site, visit.language, report))
    })
    .await
}

fn explained(site: &Site, language: Language, report: &ReportTemplate) -> view::Layout {
    let labels = report.label.iter().map(|one| label(language, one));
    view::Layout {
        kind: kind(language, report),
        holds: match report.holds {
            ReportHolds::Public => "public",
            ReportHolds::Own => "own",
        },
        version: report.version.clone(),
        effective_from: report.effective_from.to_string(),
        longest: report.longest,
        sections: report.section.iter().map(|one| section(site, language, report, one)).collect(),
        domains: report.domain.iter().map(|one| domain(site, language, one)).collect(),
        labels: labels.collect(),
        statement: report.statement.iter().map(|title| language.of(title)).collect(),
        basis: report.basis.clone(),
        sample: report_paper(&sample::report(site, language, report), None),
    }
}

fn kind(language: Language, report: &ReportTemplate) -> view::Kind {
    view::Kind {
        href: format!("/reports/{}", report.id),
        title: language.of(&report.title),
        subjects: kinds(&report.subjects),
        askers: report.asked_by.iter().map(id).collect(),
        valid: report.valid,
        special: report.is_special(),
    }
}

fn section(
    site: &Site,
    language: Language,
    report: &ReportTemplate,
    section: &ReportSection,
) -> view::LayoutSection {
    let items = items(site, report, section).into_iter().map(|item| link(language, item));
    view::LayoutSection {
        title: language.of(&section.title),
        items: items.collect(),
        says: section.none.as_ref().map(|none| language.of(none)),
    }
}

/// The items whose records stand in a section.
fn items<'law>(
    site: &'law Site,
    report: &ReportTemplate,
    section: &ReportSection,
) -> Vec<&'law CatalogItem> {
    let about = |item: &&CatalogItem| item.subjects.iter().any(|one| report.subjects.contains(one));
    let open = |item: &&CatalogItem| match report.holds {
        ReportHolds::Public => item.publicity == policy::model::catalog::Publicity::Public,
        ReportHolds::Own => true,
    };
    let named = |item: &&CatalogItem| {
        let class = section.classes.contains(&item.class) && !section.except.contains(&item.id);
        let polarity = section.polarity.is_empty() || section.polarity.contains(&item.polarity);
        (class || section.items.contains(&item.id)) && polarity
    };
    let items = site.law.items(site.today()).into_iter();
    items.filter(about).filter(open).filter(named).collect()
}

fn link(language: Language, item: &CatalogItem) -> view::Link {
    view::Link { title: language.of(&item.title), href: Some(format!("/items/{}", item.id)) }
}

fn domain(site: &Site, language: Language, domain: &ReportDomain) -> view::LayoutDomain {
    view::LayoutDomain {
        title: language.of(&domain.title),
        owner: owner(site, language, &domain.owner),
        covered: !domain.items.is_empty(),
        note: domain.note.as_ref().map(|note| language.of(note)),
    }
}

/// An agency or a group of agencies by its name.
fn owner(site: &Site, language: Language, name: &str) -> String {
    let agency = site.law.agency(name).map(|agency| &agency.title);
    let title = agency.or_else(|| site.law.group(name));
    title.map_or_else(|| name.to_owned(), |title| language.of(title))
}

fn label(language: Language, label: &ReportLabel) -> Tag {
    let tone = if label.polarity == Polarity::Negative { "bad" } else { "good" };
    Tag { title: language.of(&label.title), tone }
}

fn used(site: &Site, language: Language, one: &ReportUse) -> view::Use {
    let today = site.today();
    let report = site.law.report(&one.report, today);
    let title = |title: Option<&Title>| {
        title.map_or_else(|| one.report.clone(), |title| language.of(title))
    };
    view::Use {
        title: language.of(&one.title),
        report: view::Link {
            title: title(report.map(|report| &report.title)),
            href: report.map(|report| format!("/reports/{}", report.id)),
        },
        matters: matters(site, language, &one.matters),
        fresh: one.fresh,
        fetched_by: id(&one.fetched_by),
        effect: language.of(&one.effect),
        basis: cite(&one.basis),
    }
}

fn matters(site: &Site, language: Language, names: &[String]) -> Vec<view::Link> {
    let link = |name: &String| {
        let matter = site.law.matter(name, site.today())?;
        let href = Some(format!("/matters/{name}"));
        Some(view::Link { title: language.of(&matter.title), href })
    };
    names.iter().filter_map(link).collect()
}

fn partner(site: &Site, language: Language, partner: &Partner) -> view::Partner {
    view::Partner {
        title: language.of(&partner.title),
        from: partner.effective_from.to_string(),
        until: partner.until.map(|day| day.to_string()),
        matters: matters(site, language, &partner.matters),
        basis: cite(&partner.basis),
    }
}
