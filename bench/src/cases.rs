//! Cases: the queue of an agency with few and with many open cases, and the daily run over all of them.

use std::{
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use probity::{Place, Platform, entropy::SystemEntropy};
use vocabulary::{Actor, Clock, Date, FixedClock, period::add_days};
use workflow::{
    By, Input, NewCase, StaffBy,
    case::{Page, QueueFilter},
};

use crate::clients;

/// Open cases of the first and of the second measurement; with `--small` of the second.
const SIZES: [u64; 2] = [100, 100_000];
const SMALL: u64 = 5_000;
/// Clients that open cases at once.
const CLERKS: u64 = 32;
const LASTING: Duration = Duration::from_secs(5);
/// Pages whose processor time is taken.
const PAGES: u32 = 200;
/// The day on which all begin: a working day.
const TODAY: Date = Date::constant(2026, 6, 1);

/// Measures and prints.
pub(crate) fn run() -> Result<()> {
    let small = std::env::args().any(|argument| argument == "--small");
    let folder = tempfile::tempdir()?;
    let clock = Arc::new(FixedClock::on(TODAY));
    let time: Arc<dyn Clock> = Arc::<FixedClock>::clone(&clock);
    let place = Place::in_folder(folder.path());
    let platform = Platform::open(&place, time, Arc::new(SystemEntropy))?;
    let mut medians = Vec::new();
    let mut open = 0;
    for size in SIZES.map(|size| if small { size.min(SMALL) } else { size }) {
        let start = Instant::now();
        fill(&platform, open, size)?;
        let rate = (size - open) as f64 / start.elapsed().as_secs_f64().max(f64::EPSILON);
        open = size;
        println!("== {size} open cases in one queue ({rate:.0} begun/s)");
        medians.push(queue(&platform)?);
    }
    if let [few, many] = medians.as_slice() {
        let ratio = many.as_secs_f64() / few.as_secs_f64().max(f64::EPSILON);
        println!("== queue with {open} against {}: {ratio:.2} ×", SIZES.first().unwrap_or(&0));
    }
    daily_run(&platform, &clock, open)
}

/// Opens cases until there are as many as wanted.
fn fill(platform: &Platform, from: u64, until: u64) -> Result<()> {
    let next = AtomicU64::new(from);
    let clerk = || -> Result<()> {
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= until {
                return Ok(());
            }
            platform.cases.open(&giver(), task(number))?;
        }
    };
    std::thread::scope(|scope| {
        let clerks: Vec<_> = (0..CLERKS).map(|_| scope.spawn(clerk)).collect();
        for clerk in clerks {
            match clerk.join() {
                Ok(done) => done?,
                Err(_) => bail!("a clerk of the benchmark stopped with a panic"),
            }
        }
        Ok(())
    })
}

/// The first page of the queue and its counts, as the desk opens them; gives the processor time of a
/// page, which does not hang on what else the machine does.
fn queue(platform: &Platform) -> Result<Duration> {
    let (by, filter) = (owner(), QueueFilter::default());
    let page = Page { after: None, size: 50 };
    let ask = || {
        Ok(|_| {
            let found = platform.cases.queue(&by, &filter, &page)?;
            if found.entries.len() == 50 { Ok(()) } else { bail!("the queue is too short") }
        })
    };
    let pages = clients::run(1, LASTING, ask)?;
    println!("queue       {pages}");
    let count = || {
        Ok(|_| {
            platform.cases.counts(&by)?;
            Ok(())
        })
    };
    println!("counts      {}", clients::run(1, LASTING, count)?);
    let before = cpu();
    for _ in 0..PAGES {
        platform.cases.queue(&by, &filter, &page)?;
    }
    let each = cpu().saturating_sub(before) / PAGES;
    println!("            {:.2} ms of processor time a page", each.as_secs_f64() * 1000.0);
    Ok(each)
}

/// Processor time of this thread.
fn cpu() -> Duration {
    let spent = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanos = spent.split_whitespace().next().and_then(|text| text.parse().ok());
    Duration::from_nanos(nanos.unwrap_or_default())
}

/// The daily run on a day on which half of the cases are late, and once more on the same day.
fn daily_run(platform: &Platform, clock: &FixedClock, open: u64) -> Result<()> {
    let later = add_days(TODAY, 31).context("a day")?;
    clock.set(FixedClock::on(later).now());
    let before = memory();
    for title in ["daily run  ", "once more  "] {
        let start = Instant::now();
        let ticked = platform.tick()?;
        let seconds = start.elapsed().as_secs_f64();
        let rate = open as f64 / seconds.max(f64::EPSILON);
        println!("{title} {seconds:>7.1} s  {rate:>9.0} cases/s  {ticked:?}");
    }
    println!("memory      before {before}");
    println!("            after  {}", memory());
    Ok(())
}

/// What this process holds: its own memory, of which SQLite's page cache takes up to 512 MiB, and the
/// part of the database file that is mapped.
fn memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mib = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name));
        let kib = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
        kib.unwrap_or_default() / 1024
    };
    let (own, mapped, most) = (mib("RssAnon:"), mib("RssFile:"), mib("VmHWM:"));
    format!("{own} MiB own, {mapped} MiB mapped, {most} MiB at most of both")
}

fn task(number: u64) -> NewCase {
    let due = i32::try_from(number % 60).unwrap_or_default() + 1;
    let due = add_days(TODAY, due).unwrap_or(TODAY).to_string();
    let fields = [
        ("unit", "jinan-market-regulation".to_owned()),
        ("what", format!("第 {number} 项任务")),
        ("due_on", due),
        ("clause", "一（一）".to_owned()),
    ];
    let fields: BTreeMap<String, String> =
        fields.into_iter().map(|(id, value)| (id.to_owned(), value)).collect();
    NewCase {
        process: "task".to_owned(),
        input: Input { fields, papers: Vec::new() },
        ..NewCase::default()
    }
}

fn giver() -> By {
    By::Staff(staff("jinan-development-reform", "supervision-officer"))
}

fn owner() -> StaffBy {
    staff("jinan-market-regulation", "department-officer")
}

fn staff(agency: &str, role: &str) -> StaffBy {
    let actor = Actor::new(agency, "account bench");
    StaffBy { actor, agency: agency.to_owned(), role: role.to_owned() }
}
