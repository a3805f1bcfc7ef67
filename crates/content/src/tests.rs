//! Tests of this room: the markup and the monitor.

mod markup;
mod monitor;
