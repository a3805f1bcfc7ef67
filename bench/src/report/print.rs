//! Our printer, in a program of its own: prints a report again and again and says how that went.

use std::{path::Path, time::Instant};

use anyhow::{Context, Result};
use paper::Press;
use report::Report;

/// Prints the model of a file so many times on so many threads, each as another report.
pub(crate) fn run() -> Result<()> {
    let words: Vec<String> = std::env::args().skip(2).collect();
    let [model, out, times, threads] = words.as_slice() else {
        anyhow::bail!("report-print MODEL OUT TIMES THREADS");
    };
    let (times, threads): (u32, u32) = (times.parse()?, threads.parse()?);
    let report: Report = serde_json::from_slice(&std::fs::read(model)?)?;
    let press = Press::default();
    let start = Instant::now();
    let work = |thread: u32| (thread..times).step_by(threads.max(1) as usize);
    let took: Vec<Result<(Vec<f64>, Vec<u8>)>> = std::thread::scope(|scope| {
        let begin = |thread| {
            let (press, report) = (press.clone(), report.clone());
            scope.spawn(move || printed(&press, report, work(thread)))
        };
        let running: Vec<_> = (0..threads).map(begin).collect();
        let end = |thread: std::thread::ScopedJoinHandle<'_, _>| {
            thread.join().unwrap_or_else(|_| Err(anyhow::anyhow!("a thread did not end well")))
        };
        running.into_iter().map(end).collect()
    });
    let total = start.elapsed().as_secs_f64();
    let mut all = Vec::new();
    let mut last = Vec::new();
    for part in took {
        let (part, pdf) = part?;
        all.extend(part);
        last = pdf;
    }
    let first = all.first().copied().unwrap_or_default();
    all.sort_by(f64::total_cmp);
    let median = all.get(all.len() / 2).copied().unwrap_or_default();
    let pages = last.windows(11).filter(|part| part == b"/Type/Page/").count();
    std::fs::write(Path::new(out), &last)?;
    println!("{first} {median} {total} {} {pages} {}", peak()?, last.len());
    Ok(())
}

fn printed(
    press: &Press,
    mut report: Report,
    numbers: impl Iterator<Item = u32>,
) -> Result<(Vec<f64>, Vec<u8>)> {
    let mut took = Vec::new();
    let mut pdf = Vec::new();
    for number in numbers {
        report.number = format!("20261121120000{number:08}");
        let digest = format!("{number:064x}");
        let start = Instant::now();
        pdf = press.print(&report::print::document(&report, &digest))?;
        took.push(start.elapsed().as_secs_f64());
    }
    Ok((took, pdf))
}

/// The most memory this program ever had, in megabytes.
fn peak() -> Result<f64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().nth(1));
    Ok(kilobytes.context("the system does not say")?.parse::<f64>()? / 1024.0)
}
