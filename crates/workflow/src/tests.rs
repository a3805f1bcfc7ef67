//! Tests of this room: numbers, codes and due dates.

mod due;
mod number;
