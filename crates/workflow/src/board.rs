//! Boards (督导看板) and reports: what every body has open, what is late, what was done; and what measures
//! came to. Read from the tables as they stand, so that an event is seen the moment it is written.

mod effect;
mod entry;
mod matrix;
mod period;
mod score;

pub use effect::EffectLine;
pub use entry::{EntryBoard, EntryLine};
pub use matrix::{Board, BoardRow, Cell};
pub use period::{CollectedLine, NoticeLine};
pub use score::{ScoreBoard, ScoreLine};

use policy::model::process::{About, Effect, Process};
use vocabulary::Date;

use crate::{cases::Inner, queries::boards::Seen};

impl Inner {
    /// The body whose case it is: the agency in the field that makes one of its actors, else the agency
    /// that has it, else the one that began it.
    fn body(&self, process: &Process, seen: &Seen) -> String {
        let fields = process.actor.iter().filter_map(|actor| actor.field.as_deref());
        let named = fields.filter_map(|field| seen.plain(field)).next();
        let has = Some(seen.unit.as_str()).filter(|unit| !unit.is_empty() && *unit != "*");
        named.or(has).unwrap_or(&seen.agency).to_owned()
    }

    /// Processes in force on a day or once, in the order of their ids, of which `chosen` says yes.
    fn chosen(&self, chosen: impl Fn(&Process) -> bool) -> Vec<&Process> {
        let mut all: Vec<&Process> = self.law.processes_ever().filter(|one| chosen(one)).collect();
        all.sort_by(|one, other| {
            (&one.id, other.effective_from).cmp(&(&other.id, one.effective_from))
        });
        all.dedup_by(|one, other| one.id == other.id);
        all
    }

    /// Processes whose cases apply a measure to a record: the tasks of a joint action.
    fn tasks(&self) -> Vec<&Process> {
        self.chosen(|process| {
            let starts = |effect: &Effect| matches!(effect, Effect::StartMeasure { .. });
            process.about == About::Record
                && process.moves.iter().any(|one| one.effects.iter().any(starts))
        })
    }
}

/// The first and the last day of everything.
const ALWAYS: (Date, Date) = (Date::constant(1, 1, 1), Date::constant(9999, 12, 31));
