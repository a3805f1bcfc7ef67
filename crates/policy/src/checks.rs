//! The checker: every rule of [`crate::rule`] over every file of a chain of layers.
//!
//! To add a rule: a row in `rule.rs`, a function in the file of its noun here, and a malformed pack
//! in `fixtures/policies-refused`.

mod agency;
mod banned;
mod basis;
mod calendar;
mod commitment;
mod condition;
mod consent;
mod disclosure;
mod edition;
mod example;
mod field;
mod item;
mod layer;
mod list;
mod matter;
mod measure;
mod person;
mod plan;
pub(crate) mod process;
mod reference;
mod report;
mod resolution;
mod role;
mod security;
mod site;
mod target;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use crate::{
    finding::Finding,
    law::Law,
    model::{
        basis::{Basis, DocumentKind},
        catalog::CatalogItem,
        commitment::CommitmentItem,
        consent::ConsentKind,
        disclosure::DisclosureRule,
        list::ListType,
        matter::Matter,
        measure::Measure,
        plan::Plan,
        process::Process,
        report::ReportTemplate,
        role::Role,
    },
    pack::{Filed, Pack, Packs},
};

/// What the checks look at: a chain of layers, and the names that exist anywhere.
pub(crate) struct World<'a> {
    /// The layers, the national one first.
    pub(crate) chain: &'a [&'a Pack],
    /// Agencies and groups of every layer, because upper layers name groups that only cities fill.
    agencies: BTreeSet<&'a str>,
}

/// Everything wrong in a chain of layers, by file and line.
pub(crate) fn chain(packs: &Packs, chain: &[&Pack]) -> Vec<Finding> {
    let agencies = packs.packs.iter().filter_map(|pack| pack.agencies.as_ref());
    let agencies = agencies.flat_map(|file| {
        let groups = file.value.group.iter().map(|group| group.id.as_str());
        let own = file.value.agency.iter();
        groups.chain(own.flat_map(|agency| {
            std::iter::once(agency.id.as_str()).chain(agency.groups.iter().map(String::as_str))
        }))
    });
    let world = World { chain, agencies: agencies.collect() };
    let mut findings = Vec::new();
    for check in [
        layer::check,
        basis::check,
        edition::check,
        item::check,
        field::check,
        person::check,
        condition::check,
        banned::check,
        disclosure::check,
        list::check,
        measure::check,
        matter::check,
        reference::check,
        agency::check,
        calendar::check,
        role::check,
        security::check,
        site::check,
        consent::check,
        target::check,
        process::check,
        commitment::check,
        plan::check,
        report::check,
        resolution::check,
    ] {
        check(&world, &mut findings);
    }
    findings.sort();
    findings.dedup();
    findings
}

/// The examples of a chain that do not come out under its law.
pub(crate) fn examples(chain: &[&Pack], law: &Law) -> Vec<Finding> {
    let world = World { chain, agencies: BTreeSet::new() };
    let mut findings = example::check(&world, law);
    process::examples(&world, law, &mut findings);
    findings
}

impl<'a> World<'a> {
    fn items(&self) -> impl Iterator<Item = &'a Filed<CatalogItem>> + use<'a> {
        self.chain.iter().flat_map(|pack| &pack.items)
    }

    fn disclosures(&self) -> impl Iterator<Item = &'a Filed<DisclosureRule>> + use<'a> {
        self.chain.iter().flat_map(|pack| &pack.disclosures)
    }

    fn lists(&self) -> impl Iterator<Item = &'a Filed<ListType>> + use<'a> {
        self.chain.iter().flat_map(|pack| &pack.lists)
    }

    fn measures(&self) -> impl Iterator<Item = &'a Filed<Measure>> + use<'a> {
        self.chain.iter().flat_map(|pack| &pack.measures)
    }

    fn matters(&self) -> impl Iterator<Item = &'a Filed<Matter>> + use<'a> {
        self.chain.iter().flat_map(|pack| &pack.matters)
    }

    fn consents(&self) -> impl Iterator<Item = &'a Filed<ConsentKind>> + use<'a> {
        self.chain.iter().flat_map(|pack| &pack.consents)
    }

    fn processes(&self) -> impl Iterator<Item = &'a Filed<Process>> + use<'a> {
        self.chain.iter().flat_map(|pack| &pack.processes)
    }

    fn commitments(&self) -> impl Iterator<Item = &'a Filed<CommitmentItem>> + use<'a> {
        self.chain.iter().flat_map(|pack| &pack.commitments)
    }

    fn plans(&self) -> impl Iterator<Item = &'a Filed<Plan>> + use<'a> {
        self.chain.iter().flat_map(|pack| &pack.plans)
    }

    fn reports(&self) -> impl Iterator<Item = &'a Filed<ReportTemplate>> + use<'a> {
        self.chain.iter().flat_map(|pack| &pack.reports)
    }

    fn roles(&self) -> impl Iterator<Item = &'a Filed<Role>> + use<'a> {
        self.chain.iter().flat_map(|pack| &pack.roles)
    }

    /// The newest edition of a process.
    fn process(&self, id: &str) -> Option<&'a Filed<Process>> {
        let editions = self.processes().filter(|process| process.value.id == id);
        editions.max_by_key(|process| process.value.effective_from)
    }

    fn item(&self, id: &str) -> Option<&'a CatalogItem> {
        self.items().map(|item| &item.value).find(|item| item.id == id)
    }

    fn list(&self, id: &str) -> Option<&'a ListType> {
        self.lists().map(|list| &list.value).find(|list| list.id == id)
    }

    fn disclosure(&self, id: &str) -> Option<&'a Filed<DisclosureRule>> {
        self.disclosures().find(|rule| rule.value.id == id)
    }

    /// The items of which a measure's object speaks: those it names and those of its lists.
    fn items_of(&self, measure: &Measure) -> Vec<&'a CatalogItem> {
        let object = &measure.object;
        let named = |item: &CatalogItem| {
            object.items.contains(&item.id)
                || item.list.as_ref().is_some_and(|list| object.lists.contains(list))
        };
        self.items().map(|item| &item.value).filter(|item| named(item)).collect()
    }
}

/// Whether one of the bases is a law, a regulation or a decision of the State Council: what lets a
/// person's data be public (H-04) or a matter be intercepted (H-54).
fn is_statute(kind: DocumentKind) -> bool {
    matches!(
        kind,
        DocumentKind::Law
            | DocumentKind::AdministrativeRegulation
            | DocumentKind::LocalRegulation
            | DocumentKind::StateCouncilDecision
    )
}

/// The same, or a document of the Party centre and the State Council (H-45).
fn is_statute_or_centre(kind: DocumentKind) -> bool {
    is_statute(kind) || kind == DocumentKind::CentreDocument
}

fn any_kind(basis: &[Basis], allowed: fn(DocumentKind) -> bool) -> bool {
    basis.iter().any(|basis| allowed(basis.kind))
}

/// Whether a text that must say something says nothing.
fn blank(text: &str) -> bool {
    text.trim().is_empty()
}
