//! What the follower must know of each catalog item, looked up once and not for every fact.

use std::collections::{BTreeSet, HashMap};

use policy::{
    Condition, Law,
    model::{
        catalog::{Audience, CatalogClass, CatalogItem, FieldRole, Polarity, RelationKind},
        list::ListKind,
        measure::MeasureObject,
    },
};
use vocabulary::SubjectKind;

/// Fields that every answer names, if the item has them.
const ALWAYS_KEPT: [&str; 2] = ["document_number", "fulfilment"];

/// How an item's records are filed.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shape {
    /// Whether it says who the subject is.
    pub(crate) registers: bool,
    /// Whether it speaks against the subject.
    pub(crate) negative: bool,
    /// Whether a law lets it be published about persons (H-03).
    pub(crate) persons_published: bool,
    /// Fields with a role in registration.
    pub(crate) former_name: Option<String>,
    pub(crate) parent_code: Option<String>,
    pub(crate) operating_state: Option<String>,
    pub(crate) representative: Option<String>,
    pub(crate) representative_number: Option<String>,
    pub(crate) address: Option<String>,
    /// What its records tell of the subject and another, and the fields that tell it.
    pub(crate) relation: Option<RelationKind>,
    pub(crate) change_kind: Option<String>,
    pub(crate) related_name: Option<String>,
    pub(crate) related_code: Option<String>,
    pub(crate) related_number: Option<String>,
    /// The kind of list of which its records are entries.
    pub(crate) list: Option<ListKind>,
    /// Whether a matter looks at it, or red entries give way to it: only then its records stand in
    /// the standing.
    pub(crate) checked: bool,
    /// Fields kept in the standing.
    pub(crate) kept: Vec<String>,
    /// Of these the one that says what the record is about; it is kept short.
    pub(crate) summary: Option<String>,
}

/// The shapes of all items there ever were.
pub(crate) fn shapes(law: &Law) -> HashMap<String, Shape> {
    let checked: BTreeSet<&String> = law.matters_ever().flat_map(|matter| &matter.items).collect();
    let mut shapes: HashMap<String, Shape> = HashMap::new();
    for item in law.items_ever() {
        let asked = asked_fields(law, item);
        let shape = shapes.entry(item.id.clone()).or_default();
        let named = |role| {
            let field = item.field.iter().find(|field| field.role == Some(role));
            field.map(|field| field.name.clone())
        };
        shape.registers = item.class == CatalogClass::Registration;
        shape.negative = item.polarity == Polarity::Negative;
        shape.persons_published = item.publication_basis.is_some();
        shape.list = item.list.as_ref().and_then(|list| kind_of(law, list));
        shape.checked = !shape.registers
            && (checked.contains(&item.id) || shape.list == Some(ListKind::Serious));
        shape.summary = named(FieldRole::Summary).filter(|name| !asked.contains(name));
        shape.former_name = named(FieldRole::FormerName);
        shape.parent_code = named(FieldRole::ParentCode);
        shape.operating_state = named(FieldRole::OperatingState);
        shape.representative = named(FieldRole::RepresentativeName);
        shape.representative_number = named(FieldRole::RepresentativeNumber);
        shape.address = named(FieldRole::Address);
        shape.relation = item.relation;
        shape.change_kind = named(FieldRole::ChangeKind);
        shape.related_name = named(FieldRole::RelatedName);
        shape.related_code = named(FieldRole::RelatedCode);
        shape.related_number = named(FieldRole::RelatedNumber);
        for field in &item.field {
            let open = !field.sealed && field.audience <= Audience::Department;
            let shown = matches!(field.role, Some(FieldRole::Summary | FieldRole::RecogniserName))
                || ALWAYS_KEPT.contains(&field.name.as_str());
            let wanted = shown || asked.contains(&field.name);
            if open && wanted && !shape.kept.contains(&field.name) {
                shape.kept.push(field.name.clone());
            }
        }
    }
    shapes
}

/// The kind of a list; no edition of a list changes it.
fn kind_of(law: &Law, id: &str) -> Option<ListKind> {
    law.lists_ever().find(|list| list.id == id).map(|list| list.kind)
}

/// The fields that conditions of measures ask for, of those that can attach to the item.
fn asked_fields(law: &Law, item: &CatalogItem) -> BTreeSet<String> {
    law.measures_ever()
        .filter(|measure| attaches(&measure.object, item))
        .filter_map(|measure| Condition::parse(measure.object.when.as_deref()?).ok())
        .flat_map(|when| when.fields().into_iter().map(str::to_owned).collect::<Vec<_>>())
        .collect()
}

fn attaches(object: &MeasureObject, item: &CatalogItem) -> bool {
    object.items.contains(&item.id) || item.list.as_ref().is_some_and(|l| object.lists.contains(l))
}

impl Shape {
    /// Whether the law lets a record of this item about such a subject be published at all.
    pub(crate) fn may_be_public(&self, kind: SubjectKind) -> bool {
        kind != SubjectKind::Person || self.persons_published
    }
}
