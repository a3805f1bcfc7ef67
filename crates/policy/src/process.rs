//! Processes at work, without a case: clocks that start, stand still, are extended and run out, and the
//! paths through the states.
//!
//! Pure: the checker's examples, the simulation and the engine count with the same functions.

mod clock;
mod explain;
#[cfg(test)]
mod tests;
mod walk;

pub use clock::{
    ClockError, Pause, Running, alarm_on, due_again, enter, expires, extend, last_day, steps_due,
};
pub use explain::explain;
pub use walk::{Made, Walk, WalkError};
