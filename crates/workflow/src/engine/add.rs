//! What is added to a case without moving it: notes, papers, extensions, hand-overs, looks at sealed
//! fields. Each is a fact.

use std::sync::Arc;

use ledger::Scribe;
use policy::{
    model::{
        agency::Agency,
        process::{ActorRule, AgencyOf, Sight, Who},
    },
    process::{Running, extend},
};
use vocabulary::{FactKind, clock::date_in_china};

use super::{
    act::{Known, parsed},
    notice::Matter,
    sealed,
};
use crate::{
    By, Cases, Paper, WorkflowError,
    cases::Inner,
    facts::Change,
    queries::{letters, papers},
};

/// Longest note or reason, in characters.
const LONGEST: usize = 2_000;
/// The pseudo-field of name and contact of whoever began a case without an account.
pub(crate) const STARTER: &str = "starter";

impl Cases {
    /// Extends a clock, with a reason that the parties read.
    pub fn extend(
        &self,
        by: &By,
        number: &str,
        clock: &str,
        reason: &str,
    ) -> Result<(), WorkflowError> {
        let (number, reason) = (parsed(number)?, written(reason)?);
        let (inner, by, clock) = (Arc::clone(&self.0), by.clone(), clock.to_owned());
        self.0.pen.transact(move |scribe| inner.extend(scribe, &by, (&number, &clock), &reason))
    }

    /// Adds a note; those of staff are read by staff only, those of parties by everybody in the case.
    pub fn note(&self, by: &By, number: &str, text: &str) -> Result<(), WorkflowError> {
        let (number, text) = (parsed(number)?, written(text)?);
        let (inner, by) = (Arc::clone(&self.0), by.clone());
        self.0.pen.transact(move |scribe| {
            let (known, _) = inner.part(scribe, &by, &number)?;
            let today = date_in_china(scribe.now());
            let staff = if matches!(by, By::Staff(_)) { "staff" } else { "party" };
            let note = inner.seal_in(&number, "note", &text);
            let change = Change { note, ..Change::new(&number, "noted", staff, today) };
            inner.add(scribe, &by, &known, &change).map(drop)
        })
    }

    /// Adds a paper of the process outside of a move.
    pub fn add_paper(&self, by: &By, number: &str, paper: Paper) -> Result<(), WorkflowError> {
        let number = parsed(number)?;
        let today = self.0.clock.today();
        let process =
            self.0.db.read(|tx| Ok::<_, WorkflowError>(self.0.known(tx, &number)?.process))?;
        let mut sealed = self.0.seal_papers(process, std::slice::from_ref(&paper), today)?;
        let (inner, by, document) = (Arc::clone(&self.0), by.clone(), paper.document);
        self.0.pen.transact(move |scribe| {
            let (known, _) = inner.part(scribe, &by, &number)?;
            if !known.case.is_open() {
                return Err(inner.over(&known));
            }
            let place = papers::count(scribe.tx(), known.case.key())? + 1;
            let told = sealed::told(&mut sealed, place);
            let change = Change {
                papers: told,
                ..Change::new(&number, "paper", &document, date_in_china(scribe.now()))
            };
            let position = inner.add(scribe, &by, &known, &change)?;
            for one in &sealed {
                papers::insert(scribe.tx(), known.case.key(), one, position)?;
            }
            Ok(())
        })
    }

    /// Gives a case to another agency of the same kind, with a reason; only for the actor that has it.
    pub fn hand_over(
        &self,
        by: &By,
        number: &str,
        agency: &str,
        reason: &str,
    ) -> Result<(), WorkflowError> {
        let (number, reason) = (parsed(number)?, written(reason)?);
        let (inner, by, agency) = (Arc::clone(&self.0), by.clone(), agency.to_owned());
        self.0.pen.transact(move |scribe| inner.hand(scribe, &by, (&number, &agency), &reason))
    }

    /// The agencies to which somebody can hand a case over: none, unless he has it and the law leaves a
    /// choice.
    pub fn heirs(&self, by: &By, number: &str) -> Result<Vec<&Agency>, WorkflowError> {
        let number = parsed(number)?;
        self.0.db.read(|tx| {
            let known = self.0.known(tx, &number)?;
            let seats = self.0.seats(tx, by, (known.process, &known.case, &known.fields))?;
            let Some(owner) = known.owner().filter(|owner| seats.contains(&owner.id)) else {
                return Ok(Vec::new());
            };
            let open = |agency: &&Agency| known.case.is_open() && known.fits(owner, agency);
            Ok(self.0.law.agencies().iter().filter(open).collect())
        })
    }

