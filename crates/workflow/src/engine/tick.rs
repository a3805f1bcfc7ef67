//! The daily run: alarms, days that passed, steps against lateness, moves that clocks make. It goes once
//! through the index of days, in small transactions and flat memory.

use std::sync::Arc;

use ledger::Scribe;
use policy::{
    model::{
        basis::Title,
        process::{Escalation, Step},
    },
    process::{Running, alarm_on, due_again, expires, last_day, steps_due},
};
use vocabulary::{Date, FactKind, clock::date_in_china};

use super::{act::Known, notice::Matter, standing::Marks};
use crate::{
    By, Cases, Input, WorkflowError,
    case::Ticked,
    cases::Inner,
    facts::{Change, Watched},
    queries::{clocks, letters},
};

/// Clocks of one transaction.
const CHUNK: usize = 200;
/// Moves that clocks of one case can make in one run.
const MOVES: usize = 12;

impl Cases {
    /// The daily run over all clocks: alarms, days that passed, steps against lateness, moves that
    /// clocks make. Running it again on the same day changes nothing.
    pub fn tick(&self) -> Result<Ticked, WorkflowError> {
        let today = self.0.clock.today();
        let mut ticked = Ticked::default();
        let mut after = (String::new(), String::new(), String::new());
        loop {
            let due = self.0.db.read(|tx| clocks::due(tx, today, &after, CHUNK))?;
            let Some(last) = due.last() else { break };
            after = last.clone();
            ticked.seen += due.len() as u64;
            let mut numbers: Vec<String> = due.into_iter().map(|(_, number, _)| number).collect();
            numbers.sort_unstable();
            numbers.dedup();
            let inner = Arc::clone(&self.0);
            let (done, out) = self.0.pen.transact(move |scribe| {
                let (mut done, mut out) = (Ticked::default(), Vec::new());
                for number in numbers {
                    if inner.listen(scribe, &number, &mut done)? {
                        out.push(number);
                    }
                }
                Ok::<_, WorkflowError>((done, out))
            })?;
            ticked.alarms += done.alarms;
            ticked.steps += done.steps;
            ticked.told += done.told;
            for number in out {
                self.expire(&number, &mut ticked)?;
            }
        }
        self.end_praise(&mut ticked)?;
        Ok(ticked)
    }

    /// Makes the moves of the clocks of a case that ran out, each in a transaction of its own.
    fn expire(&self, number: &str, ticked: &mut Ticked) -> Result<(), WorkflowError> {
        for _ in 0..MOVES {
            let today = self.0.clock.today();
            let out = self.0.db.read(|tx| {
                let known = self.0.known(tx, number)?;
                Ok::<_, WorkflowError>(ran_out(&known, today))
            })?;
            let Some((clock, step, stuck)) = out else { break };
            let (inner, of) = (Arc::clone(&self.0), number.to_owned());
            let made = self.0.pen.transact(move |scribe| {
                let known = inner.known(scribe.tx(), &of)?;
                let input = Input::default();
                inner.act(scribe, (&By::Clock, 0), (known, &step), (&input, Vec::new()))
            });
            let Err(error) = made else {
                ticked.expired += 1;
                continue;
            };
            let barred = matches!(
                error,
                WorkflowError::Refused(_)
                    | WorkflowError::Faulty(_)
                    | WorkflowError::NoOwner { .. }
            );
            if !barred {
                return Err(error);
            }
            ticked.refused += 1;
            if !stuck {
                tracing::warn!(%number, %error, "a clock could not make its move");
                let (inner, of) = (Arc::clone(&self.0), number.to_owned());
                self.0.pen.transact(move |scribe| inner.stick(scribe, &of, &clock))?;
            }
            break;
        }
        Ok(())
    }
}

/// The first clock of an open case that ran out and makes a move: clock, move, whether it is known that
/// the move is refused.
fn ran_out(known: &Known<'_>, today: Date) -> Option<(String, String, bool)> {
    let process = known.process;
    known.clocks.iter().filter(|_| known.case.is_open()).find_map(|watched| {
        let step = expires(process, &watched.running, today)?;
        let fits = process.step(step)?.from.contains(&known.case.state);
        fits.then(|| (watched.running.clock.clone(), step.to_owned(), watched.stuck))
    })
}

impl Inner {
    /// Lets the clocks of a case say what is due; whether one of them ran out and makes a move.
    fn listen(
        &self,
        scribe: &mut Scribe<'_>,
        number: &str,
        done: &mut Ticked,
    ) -> Result<bool, WorkflowError> {
        let today = date_in_china(scribe.now());
        let heard = self.known(scribe.tx(), number).and_then(|mut known| {
            if known.case.is_open() {
                self.hear(scribe, &mut known, done)?;
            }
            Ok(ran_out(&known, today).is_some())
        });
        match heard {
            Err(error @ (WorkflowError::NoSuchProcess { .. } | WorkflowError::NoOwner { .. })) => {
                tracing::error!(%number, %error, "the packs no longer know who has a case");
                Ok(false)
            }
            heard => heard,
        }
    }

    /// Writes that the move of a clock was refused.
    fn stick(
        &self,
        scribe: &mut Scribe<'_>,
        number: &str,
        clock: &str,
    ) -> Result<(), WorkflowError> {
        let mut known = self.known(scribe.tx(), number)?;
        let place = known.clocks.iter().position(|one| one.running.clock == clock);
        mark(&mut known, place.unwrap_or(usize::MAX), |one| one.stuck = true);
        self.say(scribe, &mut known, ("stuck", clock), Vec::new())
    }

