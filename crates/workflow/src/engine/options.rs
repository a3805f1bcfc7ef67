//! What can be begun, and what fields can be chosen from.

use policy::model::{
    agency::Agency,
    basis::Title,
    process::{FieldKind, Process},
};
use vocabulary::{SubjectId, SubjectKind};

use super::act::parsed;
use crate::{
    By, Cases, NewCase, WorkflowError,
    case::{CaseOrNew, Choice, MoveView},
    cases::Inner,
    doing::Doing,
    guard,
};

impl Cases {
    /// Processes that somebody may begin, about a subject or a record if given.
    pub fn startable(
        &self,
        by: &By,
        subject: Option<SubjectId>,
        digest: Option<&str>,
    ) -> Result<Vec<&Process>, WorkflowError> {
        use policy::model::process::About;
        let mut found = Vec::new();
        for process in self.0.law.processes(self.0.clock.today()) {
            let fits = match process.about {
                About::Record => digest.is_some(),
                About::Subject => digest.is_none() && subject.is_some(),
                About::Agency | About::Nothing => digest.is_none() && subject.is_none(),
            };
            if !fits || process.start.by.is_empty() {
                continue;
            }
            let new = NewCase {
                process: process.id.clone(),
                subject,
                digest: digest.map(str::to_owned),
                ..NewCase::default()
            };
            match self.begins(by, &new) {
                Ok(()) => found.push(process),
                Err(WorkflowError::Refused(_) | WorkflowError::NoOwner { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(found)
    }

    /// The form that begins a case (`start`), with the reason if it is refused: by whom it is begun, and by
    /// those conditions whose fields are given already, or that look at none.
    pub fn start(&self, by: &By, new: &NewCase) -> Result<MoveView, WorkflowError> {
        let process = self.0.process(&new.process, self.0.clock.today())?;
        let start = &process.start;
        let refused = match self.begins(by, new).and_then(|()| self.foreseen(by, new)) {
            Ok(()) => None,
            Err(WorkflowError::Refused(refusal)) => Some(*refusal),
            Err(error) => return Err(error),
        };
        Ok(MoveView {
            id: "start".to_owned(),
            title: start.title.clone(),
            needs: start.needs.clone(),
            asks: start.asks.clone(),
            documents: start.documents.clone(),
            refused,
        })
    }

    /// Whether somebody may begin a case, whatever will be filled in.
    fn begins(&self, by: &By, new: &NewCase) -> Result<(), WorkflowError> {
        let today = self.0.clock.today();
        let process = self.0.process(&new.process, today)?;
        self.0.db.read(|tx| {
            let mut prospect = self.0.prospect(tx, by, (process, new), today)?;
            self.0.may_begin(tx, by, process, &mut prospect, None)
        })
    }

    /// Holds the conditions of the beginning that can be judged before the form is filled in.
    fn foreseen(&self, by: &By, new: &NewCase) -> Result<(), WorkflowError> {
        let today = self.0.clock.today();
        let process = self.0.process(&new.process, today)?;
        let given = &new.input.fields;
        let known = |field: &Option<String>| field.as_ref().is_none_or(|id| given.contains_key(id));
        let ready = process.start.guards.iter().filter(|one| known(&one.field) && known(&one.or));
        self.0.db.read(|tx| {
            let prospect = self.0.prospect(tx, by, (process, new), today)?;
            let doing = Doing {
                inner: &self.0,
                process,
                case: prospect.case,
                by,
                actor: by.actor(),
                to: process.start.to.clone(),
                fields: given.clone(),
                today,
                clocks: Vec::new(),
                done: Vec::new(),
                made: Vec::new(),
                depth: 0,
            };
            ready.into_iter().try_for_each(|one| guard::look(&doing, tx, one))
        })
    }

    /// What a field can be chosen from; empty: it is typed.
    pub fn options(
        &self,
        by: &By,
        of: &CaseOrNew,
        field: &str,
    ) -> Result<Vec<Choice>, WorkflowError> {
        let today = self.0.clock.today();
        let (process, item, list) = match of {
            CaseOrNew::Case(number) => self.0.db.read(|tx| {
                let (known, _) = self.0.seen(tx, by, &parsed(number)?)?;
                let list = known.fields.get("list").cloned().unwrap_or_default();
                Ok::<_, WorkflowError>((known.process, known.case.item.clone(), list))
            })?,
            CaseOrNew::New(new) => {
                let process = self.0.process(&new.process, today)?;
                let item = self.0.db.read(|tx| {
                    let digest = new.digest.as_deref().unwrap_or_default();
                    let record = self.0.record_of(tx, new.subject, digest)?;
                    Ok::<_, WorkflowError>(record.map(|record| record.item).unwrap_or_default())
                })?;
                let list = new.input.fields.get("list").cloned().unwrap_or_default();
                (process, item, list)
            }
        };
        let Some(field) = process.field(field) else { return Ok(Vec::new()) };
        if field.kind == FieldKind::Announced {
            return self.0.db.read(|tx| self.0.announced_choices(tx, field));
        }
        Ok(self.0.choices(by, process, field, (&item, &list)))
    }
}

impl Inner {
    fn choices(
        &self,
        by: &By,
        process: &Process,
        field: &policy::model::process::FormField,
        (item, list): (&str, &str),
    ) -> Vec<Choice> {
        let (law, today) = (&self.law, self.clock.today());
        let choice = |id: &str, title: &Title| Choice { id: id.to_owned(), title: title.clone() };
        match field.kind {
            FieldKind::Choice => {
                field.choice.iter().map(|one| choice(&one.id, &one.title)).collect()
            }
            FieldKind::Agency => {
                let agencies: Vec<&Agency> = law.agencies().iter().collect();
                agencies.iter().map(|one| choice(&one.id, &one.title)).collect()
            }
            FieldKind::List => {
                law.lists(today).iter().map(|one| choice(&one.id, &one.title)).collect()
            }
            FieldKind::Criterion => {
                // Without a list chosen, those of every list, each under its list's name.
                let lists = law.lists(today);
                let wanted = lists.iter().filter(|one| list.is_empty() || one.id == list);
                wanted
                    .flat_map(|one| one.criterion.iter().map(move |criterion| (one, criterion)))
                    .map(|(one, criterion)| Choice {
                        id: criterion.id.clone(),
                        title: Title {
                            zh: format!("{}：{}", one.title.zh, criterion.text),
                            en: format!("{}: {}", one.title.en, criterion.text),
                        },
                    })
                    .collect()
            }
            FieldKind::Measure => {
                law.measures(today).iter().map(|one| choice(&one.id, &one.title)).collect()
            }
            FieldKind::RecordField => law.item(item, today).map_or_else(Vec::new, |item| {
                let named = |field: &policy::model::catalog::Field| Choice {
                    id: field.name.clone(),
                    title: Title { zh: field.zh.clone(), en: field.name.clone() },
                };
                item.field.iter().map(named).collect()
            }),
            FieldKind::Commitment => {
                let person = match by {
                    By::Holder { person, acting, .. } => Some(person == acting),
                    _ => None,
                };
                let items = law.commitments(today).into_iter().filter(|one| {
                    person.is_none_or(|person| {
                        one.subjects.iter().any(|kind| (*kind == SubjectKind::Person) == person)
                    })
                });
                items.map(|one| choice(&one.id, &one.title)).collect()
            }
            FieldKind::Plan => law
                .plans()
                .filter(|plan| {
                    plan.process == process.id || !law.plans().any(|one| one.process == process.id)
                })
                .flat_map(|plan| plan.entry.iter().map(move |entry| (plan, entry)))
                .map(|(plan, entry)| choice(&format!("{}/{}", plan.id, entry.id), &entry.title))
                .collect(),
            _ => Vec::new(),
        }
    }
}
