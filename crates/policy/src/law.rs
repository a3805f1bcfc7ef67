//! The law of one layer: loaded once, immutable, shared by every room.

pub(crate) mod compare;
pub(crate) mod compiled;
pub(crate) mod doubt;
mod load;
mod process;
mod report;
mod resolution;
mod security;
pub(crate) mod show;
pub(crate) mod site;
pub(crate) mod term;
#[cfg(test)]
mod tests;
mod turns;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use vocabulary::{Date, Divisions, SubjectKind, WorkCalendar};

use crate::model::{
    agency::Agency,
    basis::Title,
    catalog::CatalogItem,
    commitment::CommitmentItem,
    consent::ConsentKind,
    deadline::DeadlineRule,
    layer::{BaseMeasure, Layer, Reference},
    list::ListType,
    mask::Mask,
    matter::Matter,
    measure::Measure,
    plan::Plan,
    process::Process,
    report::{Partner, ReportTemplate},
    resolution::ResolutionRule,
    role::Role,
    security::Security,
    site::Site,
    target::Target,
};
use compiled::{Cap, CompiledDisclosure, CompiledItem};
use doubt::Doubt;
use report::Reports;

/// The law as it stands in one layer and those above it.
#[derive(Clone, Debug)]
pub struct Law {
    layers: Vec<Layer>,
    version: String,
    items: Editions<CompiledItem>,
    /// Items that the national catalog does not have.
    local: BTreeSet<String>,
    caps: HashMap<String, Vec<Cap>>,
    disclosures: HashMap<String, CompiledDisclosure>,
    lists: Editions<ListType>,
    measures: Editions<Measure>,
    /// 全国失信惩戒措施基础清单
    base: Editions<BaseMeasure>,
    matters: Editions<Matter>,
    processes: Editions<Process>,
    commitments: Editions<CommitmentItem>,
    plans: BTreeMap<String, Plan>,
    deadlines: Editions<DeadlineRule>,
    resolution: Vec<ResolutionRule>,
    roles: BTreeMap<String, Role>,
    security: Security,
    sites: Vec<Site>,
    consents: Editions<ConsentKind>,
    targets: Vec<Target>,
    reports: Reports,
    masks: BTreeMap<String, Mask>,
    agencies: Vec<Agency>,
    groups: BTreeMap<String, Title>,
    agency_by_name: HashMap<String, usize>,
    divisions: Divisions,
    calendar: WorkCalendar,
    doubts: Vec<Doubt>,
}

impl Law {
    /// What tells this law from any other: the layer and twelve hex digits of the digest of all
    /// its files, `jinan-0123456789ab`. Kept with each decision taken under it.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The layers, the national one first.
    pub fn layers(&self) -> &[Layer] {
        &self.layers
    }

    /// How many subjects of a kind there are, if the packs say so; the lowest layer that does.
    pub fn reference(&self, kind: SubjectKind) -> Option<&Reference> {
        let of_kind = |reference: &&Reference| reference.subject == kind;
        self.layers.iter().rev().find_map(|layer| layer.reference.iter().find(of_kind))
    }

    /// The edition of a catalog item that is in force on a day.
    pub fn item(&self, id: &str, on: Date) -> Option<&CatalogItem> {
        self.compiled(id, on).map(|compiled| &compiled.item)
    }

    /// The same with its conditions parsed, for whoever asks for each row.
    pub fn compiled(&self, id: &str, on: Date) -> Option<&CompiledItem> {
        self.items.on(id, on)
    }

    /// The edition of an item that begins on a day.
    pub(crate) fn edition_of(&self, id: &str, from: Date) -> Option<&CompiledItem> {
        self.items.0.get(id)?.iter().find(|edition| edition.item.effective_from == from)
    }

    /// The items in force on a day, by id.
    pub fn items(&self, on: Date) -> Vec<&CatalogItem> {
        self.items.all_on(on).map(|compiled| &compiled.item).collect()
    }

    /// Every edition of every item, by id and then by first day.
    pub fn items_ever(&self) -> impl Iterator<Item = &CatalogItem> {
        self.items.ever().map(|compiled| &compiled.item)
    }

    /// Whether the item is one of a lower layer, not covered by the national catalog (C-01.c).
    pub fn is_local(&self, id: &str) -> bool {
        self.local.contains(id)
    }

    /// The matter in force on a day.
    pub fn matter(&self, id: &str, on: Date) -> Option<&Matter> {
        self.matters.on(id, on)
    }

    /// The matters in force on a day, by id.
    pub fn matters(&self, on: Date) -> Vec<&Matter> {
        self.matters.all_on(on).collect()
    }

    /// The measure in force on a day.
    pub fn measure(&self, id: &str, on: Date) -> Option<&Measure> {
        self.measures.on(id, on)
    }

    /// The measures in force on a day, by id.
    pub fn measures(&self, on: Date) -> Vec<&Measure> {
        self.measures.all_on(on).collect()
    }

    /// The entry of the national base list in force on a day.
    pub fn base_measure(&self, id: &str, on: Date) -> Option<&BaseMeasure> {
        self.base.on(id, on)
    }

    /// Whether a measure still stands on the national base list on a day, if it rests on it: once an
    /// entry is withdrawn, what is tied to it is matched no more (C-12.d, H-61).
    pub fn is_listed(&self, measure: &Measure, on: Date) -> bool {
        measure.national.as_ref().is_none_or(|id| self.base_measure(id, on).is_some())
    }

