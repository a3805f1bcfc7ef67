//! Tests of this room: numbers, codes, due dates, and how cases go.

mod course;
mod due;
mod number;
mod random;
mod town;
