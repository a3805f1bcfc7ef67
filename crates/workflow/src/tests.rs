//! Tests of this room: numbers, codes, and how cases go.

mod course;
mod number;
mod random;
mod town;
