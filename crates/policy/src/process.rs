//! Processes at work, without a case: clocks that start, stand still, are extended and run out, and the
//! paths through the states.
//!
//! Pure: the checker's examples, the simulation and the engine count with the same functions.

mod clock;
mod explain;
mod file;
mod path;
#[cfg(test)]
mod tests;
mod walk;

pub use clock::{
    ClockError, Pause, Running, after_length, alarm_on, due_again, enter, expires, extend,
    last_day, step_on, steps_due,
};
pub use explain::explain;
pub use path::{Leg, MOST_PATHS, Stop, assumed, legs_from, paths, play};
pub use walk::{Made, Walk, WalkError};