    /// Opens a field that only named officers see; each time is a step of the case (C-26.a). `starter`
    /// opens name and contact of whoever began it without an account, one line each.
    pub fn reveal(&self, by: &By, number: &str, field: &str) -> Result<String, WorkflowError> {
        let number = parsed(number)?;
        let (inner, by, field) = (Arc::clone(&self.0), by.clone(), field.to_owned());
        self.0.pen.transact(move |scribe| {
            let (known, seats) = inner.part(scribe, &by, &number)?;
            if !may_reveal(&known, &seats, &field) {
                let remedy = "请由该事项指定的人员查看；每次查看都会记入办理过程。";
                let reason = "您不能查看这项保密内容";
                return Err(inner.refused(known.process, "C-26.a", reason, remedy));
            }
            let today = date_in_china(scribe.now());
            inner.add(scribe, &by, &known, &Change::new(&number, "revealed", &field, today))?;
            if field != STARTER {
                return Ok(known.fields.get(&field).cloned().unwrap_or_default());
            }
            let name = inner.open_in(&number, "name", &known.case.name)?;
            let contact = inner.open_in(&number, "contact", &known.case.contact)?;
            Ok(format!("{name}\n{contact}"))
        })
    }
}

/// Whether somebody in these seats may open a sealed field: its readers; name and contact are for the
/// readers of all sealed fields, or for all staff of the case if it has none.
pub(crate) fn may_reveal(known: &Known<'_>, seats: &[String], field: &str) -> bool {
    let process = known.process;
    let sits = |actor: &String| seats.contains(actor);
    if field == STARTER {
        let sealed = process.field.iter().filter(|field| field.sight == Sight::Named);
        let mut readers = sealed.flat_map(|field| &field.readers).peekable();
        if readers.peek().is_some() {
            return readers.any(sits);
        }
        let staff = |id: &String| process.actor(id).is_some_and(|actor| actor.who == Who::Staff);
        return seats.iter().any(staff);
    }
    process
        .field(field)
        .is_some_and(|field| field.sight == Sight::Named && field.readers.iter().any(sits))
}

impl<'law> Known<'law> {
    /// The actor who has it.
    fn owner(&self) -> Option<&'law ActorRule> {
        self.process.actor(&self.case.owner)
    }

    /// Whether an agency can have it instead of the one that has it.
    fn fits(&self, owner: &ActorRule, agency: &Agency) -> bool {
        let of_kind =
            |name: &String| agency.id == *name || agency.groups.iter().any(|group| group == name);
        let open = match owner.of {
            Some(AgencyOf::Named) => owner.agency.as_ref().is_some_and(of_kind),
            Some(AgencyOf::Field) => true,
            _ => false,
        };
        open && agency.id != self.case.unit
    }
}

/// A note or reason that says something.
fn written(text: &str) -> Result<String, WorkflowError> {
    let text = text.trim();
    let fault = |reason: &str| {
        let fault = crate::Fault { field: "reason".to_owned(), reason: reason.to_owned() };
        Err(WorkflowError::Faulty(vec![fault]))
    };
    if text.is_empty() {
        return fault("请写明理由或者说明后再提交");
    }
    if text.chars().count() > LONGEST {
        return fault("超过 2000 个字，请压缩");
    }
    Ok(text.to_owned())
}

impl Inner {
    /// A case and the seats of somebody who has a part in it; whoever has none is not told that it is
    /// there.
    pub(crate) fn part(
        &self,
        scribe: &mut Scribe<'_>,
        by: &By,
        number: &str,
    ) -> Result<(Known<'_>, Vec<String>), WorkflowError> {
        let known = self.known(scribe.tx(), number)?;
        let seats = self.seats(scribe.tx(), by, (known.process, &known.case, &known.fields))?;
        if seats.is_empty() {
            return Err(WorkflowError::NoSuchCase { number: number.to_owned() });
        }
        Ok((known, seats))
    }

    pub(crate) fn over(&self, known: &Known<'_>) -> WorkflowError {
        let remedy = "如有新的情况，请另行发起。";
        self.refused(known.process, "C-18", "这个事项已经办结", remedy)
    }

    fn add(
        &self,
        scribe: &mut Scribe<'_>,
        by: &By,
        known: &Known<'_>,
        change: &Change,
    ) -> Result<u64, WorkflowError> {
        let about = (known.case.subject, known.case.item.as_str());
        let fact = self.fact(FactKind::CaseNoted, &by.actor(), about, &change.body());
        Ok(self.append(scribe, fact)?.0)
    }

