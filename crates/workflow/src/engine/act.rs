//! Moving a case: by its actors, or by a clock that ran out.

use std::sync::Arc;

use archive::{Subject, read};
use ledger::Scribe;
use policy::{
    model::process::{Move, Process, Who},
    process::{Running, enter},
};
use vocabulary::{Actor, Date, FactKind, clock::date_in_china};

use super::{form::Asked, notice::Matter, sealed};
use crate::{
    By, Cases, Input, WorkflowError,
    case::{Acted, Given},
    cases::Inner,
    doing::Doing,
    effect,
    facts::{Change, Watched},
    guard, number,
    queries::{
        cases::{self, Case},
        clocks, letters,
        papers::{self, Kept},
        story,
    },
};

/// A case with the edition of its process, its values and its clocks.
pub(crate) struct Known<'k> {
    pub(crate) process: &'k Process,
    pub(crate) case: Case,
    pub(crate) fields: Given,
    pub(crate) clocks: Vec<Watched>,
}

impl Known<'_> {
    /// How its clocks run.
    pub(crate) fn running(&self) -> Vec<Running> {
        self.clocks.iter().map(|watched| watched.running.clone()).collect()
    }
}

impl Cases {
    /// Makes a move.
    ///
    /// # Errors
    ///
    /// As with [`Cases::open`]; [`WorkflowError::Refused`] also if the case is no longer where it was.
    pub fn act(
        &self,
        by: &By,
        number: &str,
        step: &str,
        input: Input,
    ) -> Result<Acted, WorkflowError> {
        let number = parsed(number)?;
        let today = self.0.clock.today();
        let known = self.0.db.read(|tx| self.0.known(tx, &number))?;
        let papers = self.0.seal_papers(known.process, &input.papers, today)?;
        let (inner, by, step) = (Arc::clone(&self.0), by.clone(), step.to_owned());
        self.0.pen.transact(move |scribe| {
            let known = inner.known(scribe.tx(), &number)?;
            inner.act(scribe, (&by, 0), (known, &step), (&input, papers))
        })
    }

    /// The same move for several cases, each by itself; what was refused says why.
    pub fn act_on_all(
        &self,
        by: &By,
        numbers: &[String],
        step: &str,
        input: &Input,
    ) -> Vec<(String, Result<Acted, WorkflowError>)> {
        let act = |number: &String| (number.clone(), self.act(by, number, step, input.clone()));
        numbers.iter().map(act).collect()
    }
}

/// The number of a case as it is stored.
pub(crate) fn parsed(number: &str) -> Result<String, WorkflowError> {
    let missing = || WorkflowError::NoSuchCase { number: number.chars().take(40).collect() };
    number::parse(number).ok_or_else(missing)
}