    /// Every edition of every matter, by id and then by first day.
    pub fn matters_ever(&self) -> impl Iterator<Item = &Matter> {
        self.matters.ever()
    }

    /// Every edition of every measure, by id and then by first day.
    pub fn measures_ever(&self) -> impl Iterator<Item = &Measure> {
        self.measures.ever()
    }

    /// The list type in force on a day.
    pub fn list(&self, id: &str, on: Date) -> Option<&ListType> {
        self.lists.on(id, on)
    }

    /// The list types in force on a day, by id.
    pub fn lists(&self, on: Date) -> Vec<&ListType> {
        self.lists.all_on(on).collect()
    }

    /// Every edition of every list type, by id and then by first day.
    pub fn lists_ever(&self) -> impl Iterator<Item = &ListType> {
        self.lists.ever()
    }

    /// The deadline in force on a day: `objection.own`.
    pub fn deadline(&self, id: &str, on: Date) -> Option<&DeadlineRule> {
        self.deadlines.on(id, on)
    }

    /// A role.
    pub fn role(&self, id: &str) -> Option<&Role> {
        self.roles.get(id)
    }

    /// The roles, by id.
    pub fn roles(&self) -> impl Iterator<Item = &Role> {
        self.roles.values()
    }

    /// The kind of consent in force on a day: the version of its text that is agreed to.
    pub fn consent_kind(&self, id: &str, on: Date) -> Option<&ConsentKind> {
        self.consents.on(id, on)
    }

    /// The kinds of consent in force on a day, by id.
    pub fn consent_kinds(&self, on: Date) -> Vec<&ConsentKind> {
        self.consents.all_on(on).collect()
    }

    /// What a plan wants to be reached.
    pub fn target(&self, id: &str) -> Option<&Target> {
        self.targets.iter().find(|target| target.id == id)
    }

    /// The targets, in the order of the files.
    pub fn targets(&self) -> &[Target] {
        &self.targets
    }

    /// A mask.
    pub fn mask(&self, id: &str) -> Option<&Mask> {
        self.masks.get(id)
    }

    /// An agency, by its id or its unified code.
    pub fn agency(&self, id_or_code: &str) -> Option<&Agency> {
        self.agencies.get(*self.agency_by_name.get(id_or_code)?)
    }

    /// What a group of agencies is called.
    pub fn group(&self, id: &str) -> Option<&Title> {
        self.groups.get(id)
    }

    /// The agencies, in the order of the files.
    pub fn agencies(&self) -> &[Agency] {
        &self.agencies
    }

    /// The divisions (GB/T 2260).
    pub fn divisions(&self) -> &Divisions {
        &self.divisions
    }

    /// The announced years of the working calendar.
    pub fn calendar(&self) -> &WorkCalendar {
        &self.calendar
    }

    /// Every basis that was not seen in the text of the document itself, by file and line.
    pub fn not_official(&self) -> &[Doubt] {
        &self.doubts
    }

    /// Whether an agency may send an item: it is named, or belongs to a named group.
    pub fn may_provide(&self, agency: &Agency, item: &CatalogItem) -> bool {
        item.providers.iter().any(|provider| is_or_belongs(agency, provider))
    }
}

/// Whether an agency is the one named, or in the group named.
pub(crate) fn is_or_belongs(agency: &Agency, name: &str) -> bool {
    agency.id == name || agency.groups.iter().any(|group| group == name)
}

/// Things that come in editions: by id, the oldest first.
#[derive(Clone, Debug)]
pub(crate) struct Editions<T>(BTreeMap<String, Vec<T>>);

/// A thing that is in force between two days.
pub(crate) trait Edition {
    fn id(&self) -> &str;
    fn effective_from(&self) -> Date;
    fn until(&self) -> Option<Date>;

    fn in_force(&self, on: Date) -> bool {
        self.effective_from() <= on && self.until().is_none_or(|until| on <= until)
    }
}

impl<T: Edition> Editions<T> {
    pub(crate) fn new(editions: impl IntoIterator<Item = T>) -> Self {
        let mut by_id: BTreeMap<String, Vec<T>> = BTreeMap::new();
        for edition in editions {
            by_id.entry(edition.id().to_owned()).or_default().push(edition);
        }
        by_id.values_mut().for_each(|all| all.sort_by_key(Edition::effective_from));
        Self(by_id)
    }

    pub(crate) fn on(&self, id: &str, on: Date) -> Option<&T> {
        self.0.get(id)?.iter().rev().find(|edition| edition.in_force(on))
    }

    pub(crate) fn all_on(&self, on: Date) -> impl Iterator<Item = &T> {
        self.ever().filter(move |edition| edition.in_force(on))
    }

    pub(crate) fn ever(&self) -> impl Iterator<Item = &T> {
        self.0.values().flatten()
    }
}

macro_rules! editions {
    ($($kind:ty),*) => {
        $(impl Edition for $kind {
            fn id(&self) -> &str {
                &self.id
            }
            fn effective_from(&self) -> Date {
                self.effective_from
            }
            fn until(&self) -> Option<Date> {
                self.until
            }
        })*
    };
}

editions!(
    CatalogItem,
    ListType,
    Measure,
    BaseMeasure,
    Matter,
    ConsentKind,
    DeadlineRule,
    Process,
    CommitmentItem,
    ReportTemplate,
    Partner
);

impl Edition for CompiledItem {
    fn id(&self) -> &str {
        &self.item.id
    }
    fn effective_from(&self) -> Date {
        self.item.effective_from
    }
    fn until(&self) -> Option<Date> {
        self.item.until
    }
}
