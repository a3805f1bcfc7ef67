//! Processes played end to end in Chromium, by all who take part, with the clock moved.

mod window;

use window::Window;

use super::{Served, desk::town};
use crate::{
    cases::{joint, lists, measures, objections, repairs, revocations},
    harness::Town,
    plays::Run,
};

/// Plays scripts in a served town, one after the other.
fn played(town: Town, scripts: &[&str]) {
    let served = Served::open(town, Vec::new(), None);
    let window = Window::open(&served);
    let mut run = Run::new(&served.town, window);
    for script in scripts {
        run.play(script);
    }
}

/// A town that something has happened in.
fn after(happened: impl Fn(&Town)) -> Town {
    let town = town();
    happened(&town);
    town
}
