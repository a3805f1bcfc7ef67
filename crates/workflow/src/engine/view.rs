//! One case as somebody sees it, and lists of cases.

use archive::{Subject, read};
use policy::{
    model::{
        basis::Title,
        process::{Process, Sight, Who},
    },
    process::{alarm_on, explain, last_day},
};
use store::Tx;
use vocabulary::{Date, SubjectKind};

use super::{
    act::{Known, parsed},
    add::{STARTER, may_reveal},
};
use crate::{
    By, Cases, Paper, WorkflowError,
    case::{CaseLine, CaseView, Colour, Due, FieldView, MoveView, PaperLine, StepView, Why},
    cases::Inner,
    facts::{Kept, Watched},
    queries::{
        cases::{self, Case},
        papers, story,
    },
};

/// What somebody may see of a case.
#[derive(Clone, Copy)]
pub(crate) struct Sees<'s> {
    pub(crate) seats: &'s [String],
    /// Whether as staff.
    pub(crate) staff: bool,
}

impl Sees<'_> {
    /// Whether a field or paper of this sight.
    fn sees(&self, sight: Sight, readers: &[String]) -> bool {
        match sight {
            Sight::Public | Sight::Parties => true,
            Sight::Staff => self.staff,
            Sight::Named => readers.iter().any(|reader| self.seats.contains(reader)),
        }
    }
}

impl Cases {
    /// A case as somebody sees it.
    pub fn view(&self, by: &By, number: &str) -> Result<CaseView, WorkflowError> {
        let number = parsed(number)?;
        self.0.db.read(|tx| {
            let (known, seats) = self.0.seen(tx, by, &number)?;
            self.0.view(tx, by, &known, &seats)
        })
    }

    /// A paper with its content; `place` as in [`CaseView::papers`].
    ///
    /// # Errors
    ///
    /// [`WorkflowError::NoSuchCase`] also if the viewer does not see the paper.
    pub fn paper(&self, by: &By, number: &str, place: u64) -> Result<Paper, WorkflowError> {
        let number = parsed(number)?;
        let missing = || WorkflowError::NoSuchCase { number: number.clone() };
        let (kept, content) = self.0.db.read(|tx| {
            let (known, seats) = self.0.seen(tx, by, &number)?;
            let sees = Sees { seats: &seats, staff: matches!(by, By::Staff(_)) };
            let papers = papers::of(tx, known.case.key())?;
            let kept = papers.into_iter().find(|paper| paper.place == place);
            let kept = kept.filter(|kept| sees_paper(known.process, sees, &kept.document));
            let kept = kept.ok_or_else(missing)?;
            let content = papers::content(tx, known.case.key(), place)?.ok_or_else(missing)?;
            Ok::<_, WorkflowError>((kept, content))
        })?;
        let name = self.0.open_paper("name", &kept.sha256, &kept.name)?;
        Ok(Paper {
            document: kept.document,
            name: String::from_utf8_lossy(&name).into_owned(),
            media_type: kept.media_type,
            bytes: self.0.open_paper("content", &kept.sha256, &content)?,
        })
    }
}

fn sees_paper(process: &Process, sees: Sees<'_>, document: &str) -> bool {
    let rule = process.document.iter().find(|rule| rule.id == document);
    rule.is_some_and(|rule| sees.sees(rule.sight, &rule.readers))
}

impl Inner {
    /// A case and the seats of its viewer.
    pub(crate) fn seen(
        &self,
        tx: &mut Tx,
        by: &By,
        number: &str,
    ) -> Result<(Known<'_>, Vec<String>), WorkflowError> {
        let known = self.known(tx, number)?;
        let seats = self.seats(tx, by, (known.process, &known.case, &known.fields))?;
        if seats.is_empty() {
            return Err(WorkflowError::NoSuchCase { number: number.to_owned() });
        }
        Ok((known, seats))
    }

    pub(crate) fn view(
        &self,
        tx: &mut Tx,
        by: &By,
        known: &Known<'_>,
        seats: &[String],
    ) -> Result<CaseView, WorkflowError> {
        let (process, case) = (known.process, &known.case);
        let sees = Sees { seats, staff: matches!(by, By::Staff(_)) };
        let today = self.clock.today();
        let mut line = self.line(tx, case, today, Why::Owner)?;
        line.colour = worst(&self.dues(process, &known.clocks, today, seats), &line);
        let children = cases::of_parent(tx, &case.number)?;
        let children = if sees.staff { children } else { Vec::new() };
        let children = children.iter().map(|one| self.line(tx, one, today, Why::Owner));
        let children = children.collect::<Result<_, _>>()?;
        Ok(CaseView {
            line,
            edition: case.edition,
            due: self.dues(process, &known.clocks, today, seats),
            fields: self.fields(known, sees, today),
            papers: self.papers(tx, known, sees)?,
            steps: self.steps(tx, known, sees)?,
            letters: self.letter_lines(tx, known, sees)?,
            moves: self.moves(tx, by, known, seats)?,
            children,
            parent: Some(case.parent.clone()).filter(|parent| sees.staff && !parent.is_empty()),
            starter: case.starter.kind.clone(),
            has_contact: sees.staff
                && may_reveal(known, seats, STARTER)
                && !(case.name.is_empty() && case.contact.is_empty()),
            may_note: true,
            seats: seats.to_vec(),
        })
    }

