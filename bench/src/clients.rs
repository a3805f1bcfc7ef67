//! Clients: threads that ask as fast as they are answered, for a set time.

use std::{
    sync::atomic::{AtomicU64, Ordering},
    time::{Duration, Instant},
};

use anyhow::{Result, bail};

use crate::figures::Figures;

/// Lets `count` clients ask for `lasting`. Each makes its own asker with `open` and calls it with
/// the number of the question.
pub(crate) fn run<A>(
    count: u64,
    lasting: Duration,
    open: impl Fn() -> Result<A> + Sync,
) -> Result<Figures>
where
    A: FnMut(u64) -> Result<()>,
{
    let next = AtomicU64::new(0);
    let start = Instant::now();
    let one = || -> Result<Vec<Duration>> {
        let mut ask = open()?;
        let mut latencies = Vec::new();
        while start.elapsed() < lasting {
            let asked = Instant::now();
            ask(next.fetch_add(1, Ordering::Relaxed))?;
            latencies.push(asked.elapsed());
        }
        Ok(latencies)
    };
    let mut all = Vec::new();
    std::thread::scope(|scope| -> Result<()> {
        let clients: Vec<_> = (0..count).map(|_| scope.spawn(one)).collect();
        for client in clients {
            match client.join() {
                Ok(latencies) => all.extend(latencies?),
                Err(_) => bail!("a client of the benchmark stopped with a panic"),
            }
        }
        Ok(())
    })?;
    Ok(Figures::of(all, start.elapsed()))
}
