//! Cases from their first form to their end, by all who take part, with the clock moved: over HTTP on
//! both engines, and on the engine itself where only the outcome counts.

pub mod campaigns;
pub mod commitments;
pub mod culture;
pub mod government;
pub mod joint;
pub mod lists;
pub mod measures;
pub mod objections;
pub mod repairs;
pub mod revocations;
pub mod supervision;
pub mod tasks;
pub mod written;

use vocabulary::Date;

use crate::{
    desk::{PENALTY, REGISTRATION},
    harness::Town,
    plays::{Run, Stage, doors::Doors, engine::Engine},
    rows::{MARKET, penalty, registration},
};

impl Town {
    /// The company is registered, and was fined in June: a general penalty, to be repaired from
    /// 10 September on.
    pub fn fined_in_june(&self) {
        self.file(REGISTRATION, MARKET, registration());
        self.file(PENALTY, MARKET, penalty().with("decided_on", "2026-06-10"));
    }

    /// The same on an earlier day than stories begin.
    pub fn fined_in_june_on(&self, day: Date) {
        self.move_to(day);
        self.fined_in_june();
    }

    /// Plays lines at the doors: over HTTP, or in the window that the town has.
    pub fn over_http(&self, script: &str) -> Run<'_, Box<dyn Stage>> {
        let stage: Box<dyn Stage> = match &self.window {
            Some(open) => open(),
            None => Box::new(Doors::of(self)),
        };
        let mut run = Run::new(self, stage);
        run.play(script);
        run
    }

    /// Plays lines on the engine.
    pub fn on_engine(&self, script: &str) -> Run<'_, Engine> {
        let mut run = Run::new(self, Engine);
        run.play(script);
        run
    }
}
