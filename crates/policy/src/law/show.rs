//! The page of one item for a citizen: what is collected, why, who sees it, until when.

use serde::Serialize;
use vocabulary::Date;

use super::Law;
use crate::model::{
    catalog::CatalogItem, disclosure::DisclosureEdition, list::ListType, measure::Measure,
};

/// Everything that the law says about one item on one day.
#[derive(Clone, Debug, Serialize)]
pub struct ItemPage<'law> {
    /// The item: fields with audience and purpose, exclusions, rules, examples, bases.
    pub item: &'law CatalogItem,
    /// The day asked for.
    pub on: Date,
    /// The disclosure rule's edition of that day: classes and periods.
    pub disclosure: Option<&'law DisclosureEdition>,
    /// Earlier and later editions of the disclosure rule.
    pub other_editions: Vec<&'law DisclosureEdition>,
    /// The list it enters.
    pub list: Option<&'law ListType>,
    /// Measures that may follow from a record.
    pub measures: Vec<&'law Measure>,
    /// Matters in which it is looked at: id and Chinese title.
    pub matters: Vec<(&'law str, &'law str)>,
    /// Agencies that may send it, in Chinese.
    pub providers: Vec<&'law str>,
    /// Ceilings of the layers that shorten its periods, in Chinese.
    pub ceilings: Vec<String>,
    /// The law's version.
    pub version: &'law str,
}

impl Law {
    /// The page of an item on a day; none if it is not in force.
    pub fn show(&self, item_id: &str, on: Date) -> Option<ItemPage<'_>> {
        let item = self.item(item_id, on)?;
        let rule = self.disclosures.get(&item.disclosure);
        let disclosure = rule.and_then(|rule| rule.edition_on(on)).map(|(_, edition)| edition);
        let editions = rule.into_iter().flat_map(|rule| &rule.rule.edition);
        let current = disclosure.map(|edition| edition.effective_from);
        let list = item.list.as_deref();
        let touches = |measure: &&Measure| {
            let object = &measure.object;
            object.items.contains(&item.id)
                || list.is_some_and(|list| object.lists.iter().any(|other| other == list))
        };
        let agencies = self.agencies.iter().filter(|agency| self.may_provide(agency, item));
        Some(ItemPage {
            item,
            on,
            disclosure,
            other_editions: editions
                .filter(|edition| Some(edition.effective_from) != current)
                .collect(),
            list: list.and_then(|list| self.list(list, on)),
            measures: self.measures.all_on(on).filter(touches).collect(),
            matters: self
                .matters
                .all_on(on)
                .filter(|matter| matter.items.contains(&item.id))
                .map(|matter| (matter.id.as_str(), matter.title.zh.as_str()))
                .collect(),
            providers: agencies.map(|agency| agency.title.zh.as_str()).collect(),
            ceilings: self.ceilings(item, on),
            version: self.version(),
        })
    }

    fn ceilings(&self, item: &CatalogItem, on: Date) -> Vec<String> {
        let caps = self.caps.get(&item.id).into_iter().flatten();
        let in_force = caps.filter(|cap| {
            cap.effective_from.is_none_or(|from| from <= on)
                && cap.until.is_none_or(|until| on <= until)
        });
        in_force
            .flat_map(|cap| {
                let public = cap.maximum.map(|length| format!("公示最长 {}", length.in_words()));
                let shared = cap
                    .shared_for
                    .map(|length| format!("失信行为终止后最长披露 {}", length.in_words()));
                public.into_iter().chain(shared)
            })
            .collect()
    }
}
