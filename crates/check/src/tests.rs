//! Tests of checks on both engines.
