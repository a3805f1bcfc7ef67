//! One record as an entry: its facts, its source, and what must be said beside it.

use disclosure::{DeclaredState, FieldView, ReportedRecord, Then};
use policy::model::{
    catalog::{CatalogClass, CatalogItem, Field, FieldRole, FieldType},
    report::ReportLayout,
};
use vocabulary::clock::date_in_china;

use super::Making;
use crate::model::{Entry, Fact};

/// What stands in a cell of a table for which the record has no value.
const BLANK: &str = "—";

impl Making<'_> {
    /// A record; `fields` by name, or every field that says something the head does not.
    pub(super) fn entry(
        &self,
        one: &ReportedRecord,
        fields: &[String],
        layout: ReportLayout,
    ) -> Entry {
        let record = &one.record;
        let item = self.law.item(&record.item, self.file.today);
        let of_item = |name: &str| item?.field.iter().find(|field| field.name == name);
        let facts = if fields.is_empty() {
            let told = record.fields.iter().filter(|view| {
                of_item(&view.name).is_none_or(|field| says_more(field, record.class))
            });
            told.map(|view| self.fact(view, of_item(&view.name))).collect()
        } else {
            let view = |name: &String| record.fields.iter().find(|view| view.name == *name);
            let fact = |name: &String| match (view(name), layout) {
                (Some(view), _) => Some(self.fact(view, of_item(name))),
                (None, ReportLayout::Facts) => None,
                (None, ReportLayout::Table) => {
                    Some(Fact { label: self.label(name, item), value: BLANK.to_owned() })
                }
            };
            fields.iter().filter_map(fact).collect()
        };
        let source = record.source.title.as_ref().map(|title| self.text(title));
        Entry {
            title: self.text(&record.title),
            facts,
            source: source.unwrap_or_else(|| record.source.code.clone()),
            updated_on: date_in_china(one.known_from),
            marks: self.marks(one),
        }
    }

    fn fact(&self, view: &FieldView, field: Option<&Field>) -> Fact {
        let division = field.is_some_and(|field| field.kind == FieldType::Division);
        let named =
            division.then(|| self.law.divisions().name_on(&view.value, self.file.today)).flatten();
        let value = named.map_or_else(|| self.spoken(&view.value, field), str::to_owned);
        Fact { label: self.label_of(&view.name, &view.zh), value }
    }

    /// What a code says, or several joined by `;`; any other value as it is.
    fn spoken(&self, value: &str, field: Option<&Field>) -> String {
        let Some(field) = field.filter(|field| !field.said.is_empty()) else {
            return value.to_owned();
        };
        let said = |code: &str| {
            let said = field.values.iter().zip(&field.said).find(|(value, _)| *value == code);
            said.map_or_else(|| code.to_owned(), |(_, said)| self.text(said))
        };
        value.split(';').map(said).collect::<Vec<_>>().join(";")
    }

    fn label(&self, name: &str, item: Option<&CatalogItem>) -> String {
        let field = item.and_then(|item| item.field.iter().find(|field| field.name == name));
        self.label_of(name, field.map_or(name, |field| &field.zh))
    }

    /// The Chinese label of the catalog, or the English name as words.
    fn label_of(&self, name: &str, zh: &str) -> String {
        if self.language() != "en" {
            return zh.to_owned();
        }
        let words = name.replace('_', " ");
        let mut letters = words.chars();
        letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
    }

    fn marks(&self, one: &ReportedRecord) -> Vec<String> {
        let record = &one.record;
        let declared = record.declared.as_ref().map(|declared| match declared.state {
            DeclaredState::Unchecked => "mark-declared-unchecked",
            DeclaredState::Checked => "mark-declared-checked",
            DeclaredState::Refuted => "mark-declared-refuted",
        });
        let then = match one.then {
            Then::Same => None,
            Then::Changed => Some("mark-changed"),
            Then::New => Some("mark-new"),
        };
        let marks = [record.disputed.then_some("mark-disputed"), declared, then];
        marks.into_iter().flatten().map(|id| self.word(id)).collect()
    }
}

/// Whether a field says something of a record that the head, the source and the marks do not say.
fn says_more(field: &Field, class: CatalogClass) -> bool {
    use FieldRole::*;
    match field.role {
        None
        | Some(
            RecogniserName | Summary | FormerName | ParentCode | OperatingState | Address
            | RelatedName | RelatedCode | ChangeKind,
        ) => true,
        // Whoever represents a subject is told by its registration, and of no decision.
        Some(RepresentativeName) => class == CatalogClass::Registration,
        Some(SubjectName | SubjectCode | SubjectRegistrationNumber) => {
            class == CatalogClass::Registration
        }
        Some(
            SubjectCategory
            | SubjectDocument
            | SubjectNumber
            | RepresentativeDocument
            | RepresentativeNumber
            | RecogniserCode
            | SourceCode
            | SourceName
            | Reason
            | CheckState
            | CheckedOn
            | CheckedBy
            | RelatedDocument
            | RelatedNumber,
        ) => false,
    }
}