    /// Writes what the clocks of a case say today: one fact each.
    fn hear(
        &self,
        scribe: &mut Scribe<'_>,
        known: &mut Known<'_>,
        done: &mut Ticked,
    ) -> Result<(), WorkflowError> {
        let today = date_in_china(scribe.now());
        let (process, calendar) = (known.process, self.law.calendar());
        let day = |id: &str| known.fields.get(id)?.parse().ok();
        let again = due_again(process, calendar, &known.running(), &day);
        for (place, new) in again.into_iter().enumerate() {
            let Some(watched) = known.clocks.get_mut(place) else { continue };
            if watched.running.due != new.due {
                let clock = new.clock.clone();
                watched.over &= new.due.is_some_and(|due| due < today);
                watched.running = new;
                done.told += 1;
                self.say(scribe, known, ("told", &clock), Vec::new())?;
            }
        }
        for place in 0..known.clocks.len() {
            let Some(Watched { running, over, .. }) = known.clocks.get(place).cloned() else {
                continue;
            };
            let alarm = alarm_on(process, calendar, &running).is_some_and(|on| on <= today);
            if alarm && !running.alarmed {
                mark(known, place, |watched| watched.running.alarmed = true);
                done.alarms += 1;
                self.say(scribe, known, ("alarm", &running.clock), Vec::new())?;
            }
            if last_day(&running).is_some_and(|due| due < today) && !over {
                mark(known, place, |watched| watched.over = true);
                self.say(scribe, known, ("overdue", &running.clock), Vec::new())?;
            }
            for step in steps_due(process, calendar, &running, today) {
                mark(known, place, |watched| watched.running.told += 1);
                done.steps += 1;
                let letter = self.of_lateness(scribe, known, (&running, step), today)?;
                self.say(scribe, known, ("escalated", &running.clock), vec![letter])?;
            }
        }
        Ok(())
    }

    /// Appends `case.late` with the clocks of a case as they stand now.
    fn say(
        &self,
        scribe: &mut Scribe<'_>,
        known: &mut Known<'_>,
        (step, clock): (&str, &str),
        letters: Vec<crate::facts::Written>,
    ) -> Result<(), WorkflowError> {
        let today = date_in_china(scribe.now());
        let about = (known.process, &known.case, &known.fields);
        let running = known.running();
        let state = &known.case.state;
        let mut standing = self.standing(about, state, (&running, &known.clocks), today)?;
        for watched in &mut standing.clocks {
            let kept = known.clocks.iter().find(|one| one.running.clock == watched.running.clock);
            if let Some(kept) = kept {
                let marks = Marks { over: kept.over, stuck: kept.stuck };
                *watched = self.watch(known.process, &kept.running, marks, today);
            }
        }
        known.clocks.clone_from(&standing.clocks);
        let change = Change {
            standing: Some(standing),
            letters,
            ..Change::new(&known.case.number, step, clock, today)
        };
        let about = (known.case.subject, known.case.item.as_str());
        let actor = By::Clock.actor();
        self.append(scribe, self.fact(FactKind::CaseLate, &actor, about, &change.body()))?;
        Ok(())
    }

    /// The message that tells somebody of lateness.
    fn of_lateness(
        &self,
        scribe: &mut Scribe<'_>,
        known: &Known<'_>,
        (running, step): (&Running, &Step),
        today: Date,
    ) -> Result<crate::facts::Written, WorkflowError> {
        let (process, case) = (known.process, &known.case);
        let clock = process.clock(&running.clock);
        let what = clock.map(|clock| clock.title.clone());
        let what = what.unwrap_or(Title { zh: String::new(), en: String::new() });
        let due = running.due.map_or_else(String::new, |due| due.to_string());
        let unit = self.law.agency(&case.unit).map(|unit| unit.title.clone());
        let unit =
            unit.unwrap_or_else(|| Title { zh: "承办人".into(), en: "whoever has it".into() });
        let act = named(step.act);
        let title = Title {
            zh: format!("{}：{}", act.zh, process.title.zh),
            en: format!("{}: {}", act.en, process.title.en),
        };
        let text = Title {
            zh: format!(
                "编号 {} 的事项，“{}”应当在 {due} 前由{}完成，至今没有完成。",
                case.number, what.zh, unit.zh
            ),
            en: format!(
                "Case {}: “{}” was due by {due} from {} and is not done.",
                case.number, what.en, unit.en
            ),
        };
        let clocks = known.running();
        let matter = Matter {
            process,
            case,
            fields: &known.fields,
            subject: None,
            clocks: &clocks,
            state: &case.state,
            from: "",
            today,
        };
        let place = letters::count(scribe.tx(), case.key())? + 1;
        let to = (place, "late".to_owned(), step.to.clone(), step.act >= Escalation::Notify);
        Ok(self.written(&matter, to, (&title, &text)))
    }
}

fn mark(known: &mut Known<'_>, place: usize, mark: impl FnOnce(&mut Watched)) {
    if let Some(watched) = known.clocks.get_mut(place) {
        mark(watched);
    }
}

/// What a step against lateness is called.
pub(crate) fn named(act: Escalation) -> Title {
    let (zh, en) = match act {
        Escalation::Remind => ("提醒", "Reminder"),
        Escalation::Escalate => ("上报", "Report"),
        Escalation::Notify => ("通报", "Notice"),
        Escalation::Talk => ("约谈", "Talk"),
        Escalation::Order => ("专项督办", "Special supervision"),
    };
    Title { zh: zh.to_owned(), en: en.to_owned() }
}
