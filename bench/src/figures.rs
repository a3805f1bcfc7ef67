//! Figures: rates and latencies of a run, and how they are printed.

use std::time::Duration;

/// What a number of clients measured together.
pub(crate) struct Figures {
    /// Answers a second.
    pub(crate) rate: f64,
    /// The median latency.
    pub(crate) p50: Duration,
    /// The latency that one answer in a hundred exceeds.
    pub(crate) p99: Duration,
}

impl Figures {
    /// The figures of `latencies` gathered in `elapsed`.
    pub(crate) fn of(mut latencies: Vec<Duration>, elapsed: Duration) -> Self {
        latencies.sort_unstable();
        let rate = latencies.len() as f64 / elapsed.as_secs_f64().max(f64::EPSILON);
        Self { rate, p50: quantile(&latencies, 50), p99: quantile(&latencies, 99) }
    }
}

impl std::fmt::Display for Figures {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let milliseconds = |latency: Duration| latency.as_secs_f64() * 1000.0;
        let (p50, p99) = (milliseconds(self.p50), milliseconds(self.p99));
        write!(f, "{:>9.0}/s  p50 {p50:>7.2} ms  p99 {p99:>7.2} ms", self.rate)
    }
}

fn quantile(sorted: &[Duration], hundredths: usize) -> Duration {
    let index = (sorted.len() * hundredths / 100).min(sorted.len().saturating_sub(1));
    sorted.get(index).copied().unwrap_or_default()
}
