//! Cases that a case makes, and their end with it.

use std::collections::BTreeMap;

use archive::contents;
use ledger::Scribe;
use policy::model::process::{About, FieldKind, Spread};
use vocabulary::SubjectId;

use super::{
    Done,
    set::{For, values},
};
use crate::{
    WorkflowError,
    doing::Doing,
    engine::begin::Begin,
    measure::{Held, attaches, is_or_belongs},
    queries::{cases, effects, measures},
};

/// Entries that one release spreads.
const RELEASED: usize = 2_000;

/// Whom and which record a new case is about, and the values that its spread gives it.
struct Task {
    subject: Option<SubjectId>,
    digest: String,
    each: String,
    fields: BTreeMap<String, String>,
}

pub(super) fn make(
    doing: &mut Doing<'_>,
    scribe: &mut Scribe<'_>,
    (process, each): (&str, Spread),
    set: &BTreeMap<String, String>,
) -> Result<(), WorkflowError> {
    let tasks = match each {
        Spread::Once => vec![Task {
            subject: doing.case.subject,
            digest: doing.case.digest.clone(),
            each: String::new(),
            fields: BTreeMap::new(),
        }],
        Spread::Measure => by_measure(doing, scribe)?,
        Spread::Designation => by_designation(doing, scribe)?,
        Spread::Applied => by_applied(doing, scribe)?,
    };
    let about = doing.inner.law.process(process, doing.today).map(|process| process.about);
    let agency = doing.agency().map(|agency| agency.id.clone()).unwrap_or_default();
    for task in tasks {
        let mut fields = values(doing, set, (For::Case, &task.each));
        fields.extend(task.fields);
        let none = matches!(about, Some(About::Nothing | About::Agency));
        let record = about == Some(About::Record);
        let begin = Begin {
            process: process.to_owned(),
            subject: task.subject.filter(|_| !none),
            digest: if record { task.digest } else { String::new() },
            fields,
            parent: doing.case.number.clone(),
            agency: agency.clone(),
            depth: doing.depth + 1,
        };
        let receipt = doing.inner.begin(scribe, doing.by, begin)?;
        doing.made.push(receipt.number);
    }
    Ok(())
}

/// One for each measure that attaches, at each agency that carries it out.
fn by_measure(doing: &Doing<'_>, scribe: &mut Scribe<'_>) -> Result<Vec<Task>, WorkflowError> {
    let (law, today) = (&doing.inner.law, doing.today);
    let Some(record) = doing.record(scribe)? else { return Ok(Vec::new()) };
    let Some(content) = contents(scribe.tx(), &[&record])?.pop().flatten() else {
        return Ok(Vec::new());
    };
    let kind = content.filing.kind;
    let held = Held {
        item: &record.item,
        decided_on: record.decided_on,
        from_on: record.from_on,
        until_on: record.until_on,
        shared_until: record.shared_until,
        values: &content.filing.fields,
    };
    let blocked = measures::all_blocked(scribe.tx())?;
    let mut tasks = Vec::new();
    for measure in law.measures(today) {
        let matched = !blocked.contains(&measure.id) && law.is_listed(measure, today);
        if !matched || !attaches(law, measure, (&held, kind), today) {
            continue;
        }
        let carries = |agency: &&policy::model::agency::Agency| {
            measure.bodies.iter().any(|named| is_or_belongs(agency, named))
        };
        for agency in law.agencies().iter().filter(carries) {
            let fields = [("measure", &measure.id), ("unit", &agency.id)];
            tasks.push(Task {
                subject: doing.case.subject,
                digest: doing.case.digest.clone(),
                each: measure.id.clone(),
                fields: fields.map(|(field, value)| (field.to_owned(), value.clone())).into(),
            });
        }
    }
    Ok(tasks)
}

/// One for each entry that was designated here since the last release and is in force.
fn by_designation(
    doing: &mut Doing<'_>,
    scribe: &mut Scribe<'_>,
) -> Result<Vec<Task>, WorkflowError> {
    let field = doing.process.field.iter().find(|field| field.kind == FieldKind::List);
    let list = field.and_then(|field| doing.field(&field.id)).unwrap_or_default().to_owned();
    let mut tasks = Vec::new();
    for entry in effects::unreleased(scribe.tx(), &list, RELEASED)? {
        let record = doing.inner.record_of(scribe.tx(), Some(entry.subject), &entry.digest)?;
        let stands = record.is_some_and(|record| {
            record.state.is_active() && record.until_on.is_none_or(|until| doing.today <= until)
        });
        let (subject, digest) = (entry.subject, entry.digest.clone());
        doing.did(&Done::Released { subject, digest })?;
        if stands {
            tasks.push(Task {
                subject: Some(entry.subject),
                digest: entry.digest,
                each: entry.list.clone(),
                fields: [("list".to_owned(), entry.list)].into(),
            });
        }
    }
    Ok(tasks)
}

/// One for each record whose measures this case started.
fn by_applied(doing: &Doing<'_>, scribe: &mut Scribe<'_>) -> Result<Vec<Task>, WorkflowError> {
    let mut tasks: Vec<Task> = Vec::new();
    for one in measures::of_case(scribe.tx(), &doing.case.number)? {
        let known = |task: &Task| task.subject == Some(one.subject) && task.digest == one.digest;
        if !tasks.iter().any(known) {
            tasks.push(Task {
                subject: Some(one.subject),
                digest: one.digest.clone(),
                each: one.digest,
                fields: [("measure".to_owned(), one.measure)].into(),
            });
        }
    }
    Ok(tasks)
}

/// Ends the cases that this one made and that are still open.
pub(super) fn close(doing: &mut Doing<'_>, scribe: &mut Scribe<'_>) -> Result<(), WorkflowError> {
    for child in cases::of_parent(scribe.tx(), &doing.case.number)? {
        if child.is_open() {
            doing.inner.finish(scribe, &child, &doing.actor)?;
        }
    }
    Ok(())
}
