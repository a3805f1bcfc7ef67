//! What the public reads of cases: values that the process declares public, and names of organisations.

use archive::read;
use policy::model::basis::Title;
use serde::Serialize;
use serde_json::{Map, Value};
use vocabulary::{Date, SubjectKind};

use crate::{
    Cases, WorkflowError,
    case::{Page, Paged},
    queries::effects,
};

/// A case as it is announced.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Announcement {
    /// Its number.
    pub number: String,
    /// Since when.
    pub on: Date,
    /// Its fact: the newer, the higher.
    pub position: u64,
    /// Its process.
    pub process: String,
    /// The state in which it stands.
    pub state: String,
    /// What the state is called.
    pub state_title: Option<Title>,
    /// What its clocks say: what must be done, and until when.
    pub dues: Vec<(Title, Date)>,
    /// Name of an organisation; none of persons.
    pub name: Option<String>,
    /// Its unified code.
    pub code: Option<String>,
    /// The public values, in the order of the form: field, label, value, and the value in words where
    /// it is an id.
    pub fields: Vec<AnnouncedField>,
}

/// One public value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AnnouncedField {
    /// The field.
    pub id: String,
    /// Its label.
    pub title: Title,
    /// Its value.
    pub value: String,
    /// What the value is called.
    pub shown: Option<Title>,
}

/// A state, what it is called, and what its clocks say.
type Standing = (String, Option<Title>, Vec<(Title, Date)>);

impl Cases {
    /// What is announced of a process, the newest first.
    pub fn announced(
        &self,
        process: &str,
        page: &Page,
    ) -> Result<Paged<Announcement>, WorkflowError> {
        let rows = page.rows();
        let before = page.after.as_deref().and_then(|after| after.parse().ok());
        self.0.db.read(|tx| {
            let before = before.unwrap_or(u64::MAX);
            let today = self.0.clock.today();
            let law = self.0.law.process(process, today);
            let unnamed = law.is_some_and(|one| one.unnamed);
            let praises = law.is_some_and(|one| one.on_serious.is_some());
            let mut found = effects::announced(tx, process, (before, rows + 1))?;
            let more = found.len() > rows;
            found.truncate(rows);
            let next = found.last().filter(|_| more).map(|last| last.position.to_string());
            let mut entries = Vec::with_capacity(found.len());
            for one in found {
                if let Some(id) = one.subject.filter(|_| praises)
                    && self.0.serious(tx, id, today)?.is_some()
                {
                    continue;
                }
                let whole = match one.subject {
                    Some(id) => read::whole(tx, id)?,
                    None => None,
                };
                let subject = whole.map(|whole| whole.subject);
                let named = |subject: &archive::Subject| subject.kind != SubjectKind::Person;
                let subject = subject.filter(|subject| named(subject) && !unnamed);
                let standing = self.standing_of(tx, &one.number)?;
                entries.push(Announcement {
                    position: one.position,
                    process: process.to_owned(),
                    state: standing.0,
                    state_title: standing.1,
                    dues: standing.2,
                    fields: self.announced_fields(process, &one.fields, one.on),
                    number: one.number,
                    on: one.on,
                    name: subject.as_ref().and_then(|subject| subject.name.clone()),
                    code: subject.and_then(|subject| subject.code),
                });
            }
            Ok(Paged { entries, next })
        })
    }

    /// The state of an announced case, what it is called, and what its clocks say.
    fn standing_of(&self, tx: &mut store::Tx, number: &str) -> Result<Standing, WorkflowError> {
        let known = match self.0.known(tx, number) {
            Err(WorkflowError::NoSuchProcess { .. }) => return Ok(Standing::default()),
            known => known?,
        };
        let title = known.process.state(&known.case.state).map(|state| state.title.clone());
        let due = |watched: &crate::facts::Watched| {
            let clock = known.process.clock(&watched.running.clock)?;
            Some((clock.title.clone(), policy::process::last_day(&watched.running)?))
        };
        let dues = known.clocks.iter().filter_map(due).collect();
        Ok((known.case.state, title, dues))
    }

    pub(crate) fn announced_fields(
        &self,
        process: &str,
        fields: &str,
        on: Date,
    ) -> Vec<AnnouncedField> {
        let values: Map<String, Value> = serde_json::from_str(fields).unwrap_or_default();
        let Some(process) = self.0.law.process(process, on) else { return Vec::new() };
        let one = |field: &policy::model::process::FormField| {
            let value = values.get(&field.id)?.as_str()?.to_owned();
            let shown = self.in_words(field, &value, on);
            Some(AnnouncedField { id: field.id.clone(), title: field.title.clone(), value, shown })
        };
        process.field.iter().filter_map(one).collect()
    }

    fn in_words(
        &self,
        field: &policy::model::process::FormField,
        value: &str,
        on: Date,
    ) -> Option<Title> {
        use policy::model::process::FieldKind;
        let law = &self.0.law;
        match field.kind {
            FieldKind::Choice => {
                let choice = field.choice.iter().find(|choice| choice.id == value)?;
                Some(choice.title.clone())
            }
            FieldKind::Agency => Some(law.agency(value)?.title.clone()),
            FieldKind::List => Some(law.list(value, on)?.title.clone()),
            FieldKind::Measure => Some(law.measure(value, on)?.title.clone()),
            FieldKind::Commitment => Some(law.commitment(value, on)?.title.clone()),
            _ => None,
        }
    }
}