    /// The running clocks; `seats` are those of whoever may extend them.
    pub(crate) fn dues(
        &self,
        process: &Process,
        clocks: &[Watched],
        today: Date,
        seats: &[String],
    ) -> Vec<Due> {
        let calendar = self.law.calendar();
        let due = |watched: &Watched| {
            let running = &watched.running;
            let clock = process.clock(&running.clock)?;
            let may = clock.extend.as_ref().is_some_and(|rule| {
                running.extended < rule.times && rule.by.iter().any(|by| seats.contains(by))
            });
            let on = last_day(running);
            Some(Due {
                clock: clock.id.clone(),
                title: clock.title.clone(),
                on,
                explained: explain(process, calendar, running),
                colour: colour(on, alarm_on(process, calendar, running), today),
                paused: running.paused_on.is_some(),
                extendable: may && on.is_none_or(|on| on >= today) && running.paused_on.is_none(),
            })
        };
        clocks.iter().filter_map(due).collect()
    }

    pub(crate) fn fields(&self, known: &Known<'_>, sees: Sees<'_>, today: Date) -> Vec<FieldView> {
        let case = &known.case;
        let list = known.fields.get("list").map_or("", String::as_str);
        let view = |field: &policy::model::process::FormField| {
            let value = known.fields.get(&field.id).filter(|value| !value.is_empty())?;
            let named = field.sight == Sight::Named;
            if !named && !sees.sees(field.sight, &field.readers) {
                return None;
            }
            // That there is something to open is for those who may, and for the parties who gave it.
            let revealable = named && may_reveal(known, sees.seats, &field.id);
            if named && !revealable {
                return None;
            }
            let shown = self.title_of(field, value, (list, &case.item, today));
            Some(FieldView {
                id: field.id.clone(),
                title: field.title.clone(),
                kind: field.kind,
                sight: field.sight,
                value: Some(value.clone()).filter(|_| !named),
                shown: shown.filter(|_| !named),
                revealable,
            })
        };
        known.process.field.iter().filter_map(view).collect()
    }

    fn papers(
        &self,
        tx: &mut Tx,
        known: &Known<'_>,
        sees: Sees<'_>,
    ) -> Result<Vec<PaperLine>, WorkflowError> {
        let papers = papers::of(tx, known.case.key())?;
        let seen =
            papers.into_iter().filter(|kept| sees_paper(known.process, sees, &kept.document));
        let line = |kept: papers::Kept| {
            let name = self.open_paper("name", &kept.sha256, &kept.name)?;
            let rule = known.process.document.iter().find(|rule| rule.id == kept.document);
            Ok(PaperLine {
                place: kept.place,
                title: rule.map_or_else(|| plain(&kept.document), |rule| rule.title.clone()),
                document: kept.document,
                name: String::from_utf8_lossy(&name).into_owned(),
                media_type: kept.media_type,
                bytes: kept.bytes,
                sha256: kept.sha256,
                given_on: kept.given_on,
            })
        };
        seen.map(line).collect()
    }

    /// The story. Parties do not see notes of staff, looks at sealed fields, and accounts.
    fn steps(
        &self,
        tx: &mut Tx,
        known: &Known<'_>,
        sees: Sees<'_>,
    ) -> Result<Vec<StepView>, WorkflowError> {
        let case = &known.case;
        let inside = |step: &story::Step| {
            matches!(step.step.as_str(), "revealed" | "stuck" | "escalated" | "alarm" | "overdue")
                || (step.step == "noted" && step.what == "staff")
        };
        let steps = story::of(tx, case.key())?.into_iter();
        let seen = steps.filter(|step| sees.staff || !inside(step));
        let view = |step: story::Step| {
            let party = self.law.agency(&step.agency).is_none();
            let agency = self.law.agency(&step.agency).map(|agency| agency.title.clone());
            let note = self.open_in(&case.number, "note", &step.note)?;
            Ok(StepView {
                at: step.at,
                title: self.step_title(known.process, &step),
                state: Some(step.state).filter(|state| !state.is_empty()),
                agency: if party { String::new() } else { step.agency },
                agency_title: agency,
                by: Some(step.account).filter(|_| sees.staff && !party),
                note: Some(note).filter(|note| !note.is_empty()),
                step: step.step,
                what: step.what,
                position: step.position,
            })
        };
        seen.map(view).collect()
    }

