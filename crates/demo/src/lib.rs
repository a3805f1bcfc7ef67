//! The synthetic city used by the demo, the tests and the benchmarks.
