//! One record as a viewer may see it.

use archive::{Content, Event, Record, RecordState, Source, filing::Joining};
use policy::model::catalog::{CatalogClass, CatalogItem, Field, FieldRole};
use vocabulary::Timestamp;

use super::field::Looking;
use crate::model::{
    AgencyView, CleansedView, DeclaredState, DeclaredView, EventView, LineageView, ProvenanceView,
    RecordView,
};

/// A further source with the body of the fact by which it joined.
pub(crate) struct Joined {
    pub(crate) source: Source,
    pub(crate) body: Option<Joining>,
    pub(crate) received_at: Option<Timestamp>,
}

impl Looking<'_> {
    /// The record; the caller has asked [`super::Reach::sees`].
    pub(crate) fn record(
        &self,
        item: &CatalogItem,
        record: &Record,
        content: &Content,
        received_at: Timestamp,
        joined: &[&Joined],
    ) -> RecordView {
        let fields = self.fields(item, |name| content.filing.fields.get(name));
        let summary = item.field.iter().find(|field| field.role == Some(FieldRole::Summary));
        let summary = summary.and_then(|summary| {
            fields.iter().find(|field| field.name == summary.name).map(|field| field.value.clone())
        });
        // Nobody recognises what a subject says of itself.
        let own = item.class == CatalogClass::SelfDeclared;
        let of_record = record.recogniser.as_deref().filter(|_| !own);
        RecordView {
            subject: record.subject.to_hex(),
            digest: record.digest.to_hex(),
            item: item.id.clone(),
            title: item.title.clone(),
            class: item.class,
            polarity: item.polarity,
            act: item.act,
            market: item.market,
            declared: declared(item, content),
            list: item.list.clone(),
            summary,
            severity: record.class.clone(),
            decided_on: record.decided_on,
            from_on: record.from_on,
            until_on: record.until_on,
            state: record.state,
            disputed: record.disputed || record.state == RecordState::InObjection,
            public_until: record.public_until,
            source: self.agency(&record.source),
            recogniser: of_record.map(|code| self.agency(code)),
            fields,
            basis: item.basis.clone(),
            position: record.position.0,
            lineage: self
                .reach
                .sees_lineage()
                .then(|| self.lineage(item, record, content, received_at, joined)),
        }
    }

    fn lineage(
        &self,
        item: &CatalogItem,
        record: &Record,
        content: &Content,
        received_at: Timestamp,
        joined: &[&Joined],
    ) -> LineageView {
        let filing = &content.filing;
        let first = ProvenanceView {
            source: self.agency(&filing.source),
            recogniser: filing.recogniser.as_deref().map(|code| self.agency(code)),
            batch: filing.batch.clone(),
            line: filing.line,
            received_at,
            position: record.position.0,
        };
        let further = joined.iter().map(|joined| ProvenanceView {
            source: self.agency(&joined.source.source),
            recogniser: None,
            batch: joined.body.as_ref().and_then(|body| body.batch.clone()),
            line: joined.body.as_ref().and_then(|body| body.line),
            received_at: joined.received_at.unwrap_or(received_at),
            position: joined.source.position.0,
        });
        let cleansed = filing.cleansed.iter().filter_map(|change| {
            let field = item.field.iter().find(|field| field.name == change.field)?;
            Some(CleansedView {
                field: change.field.clone(),
                original: self.either(field, &change.original)?,
                value: self.either(field, &change.value)?,
                rule: change.rule.clone(),
                undone: content.undone.contains(&change.field),
            })
        });
        LineageView {
            provenance: std::iter::once(first).chain(further).collect(),
            cleansed: cleansed.collect(),
            version: record.version.0,
            known_from: record.known_from,
            known_until: record.known_until,
            repairable_from: record.repairable_from,
            shared_until: record.shared_until,
        }
    }

    /// One side of a change: a filling has nothing before it, a blanking nothing after it.
    fn either(&self, field: &Field, value: &str) -> Option<String> {
        if value.is_empty() {
            return Some(String::new());
        }
        Some(self.show(field, value)?.value)
    }

    /// An agency by its code.
    pub(crate) fn agency(&self, code: &str) -> AgencyView {
        let title = self.law.agency(code).map(|agency| agency.title.clone());
        AgencyView { code: code.to_owned(), title }
    }
}

/// How far a declaration was checked. The law orders the words of its check state: unchecked,
/// checked, refuted; an item that only says yes or no knows no refutation.
fn declared(item: &CatalogItem, content: &Content) -> Option<DeclaredView> {
    if item.class != CatalogClass::SelfDeclared {
        return None;
    }
    let field = |role| item.field.iter().find(|field| field.role == Some(role));
    let value = |role| content.filing.fields.get(&field(role)?.name);
    let words = field(FieldRole::CheckState).map_or(&[][..], |field| field.values.as_slice());
    let place = value(FieldRole::CheckState)
        .map(|state| words.iter().position(|word| word == state).or((state == "是").then_some(1)));
    let state = match place.flatten() {
        Some(1) => DeclaredState::Checked,
        Some(2) => DeclaredState::Refuted,
        _ => DeclaredState::Unchecked,
    };
    Some(DeclaredView {
        state,
        checked_on: value(FieldRole::CheckedOn).and_then(|day| day.parse().ok()),
        checked_by: value(FieldRole::CheckedBy).map(str::to_owned),
    })
}

/// Events with what the viewer may know of their records. Birth and end of a subject come from its
/// registration.
pub(crate) fn events(events: Vec<Event>, records: &[RecordView]) -> Vec<EventView> {
    let registration = records.iter().find(|record| record.class == CatalogClass::Registration);
    let view = |event: Event| {
        let digest = event.record.map(archive::Digest::to_hex);
        let of = |digest: &str| records.iter().find(|record| record.digest == digest);
        let record = digest.as_deref().and_then(of);
        let source = if digest.is_some() { record } else { registration };
        EventView {
            on: event.on,
            kind: event.kind,
            item: record.map(|record| record.item.clone()),
            title: record.map(|record| record.title.clone()),
            summary: record.and_then(|record| record.summary.clone()),
            source: source.map(|record| record.source.clone()),
            digest,
        }
    };
    events.into_iter().map(view).collect()
}
