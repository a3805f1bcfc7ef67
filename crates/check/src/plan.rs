//! The matters of a day, prepared: what each looks at, which measures it knows, who may ask.

use std::collections::{HashMap, HashSet};

use policy::{
    Condition, Law,
    model::{
        catalog::{CatalogClass, CatalogItem, FieldRole, Polarity, Publicity},
        list::ListKind,
        matter::{CheckDuty, Matter, Purpose},
        measure::{Measure, MeasureEffect},
    },
};
use vocabulary::Date;

use crate::model::MatterView;

/// Every matter in force on one day.
pub(crate) struct Plan {
    pub(crate) day: Date,
    pub(crate) matters: HashMap<String, PlannedMatter>,
}

/// A matter with all that a check of it needs.
pub(crate) struct PlannedMatter {
    pub(crate) matter: Matter,
    pub(crate) view: MatterView,
    pub(crate) purpose: Purpose,
    /// Ids of the agencies that handle it.
    pub(crate) units: HashSet<String>,
    /// Items it looks at, of those that agencies may see.
    pub(crate) item_ids: Vec<String>,
    pub(crate) items: HashMap<String, PlannedItem>,
    pub(crate) measures: Vec<PlannedMeasure>,
}

/// What a check must know of an item.
pub(crate) struct PlannedItem {
    pub(crate) item: CatalogItem,
    pub(crate) side: Side,
    pub(crate) summary: Option<String>,
    pub(crate) authority: Option<String>,
}

/// On which side of the answer an item's entries stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Incentive,
    List,
    Record,
    Commitment,
    Other,
}

/// A measure with its condition read.
pub(crate) struct PlannedMeasure {
    pub(crate) measure: Measure,
    pub(crate) when: Option<Condition>,
}

impl Plan {
    /// Prepares the matters of a day.
    pub(crate) fn of(law: &Law, day: Date) -> Self {
        let matters = law.matters(day).into_iter();
        let matters = matters.map(|matter| (matter.id.clone(), planned(law, matter, day)));
        Self { day, matters: matters.collect() }
    }
}

impl PlannedMatter {
    /// Whether a check must be made before the matter is decided.
    pub(crate) fn is_required(&self) -> bool {
        self.matter.check == CheckDuty::Required
    }
}

fn planned(law: &Law, matter: &Matter, day: Date) -> PlannedMatter {
    let item = |id: &String| {
        let item = law.item(id, day).filter(|item| item.publicity != Publicity::OnRequest)?;
        Some((id.clone(), planned_item(law, item, day)))
    };
    let items: HashMap<String, PlannedItem> = matter.items.iter().filter_map(item).collect();
    let measures = matter.measures.iter().filter_map(|id| law.measure(id, day));
    // What rests on an entry that the national base list no longer has is matched no more (C-12.d).
    let measures = measures.filter(|measure| law.is_listed(measure, day));
    // In a basic public service nothing is held against anybody (H-02).
    let measures = measures.filter(|measure| {
        !matter.basic_public_service || measure.effect == MeasureEffect::Incentive
    });
    let handles = |unit: &String, agency: &policy::model::agency::Agency| {
        *unit == agency.id || agency.groups.contains(unit)
    };
    PlannedMatter {
        view: MatterView {
            id: matter.id.clone(),
            title: matter.title.clone(),
            purpose: matter.purpose.as_str().to_owned(),
            basic_public_service: matter.basic_public_service,
            basis: matter.basis.clone(),
        },
        purpose: matter.purpose,
        units: law
            .agencies()
            .iter()
            .filter(|agency| matter.units.iter().any(|unit| handles(unit, agency)))
            .map(|agency| agency.id.clone())
            .collect(),
        item_ids: matter.items.iter().filter(|id| items.contains_key(*id)).cloned().collect(),
        items,
        measures: sorted(measures.cloned().collect()),
        matter: matter.clone(),
    }
}

/// Incentives first (H-52), then what stops the matter, then the rest; each in the matter's order.
fn sorted(mut measures: Vec<Measure>) -> Vec<PlannedMeasure> {
    measures
        .sort_by_key(|measure| (measure.effect != MeasureEffect::Incentive, !measure.intercepts));
    let read = |measure: Measure| {
        // The checker of the packs lets no unreadable condition through; one would match nothing.
        let when = measure.object.when.as_deref().map(Condition::parse).transpose().ok()?;
        Some(PlannedMeasure { measure, when })
    };
    measures.into_iter().filter_map(read).collect()
}

fn planned_item(law: &Law, item: &CatalogItem, day: Date) -> PlannedItem {
    let list = item.list.as_ref().and_then(|list| law.list(list, day)).map(|list| list.kind);
    let side = match (list, item.class, item.polarity) {
        (Some(ListKind::Red), _, _) | (_, _, Polarity::Positive) => Side::Incentive,
        (Some(_), _, _) | (_, CatalogClass::SeriousLists | CatalogClass::AbnormalOperations, _) => {
            Side::List
        }
        (_, CatalogClass::Commitments, _) => Side::Commitment,
        (_, _, Polarity::Negative) => Side::Record,
        (_, _, Polarity::Basic | Polarity::Other) => Side::Other,
    };
    let named = |role| {
        let field = item.field.iter().find(|field| field.role == Some(role));
        field.map(|field| field.name.clone())
    };
    PlannedItem {
        side,
        summary: named(FieldRole::Summary),
        authority: named(FieldRole::RecogniserName),
        item: item.clone(),
    }
}
