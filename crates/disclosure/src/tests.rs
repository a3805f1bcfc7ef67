//! Tests of the gate on both engines.