    fn extend(
        &self,
        scribe: &mut Scribe<'_>,
        by: &By,
        (number, clock): (&str, &str),
        reason: &str,
    ) -> Result<(), WorkflowError> {
        let (known, seats) = self.part(scribe, by, number)?;
        let (process, today) = (known.process, date_in_china(scribe.now()));
        if !known.case.is_open() {
            return Err(self.over(&known));
        }
        let rule = process.clock(clock).and_then(|clock| clock.extend.as_ref());
        if rule.is_some_and(|rule| !rule.by.iter().any(|actor| seats.contains(actor))) {
            let remedy = "请由流程指定的人员决定延期。";
            return Err(self.refused(process, "C-18", "您不能延长这个期限", remedy));
        }
        let running = known.running();
        let after = extend(process, self.law.calendar(), &running, clock, today);
        let after = after.map_err(|error| {
            self.refused(process, "C-18", error.to_string(), "请在期限内办理。")
        })?;
        let about = (process, &known.case, &known.fields);
        let state = &known.case.state;
        let standing = self.standing(about, state, (&after, &known.clocks), today)?;
        let letters = self.of_extension(scribe, by, &known, (clock, &after), reason)?;
        let change = Change {
            note: self.seal_in(number, "note", reason),
            standing: Some(standing),
            letters,
            ..Change::new(number, "extended", clock, today)
        };
        self.add(scribe, by, &known, &change).map(drop)
    }

    /// The message that tells every party of an extension and its reason.
    fn of_extension(
        &self,
        scribe: &mut Scribe<'_>,
        by: &By,
        known: &Known<'_>,
        (clock, after): (&str, &[Running]),
        reason: &str,
    ) -> Result<Vec<crate::facts::Written>, WorkflowError> {
        let title = known.process.clock(clock).map(|clock| clock.title.clone());
        let due = after.iter().find(|one| one.clock == clock).and_then(|one| one.due);
        let due = due.map_or_else(String::new, |due| due.to_string());
        let Some(title) = title else { return Ok(Vec::new()) };
        let heading = policy::model::basis::Title {
            zh: format!("期限延长：{}", title.zh),
            en: format!("Extended: {}", title.en),
        };
        let text = policy::model::basis::Title {
            zh: format!("{}的期限延长至 {due}。理由：{reason}", title.zh),
            en: format!("{} is extended to {due}. Reason: {reason}", title.en),
        };
        let subject = self.subject_of(scribe.tx(), &known.case)?;
        let matter = Matter {
            process: known.process,
            case: &known.case,
            fields: &known.fields,
            subject: subject.as_ref(),
            clocks: after,
            state: &known.case.state,
            from: by.agency().unwrap_or_default(),
            today: date_in_china(scribe.now()),
        };
        let first = letters::count(scribe.tx(), known.case.key())? + 1;
        let parties = known.process.actor.iter().filter(|actor| actor.who == Who::Party);
        let write = |(place, actor): (u64, &policy::model::process::ActorRule)| {
            let to = (place, "extended".to_owned(), actor.id.clone(), false);
            self.written(&matter, to, (&heading, &text))
        };
        Ok((first..).zip(parties).map(write).collect())
    }

    fn hand(
        &self,
        scribe: &mut Scribe<'_>,
        by: &By,
        (number, agency): (&str, &str),
        reason: &str,
    ) -> Result<(), WorkflowError> {
        let (mut known, seats) = self.part(scribe, by, number)?;
        let (process, today) = (known.process, date_in_china(scribe.now()));
        if !known.case.is_open() {
            return Err(self.over(&known));
        }
        let owner = known.owner().filter(|actor| seats.contains(&actor.id));
        let no = |reason: &str| {
            let remedy = "请由现在的承办单位移交给同类单位。";
            self.refused(process, "H-36", reason, remedy)
        };
        let owner = owner.ok_or_else(|| no("您的单位不是现在的承办单位"))?;
        let to = self.law.agency(agency).ok_or_else(|| no("没有这个单位"))?;
        if !known.fits(owner, to) {
            return Err(no("不能移交给这个单位"));
        }
        known.case.handed.insert(owner.id.clone(), to.id.clone());
        let (running, about) = (known.running(), (process, &known.case, &known.fields));
        let state = &known.case.state;
        let standing = self.standing(about, state, (&running, &known.clocks), today)?;
        let change = Change {
            note: self.seal_in(number, "note", reason),
            standing: Some(standing),
            handed: [(owner.id.clone(), to.id.clone())].into(),
            ..Change::new(number, "handed-over", &to.id, today)
        };
        self.add(scribe, by, &known, &change).map(drop)
    }
}
