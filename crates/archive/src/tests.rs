//! Tests of the archive on both engines.
