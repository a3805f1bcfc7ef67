//! `GET /basis`: every document that the law in force cites, what rests on it, and what is not
//! official yet.

use std::collections::{BTreeMap, BTreeSet};

use axum::{extract::State, response::Response};
use policy::model::basis::{Basis, Certainty, DocumentKind, Title};

use super::{
    law::id,
    page::{Visit, page},
};
use crate::{WebError, site::Site, view::guide as view};

/// Kinds of documents, the strongest first.
const KINDS: [DocumentKind; 9] = [
    DocumentKind::Law,
    DocumentKind::AdministrativeRegulation,
    DocumentKind::LocalRegulation,
    DocumentKind::CentreDocument,
    DocumentKind::StateCouncilDecision,
    DocumentKind::JudicialInterpretation,
    DocumentKind::MinistryRule,
    DocumentKind::Standard,
    DocumentKind::NormativeDocument,
];

/// A document while it is gathered.
#[derive(Default)]
struct Cited {
    least: Option<Certainty>,
    articles: BTreeSet<String>,
    uses: BTreeMap<String, String>,
}

/// `GET /basis`
pub(super) async fn show(State(site): State<Site>, visit: Visit) -> Result<Response, WebError> {
    page(&site, visit, ("portal/basis.html", "basis"), |site, visit| {
        let mut kinds: Vec<(DocumentKind, BTreeMap<String, Cited>)> =
            KINDS.map(|kind| (kind, BTreeMap::new())).into();
        for (noun, name, title, bases) in rules(site) {
            for basis in bases {
                let Some((_, documents)) = kinds.iter_mut().find(|(kind, _)| *kind == basis.kind)
                else {
                    continue;
                };
                let cited = documents.entry(basis.document.clone()).or_default();
                cited.least = cited.least.max(Some(basis.certainty));
                cited.articles.extend(basis.article.clone());
                cited.uses.insert(format!("/{noun}/{name}"), visit.language.of(title));
            }
        }
        let full = kinds.into_iter().filter(|(_, documents)| !documents.is_empty());
        Ok(view::Documents {
            groups: full
                .map(|(kind, documents)| view::DocumentGroup {
                    kind: id(&kind),
                    documents: documents.into_iter().map(document).collect(),
                })
                .collect(),
            doubts: doubts(site),
            version: site.law.version().to_owned(),
        })
    })
    .await
}

pub(super) type Rule<'law> = (&'static str, &'law str, &'law Title, &'law [Basis]);

/// Everything in force that has a page and legal bases.
pub(super) fn rules(site: &Site) -> Vec<Rule<'_>> {
    let (law, today) = (&site.law, site.today());
    let items = law
        .items(today)
        .into_iter()
        .map(|item| ("items", item.id.as_str(), &item.title, item.basis.as_slice()));
    let lists = law
        .lists(today)
        .into_iter()
        .map(|list| ("lists", list.id.as_str(), &list.title, list.basis.as_slice()));
    let measures = law
        .measures(today)
        .into_iter()
        .map(|measure| ("measures", measure.id.as_str(), &measure.title, measure.basis.as_slice()));
    let matters = law
        .matters(today)
        .into_iter()
        .map(|matter| ("matters", matter.id.as_str(), &matter.title, matter.basis.as_slice()));
    items.chain(lists).chain(measures).chain(matters).collect()
}

fn document((title, cited): (String, Cited)) -> view::Document {
    view::Document {
        title,
        certainty: cited.least.as_ref().map(id).unwrap_or_default(),
        articles: cited.articles.into_iter().collect(),
        uses: cited.uses.into_iter().map(|(href, title)| view::Use { title, href }).collect(),
    }
}

/// What was not seen in the text itself, as the packs say it.
fn doubts(site: &Site) -> Vec<view::Doubt> {
    let doubt = |doubt: &policy::Doubt| view::Doubt {
        place: format!("{}:{}", doubt.file, doubt.line),
        document: doubt.document.clone(),
        certainty: id(&doubt.certainty),
    };
    site.law.not_official().iter().map(doubt).collect()
}