    fn step_title(&self, process: &Process, step: &story::Step) -> Title {
        let clock = || process.clock(&step.what).map(|clock| clock.title.clone());
        let title = match step.step.as_str() {
            "opened" => Some(process.start.title.clone()),
            "moved" => process.step(&step.what).map(|one| one.title.clone()),
            "extended" | "alarm" | "overdue" | "escalated" | "told" | "stuck" => clock(),
            "revealed" => process.field(&step.what).map(|field| field.title.clone()),
            "paper" => process
                .document
                .iter()
                .find(|rule| rule.id == step.what)
                .map(|rule| rule.title.clone()),
            "handed-over" => self.law.agency(&step.what).map(|agency| agency.title.clone()),
            "ended" => process.state(&step.state).map(|state| state.title.clone()),
            _ => None,
        };
        title.unwrap_or_else(|| plain(""))
    }

    /// The moves of the viewer's seats from the present state.
    fn moves(
        &self,
        tx: &mut Tx,
        by: &By,
        known: &Known<'_>,
        seats: &[String],
    ) -> Result<Vec<MoveView>, WorkflowError> {
        let mut moves = Vec::new();
        for one in known.process.moves_from(&known.case.state) {
            if !one.by.iter().any(|actor| seats.contains(actor)) {
                continue;
            }
            let refused = match self.may_move(tx, by, known, one) {
                Ok(()) => None,
                Err(WorkflowError::Refused(refusal)) => Some(*refusal),
                Err(error) => return Err(error),
            };
            moves.push(MoveView {
                id: one.id.clone(),
                title: one.title.clone(),
                needs: one.needs.clone(),
                asks: one.asks.clone(),
                documents: one.documents.clone(),
                refused,
            });
        }
        Ok(moves)
    }

    /// A case as lists show it.
    pub(crate) fn line(
        &self,
        tx: &mut Tx,
        case: &Case,
        today: Date,
        why: Why,
    ) -> Result<CaseLine, WorkflowError> {
        let process = self.edition(case)?;
        let state = process.state(&case.state);
        let subject = match case.subject {
            Some(id) => read::subjects(tx, &[id])?.pop().flatten(),
            None => None,
        };
        let public = |subject: &&Subject| subject.kind != SubjectKind::Person;
        let open = case.is_open();
        let owner = process.actor(&case.owner).filter(|_| open);
        let unit = self.law.agency(&case.unit).filter(|_| open);
        let party =
            || owner.filter(|owner| owner.who == Who::Party || case.unit == super::who::ANY);
        let unit_title = unit.map(|unit| unit.title.clone());
        let unit_title = unit_title.or_else(|| party().map(|owner| owner.title.clone()));
        let due_on = case.due_on.filter(|_| open);
        let calendar = self.law.calendar();
        let left = |due| calendar.working_days_between(today, due).ok();
        Ok(CaseLine {
            number: case.number.clone(),
            process: case.process.clone(),
            title: process.title.clone(),
            group: process.group,
            subject: case.subject.map(|subject| subject.to_hex()),
            name: subject.as_ref().filter(public).and_then(|subject| subject.name.clone()),
            code: subject.as_ref().filter(public).and_then(|subject| subject.code.clone()),
            digest: Some(case.digest.clone()).filter(|digest| !digest.is_empty()),
            item: Some(case.item.clone()).filter(|item| !item.is_empty()),
            about: self.about_in_words(case, process, today),
            state: case.state.clone(),
            state_title: state.map_or_else(|| plain(&case.state), |state| state.title.clone()),
            said: state.map_or_else(|| plain(&case.state), |state| state.said.clone()),
            outcome: case.outcome,
            unit: unit.map(|unit| unit.id.clone()),
            unit_title,
            filed_on: case.filed_on,
            closed_on: case.closed_on,
            due_on,
            colour: colour(due_on, case.amber_on, today),
            days_left: due_on.and_then(left),
            why,
        })
    }

    fn about_in_words(&self, case: &Case, process: &Process, today: Date) -> Option<Title> {
        let value = |id: &str| match case.values.get(id)? {
            Kept::Plain(value) => Some(value.as_str()).filter(|value| !value.is_empty()),
            Kept::Sealed(_) => None,
        };
        let item = self.law.item(&case.item, today).map(|item| item.title.clone());
        let plan = || self.plan_entry(value("plan")?).map(|(_, entry)| entry.title.clone());
        let titled = || {
            ["commitment", "item", "measure", "list", "unit"].into_iter().find_map(|id| {
                let field = process.field(id)?;
                self.title_of(field, value(id)?, ("", &case.item, today))
            })
        };
        item.or_else(plan).or_else(titled)
    }
}

/// The colour of a day.
pub(crate) fn colour(due: Option<Date>, amber: Option<Date>, today: Date) -> Colour {
    match due {
        None => Colour::Grey,
        Some(due) if due < today => Colour::Red,
        Some(_) if amber.is_some_and(|amber| amber <= today) => Colour::Amber,
        Some(_) => Colour::Green,
    }
}

fn worst(dues: &[Due], line: &CaseLine) -> Colour {
    dues.iter().map(|due| due.colour).chain([line.colour]).min().unwrap_or(Colour::Grey)
}

fn plain(text: &str) -> Title {
    Title { zh: text.to_owned(), en: text.to_owned() }
}