impl Inner {
    /// A case with all that is needed to move it.
    pub(crate) fn known(
        &self,
        tx: &mut store::Tx,
        number: &str,
    ) -> Result<Known<'_>, WorkflowError> {
        let missing = || WorkflowError::NoSuchCase { number: number.to_owned() };
        let case = cases::find(tx, number)?.ok_or_else(missing)?;
        let process = self.edition(&case)?;
        let fields = self.plain(&case.number, &case.values)?;
        let clocks = clocks::of(tx, case.key())?;
        Ok(Known { process, case, fields, clocks })
    }

    /// The edition of the process under which a case runs.
    pub(crate) fn edition(&self, case: &Case) -> Result<&Process, WorkflowError> {
        let missing = || WorkflowError::NoSuchProcess { process: case.process.clone() };
        self.law.process_edition(&case.process, case.edition).ok_or_else(missing)
    }

    /// The subject of a case.
    pub(crate) fn subject_of(
        &self,
        tx: &mut store::Tx,
        case: &Case,
    ) -> Result<Option<Subject>, WorkflowError> {
        let Some(id) = case.subject else { return Ok(None) };
        Ok(read::whole(tx, id)?.map(|whole| whole.subject))
    }

    /// Whether somebody may make a move now; for a clock, that the clock does.
    pub(crate) fn may_move(
        &self,
        tx: &mut store::Tx,
        by: &By,
        known: &Known<'_>,
        one: &Move,
    ) -> Result<(), WorkflowError> {
        let (process, case) = (known.process, &known.case);
        let remedy = "请刷新页面，查看最新状态。";
        if !one.from.contains(&case.state) {
            return Err(self.refused(process, "C-18", "这个事项已经办理过这一步", remedy));
        }
        if let Some(times) = one.times {
            let steps = story::of(tx, case.key())?;
            let made = steps.iter().filter(|step| step.step == "moved" && step.what == one.id);
            if made.count() >= usize::from(times) {
                let reason = format!("“{}”最多 {times} 次，已经用完", one.title.zh);
                return Err(self.refused(process, "H-32", reason, "请选择其他办理方式。"));
            }
        }
        if matches!(by, By::Clock) {
            return Ok(());
        }
        let seats = self.seats(tx, by, (process, case, &known.fields))?;
        if !one.by.iter().any(|actor| seats.contains(actor)) {
            let remedy = "请由承办单位的有权人员办理。";
            return Err(self.refused(process, "C-18", "您不能办理这一步", remedy));
        }
        self.not_barred(tx, by, (process, case), one)
    }

    /// Makes a move in the transaction of the pen.
    pub(crate) fn act(
        self: &Arc<Self>,
        scribe: &mut Scribe<'_>,
        (by, depth): (&By, u8),
        (known, step): (Known<'_>, &str),
        (input, mut papers): (&Input, Vec<Kept>),
    ) -> Result<Acted, WorkflowError> {
        let today = date_in_china(scribe.now());
        let process = known.process;
        let unknown = || self.refused(process, "C-18", "没有这一步", "请刷新页面，查看最新状态。");
        let one = process.step(step).ok_or_else(unknown)?;
        self.may_move(scribe.tx(), by, &known, one)?;
        let mut given = Given::new();
        if !matches!(by, By::Clock) {
            let asked = Asked { needs: &one.needs, asks: &one.asks, documents: &one.documents };
            let there = (&known.fields, known.case.item.as_str(), today);
            given = self.fill(process, asked, input, there)?;
            let kept = papers::of(scribe.tx(), known.case.key())?;
            self.has_papers(process, asked, &papers, &kept)?;
        }
        let (before, mut doing) = self.doing((by, depth), known, (one, &given), today);
        for one in &one.guards {
            guard::hold(&doing, scribe, one)?;
        }
        for effect in &one.effects {
            effect::apply(&mut doing, scribe, effect)?;
        }
        let change = self.moved(scribe, &doing, (one, &given, &before), &mut papers)?;
        let actor: Actor = doing.actor.clone();
        let kind = FactKind::CaseMoved;
        let (position, standing) =
            self.commit(scribe, kind, (&doing, &actor), (change, &papers))?;
        Ok(Acted { state: standing.state, made: doing.made, position })
    }

    /// The step as guards and effects see it, and the clocks before it.
    fn doing<'d>(
        self: &'d Arc<Self>,
        (by, depth): (&'d By, u8),
        known: Known<'d>,
        (one, given): (&'d Move, &Given),
        today: Date,
    ) -> (Vec<Watched>, Doing<'d>) {
        let running = known.running();
        let mut fields = known.fields;
        fields.extend(given.clone());
        let day = |id: &str| fields.get(id)?.parse().ok();
        let stays = one.to == "same";
        let to = if stays { known.case.state.clone() } else { one.to.clone() };
        let clocks = if stays {
            running
        } else {
            let (calendar, started) = (self.law.calendar(), known.case.filed_on);
            enter(known.process, calendar, &running, &to, today, started, &day)
        };
        let doing = Doing {
            inner: self,
            process: known.process,
            case: known.case,
            by,
            actor: by.actor(),
            to,
            fields,
            today,
            clocks,
            done: Vec::new(),
            made: Vec::new(),
            depth,
        };
        (known.clocks, doing)
    }

    /// The body of `case.moved`.
    fn moved(
        &self,
        scribe: &mut Scribe<'_>,
        doing: &Doing<'_>,
        (one, given, before): (&Move, &Given, &[Watched]),
        papers: &mut [Kept],
    ) -> Result<Change, WorkflowError> {
        let (case, process) = (&doing.case, doing.process);
        let subject = self.subject_of(scribe.tx(), case)?;
        let from = doing.by.agency().unwrap_or_else(|| self.speaker(process, case));
        let matter = Matter {
            process,
            case,
            fields: &doing.fields,
            subject: subject.as_ref(),
            clocks: &doing.clocks,
            state: &doing.to,
            from,
            today: doing.today,
        };
        let first = letters::count(scribe.tx(), case.key())? + 1;
        let place = papers::count(scribe.tx(), case.key())? + 1;
        let about = (process, case, &doing.fields);
        let standing = self.standing(about, &doing.to, (&doing.clocks, before), doing.today)?;
        Ok(Change {
            letters: self.letters_of(&matter, &one.notices, first),
            standing: Some(standing),
            values: self.keep(process, &case.number, given),
            papers: sealed::told(papers, place),
            done: doing.done.clone(),
            made: doing.made.clone(),
            ..Change::new(&case.number, "moved", &one.id, doing.today)
        })
    }

    /// The agency that speaks for a case when a party or a clock moves it: the one that has it.
    fn speaker<'s>(&'s self, process: &Process, case: &'s Case) -> &'s str {
        let staff = process.actor(&case.owner).is_some_and(|owner| owner.who == Who::Staff);
        if staff { &case.unit } else { "" }
    }

    /// Ends a case that another one made and needs no more.
    pub(crate) fn finish(
        &self,
        scribe: &mut Scribe<'_>,
        case: &Case,
        actor: &Actor,
    ) -> Result<(), WorkflowError> {
        let process = self.edition(case)?;
        let today = date_in_china(scribe.now());
        let last = |wanted: Option<policy::model::process::Outcome>| {
            let fits = |state: &&policy::model::process::State| {
                state.is_final() && (wanted.is_none() || state.outcome == wanted)
            };
            process.state.iter().find(fits)
        };
        use policy::model::process::Outcome::{Lapsed, Withdrawn};
        let state = process.state("ended").filter(|state| state.is_final());
        let state = state.or_else(|| last(Some(Withdrawn))).or_else(|| last(Some(Lapsed)));
        let state = state.or_else(|| last(None));
        let state = state.ok_or(WorkflowError::Damaged { what: "a process without end" })?;
        let fields = Given::new();
        let standing = self.standing((process, case, &fields), &state.id, (&[], &[]), today)?;
        let change = Change {
            standing: Some(standing),
            ..Change::new(&case.number, "ended", "close-tasks", today)
        };
        let about = (case.subject, case.item.as_str());
        self.append(scribe, self.fact(FactKind::CaseMoved, actor, about, &change.body()))?;
        Ok(())
    }
}
