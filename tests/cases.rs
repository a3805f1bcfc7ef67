//! Cases from their first form to their end, by all who take part, with the clock moved: over HTTP on
//! both engines, and on the engine itself where only the outcome counts.

mod campaigns;
mod commitments;
mod government;
mod joint;
pub mod lists;
mod measures;
mod objections;
mod repairs;
mod revocations;
mod supervision;
mod tasks;
mod written;

use vocabulary::Date;

use crate::{
    desk::{PENALTY, REGISTRATION},
    harness::Town,
    plays::{Run, doors::Doors, engine::Engine},
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

    /// Plays lines over HTTP.
    pub fn over_http(&self, script: &str) -> Run<'_, Doors> {
        let mut run = Run::new(self, Doors::of(self));
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
